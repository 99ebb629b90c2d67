"""A performance that is killed, interrupted or doubled: what was recorded stays, nothing half there, no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audiodrama.performance import Utterance, missing, perform, workers
from audiodrama.sound import read_wav
from performers import FAULTY, all_gone, order, pids, takes_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups of POSIX"),
]

COUNT = 24
PROGRAM = f"""
import signal, sys
from pathlib import Path
from performers import order
from audiodrama.performance import perform, workers

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
folder, what = Path(sys.argv[1]), sys.argv[2]
lines = [order(what.format(number), folder / "diary") for number in range({COUNT})]
try:
    with workers(2, deadline_s=float(sys.argv[3])) as run:
        for recorded in perform(lines, folder / "takes", run):
            sys.stdout.write(type(recorded).__name__ + "\\n")
            sys.stdout.flush()
except KeyboardInterrupt:
    sys.exit(130)
"""


def start(folder: Path, what: str = "Slow line {}", deadline_s: float = 60) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(FAULTY), str(FAULTY.parent), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), what, str(deadline_s)],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def lines(folder: Path, what: str = "Slow line {}") -> list[Utterance]:
    return [order(what.format(number), folder / "diary") for number in range(COUNT)]


def after(program: subprocess.Popen[str], count: int) -> None:
    """Return when the program has yielded ``count`` results."""
    assert program.stdout
    assert [program.stdout.readline() for _ in range(count)] == ["Take\n"] * count


def both_speak(folder: Path, entries: int = 2) -> None:
    """Return when so many entries are in the diary."""
    until = time.monotonic() + 20
    while not (folder / "diary").exists() or spoken(folder) < entries:
        assert time.monotonic() < until
        time.sleep(0.05)


def spoken(folder: Path) -> int:
    return len((folder / "diary").read_text().splitlines())


@pytest.fixture(autouse=True)
def faulty_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FAULTY)


def test_killed_half_way_then_again_records_only_what_was_missing(tmp_path: Path) -> None:
    with start(tmp_path) as program:
        after(program, 7)
        program.kill()
    assert all_gone(pids(tmp_path / "diary"))
    left = missing(lines(tmp_path), tmp_path / "takes")
    assert 0 < len(left) <= COUNT - 7
    begun = spoken(tmp_path)
    assert COUNT - len(left) >= begun - 2  # at most the line in progress of each worker is lost
    with workers(2) as run:
        assert len(takes_of(perform(lines(tmp_path), tmp_path / "takes", run))) == COUNT
    assert spoken(tmp_path) - begun == len(left)
    for clip in (tmp_path / "takes").rglob("*.wav"):
        read_wav(clip)


@pytest.mark.parametrize("what", ["Hangs there {}", "Child at play {}"])
def test_killed_over_a_line_that_hangs_leaves_no_process(what: str, tmp_path: Path) -> None:
    with start(tmp_path, what) as program:
        both_speak(tmp_path, 4 if "Child" in what else 2)
        program.kill()
    assert all_gone(pids(tmp_path / "diary"))


def test_killed_over_a_line_that_lets_nothing_else_run_leaves_no_process_after_the_deadline(tmp_path: Path) -> None:
    with start(tmp_path, "Clings {}", deadline_s=1.0) as program:  # and 2 s for its 8 characters
        both_speak(tmp_path)
        program.kill()
    assert all_gone(pids(tmp_path / "diary"), within_s=10)


@pytest.mark.parametrize("everyone", [True, False], ids=["from the terminal", "to the parent"])
def test_ctrl_c_ends_soon_and_quietly(everyone: bool, tmp_path: Path) -> None:
    with start(tmp_path) as program:
        after(program, 5)
        begun = time.monotonic()
        (os.killpg if everyone else os.kill)(program.pid, signal.SIGINT)
        _, said = program.communicate(timeout=10)
    assert time.monotonic() - begun < 3
    assert (program.returncode, said) == (130, "")
    assert all_gone(pids(tmp_path / "diary"), within_s=0)
    assert len(missing(lines(tmp_path), tmp_path / "takes")) <= COUNT - 5


def test_ctrl_c_ends_a_line_that_hangs(tmp_path: Path) -> None:
    with start(tmp_path, "Hangs there {}") as program:
        both_speak(tmp_path)
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=10)
    assert program.returncode == 130
    assert all_gone(pids(tmp_path / "diary"), within_s=0)


def test_terminated_by_the_system_leaves_no_process(tmp_path: Path) -> None:
    with start(tmp_path) as program:
        after(program, 3)
        program.terminate()
    assert all_gone(pids(tmp_path / "diary"))


def test_two_performances_of_one_folder_do_not_harm_each_other(tmp_path: Path) -> None:
    with start(tmp_path, "Same line {}") as one, start(tmp_path, "Same line {}") as other:
        both = [program.communicate(timeout=60) for program in (one, other)]
    assert both == [("Take\n" * COUNT, "")] * 2
    assert missing(lines(tmp_path, "Same line {}"), tmp_path / "takes") == ()
    assert list((tmp_path / "takes" / "partial").iterdir()) == []
    for clip in (tmp_path / "takes").rglob("*.wav"):
        read_wav(clip)
