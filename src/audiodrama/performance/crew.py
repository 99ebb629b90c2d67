"""Many hands: worker processes fed one line at a time, so that it is always known who works on what.

A pool of the standard library breaks as a whole when a worker dies and does not say over which line; here the dead
worker is replaced and its line tried once more. Workers are fresh interpreters (nothing is forked, the caller's main
module is not imported again) that leave by themselves when their parent does.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from audiodrama.performance.booth import Booth, Lost, Work
from audiodrama.performance.utterance import Flub, Recorded, Run, Utterance

log = logging.getLogger(__name__)

DEADLINE_S = 60.0  # s for any line: a model is loaded within it on a slow disk
SLOWEST = 0.25  # s more for each character: an engine four times slower than speech (15 characters a second)
TRIES = 2  # a line that ended two workers is not tried again
GIVE_UP = 5  # lines in a row that ended their workers: it is the engine, not the lines


@contextlib.contextmanager
def workers(count: int | None = None, deadline_s: float = DEADLINE_S) -> Iterator[Run]:
    """A Run on ``count`` processes (None: one for each core we may use), for ``perform``; they end with the block.

    Results come as they are done, in no order. A line may take ``deadline_s`` and a quarter of a second for each of
    its characters; past that its worker is ended. A line that ends its worker, by death or deadline, is tried once
    more in a new one, then it is a Flub; the fifth such Flub in a row is fatal, and so is a worker that cannot start.
    Processes start with the first line and never outnumber the lines. Leaving early (Ctrl-C, an error) ends them all.
    """
    crew = _Crew(max(1, count or _cores()), deadline_s)
    try:
        yield crew.run
    finally:
        crew.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Failed:
    """A line that ended every worker that tried it."""

    utterance: Utterance
    lost: Lost

    def flub(self, *, fatal: bool) -> Flub:
        if not self.lost.started:
            return Flub(self.utterance, f"no worker process can start: {self.lost.reason}", True, self.lost.trace)
        advice = "try the engine alone with a short line" if fatal else "reword the line or give the role another voice"
        return Flub(self.utterance, f"{self.lost.reason}, twice; {advice}", fatal, self.lost.trace)


_Results = SimpleQueue[Recorded | _Failed | Future[None]]  # a Future: one shift is over


class _Crew:
    """The worker processes of one ``workers`` block. Each is fed by a thread here, a shift, while lines last."""

    def __init__(self, count: int, deadline_s: float) -> None:
        self._count, self._deadline_s = count, deadline_s
        self._hiring = threading.Lock()  # over the next three
        self._idle: list[Booth] = []
        self._all: set[Booth] = set()
        self._over = threading.Event()  # set: nobody is hired any more

    def run(self, work: Work, utterances: Iterable[Utterance]) -> Iterator[Recorded]:
        """``map``, unordered. A generator left early ends the workers; the next run hires new ones."""
        todo, done, over = deque(utterances), _Results(), self._over
        shifts = min(self._count, len(todo))
        threads = ThreadPoolExecutor(max(1, shifts), "audiodrama-shift")
        try:
            for _ in range(shifts):
                threads.submit(self._shift, work, todo, done, over).add_done_callback(done.put)
            yield from _results(done, shifts)
            shifts = 0
        finally:
            if shifts:  # left early: nobody waits for the lines in progress
                self.close()
            threads.shutdown()

    def close(self) -> None:
        """End every process, whatever it is doing."""
        with self._hiring:
            self._over.set()
            self._over, booths = threading.Event(), tuple(self._all)
            self._idle.clear()
            self._all.clear()
        for booth in booths:
            booth.dismiss()
        for booth in booths:
            booth.end()
            booth.forget()

    def _shift(self, work: Work, todo: deque[Utterance], done: _Results, over: threading.Event) -> None:
        while not over.is_set() and (utterance := _next(todo)):
            done.put(self._record(work, utterance, over))

    def _record(self, work: Work, utterance: Utterance, over: threading.Event) -> Recorded | _Failed:
        lost = Lost("the work was called off", True, "")
        limit_s = self._deadline_s + SLOWEST * len(utterance.text)
        for _ in range(TRIES):
            if not (booth := self._hire(over)):
                break
            answer = booth.ask(work, utterance, limit_s)
            if not isinstance(answer, Lost):
                self._rest(booth, over)
                return answer
            lost = answer
            self._all.discard(booth)
            log.debug("a worker was lost over %r: %s\n%s", utterance.words, lost.reason, lost.trace)
        return _Failed(utterance, lost)

    def _rest(self, booth: Booth, over: threading.Event) -> None:
        """Keep a worker for the next line, unless it has just been ended."""
        with self._hiring:
            if not over.is_set():
                self._idle.append(booth)

    def _hire(self, over: threading.Event) -> Booth | None:
        """A worker that waits for work, or a new one; None when all is over."""
        with self._hiring:
            if over.is_set():
                return None
            booth = self._idle.pop() if self._idle else Booth()
            self._all.add(booth)
            return booth


def _next(todo: deque[Utterance]) -> Utterance | None:
    with contextlib.suppress(IndexError):
        return todo.popleft()
    return None


def _results(done: _Results, shifts: int) -> Iterator[Recorded]:
    """What the shifts bring until the last is over; an error in one of them is raised here."""
    in_a_row = 0
    while shifts:
        result = done.get()
        if isinstance(result, Future):
            result.result()
            shifts -= 1
        elif isinstance(result, _Failed):
            in_a_row += 1
            yield result.flub(fatal=in_a_row >= GIVE_UP)
        else:
            in_a_row = 0
            yield result
