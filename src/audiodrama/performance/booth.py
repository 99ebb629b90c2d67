"""One worker process as its employer sees it: started, asked for one line at a time, ended."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from audiodrama.errors import PerformanceError
from audiodrama.performance.utterance import Recorded, Utterance
from audiodrama.performance.worker import receive, send

Work = Callable[[Utterance], Recorded]

START_S = 60.0  # s for Python and numpy to be imported; 0.3 s is usual
PATIENCE_S = 1.0  # s; a worker told to leave does so within its own grace of 0.5 s, unless it is stuck
TAIL = 4096  # bytes of a dead worker's last words
SINGLE = dict.fromkeys(  # the libraries below numpy start a thread a core; here a core has its worker already
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"),
    "1",
)


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker ended before it answered. ``started``: whether it had ever been ready; ``trace``: its last words."""

    reason: str
    started: bool
    trace: str


class Booth:
    """A worker process; PerformanceError when none can be started. ``ask`` belongs to one thread at a time; ``dismiss`` and ``end`` may come from any."""

    def __init__(self) -> None:
        try:
            self._process, self._errors = _started()
        except OSError as error:
            raise PerformanceError(f"no worker process can start: {error}") from error
        self._ready = self._late = False

    def ask(self, work: Work, utterance: Utterance, limit_s: float) -> Recorded | Lost:
        """What ``work(utterance)`` returned there; Lost when the worker died or took longer than ``limit_s``."""
        self._ready = self._ready or self._answer(b"", START_S) is not None
        order = pickle.dumps((work, utterance, limit_s))
        answer = self._answer(order, limit_s) if self._ready else None
        if answer is None:
            self._kill()
            self.end()
            return self._lost(limit_s)
        recorded: Recorded = pickle.loads(answer)
        return recorded

    def dismiss(self) -> None:
        """Tell the worker to leave; it does at once when it is idle, else within its grace."""
        assert self._process.stdin
        if not self._ready:  # it still imports and would not notice
            self._kill()
        with contextlib.suppress(OSError):  # it is dead already, with an order still in the pipe
            self._process.stdin.close()

    def end(self) -> None:
        """Leave no process behind: dismiss, wait a moment, kill."""
        self.dismiss()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()

    def forget(self) -> None:
        """Close what is left of an ended worker: its pipe and its last words."""
        assert self._process.stdout
        self._process.stdout.close()
        self._errors.close()

    def _answer(self, order: bytes, limit_s: float) -> bytes | None:
        """Send an order, wait for the answer to it; None when there is none. An empty order waits for "ready"."""
        assert self._process.stdin
        assert self._process.stdout
        late = threading.Timer(limit_s, self._too_late)
        late.daemon = True
        late.start()
        try:
            if order:
                send(self._process.stdin, order)
            return receive(self._process.stdout)
        except (OSError, ValueError):  # the pipe is broken, or was closed by dismiss in another thread
            return None
        finally:
            late.cancel()

    def _too_late(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        """The worker and all it started. It is not reaped yet, so the number is still its own."""
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _lost(self, limit_s: float) -> Lost:
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - TAIL))
        trace = self._errors.read().decode(errors="replace").strip()
        self.forget()
        if self._late and self._ready:
            return Lost(f"it took longer than {limit_s:.0f} s", True, trace)
        return Lost(_end(self._process.returncode, trace), self._ready, trace)


def _end(code: int, trace: str) -> str:
    """How a worker died, in words: by a signal, or with the last thing it said."""
    if code < 0:
        signalled = (signal.strsignal(-code) or f"signal {-code}").lower()
        return f"the engine crashed ({signalled}{', perhaps for want of memory' if signalled == 'killed' else ''})"
    last = trace.splitlines()[-1:]
    return f"the engine crashed ({': '.join([f'exit status {code}', *last])})"


def _started() -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """A new process, and the file that gets its errors: a pipe would fill while nobody reads."""
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by Booth.forget
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _program()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,  # Ctrl-C reaches only us, and what an engine starts ends with its worker
        ), errors
    except OSError:
        errors.close()
        raise


def _program() -> str:
    """What a worker runs: one thread below numpy, our module path, nothing of the caller's main module."""
    return (
        f"import os, sys; os.environ.update({SINGLE!r}); sys.path[:] = {list(map(str, sys.path))!r}; "
        "from audiodrama.performance.worker import serve; serve()"
    )
