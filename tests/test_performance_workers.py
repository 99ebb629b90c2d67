"""Many processes make what one makes; one that dies, hangs or prints harms its own line at most."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiodrama.engines import Voice
from audiodrama.errors import PerformanceError
from audiodrama.performance import Utterance, booth, clip_path, crew, perform, workers
from performers import FAULTY, all_gone, flubs_of, order, pids, takes_of

LINES = [order(f"Good line number {number}, and some more." + " word" * number) for number in range(20)]


@pytest.fixture(autouse=True)
def faulty_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FAULTY)


def test_one_process_and_four_make_the_same_takes(tmp_path: Path) -> None:
    lines = [*LINES, *(Utterance(f"Tone {number}", Voice("tone", "alto")) for number in range(10))]
    alone = takes_of(perform(lines, tmp_path / "alone"))
    with workers(4) as run:
        together = takes_of(perform(lines, tmp_path / "together", run))
    assert alone == together
    assert len(alone) == len(lines)
    for line in lines:
        one, four = (clip_path(line.key, tmp_path / folder).read_bytes() for folder in ("alone", "together"))
        assert one == four


@pytest.mark.parametrize(("fault", "how"), [("Exits at once", "exit status 3"), ("Killed in the night", "killed")])
def test_a_line_that_kills_its_worker_twice_is_a_flub_and_the_others_are_recorded(
    fault: str, how: str, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    with workers(2) as run:
        recorded = list(perform([*LINES, order(fault, diary)], tmp_path / "takes", run))
    assert len(takes_of(recorded)) == len(LINES)
    assert flubs_of(recorded).keys() == {fault}
    assert f"the engine crashed ({how}" in flubs_of(recorded)[fault]
    assert len(pids(diary)) == 2  # tried in two processes


def test_a_line_whose_worker_dies_once_is_recorded(tmp_path: Path) -> None:
    with workers(1) as run:
        recorded = list(perform([order("Once only", tmp_path / "diary"), *LINES], tmp_path / "takes", run))
    assert len(takes_of(recorded)) == len(LINES) + 1


@pytest.mark.slow
def test_a_line_that_hangs_is_ended_and_so_is_the_program_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "SLOWEST", 0.0)
    diary = tmp_path / "diary"
    lines = [order("Hangs there", diary), order("Child at play", diary), *LINES]
    with workers(2, deadline_s=2.0) as run:
        recorded = list(perform(lines, tmp_path / "takes", run))
    assert len(takes_of(recorded)) == len(LINES)
    assert flubs_of(recorded).keys() == {"Hangs there", "Child at play"}
    assert all("took longer than 2 s" in reason for reason in flubs_of(recorded).values())
    assert all_gone(pids(diary))


def test_a_line_that_hangs_and_lets_nothing_else_run_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "SLOWEST", 0.0)
    diary = tmp_path / "diary"
    with workers(1, deadline_s=0.5) as run:
        recorded = list(perform([order("Clings to Python", diary)], tmp_path / "takes", run))
    assert "took longer" in flubs_of(recorded)["Clings to Python"]
    assert all_gone(pids(diary), within_s=0)


def test_a_long_line_has_more_time(tmp_path: Path) -> None:
    with workers(1, deadline_s=0.05) as run:
        recorded = list(perform([order("Slow but long enough for it")], tmp_path, run))
    assert takes_of(recorded)


def test_bad_lines_are_flubs_with_the_reason_given_in_the_worker(tmp_path: Path) -> None:
    with workers(2) as run:
        recorded = list(perform([order("Raises its voice"), order("Silent night"), *LINES], tmp_path, run))
    assert "no such phoneme" in flubs_of(recorded)["Raises its voice"]
    assert "silent" in flubs_of(recorded)["Silent night"]


def test_an_engine_that_prints_and_reads_disturbs_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with workers(1) as run:
        recorded = list(perform([order("Chatty as ever"), order("Chatty again"), *LINES], tmp_path, run))
    assert len(takes_of(recorded)) == len(LINES) + 2
    assert capfd.readouterr() == ("", "")


def test_an_engine_that_ends_every_worker_stops_the_performance(tmp_path: Path) -> None:
    lines = [order(f"Exits, time {number}") for number in range(50)]
    with workers(2) as run, pytest.raises(PerformanceError, match=r"crashed \(exit status 3\)"):
        list(perform(lines, tmp_path, run))


def test_workers_that_cannot_start_stop_the_performance_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booth, "_program", lambda: "raise SystemExit('no audiodrama here')")
    with workers(2) as run, pytest.raises(PerformanceError, match=r"no worker process can start.*no audiodrama here"):
        list(perform(LINES, tmp_path, run))


def test_a_python_that_cannot_be_started_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with workers(2) as run, pytest.raises(PerformanceError, match="no worker process can start"):
        list(perform(LINES, tmp_path / "takes", run))


def test_there_are_never_more_processes_than_lines_and_none_without_lines(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    with workers(4) as run:
        assert list(perform([], tmp_path, run)) == []
        list(perform([order("Slow one", diary), order("Slow two", diary)], tmp_path / "takes", run))
        assert len(pids(diary)) <= 2
        list(perform([order("Slow three", diary)], tmp_path / "takes", run))
        assert len(pids(diary)) <= 2  # the second performance has the first one's workers
    assert all_gone(pids(diary))


def test_workers_run_side_by_side(tmp_path: Path) -> None:
    with workers(4) as run:
        list(perform([order(f"Slow warm-up {number}") for number in range(4)], tmp_path, run))
        start = time.monotonic()
        list(perform([order(f"Slow line {number}") for number in range(16)], tmp_path, run))
    assert time.monotonic() - start < 3.5  # 16 x 0.25 s asleep would be 4 s in a row


@pytest.mark.parametrize("leave", ["close", "raise", "break"])
def test_leaving_early_leaves_no_process(leave: str, tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    lines = [order(f"Slow line {number}", diary) for number in range(40)]
    start = time.monotonic()
    with pytest.raises(KeyError) if leave == "raise" else contextlib.nullcontext(), workers(2) as run:
        performance = perform(lines, tmp_path / "takes", run)
        next(performance)
        if leave == "close":
            assert isinstance(performance, Iterator)
            performance.close()  # type: ignore[attr-defined]
            assert all_gone(pids(diary), within_s=0)
        elif leave == "raise":
            raise KeyError
    assert all_gone(pids(diary), within_s=0)
    assert time.monotonic() - start < 5
    assert len(pids(diary)) <= 2
    performance.close()  # type: ignore[attr-defined]
    assert not [one for one in threading.enumerate() if one.name.startswith("audiodrama-shift")]


def test_an_early_end_loses_only_lines_in_progress(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    lines = [order(f"Slow line {number}", diary) for number in range(40)]
    with workers(2) as run:
        performance = perform(lines, tmp_path / "takes", run)
        for _ in range(4):
            next(performance)
    begun = len(diary.read_text().splitlines())
    assert len(list((tmp_path / "takes").rglob("*.json"))) >= begun - 2
    assert list((tmp_path / "takes" / "partial").iterdir()) == []


def test_after_an_early_end_the_same_workers_block_goes_on(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    lines = [order(f"Slow line {number}", diary) for number in range(8)]
    with workers(2) as run:
        performance = perform(lines, tmp_path / "takes", run)
        next(performance)
        performance.close()  # type: ignore[attr-defined]
        assert len(takes_of(perform(lines, tmp_path / "takes", run))) == len(lines)
    assert all_gone(pids(diary), within_s=0)


def test_the_default_is_every_core_we_may_use() -> None:
    if sys.platform == "linux":
        assert crew._cores() == len(os.sched_getaffinity(0))
    assert crew._cores() >= 1
