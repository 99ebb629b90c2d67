"""The parent's end of the child process: orders go out, answers come back before a deadline or not at all."""

from __future__ import annotations

import contextlib
import json
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from audiodrama.errors import EngineError

Answer = Mapping[str, object]
PROGRAM = (
    sys.executable,
    "-P",
    str(Path(__file__).with_name("child.py")),
)  # -P: our folder `pyttsx3` must not hide the library
FAREWELL_S = 1.0  # a child whose input has ended leaves by itself in milliseconds


class LostChildError(EngineError):
    """The child died or did not answer in time. It is gone; another one may do better."""


class Child:
    """A running child and the folder it writes into; both go when this object, or the interpreter, does."""

    def __init__(self, program: Sequence[str], deadline_s: float) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="audiodrama-"))
        self._process = subprocess.Popen(
            [*program, str(self.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.end = weakref.finalize(self, _end, self._process, self.folder)
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_hear, args=(self._process.stdout, self._answers), daemon=True).start()
        self.hello = self._answer(deadline_s)

    def ask(self, order: Answer, deadline_s: float) -> Answer:
        """The child's answer. Raises LostChildError if it dies or takes longer, EngineError if it says that it failed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError as cause:
            self.end()
            raise LostChildError("the speech driver died") from cause
        return self._answer(deadline_s)

    def _answer(self, deadline_s: float) -> Answer:
        try:
            line = self._answers.get(timeout=deadline_s)
        except queue.Empty:
            self._process.kill()  # it hangs: no use in saying goodbye
            self.end()
            raise LostChildError(f"the speech driver gave no answer in {deadline_s:g} seconds") from None
        if not line:
            self.end()
            raise LostChildError("the speech driver died")
        return _understood(line)


def _understood(line: bytes) -> Answer:
    answer = json.loads(line)
    if "error" in answer:
        raise EngineError(f"the speech driver failed: {answer['error']}")
    return dict(answer)


def _hear(source: IO[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    """Pass on whole lines; an empty one says that there will be no more."""
    with source:
        for line in source:
            answers.put(line)
    answers.put(b"")


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    """End the child: by the end of its input, else by force. Its folder goes with it."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(FAREWELL_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(folder, ignore_errors=True)
