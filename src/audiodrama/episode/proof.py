"""Loudness and peak of a file that is still being encoded: its bytes are decoded and measured as they reach the disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from audiodrama.sound.levels import extremes
from audiodrama.sound.stream import decoding_pieces

PIECE = 1 << 16  # bytes read at a time: four seconds of MP3
LOOK_S = 0.05  # s between two looks at a file that has not grown


@contextmanager
def growing(file: Path) -> Iterator[Callable[[], tuple[float, float]]]:
    """A function that gives the file's (LUFS, dBTP). Call it when the file is written; leaving without it gives up the proof."""
    file.write_bytes(b"")  # an old one must not be taken for the start of the new one
    written, given_up = Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        measuring = pool.submit(_measured, _followed(file, written, given_up))

        def proof() -> tuple[float, float]:
            written.set()
            return measuring.result()

        try:
            yield proof
        finally:
            given_up.set()
            written.set()


def _measured(pieces: Iterator[bytes]) -> tuple[float, float]:
    with decoding_pieces(pieces) as stream:
        return extremes(stream.blocks(), stream.rate, stream.channels)


def _followed(file: Path, written: Event, given_up: Event) -> Iterator[bytes]:
    """The file's bytes as they come, to its end once it is ``written``."""
    with file.open("rb") as growing_file:
        while not given_up.is_set():
            last = written.is_set()  # asked before reading: what is read after it is all there will be
            if piece := growing_file.read(PIECE):
                yield piece
            elif last:
                return
            else:
                time.sleep(LOOK_S)
