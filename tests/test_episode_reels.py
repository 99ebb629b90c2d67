"""An episode patched from itself: only reels that changed are encoded again, and nobody can hear where they were joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3

from audiodrama.episode import Chapter, Tags, measure, publish, publishing
from audiodrama.episode.reels import HUSH, LEAD, reels
from audiodrama.mix import GRID, Mix, Placement, Stem, timeline
from audiodrama.performance import clip_path
from audiodrama.sound import Sound, write_wav
from audiodrama.sound.clips import open_clip

RATE = 44_100


def voice(seconds: float, seed: int) -> np.ndarray:
    """A buzz of its own pitch in syllables: something whose every moment is known."""
    at = np.arange(round(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * (110 + 13 * seed) * n * at) / n for n in range(1, 12))
    return np.asarray(0.3 * buzz * np.abs(np.sin(2 * np.pi * 2.2 * at)))


def spoken(takes: Path, seconds: Sequence[float], seeds: Sequence[int], *, mono: bool = False) -> Mix:
    """Lines of these lengths, each beginning on the grid half a second or so after the one before."""
    placed, at = [], RATE // 2 // GRID * GRID
    for number, (length, seed) in enumerate(zip(seconds, seeds, strict=True)):
        key = f"{seed:032x}{round(length * 1000):032x}"
        samples = voice(length, seed).astype(np.float32)
        clip_path(key, takes).parent.mkdir(parents=True, exist_ok=True)
        if not clip_path(key, takes).exists():
            write_wav(clip_path(key, takes), Sound(samples[:, None], RATE))
        placed.append(Placement(number, key, at, len(samples), 0.0, 0.1 * (-1) ** number))
        at = -(-(at + len(samples) + RATE // 2) // GRID) * GRID
    return Mix(RATE, at + RATE, (Stem("Narrator", tuple(placed)),), mono)


LENGTHS = (2.0, 1.3, 2.6, 0.9, 3.1, 1.7, 2.2, 1.1)
SEEDS = tuple(range(8))


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many reels each run of the encoder was given, as they are given."""
    runs: list[int] = []
    real = publishing.encode

    def counted(reels: Sequence[publishing.Take], *rest: object) -> object:
        runs.append(len(reels))
        return real(reels, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "encode", counted)
    return runs


def heard(path: Path) -> np.ndarray:
    return open_clip(path).samples


@pytest.mark.parametrize("mono", [False, True])
def test_a_corrected_line_is_encoded_alone_and_the_rest_is_taken_from_the_old_file(
    tmp_path: Path, encoded: list[int], mono: bool
) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    publish(spoken(takes, LENGTHS, SEEDS, mono=mono), takes, out, ledger=ledger)
    assert encoded == [8]
    changed = spoken(takes, (*LENGTHS[:3], 1.4, *LENGTHS[4:]), (*SEEDS[:3], 20, *SEEDS[4:]), mono=mono)
    patched = publish(changed, takes, out, Tags("Patched"), (Chapter(0, changed.frames, "All"),), ledger=ledger)
    assert encoded == [8, 1]
    fresh = publish(changed, takes, tmp_path / "fresh.mp3")
    assert encoded == [8, 1, 8]
    one, other = heard(out), heard(tmp_path / "fresh.mp3")
    assert len(one) == len(other) == changed.frames
    gain = float((one * other).sum() / (other * other).sum())
    assert abs(20 * np.log10(gain)) < 0.2
    assert np.sqrt(((one - gain * other) ** 2).mean()) < 0.01 * np.sqrt((one**2).mean())
    assert patched.loudness == pytest.approx(fresh.loudness, abs=0.2)
    assert MP3(out)["TIT2"].text == ["Patched"]
    assert MP3(out).info.length == pytest.approx(changed.seconds, abs=0.06)


def test_nothing_is_heard_where_reels_are_joined(tmp_path: Path) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    for seed in (0, 30, 31):
        mix = spoken(takes, LENGTHS, (seed, *SEEDS[1:4], seed + 40, *SEEDS[5:]))
        publish(mix, takes, out, ledger=ledger)
    sound = heard(out)
    silent = np.ones(mix.frames, bool)
    for one in timeline(mix):
        silent[one.at - 600 : one.end + 600] = False
        assert np.sqrt((sound[one.at : one.end] ** 2).mean()) > 0.02
    assert np.abs(sound[silent]).max() < 0.001


def test_the_same_episode_again_is_encoded_not_at_all_and_comes_out_the_same(
    tmp_path: Path, encoded: list[int]
) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    mix = spoken(takes, LENGTHS, SEEDS)
    first = publish(mix, takes, out, ledger=ledger)
    before = out.read_bytes()
    again = publish(mix, takes, out, ledger=ledger)
    assert encoded == [8]
    assert out.read_bytes() == before
    assert (again.loudness, again.peak) == (first.loudness, first.peak)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda out, ledger: out.write_bytes(out.read_bytes()[:30_000]), id="cut short"),
        pytest.param(lambda out, ledger: out.write_bytes(b"x" * len(out.read_bytes())), id="overwritten"),
        pytest.param(lambda out, ledger: out.unlink(), id="deleted"),
        pytest.param(lambda out, ledger: ledger.write_bytes(ledger.read_bytes()[:500]), id="a ledger cut short"),
        pytest.param(lambda out, ledger: ledger.write_bytes(b""), id="an empty ledger"),
        pytest.param(lambda out, ledger: ledger.unlink(), id="no ledger"),
    ],
)
def test_what_does_not_stand_any_more_is_made_again(tmp_path: Path, spoil: object) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    mix = spoken(takes, LENGTHS, SEEDS)
    publish(mix, takes, out, ledger=ledger)
    before = heard(out)
    spoil(out, ledger)  # type: ignore[operator]
    publish(mix, takes, out, ledger=ledger)
    assert np.allclose(heard(out), before, atol=1e-3)
    assert measure(out).passed


def test_a_take_that_was_recorded_again_is_heard(tmp_path: Path, encoded: list[int]) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    mix = spoken(takes, LENGTHS, SEEDS)
    publish(mix, takes, out, ledger=ledger)
    path = clip_path(timeline(mix)[4].key, takes)
    path.unlink()
    write_wav(path, Sound(-voice(LENGTHS[4], 4).astype(np.float32)[:, None], RATE))
    publish(mix, takes, out, ledger=ledger)
    assert encoded == [8, 1]


def test_another_level_is_encoded_whole(tmp_path: Path, encoded: list[int]) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    mix = spoken(takes, LENGTHS, SEEDS)
    publish(mix, takes, out, ledger=ledger)
    louder = publish(mix, takes, out, target=-20.0, ledger=ledger)
    assert encoded == [8, 8]
    assert louder.loudness == pytest.approx(-20, abs=0.3)


def test_many_small_corrections_never_leave_the_level(tmp_path: Path) -> None:
    takes, out, ledger = tmp_path / "takes", tmp_path / "story.mp3", tmp_path / "story.npz"
    for step in range(6):
        mix = spoken(takes, LENGTHS, (*range(50, 50 + step), *SEEDS[step:]))
        made = publish(mix, takes, out, ledger=ledger)
        assert made.loudness == pytest.approx(-16, abs=0.3)
        verdict = measure(out)
        assert verdict.loudness == pytest.approx(made.loudness, abs=0.1)
        assert verdict.peak == pytest.approx(made.peak, abs=0.2)


placements = st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 60_000), st.booleans()), max_size=12)


@settings(max_examples=200, deadline=None)
@given(placements, st.integers(0, 50_000))
def test_reels_are_the_whole_mix_cut_in_silence_on_the_grid(lines: list[tuple[int, int, bool]], tail: int) -> None:
    placed, at = [], 0
    for number, (gap, frames, snapped) in enumerate(lines):
        at += gap
        at = -(-at // GRID) * GRID if snapped else at
        placed.append(Placement(number, f"{number:064x}", at, frames))
        at += frames
    mix = Mix(RATE, at + tail + 1, (Stem("Narrator", tuple(placed)),))
    cut = reels(mix)
    assert [reel.start for reel in cut] == [0, *np.cumsum([reel.mix.frames for reel in cut])[:-1]]
    assert sum(reel.mix.frames for reel in cut) == mix.frames
    back = [replace(one, at=one.at + reel.start) for reel in cut for one in timeline(reel.mix)]
    assert tuple(back) == timeline(mix)
    for before, reel in pairwise(cut):
        assert reel.start % GRID == 0
        assert timeline(reel.mix)[0].at == LEAD
        assert all(one.end <= before.mix.frames - HUSH for one in timeline(before.mix))
