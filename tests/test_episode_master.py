"""Gain and limiter: the level that was predicted, never above the ceiling, the same samples whatever the block."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.episode.master import master, mastered
from audiodrama.episode.publishing import MONO_LUFS, STEREO_LUFS
from audiodrama.sound import Samples
from audiodrama.sound.levels import Levels, measured

RATE = 44_100
LOUDEST = {1: MONO_LUFS, 2: STEREO_LUFS}


def programme(seed: int, crest: float, channels: int = 2) -> Samples:
    """Five seconds of swelling noise in which single moments stand out ``crest`` times."""
    rng = np.random.default_rng(seed)
    frames = 5 * RATE
    swell = np.abs(np.sin(np.arange(frames) / 9000))[:, None]
    noise = rng.normal(0, 0.05, (frames, channels)) * swell * np.where(rng.random((frames, 1)) > 0.9995, crest, 1)
    return noise.astype(np.float32)


def levels(samples: Samples) -> Levels:
    return measured([samples], RATE, samples.shape[1])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100), st.floats(1, 12), st.floats(0, 13), st.sampled_from([1, 2]))
def test_the_target_is_met_below_the_ceiling(seed: int, crest: float, below: float, channels: int) -> None:
    """From the loudest level an episode is made at; much above it such peaks leave no room, and the ceiling wins."""
    target = LOUDEST[channels] - below
    samples = programme(seed, crest, channels)
    after = levels(np.concatenate(list(mastered([samples], master(levels(samples), target, -2.0)))))
    assert after.loudness == pytest.approx(target, abs=0.2)
    assert after.peak_db <= -2.0 + 0.1  # the limiter's own movement may lift a point between two samples a little


def test_what_needs_no_limiter_is_only_multiplied() -> None:
    samples = programme(1, 1.0)
    made = master(levels(samples), -30.0, -2.0)
    assert made.curve.min() == 1.0
    (after,) = mastered([samples], made)
    assert np.allclose(after, samples * 10 ** (made.gain_db / 20), atol=1e-7)


def test_the_limiter_comes_down_before_a_peak_and_recovers_after_it() -> None:
    samples = np.full((2 * RATE, 1), 0.05, np.float32) * np.sin(np.arange(2 * RATE) / 8)[:, None].astype(np.float32)
    samples[RATE] = 1.0
    made = master(levels(samples), levels(samples).loudness, -12.0)
    deepest = int(made.curve.argmin())
    assert abs(deepest * made.segment - RATE) <= 2 * made.segment
    assert made.curve[0] == made.curve[-1] == 1.0
    ahead, behind = (made.curve[:deepest] < 0.999).sum(), (made.curve[deepest:] < 0.999).sum()
    assert 2 <= ahead * made.segment / RATE * 1000 / 5 <= 10  # 10 to 50 ms before
    assert behind > 3 * ahead


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 100_000))
def test_the_samples_are_the_same_whatever_the_block(block: int) -> None:
    samples = programme(3, 8.0)[: 2 * RATE]
    made = master(levels(samples), -14.0, -2.0)
    pieces = (samples[start : start + block] for start in range(0, len(samples), block))
    assert np.allclose(
        np.concatenate(list(mastered(pieces, made))), np.concatenate(list(mastered([samples], made))), atol=1e-6
    )


def test_silence_stays_silent() -> None:
    silent = np.zeros((RATE, 2), np.float32)
    made = master(levels(silent), -16.0, -2.0)
    assert made.gain_db == 0
    assert not np.concatenate(list(mastered([silent], made))).any()
