"""Loudness by the standard: the conformance signals, the gates, short clips, pieces of any size."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.sound import LoudnessMeter, Sound, integrated, loudness, silence


def tone(*levels_db: float, seconds: float = 20.0, hz: float = 1000.0, rate: int = 44_100, channels: int = 2) -> Sound:
    """One stretch of sine after another, each at its level in dBFS (of its peak)."""
    time = np.arange(round(seconds * rate)) / rate
    pieces = [10 ** (level / 20) * np.sin(2 * np.pi * hz * time) for level in levels_db]
    return Sound(np.repeat(np.concatenate(pieces)[:, None], channels, axis=1).astype(np.float32), rate)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_full_scale_997_hz_in_one_channel_reads_minus_3_01(rate: int) -> None:
    assert loudness(tone(0, hz=997, seconds=5, rate=rate, channels=1)) == pytest.approx(-3.01, abs=0.01)


# EBU Tech 3341, minimum requirements signals 1 to 5, integrated loudness within 0.1 LU
@pytest.mark.parametrize(
    ("levels", "seconds", "expected"),
    [
        ((-23,), 20, -23.0),
        ((-33,), 20, -33.0),
        ((-36, -23, -36), (10, 60, 10), -23.0),
        ((-72, -36, -23, -36, -72), (10, 10, 60, 10, 10), -23.0),
        ((-26, -20, -26), (20, 20.1, 20), -23.0),
    ],
)
def test_ebu_tech_3341(levels: tuple[float, ...], seconds: float | tuple[float, ...], expected: float) -> None:
    lengths = seconds if isinstance(seconds, tuple) else (seconds,) * len(levels)
    meter = LoudnessMeter(44_100, 2)
    for level, length in zip(levels, lengths, strict=True):
        meter.add(tone(level, seconds=length).samples)
    assert meter.integrated() == pytest.approx(expected, abs=0.1)


def test_silence_is_minus_infinity_and_pauses_do_not_count() -> None:
    assert loudness(silence(3)) == -math.inf
    assert loudness(silence(0)) == -math.inf
    speech = tone(-20, seconds=10)
    meter = LoudnessMeter(44_100, 2)
    meter.add(speech.samples)
    meter.add(silence(30, channels=2).samples)
    assert meter.integrated() == pytest.approx(loudness(speech), abs=0.1)


def test_a_clip_shorter_than_a_block_is_measured_as_if_silence_followed() -> None:
    half_a_block = loudness(tone(-20, seconds=0.2))
    assert half_a_block == pytest.approx(loudness(tone(-20, seconds=0.4)) - 3.01, abs=0.1)


def test_a_channel_that_repeats_another_counts_the_same() -> None:
    noise = np.random.default_rng(3).normal(0, 0.1, (44_100, 3)).astype(np.float32)
    noise[:, 2] = noise[:, 0]
    together = loudness(Sound(noise, 44_100))
    apart = [10 ** (loudness(Sound(noise[:, [n]], 44_100)) / 10) for n in range(3)]
    assert together == pytest.approx(10 * math.log10(sum(apart)), abs=0.01)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=8), st.sampled_from([44_100, 48_000, 22_050, 11_025]))
def test_pieces_of_any_size_measure_the_same(sizes: list[int], rate: int) -> None:
    noise = np.random.default_rng(sum(sizes)).normal(0, 0.1, (sum(sizes), 2)).astype(np.float32)
    noise[len(noise) // 3 : len(noise) // 2] = 0
    whole, pieces = LoudnessMeter(rate, 2), LoudnessMeter(rate, 2)
    whole.add(noise)
    for end, size in zip(np.cumsum(sizes), sizes, strict=True):
        pieces.add(noise[end - size : end])
    assert np.allclose(whole.energies(), pieces.energies(), rtol=1e-5, atol=1e-12)
    assert integrated(whole.energies()) == whole.integrated()
