"""The worker process: orders come in on one pipe, what became of them goes out on another. Started by ``crew``.

It leaves when its parent closes the pipe or dies, whatever it is doing, and takes its own children along.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import pickle
import signal
import struct
import sys
import threading
import time
from io import BufferedReader
from queue import SimpleQueue
from typing import IO

GRACE_S = 0.5  # s; a line nearly done when the parent leaves may still become a take
MARGIN_S = 2.0  # s past the deadline: the parent ends a stuck worker on time; a worker whose parent is gone ends itself
HEADER = struct.Struct("!Q")  # length of what follows, in bytes


def serve() -> None:
    """Record orders until there are no more; an order is a pickled (work, utterance, deadline in seconds)."""
    orders, results = _pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to decide
    faulthandler.enable()
    inbox: SimpleQueue[bytes | None] = SimpleQueue()
    gone = threading.Event()
    atexit.register(lambda: _leave() if gone.is_set() else None)  # registered first, so after the engines' own
    threading.Thread(target=_listen, args=(orders, inbox, gone), daemon=True).start()
    send(results, b"")  # ready
    while (order := inbox.get()) is not None:
        work, utterance, limit_s = pickle.loads(order)
        faulthandler.dump_traceback_later(limit_s + MARGIN_S, exit=True)  # works even while a library holds Python
        send(results, pickle.dumps(work(utterance)))
        faulthandler.cancel_dump_traceback_later()


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message. Raises OSError when nobody reads any more, ValueError when the pipe was closed here."""
    pipe.write(HEADER.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None when the other side is gone, be it in the middle of one."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    message = pipe.read(length)
    return message if len(message) == length else None


def _pipes() -> tuple[BufferedReader, IO[bytes]]:
    """Our two pipes, moved out of the way of libraries that print or read: their output joins the errors'."""
    orders, results = os.dup(0), os.dup(1)  # not inherited by children
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return os.fdopen(orders, "rb"), os.fdopen(results, "wb", closefd=False)  # it ends when we end, not a moment before


def _listen(orders: BufferedReader, inbox: SimpleQueue[bytes | None], gone: threading.Event) -> None:
    """Pass orders on. At the end an idle worker leaves in its own time, a busy one after a moment of grace."""
    while (order := receive(orders)) is not None:
        inbox.put(order)
    gone.set()
    inbox.put(None)
    time.sleep(GRACE_S)
    _leave()


def _leave() -> None:
    """End this process and all it started (it leads a process group of its own); nothing after this runs."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)
