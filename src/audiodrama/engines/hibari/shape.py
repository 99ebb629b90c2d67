"""From hibari's description of speech to another person's waveform.

The network describes each 12.5 ms of speech by magnitudes and phases over 601 bins (0 to 12 kHz) and an F0:

    spectrum = exp(lh) e^(i pi tanh th) pulses(F0)  +  exp(ln) noise  +  exp(lr) e^(i phi)

A voice is made by scaling F0 and stretching the frequency axis of the other five (formants).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from audiodrama.engines.hibari.presets import Preset
from audiodrama.sound import Samples

Spectrum = NDArray[np.complex64]  # [bins, frames]

BINS = 601  # 0 to 12 kHz in steps of 20 Hz
VOICED = 40.0  # Hz: the network's F0 is below it where there is no voice
FLOOR = 45.0  # Hz: lowest F0 asked of the pulse train, above VOICED
OVER_THE_TOP = 1.5  # log level taken off bins that a stretch leaves without a source, so the top bin is not smeared
LOUDEST = 7.0  # log magnitude where the network's own synthesis clips
NOISE_FRAMES = 2048  # 25.6 s of noise drawn once: drawing it anew for each sentence took a third of the synthesis
AIR = 0.15  # noise in place of pulses: a whisper comes out about 6 dB below the same voice


class Dsp(Protocol):
    """The parts of ``hibari.dsp`` that are used as they are."""

    def pulses(self, f0: Samples) -> Samples: ...
    def stft(self, x: Samples, F: int) -> Spectrum: ...  # noqa: N803 (the library's name)
    def ola(self, spec: Spectrum) -> Samples: ...


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The network's description of one stretch: five float32 [601, frames] and F0 in Hz [frames]."""

    lh: Samples
    th: Samples
    ln: Samples
    lr: Samples
    phi: Samples
    f0: Samples


def waveform(dsp: Dsp, frames: Frames, preset: Preset, seed: int) -> Samples:
    """float32 [samples] at 24 kHz of the stretch as the preset's person says it; not yet within full scale."""
    shaped = _stretched(frames, preset.formant)
    tilt = preset.tilt * np.linspace(-1, 1, BINS, dtype=np.float32)[:, None]
    noise = _noise(seed, len(shaped.f0))
    spectrum = _source(dsp, shaped.f0, preset, noise)
    spectrum *= _polar(shaped.lh + tilt, np.tanh(shaped.th) * np.float32(np.pi))
    noise *= _level(shaped.ln + tilt)
    spectrum += noise
    spectrum += _polar(shaped.lr + tilt, shaped.phi)
    return dsp.ola(spectrum)


def _source(dsp: Dsp, f0: Samples, preset: Preset, noise: Spectrum) -> Spectrum:
    """What the throat sends into the mouth: pulses at F0, with ``breath`` of their power replaced by air."""
    gain = min(preset.pitch, 1.0) ** 0.5 * (1 - preset.breath) ** 0.5  # closer harmonics add up louder
    source = dsp.stft(dsp.pulses(_pitched(f0, preset)) * np.float32(gain), len(f0))
    if preset.breath:
        source += noise * np.where(f0 > VOICED, np.float32(AIR * preset.breath**0.5), np.float32(0))
    return source


def _pitched(f0: Samples, preset: Preset) -> Samples:
    """F0 scaled around its median in the voiced frames, its swings widened or narrowed by ``span``."""
    voiced = f0 > VOICED
    if not voiced.any():
        return f0
    median = np.median(f0[voiced])
    moved = f0.copy()
    moved[voiced] = np.maximum(median * preset.pitch * (f0[voiced] / median) ** preset.span, FLOOR)
    return moved


def _stretched(frames: Frames, formant: float) -> Frames:
    """The description with bin b moved to bin b * formant: magnitudes interpolated, phases taken from the nearest bin."""
    if formant == 1.0:
        return frames
    nearest = np.minimum(np.rint(np.arange(BINS) / formant), BINS - 1).astype(np.intp)
    lh, ln, lr = (_interpolated(levels, formant) for levels in (frames.lh, frames.ln, frames.lr))
    return Frames(lh, frames.th[nearest], ln, lr, frames.phi[nearest], frames.f0)


def _interpolated(levels: Samples, formant: float) -> Samples:
    source = np.arange(BINS, dtype=np.float32) / np.float32(formant)
    beyond = source > BINS - 1
    low = np.minimum(source, BINS - 2).astype(np.intp)
    share = np.minimum(source - low, 1)[:, None].astype(np.float32)
    moved: Samples = levels[low]
    moved += share * (levels[low + 1] - moved)
    moved[beyond] -= np.float32(OVER_THE_TOP)
    return moved


def _level(log: Samples) -> Samples:
    """Magnitudes of log magnitudes, in place."""
    np.minimum(log, LOUDEST, out=log)
    return np.exp(log, out=log)


def _polar(log: Samples, phase: Samples) -> Spectrum:
    """Complex values of log magnitudes (overwritten) and phases in radians."""
    level = _level(log)
    turned = np.empty(phase.shape, np.complex64)
    np.multiply(np.cos(phase), level, out=turned.real)
    np.multiply(np.sin(phase), level, out=turned.imag)
    return turned


def _noise(seed: int, frames: int) -> Spectrum:
    """Complex Gaussian noise [601, frames]: the one bank, read from a place that the seed chooses."""
    return np.take(_bank(), np.arange(seed, seed + frames) % NOISE_FRAMES, axis=1)


@functools.cache
def _bank() -> Spectrum:
    draw = np.random.default_rng(0x5EED).standard_normal((BINS, 2 * NOISE_FRAMES), dtype=np.float32)
    return draw.view(np.complex64)
