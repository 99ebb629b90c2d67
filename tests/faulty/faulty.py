"""An engine that goes wrong on demand: the first word of a line says how. A voice may have a diary: who spoke what."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from audiodrama.engines import Voice, VoiceInfo
from audiodrama.sound import Sound

RATE = 8000


class Faulty:
    def voices(self) -> Sequence[VoiceInfo]:
        return (VoiceInfo("any"),)

    def edition(self, voice: Voice) -> str:
        return dict(voice.options).get("edition", "faulty 1")

    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound:
        diary = dict(voice.options).get("diary", "")
        if diary:
            with Path(diary).open("a", encoding="utf-8") as file:
                file.write(f"{os.getpid()} {text}\n")
        fault = getattr(self, "_" + text.split()[0].lower().strip(".,!"), None)
        return fault(diary) if fault else hum(len(text))

    def _raises(self, diary: str) -> Sound:
        raise RuntimeError("no such\nphoneme")

    def _empty(self, diary: str) -> Sound:
        return Sound(np.zeros((0, 1), np.float32), RATE)

    def _silent(self, diary: str) -> Sound:
        return Sound(np.zeros((RATE, 1), np.float32), RATE)

    def _nan(self, diary: str) -> Sound:
        return Sound(np.full((RATE, 1), np.nan, np.float32), RATE)

    def _integers(self, diary: str) -> Sound:
        return Sound(np.ones((RATE, 1), np.int16), RATE)  # type: ignore[arg-type]

    def _bytes(self, diary: str) -> Sound:
        return b"RIFF"  # type: ignore[return-value]

    def _loud(self, diary: str) -> Sound:
        return Sound(hum(30).samples * np.float32(9), RATE)

    def _stereo(self, diary: str) -> Sound:
        return Sound(np.repeat(hum(30).samples, 2, axis=1), RATE)

    def _full(self, diary: str) -> Sound:
        raise RuntimeError("cannot write a temporary file") from OSError(errno.ENOSPC, "No space left on device")

    def _hangs(self, diary: str) -> Sound:
        time.sleep(600)
        return hum(1)

    def _clings(self, diary: str) -> Sound:
        """Hangs in a library that never lets Python run: no thread of the process can do anything."""
        ctypes.PyDLL(None).sleep(600)
        return hum(1)

    def _exits(self, diary: str) -> Sound:
        os._exit(3)

    def _killed(self, diary: str) -> Sound:
        os.kill(os.getpid(), signal.SIGKILL)
        return hum(1)

    def _once(self, diary: str) -> Sound:
        """Dies the first time, not the second."""
        with Path(diary).open(encoding="utf-8") as file:
            if sum("once" in line.lower() for line in file) < 2:
                os._exit(3)
        return hum(20)

    def _slow(self, diary: str) -> Sound:
        time.sleep(0.25)
        return hum(20)

    def _child(self, diary: str) -> Sound:
        """Starts a program and waits for it, far too long."""
        program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        with Path(diary).open("a", encoding="utf-8") as file:
            file.write(f"{program.pid} its child\n")
        program.wait()
        return hum(1)

    def _chatty(self, diary: str) -> Sound:
        """Prints and reads as if it were alone, in Python and below it."""
        sys.stdout.write("loading model ...\n")
        sys.stdout.flush()
        os.write(1, b"\x00\x01 progress 50%\n" * 100)
        sys.stdin.read()
        os.read(0, 10)
        return hum(20)


def hum(length: int) -> Sound:
    """About speech's 15 characters a second, with silence around."""
    frames = RATE * length // 15
    tone = 0.3 * np.sin(2 * np.pi * 180 / RATE * np.arange(frames))
    return Sound(np.pad(tone, RATE // 5).astype(np.float32)[:, None], RATE)
