"""The one place where ffmpeg is started. It works as a program of its own, fed and read through pipes.

Its messages go to a temporary file, never to a pipe that nobody empties: a full one would stop it for ever.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import imageio_ffmpeg

from audiodrama.errors import SoundError

Piece = bytes | memoryview
QUIET = ("-hide_banner", "-nostats", "-nostdin", "-y")
DISK_FULL = "No space left on device"  # the operating system's words, in ffmpeg's mouth


@dataclass(slots=True, eq=False)
class Running:
    """ffmpeg at work: ``stdin`` and ``stdout`` in bytes; ``said`` is its messages, once it has ended well."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    said: str = ""


def program() -> str:
    """The path of ffmpeg: the one in the imageio-ffmpeg package, unless the user points elsewhere. SoundError when there is none."""
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise SoundError(
            "there is no ffmpeg for this machine; run: pip install --force-reinstall imageio-ffmpeg"
        ) from error


@contextmanager
def running(*arguments: str) -> Iterator[Running]:
    """ffmpeg with these arguments; left early it is killed, at the end it is waited for. SoundError when it failed."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [program(), *QUIET, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )
        assert process.stdin
        assert process.stdout
        ffmpeg = Running(process.stdin, process.stdout)
        try:
            yield ffmpeg
            _close(process.stdin)
            code = process.wait()
        finally:
            process.kill()
            _close(process.stdin)
            _close(process.stdout)
            process.wait()
        log.seek(0)  # not before it has ended: the place in the file is shared with it
        ffmpeg.said = log.read().decode("utf-8", "replace")
        if code:
            raise SoundError(_reason(ffmpeg.said, code))


def write(pieces: Iterable[Piece], *arguments: str) -> None:
    """Feeds ``pieces`` to ffmpeg's standard input and waits until it has made of them what ``arguments`` say."""
    with running(*arguments) as ffmpeg:
        feed(ffmpeg, pieces)


def feed(ffmpeg: Running, pieces: Iterable[Piece]) -> None:
    """All the pieces, then the end. A reader that gives up ends it early; why is in its own words."""
    try:
        for piece in pieces:
            ffmpeg.stdin.write(piece)
    except (BrokenPipeError, ConnectionResetError):
        return
    finally:
        _close(ffmpeg.stdin)


def _close(pipe: IO[bytes]) -> None:
    """Closing flushes; a reader that is gone no longer matters."""
    try:
        pipe.close()
    except OSError:
        return


def _reason(log: str, code: int) -> str:
    """What an author can use of how ffmpeg ended: the full disk if it is that, else its last line."""
    if DISK_FULL in log:
        return "the disk is full"
    if code < 0:
        return f"ffmpeg was stopped by the system, signal {-code}: a limit of this machine, or somebody"
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "ffmpeg ended without a word"
