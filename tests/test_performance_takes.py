"""One line becomes one take on disk, whole, under the name of its order; what goes wrong is a value."""

from __future__ import annotations

import dataclasses
import errno
import functools
import json
import os
import pickle
import time
from pathlib import Path

import numpy as np
import pytest

from audiodrama.engines import Voice
from audiodrama.errors import PerformanceError
from audiodrama.performance import Flub, Take, Utterance, clip_path, kept, missing, perform, record, takes
from audiodrama.sound import PROGRAMME_RATE, Sound, read_wav
from performers import FAULTY, flubs_of, order, takes_of

TONE = Voice("tone", "alto")


@pytest.fixture(autouse=True)
def faulty_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FAULTY)


def taken(recorded: object) -> Take:
    assert isinstance(recorded, Take), recorded
    return recorded


def test_a_take_is_its_clip_and_its_receipt(tmp_path: Path) -> None:
    hello = Utterance("Hello there, harbour master.", TONE)
    take = taken(record(hello, tmp_path))
    clip = read_wav(clip_path(hello.key, tmp_path))
    assert (take.key, take.edition) == (hello.key, "tone 1")
    assert (clip.rate, clip.channels, clip.frames) == (PROGRAMME_RATE, 1, take.frames)
    assert np.abs(clip.samples).max() == pytest.approx(take.peak, abs=1e-4)
    assert -40 < take.loudness < -10
    assert kept(hello, tmp_path) == take
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        f"{hello.key}.json",
        f"{hello.key}.wav",
    ]


def test_silence_around_the_words_is_cut_and_the_cut_does_not_click(tmp_path: Path) -> None:
    line = order("x" * 30)  # two seconds between two silences of 0.2 s
    take = taken(record(line, tmp_path))
    assert take.frames / take.rate == pytest.approx(2.0, abs=0.05)
    samples = read_wav(clip_path(line.key, tmp_path)).samples
    assert abs(samples[0, 0]) < 0.001
    assert abs(samples[-1, 0]) < 0.001


def test_a_short_word_has_a_loudness(tmp_path: Path) -> None:
    assert taken(record(order("No"), tmp_path)).loudness > -50


def test_a_clip_beyond_full_scale_is_scaled_and_stereo_becomes_mono(tmp_path: Path) -> None:
    assert taken(record(order("Loud and clear"), tmp_path)).peak <= 1
    stereo = order("Stereo, please")
    record(stereo, tmp_path)
    assert read_wav(clip_path(stereo.key, tmp_path)).channels == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Raises its voice", "RuntimeError: no such phoneme"),
        ("Empty house", "silent"),
        ("Silent night", "silent"),
        ("NaN of that", "not finite"),
        ("Integers only", "floating-point"),
        ("Bytes of it", "bytes instead of a Sound"),
    ],
)
def test_a_bad_take_is_a_flub_with_its_reason_and_leaves_nothing(text: str, reason: str, tmp_path: Path) -> None:
    flub = record(order(text), tmp_path)
    assert isinstance(flub, Flub)
    assert reason in flub.reason
    assert "\n" not in flub.reason
    assert "Traceback" in flub.trace
    assert not flub.fatal
    assert list(tmp_path.rglob("*.*")) == []
    assert pickle.loads(pickle.dumps(flub)) == flub


def test_an_unknown_voice_is_told_as_the_engine_tells_it(tmp_path: Path) -> None:
    flub = record(Utterance("Hello", Voice("tone", "altoo")), tmp_path)
    assert isinstance(flub, Flub)
    assert "did you mean alto?" in flub.reason


def test_another_edition_refuses_to_record_but_a_kept_take_stays(tmp_path: Path) -> None:
    old = dataclasses.replace(order("Hello"), edition="faulty 0")
    flub = record(old, tmp_path)
    assert isinstance(flub, Flub)
    assert "faulty 0" in flub.reason
    today = dataclasses.replace(old, edition="faulty 1")
    take = taken(record(today, tmp_path))
    assert list(perform([old], tmp_path)) == [take]
    assert missing([old], tmp_path) == ()


@pytest.mark.parametrize("what", ["cut", "longer", "gone", "receipt cut", "receipt gone", "receipt of another"])
def test_a_take_that_is_not_whole_is_recorded_again(what: str, tmp_path: Path) -> None:
    line = order("Hello")
    take = taken(record(line, tmp_path))
    clip = clip_path(line.key, tmp_path)
    note = clip.with_suffix(".json")
    damage = {
        "cut": lambda: os.truncate(clip, 1000),
        "longer": lambda: clip.write_bytes(clip.read_bytes() + b"?"),
        "gone": clip.unlink,
        "receipt cut": lambda: os.truncate(note, 20),
        "receipt gone": note.unlink,
        "receipt of another": lambda: note.write_text(note.read_text().replace(line.key, "0" * 64)),
    }
    damage[what]()
    assert kept(line, tmp_path) is None
    assert list(perform([line], tmp_path)) == [take]
    assert kept(line, tmp_path) == take


@pytest.mark.parametrize("receipt", ["[]", "3", "{}", '{"bytes": 1}', '"bytes"', "\x00"])
def test_a_strange_receipt_is_no_receipt(receipt: str, tmp_path: Path) -> None:
    line = order("Hello")
    record(line, tmp_path)
    clip_path(line.key, tmp_path).with_suffix(".json").write_text(receipt)
    assert kept(line, tmp_path) is None


def test_a_receipt_with_the_wrong_types_is_no_receipt(tmp_path: Path) -> None:
    line = order("Hello")
    record(line, tmp_path)
    note = clip_path(line.key, tmp_path).with_suffix(".json")
    note.write_text(json.dumps(json.loads(note.read_text()) | {"frames": "many"}))
    assert kept(line, tmp_path) is None


def test_the_same_words_by_the_same_voice_are_one_take(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    recorded = list(perform([order("Yes.", diary), order("No.", diary), order("Yes.", diary)], tmp_path / "takes"))
    assert len(recorded) == 2
    assert len(diary.read_text().splitlines()) == 2


def test_a_rerun_records_only_what_is_missing_and_yields_the_kept_first(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    first, second = order("Zed came first.", diary), order("Alma came second.", diary)
    (take,) = perform([first], tmp_path / "takes")
    assert missing([second, first, second], tmp_path / "takes") == (second,)
    again = list(perform([second, first], tmp_path / "takes"))
    assert again[0] == take
    assert len(diary.read_text().splitlines()) == 2


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [order("Good one"), order("Raises its voice"), order("Good two"), order("Silent night")]
    recorded = list(perform(lines, tmp_path))
    assert len(takes_of(recorded)) == 2
    assert flubs_of(recorded).keys() == {"Raises its voice", "Silent night"}


def test_lines_of_one_voice_come_together_the_long_ones_first(tmp_path: Path) -> None:
    turns: list[str] = []

    def run(work: object, orders: list[Utterance]) -> list[Take]:
        turns.extend(f"{one.voice.name} {len(one.text)}" for one in orders)
        return []

    alto, boy = Voice("tone", "alto"), Voice("tone", "boy")
    lines = [Utterance("ab", boy), Utterance("abc", alto), Utterance("abcd", boy), Utterance("abcde", alto)]
    assert list(perform(lines, tmp_path, run)) == []  # type: ignore[arg-type]
    assert turns == ["alto 5", "alto 3", "boy 4", "boy 2"]


def test_a_full_disk_stops_the_performance_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, sound: Sound) -> None:
        path.write_bytes(b"RIFF")
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(takes, "write_wav", full)
    lines = [order(f"Line {number}") for number in range(5)]
    with pytest.raises(PerformanceError, match="disk is full") as stopped:
        list(perform(lines, tmp_path))
    assert len(stopped.value.flubs) == 1
    assert pickle.loads(pickle.dumps(stopped.value)).flubs == stopped.value.flubs
    assert list(tmp_path.rglob("*.*")) == []  # nothing half written


def test_an_engine_that_finds_the_disk_full_stops_the_performance_too(tmp_path: Path) -> None:
    with pytest.raises(PerformanceError, match="disk is full"):
        list(perform([order("Full of it")], tmp_path))


def test_a_folder_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("not a folder")
    with pytest.raises(PerformanceError, match="takes"):
        list(perform([order("One"), order("Two")], tmp_path / "takes"))


def test_what_a_killed_process_left_is_swept_and_what_another_writes_now_is_not(tmp_path: Path) -> None:
    partial = tmp_path / takes.PARTIAL
    partial.mkdir()
    left, current = partial / "aa.1", partial / "bb.2"
    left.write_bytes(b"RIFF")
    current.write_bytes(b"RIFF")
    long_ago = time.time() - 2 * takes.STALE_S
    os.utime(left, (long_ago, long_ago))
    list(perform([], tmp_path))
    assert (left.exists(), current.exists()) == (False, True)


def test_takes_are_asked_for_by_a_path_that_is_relative_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (take,) = perform([order("Hello")], Path("takes"))
    assert kept(order("Hello"), tmp_path / "takes") == take


def test_the_unit_of_work_pickles(tmp_path: Path) -> None:
    work = pickle.loads(pickle.dumps(functools.partial(record, takes=tmp_path)))
    take = taken(work(pickle.loads(pickle.dumps(order("Hello")))))
    assert pickle.loads(pickle.dumps(take)) == take
