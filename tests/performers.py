"""What the tests of the performance share: orders for the faulty engine, and a look at the processes it ran in."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from audiodrama.engines import Voice
from audiodrama.performance import Flub, Recorded, Take, Utterance

FAULTY = Path(__file__).parent / "faulty"  # on sys.path it offers the engine "faulty" by its entry point


def order(text: str, diary: Path | None = None) -> Utterance:
    return Utterance(text, Voice("faulty", "any", options=(("diary", str(diary)),) if diary else ()))


def takes_of(recorded: Iterable[Recorded]) -> dict[str, Take]:
    return {one.key: one for one in recorded if isinstance(one, Take)}


def flubs_of(recorded: Iterable[Recorded]) -> dict[str, str]:
    return {one.utterance.text: one.reason for one in recorded if isinstance(one, Flub)}


def pids(diary: Path) -> set[int]:
    return {int(line.split()[0]) for line in diary.read_text(encoding="utf-8").splitlines()}


def alive(pid: int) -> bool:
    """Whether a process still runs; a dead one that nobody has buried yet does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:  # no /proc here
        return True


def all_gone(processes: Iterable[int], within_s: float = 5.0) -> bool:
    until = time.monotonic() + within_s
    while any(map(alive, processes)):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
