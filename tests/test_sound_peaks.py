"""True peak: what lies between the samples is found, and nothing that matters is passed over to save time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.sound.levels import extremes, measured
from audiodrama.sound.truepeak import OVERSHOOT, REACH, _interpolation, true_peaks

RATE = 44_100


# EBU Tech 3341, signals 15 to 19: sines whose samples miss their peaks; within +0.2/-0.4 dB
@pytest.mark.parametrize(
    ("part", "phase", "level"), [(4, 0, 0.5), (4, 45, 0.5), (6, 60, 0.5), (8, 67.5, 0.5), (4, 45, 1.41)]
)
def test_ebu_tech_3341_true_peak(part: int, phase: float, level: float) -> None:
    wave = level * np.sin(2 * np.pi * np.arange(RATE) / part + math.radians(phase))
    wave[:200] *= np.linspace(0, 1, 200)
    wave[-200:] *= np.linspace(1, 0, 200)
    _, peak = extremes([wave.astype(np.float32)[:, None]], RATE, 1)
    assert -0.4 <= peak - 20 * math.log10(level) <= 0.2


def test_no_point_between_samples_is_higher_than_the_bound() -> None:
    assert np.abs(_interpolation(42)).sum(axis=0).max() < OVERSHOOT


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.one_of(st.integers(500, 90_000), st.integers(1, 20)), st.sampled_from([1, 2]))
def test_passing_over_what_is_low_changes_no_peak(seed: int, block: int, channels: int) -> None:
    rng = np.random.default_rng(seed)
    frames = 210 * (400 if block > 20 else 10)
    samples = (rng.normal(0, 0.2, (frames, channels)) * rng.random((frames, 1)) ** 6).astype(np.float32)
    padded = np.pad(samples, ((REACH, REACH), (0, 0)))
    every = true_peaks(padded, 210)
    _, peak = extremes((samples[start : start + block] for start in range(0, len(samples), block)), RATE, channels)
    assert 10 ** (peak / 20) == pytest.approx(float(every.max()), rel=1e-5)


def test_a_portrait_has_the_peak_and_the_longest_silence() -> None:
    sound = np.zeros((10 * RATE, 2), np.float32)
    sound[RATE : 2 * RATE] = sound[7 * RATE : 8 * RATE] = 0.5 * np.sin(np.arange(RATE) / 20)[:, None]
    levels = measured((sound[start : start + 50_000] for start in range(0, len(sound), 50_000)), RATE, 2)
    assert levels.frames == len(sound)
    assert levels.peak_db == pytest.approx(-6.02, abs=0.05)
    start, length = levels.longest_silence()
    assert start == pytest.approx(2, abs=0.01)
    assert length == pytest.approx(5, abs=0.02)
