"""The program that holds the pyttsx3 driver. It is started by path, in a process of its own, and imports nothing of ours.

One order a line comes in on standard input and one answer a line goes out on standard output, both JSON in ASCII:

    {"text", "voice", "rate", "pitch", "volume", "path", "seconds"}  ->  {} once a whole WAV lies at ``path``
    {"list": true}                                                   ->  {"voices": [{"id", "name", "languages", ...}]}

Anything that fails answers {"error": why}. The first answer comes unasked: {"driver": name}. The end of standard input,
which is also the parent's death, ends the program at once, even in the middle of a line.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import queue
import shutil
import signal
import sys
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

Answer = dict[str, Any]
POLL_S = 0.001  # between two looks at the file or the library
GOODBYE_S = 0.25  # longest wait for a driver to say that it is done when its file is whole already


class Driver:
    """pyttsx3, with its silences turned into exceptions."""

    def __init__(self) -> None:
        _preload()
        import pyttsx3  # needs the library that was loaded a line above

        self.engine = pyttsx3.init()
        espeak = str(self.engine) == "espeak"
        self.busy = _espeak_busy() if espeak else lambda: False
        self.shown = ("rate", "pitch") if espeak else ()  # the properties that can be read back as they were set
        self.failure = ""
        self.done = threading.Event()
        self.engine.connect("error", self._failed)
        self.engine.connect("finished-utterance", self._finished)
        if espeak:
            self.engine.runAndWait()  # until its first loop the driver queues properties, its own defaults among them

    def obey(self, order: Answer) -> Answer:
        return {"voices": self._voices()} if order.get("list") else self._speak(order)

    def _speak(self, order: Answer) -> Answer:
        """Write the order's WAV. Every property is set every time: the driver remembers the last voice's."""
        path, end = Path(order["path"]), time.monotonic() + order["seconds"]
        self.failure = ""
        for name in ("voice", "rate", "volume", "pitch"):
            if order.get(name) is not None:
                self._set(name, order[name], end)
        while not self._written(order["text"], path, end):
            if self.failure or time.monotonic() > end:
                raise RuntimeError(self.failure or f"the driver wrote no whole file in {order['seconds']:g} seconds")
        self._check_voice(order)
        return {}

    def _set(self, name: str, value: object, end: float) -> None:
        """Set a property, and again if the driver shows another number: a first line spoken at its own 200 words is too fast."""
        while True:
            self.engine.setProperty(name, value)
            self._rest(end)
            if name not in self.shown or self.engine.getProperty(name) == value:
                return
            if time.monotonic() > end:
                raise RuntimeError(f"the driver does not take {name} {value}")

    def _written(self, text: str, path: Path, end: float) -> bool:
        """Whether a whole file came of it; False also when the driver says that it is done and has written nothing."""
        path.unlink(missing_ok=True)
        self.done.clear()
        self.engine.save_to_file(text, str(path))
        self.engine.runAndWait()  # may return before the file is whole
        while not (found := whole(path)) and not self.done.is_set() and not self.failure and time.monotonic() < end:
            time.sleep(POLL_S)
        self.done.wait(GOODBYE_S)
        self._rest(end)
        return found or whole(path)

    def _rest(self, end: float) -> None:
        while self.busy() and time.monotonic() < end:
            time.sleep(POLL_S)

    def _check_voice(self, order: Answer) -> None:
        """A voice that the driver does not know is not refused: it keeps the last one, or drops the variant."""
        wanted = order["voice"]
        if self.failure or self.engine.getProperty("voice").lower() != wanted.lower():
            raise RuntimeError(self.failure or f"the driver has no voice {wanted}")

    def _voices(self) -> list[Answer]:
        fields = ("id", "name", "languages", "gender", "age")
        return [{field: getattr(voice, field, None) for field in fields} for voice in self.engine.getProperty("voices")]

    def _failed(self, exception: Exception, **_: object) -> None:
        self.failure = str(exception)

    def _finished(self, **_: object) -> None:
        self.done.set()


def whole(path: Path) -> bool:
    """Whether a WAV lies there with all the samples its header promises."""
    try:
        with wave.open(str(path)) as clip:
            size = clip.getnframes() * clip.getnchannels() * clip.getsampwidth()
            return bool(0 < size <= path.stat().st_size - 44)  # bytes of the smallest header
    except (OSError, EOFError, wave.Error):
        return False


def _espeak_busy() -> Callable[[], bool]:
    """Whether espeak-ng still works on the last order.

    Properties are orders too, carried out by a thread of the library's own. A text that arrives while one is in its
    hands is dropped now and then, and the driver writes an empty file (3 of 300 texts; 0 of 1,200 after waiting).
    """
    from pyttsx3.drivers import _espeak

    return lambda: bool(_espeak.IsPlaying())


def _preload() -> None:
    """Load espeak-ng from its wheel, when that is installed: the driver asks for it by name and then gets this copy."""
    with contextlib.suppress(ImportError, OSError):
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path())


def serve(orders: queue.SimpleQueue[str], reply: TextIO, start: Callable[[], Driver]) -> None:
    """Open the driver, then obey one order after the other, for ever."""

    def answer(work: Callable[[], Answer]) -> None:
        try:
            result = work()
        except Exception as failure:  # the driver and its libraries raise anything; the parent is told, and decides
            result = {"error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(result, default=str), file=reply, flush=True)

    driver: list[Driver] = []

    def hello() -> Answer:
        driver.append(start())
        return {"driver": str(driver[0].engine)}

    answer(hello)
    while driver:
        order = json.loads(orders.get())
        answer(lambda order=order: driver[0].obey(order))  # type: ignore[misc]  # mypy cannot infer a lambda's default


def _listen(orders: queue.SimpleQueue[str], folder: str) -> None:
    for line in sys.stdin:
        orders.put(line)
    for _ in range(5):  # tries: the driver may be writing into it
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)  # the driver may be in the middle of anything


def main(folder: str) -> None:
    """Serve on this process's pipes. The driver prints to standard output: it gets one that leads nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    reply = os.fdopen(os.dup(1), "w", encoding="ascii")
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, folder), daemon=True).start()
    serve(orders, reply, Driver)


if __name__ == "__main__":
    main(sys.argv[1])
