"""How loud: loudness by BS.1770-4, streamed, eight bytes kept for each 100 ms. How high: see ``truepeak``."""

from __future__ import annotations

import math

import numpy as np

from audiodrama.sound.samples import Samples, Sound
from audiodrama.sound.weighting import Energies, Matrix, k_weighting

HOPS_PER_BLOCK = 4  # gating blocks of 400 ms that overlap by 75% (BS.1770-4, annex 1): steps of 100 ms
ABSOLUTE_GATE = -70.0  # LKFS (BS.1770-4)
RELATIVE_GATE = -10.0  # LU below the mean of what passed the absolute gate (BS.1770-4)
OFFSET = -0.691  # dB (BS.1770-4: 997 Hz at 0 dBFS in one channel reads -3.01)
DIED_AWAY = 1e-9  # amplitude of the filter's state that no later sample can be heard to have come from
HOPS_AT_ONCE = 15  # hops weighted in one go: about half a megabyte of work


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS (BS.1770-4, gated); -inf for silence. Channels count as left and right.

    A clip shorter than one gating block (400 ms) is measured as if silence followed it to that length.
    """
    meter = LoudnessMeter(sound.rate, sound.channels)
    meter.add(sound.samples)
    short = HOPS_PER_BLOCK * meter.hop - sound.frames
    if short > 0:
        meter.add(np.zeros((short, sound.channels), np.float32))
    return meter.integrated()


def integrated(hops: Energies) -> float:
    """LUFS of a programme from its ``hops``: the K-weighted mean square of each 100 ms, summed over channels."""
    blocks = _blocks(hops)
    heard = blocks[blocks > _energy(ABSOLUTE_GATE)]
    if not heard.size:
        return -math.inf
    gate = float(heard.mean()) * 10 ** (RELATIVE_GATE / 10)
    return _lufs(float(heard[heard > gate].mean()))


def _blocks(hops: Energies) -> Energies:
    """Mean squares of the gating blocks; what is left at the end and fills none is not measured, as the standard says."""
    if hops.size < HOPS_PER_BLOCK:
        return np.zeros(0)
    blocks: Energies = np.lib.stride_tricks.sliding_window_view(hops, HOPS_PER_BLOCK).mean(axis=1)
    return blocks


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET) / 10))


def _lufs(energy: float) -> float:
    return OFFSET + 10 * math.log10(energy) if energy > 0 else -math.inf


class LoudnessMeter:
    """Adds samples as they stream by; ``energies`` and ``integrated`` may be asked at any time."""

    def __init__(self, rate: int, channels: int) -> None:
        self._weighting = k_weighting(rate)
        self.hop = self._weighting.hop
        self._states: list[Matrix] = [np.zeros(4) for _ in range(channels)]
        self._left = np.zeros((0, channels), np.float32)  # less than a hop, not measured yet
        self._energies: list[Energies] = []

    def add(self, samples: Samples) -> None:
        """``samples``: float32 [frames, channels], any number of frames."""
        together = np.concatenate((self._left, samples)) if len(self._left) else samples
        whole = len(together) // self.hop * self.hop
        for start in range(0, whole, HOPS_AT_ONCE * self.hop):
            self._energies.append(self._measure(together[start : min(start + HOPS_AT_ONCE * self.hop, whole)]))
        self._left = together[whole:].copy()

    def energies(self) -> Energies:
        """The K-weighted mean square of each whole 100 ms so far, summed over channels."""
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def integrated(self) -> float:
        """LUFS of all that was added; -inf for silence."""
        return integrated(self.energies())

    def _measure(self, samples: Samples) -> Energies:
        """Energies of whole hops. Silence costs nothing, and channels that are the same are weighted once."""
        if not samples.any() and all(np.abs(state).max() < DIED_AWAY for state in self._states):
            return np.zeros(len(samples) // self.hop)
        first, after = self._weighting.energies(samples[:, 0], self._states[0])
        total, states = first.copy(), [after]
        for channel, state in enumerate(self._states[1:], start=1):
            same = np.array_equal(state, self._states[0]) and np.array_equal(samples[:, channel], samples[:, 0])
            one = (first, states[0]) if same else self._weighting.energies(samples[:, channel], state)
            total += one[0]
            states.append(one[1])
        self._states = states
        return total
