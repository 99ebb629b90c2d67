"""The voices made from hibari's one: what is done to its pitch, its formants and its breath."""

from __future__ import annotations

from dataclasses import dataclass

from audiodrama.engines import VoiceInfo


@dataclass(frozen=True, slots=True)
class Preset:
    """Ratios and offsets on the bundled voice. All ones and zeros is the voice itself."""

    pitch: float = 1.0  # x F0
    formant: float = 1.0  # x formant frequencies: below 1 a longer vocal tract, a larger speaker
    span: float = 1.0  # exponent of the intonation's range: 0 = monotone
    breath: float = 0.0  # added to the log level of the noise
    speed: float = 1.0  # x pace
    tilt: float = 0.0  # log level added at the top of the spectrum and taken from its bottom: brightness


# Settings: chosen on a grid of pitch x formant by a listener model, kept where a recogniser still read the words.
# For men 0.50/0.90 and 0.75/0.84 sound best and F0 x 0.58-0.66 worst; above F0 x 1.3 a child turns into a toy.
PRESETS: dict[VoiceInfo, Preset] = {
    VoiceInfo("narrator", "en-US", "f", "adult", "clear and even, tells a story", narrates=True): Preset(),
    VoiceInfo("woman", "en-US", "f", "adult", "a lighter, livelier voice than the narrator's"): Preset(
        1.08, 1.04, 1.15, 0.0, 1.04, 0.15
    ),
    VoiceInfo("alto", "en-US", "f", "adult", "low and calm"): Preset(0.84, 0.94, 0.9, 0.0, 0.98),
    VoiceInfo("young_woman", "en-US", "f", "young", "bright and quick"): Preset(1.18, 1.07, 1.25, 0.2, 1.1, 0.2),
    VoiceInfo("girl", "en-US", "f", "child", "a child of about ten"): Preset(1.28, 1.14, 1.2, 0.0, 1.03, 0.2),
    VoiceInfo("old_woman", "en-US", "f", "old", "slow, breathy, narrow in range"): Preset(
        0.88, 0.98, 0.7, 0.9, 0.88, -0.2
    ),
    VoiceInfo("man", "en-US", "m", "adult", "plain and steady", narrates=True): Preset(0.52, 0.89),
    VoiceInfo("deep_man", "en-US", "m", "adult", "large, slow and dark"): Preset(0.44, 0.81, 0.85, 0.0, 0.93, -0.2),
    VoiceInfo("tenor", "en-US", "m", "adult", "high and resonant"): Preset(0.75, 0.84, 1.1, 0.0, 1.0),
    VoiceInfo("young_man", "en-US", "m", "young", "light and quick"): Preset(0.7, 0.91, 1.2, 0.0, 1.08, 0.2),
    VoiceInfo("old_man", "en-US", "m", "old", "slow, breathy, narrow in range"): Preset(
        0.5, 0.85, 0.6, 0.9, 0.86, -0.3
    ),
    VoiceInfo("boy", "en-US", "m", "child", "a child of about ten"): Preset(1.1, 1.09, 1.2, 0.0, 1.07, 0.1),
}
BY_NAME = {info.name: preset for info, preset in PRESETS.items()}
