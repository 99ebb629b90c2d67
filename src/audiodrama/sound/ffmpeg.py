"""The one place where ffmpeg is started. It works as a program of its own, fed and read through pipes.

Its messages go to a temporary file, never to a pipe that nobody empties: a full one would stop it for ever.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import imageio_ffmpeg

from audiodrama.errors import SoundError

CHUNK = 1 << 18  # bytes read at a time
QUIET = ("-hide_banner", "-nostats", "-nostdin", "-y")
DISK_FULL = "No space left on device"  # the operating system's words, in ffmpeg's mouth


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """ffmpeg at work: ``stdin`` and ``stdout`` in bytes."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    log: Callable[[], str]  # what it has said so far


def program() -> str:
    """The path of ffmpeg: the one in the imageio-ffmpeg package, unless the user points elsewhere. SoundError when there is none."""
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise SoundError("there is no ffmpeg for this machine; run: pip install --force-reinstall imageio-ffmpeg") from error


@contextmanager
def running(*arguments: str) -> Iterator[Running]:
    """ffmpeg with these arguments; left early it is killed, at the end it is waited for. SoundError when it failed."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [program(), *QUIET, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
        assert process.stdin
        assert process.stdout
        try:
            with process.stdout:
                yield Running(process.stdin, process.stdout, lambda: _said(said))
            _close(process.stdin)
            code = process.wait()
        finally:
            process.kill()
            _close(process.stdin)
            process.wait()
        if code:
            raise SoundError(_reason(_said(said)))


def read(*arguments: str) -> Iterator[bytes]:
    """What ffmpeg writes to its standard output, in pieces."""
    with running(*arguments) as ffmpeg:
        while piece := ffmpeg.stdout.read(CHUNK):
            yield piece


def write(pieces: Iterable[bytes], *arguments: str) -> None:
    """Feeds ``pieces`` to ffmpeg's standard input and waits until it has made of them what ``arguments`` say."""
    with running(*arguments) as ffmpeg:
        try:
            for piece in pieces:
                ffmpeg.stdin.write(piece)
        except BrokenPipeError:  # it has given up, and its own words say why
            return


def _close(pipe: IO[bytes]) -> None:
    """Closing flushes; a reader that is gone no longer matters."""
    try:
        pipe.close()
    except OSError:
        return


def _said(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _reason(log: str) -> str:
    """The line of ffmpeg's that an author can use: the full disk if it is that, else the last one."""
    if DISK_FULL in log:
        return "the disk is full"
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "ffmpeg ended without a word"


def decoded(path: Path, rate: int = 0, channels: int = 0) -> Iterator[bytes]:
    """An audio file of any format as a WAV stream of 32-bit floats; 0 = as in the file (at most two channels)."""
    shape = ["-ar", str(rate)] if rate else []
    shape += ["-ac", str(channels)] if channels else ["-af", "aformat=channel_layouts=mono|stereo"]
    yield from read("-i", f"file:{path}", "-map", "0:a:0", *shape, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1")
