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
    breath: float = 0.0  # 0 to 1: share of the voice that is air; 1 is a whisper
    speed: float = 1.0  # x pace
    tilt: float = 0.0  # log level added at the top of the spectrum and taken from its bottom: brightness


# Settings: chosen on a grid of pitch x formant by a listener model, kept where a recogniser still read the words.
# For men 0.50/0.90 and 0.75/0.84 sound best and F0 x 0.58-0.66 worst; above F0 x 1.3 a child turns into a toy.
PRESETS: dict[VoiceInfo, Preset] = {
    VoiceInfo("narrator", "en-US", "f", "adult", "clear and even, tells a story", narrates=True): Preset(),
    VoiceInfo("woman", "en-US", "f", "adult", "lighter and livelier than the narrator"): Preset(
        pitch=1.1, formant=1.06, span=1.15, speed=1.04, tilt=0.2
    ),
    VoiceInfo("alto", "en-US", "f", "adult", "low and calm"): Preset(pitch=0.82, formant=0.93, span=0.9, speed=0.98),
    VoiceInfo("husky_woman", "en-US", "f", "adult", "low, with much air"): Preset(
        pitch=0.9, formant=0.97, breath=0.5, speed=0.97, tilt=-0.2
    ),
    VoiceInfo("young_woman", "en-US", "f", "young", "bright and quick"): Preset(
        pitch=1.2, formant=1.03, span=1.25, speed=1.1, tilt=0.4
    ),
    VoiceInfo("girl", "en-US", "f", "child", "a child of about ten"): Preset(
        pitch=1.28, formant=1.15, span=1.2, speed=1.03, tilt=0.1
    ),
    VoiceInfo("old_woman", "en-US", "f", "old", "slow, thin, narrow in range"): Preset(
        pitch=0.86, formant=1.04, span=0.65, breath=0.3, speed=0.88, tilt=0.3
    ),
    VoiceInfo("man", "en-US", "m", "adult", "plain and steady", narrates=True): Preset(pitch=0.51, formant=0.89),
    VoiceInfo("deep_man", "en-US", "m", "adult", "large, slow and dark"): Preset(
        pitch=0.44, formant=0.8, span=0.85, speed=0.93, tilt=-0.3
    ),
    VoiceInfo("gruff_man", "en-US", "m", "adult", "flat and hard"): Preset(
        pitch=0.47, formant=0.95, span=0.7, speed=1.03, tilt=0.4
    ),
    VoiceInfo("tenor", "en-US", "m", "adult", "high and resonant"): Preset(pitch=0.75, formant=0.84, span=1.1),
    VoiceInfo("young_man", "en-US", "m", "young", "light and quick"): Preset(
        pitch=0.7, formant=0.94, span=1.2, speed=1.08, tilt=0.2
    ),
    VoiceInfo("old_man", "en-US", "m", "old", "slow, with much air, narrow in range"): Preset(
        pitch=0.53, formant=0.86, span=0.6, breath=0.4, speed=0.86, tilt=-0.3
    ),
    VoiceInfo("boy", "en-US", "m", "child", "a child of about ten"): Preset(
        pitch=1.06, formant=1.12, span=1.2, speed=1.07, tilt=0.2
    ),
}
BY_NAME = {info.name: preset for info, preset in PRESETS.items()}
