"""The mix made heard: energy where a line stands, nothing where none does, the same samples whatever the block."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.errors import SoundError
from audiodrama.mix import Mix, Placement, Stem, render, timeline
from audiodrama.performance import clip_path
from audiodrama.sound import Sound, write_wav

RATE = 44_100
KEYS = {"hum": "aa" + "0" * 62, "hiss": "bb" + "0" * 62}


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two takes: a second of a hum and half a second of hiss."""
    folder = tmp_path_factory.mktemp("takes")
    hum = 0.25 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE)
    hiss = np.random.default_rng(1).normal(0, 0.1, RATE // 2)
    for key, samples in ((KEYS["hum"], hum), (KEYS["hiss"], hiss)):
        clip_path(key, folder).parent.mkdir(parents=True, exist_ok=True)
        write_wav(clip_path(key, folder), Sound(samples.astype(np.float32)[:, None], RATE))
    return folder


def hum(at: int, gain_db: float = 0.0, pan: float = 0.0) -> Placement:
    return Placement(at, KEYS["hum"], at, RATE, gain_db, pan)


def hiss(at: int) -> Placement:
    return Placement(at, KEYS["hiss"], at, RATE // 2, -3.0, 0.5)


def mixed(*placements: Placement, frames: int = 0, mono: bool = False) -> Mix:
    end = max((one.end for one in placements), default=0)
    return Mix(RATE, frames or end + RATE, (Stem("Narrator", placements),), mono)


def heard(mix: Mix, takes: Path, block: int = 65_536) -> np.ndarray:
    return np.concatenate(list(render(mix, takes, block)))


def test_a_line_is_heard_where_it_stands_and_nothing_elsewhere(clips: Path) -> None:
    mix = mixed(hum(RATE), hum(4 * RATE))
    samples = heard(mix, clips)
    assert samples.shape == (mix.frames, 2)
    assert samples.dtype == np.float32
    for one in timeline(mix):
        assert np.sqrt((samples[one.at : one.end] ** 2).mean()) > 0.1
    silent = np.ones(mix.frames, bool)
    for one in timeline(mix):
        silent[one.at : one.end] = False
    assert not samples[silent].any()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 3 * RATE)), min_size=1, max_size=6, unique_by=lambda one: one[1]),
    st.integers(1000, 200_000),
    st.booleans(),
)
def test_the_samples_are_the_same_whatever_the_block(
    clips: Path, places: list[tuple[bool, int]], block: int, mono: bool
) -> None:
    mix = mixed(*(hum(at) if low else hiss(at) for low, at in places), mono=mono)
    assert np.array_equal(heard(mix, clips, block), heard(mix, clips))


def test_lines_that_overlap_are_summed(clips: Path) -> None:
    together = heard(mixed(hum(0), hiss(RATE // 4), frames=2 * RATE), clips)
    apart = heard(mixed(hum(0), frames=2 * RATE), clips) + heard(mixed(hiss(RATE // 4), frames=2 * RATE), clips)
    assert np.allclose(together, apart, atol=1e-7)


@pytest.mark.parametrize("pan", [-1.0, -0.4, 0.0, 0.4, 1.0])
def test_a_voice_is_as_loud_wherever_it_stands(clips: Path, pan: float) -> None:
    left, right = (heard(mixed(hum(0, pan=pan)), clips) ** 2).sum(axis=0)
    centre = (heard(mixed(hum(0)), clips) ** 2).sum()
    assert left + right == pytest.approx(centre, rel=1e-4)
    assert np.sign(right - left) == np.sign(pan)


def test_the_centre_is_the_same_on_both_sides(clips: Path) -> None:
    samples = heard(mixed(hum(0)), clips)
    assert np.array_equal(samples[:, 0], samples[:, 1])


def test_a_gain_is_in_decibels_and_mono_has_one_channel(clips: Path) -> None:
    plain, louder = heard(mixed(hum(0), mono=True), clips), heard(mixed(hum(0, gain_db=6.0), mono=True), clips)
    assert plain.shape[1] == 1
    assert np.abs(plain).max() == pytest.approx(0.25, abs=0.001)
    assert np.abs(louder).max() / np.abs(plain).max() == pytest.approx(1.995, abs=0.002)


def test_a_missing_or_changed_clip_is_named(clips: Path) -> None:
    with pytest.raises(SoundError, match=r"cc0+\.wav"):
        heard(mixed(Placement(0, "cc" + "0" * 62, 0, 100)), clips)
    with pytest.raises(SoundError, match="44100 frames where 100 were arranged"):
        heard(mixed(Placement(0, KEYS["hum"], 0, 100)), clips)


def test_memory_does_not_grow_with_the_length(clips: Path) -> None:
    def highest(hours: float) -> int:
        mix = mixed(*(hum(n * 20 * RATE) for n in range(int(hours * 180))))
        tracemalloc.start()
        for _ in render(mix, clips):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert highest(1.0) < 1.1 * highest(0.1) + 100_000
