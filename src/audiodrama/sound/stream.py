"""An audio file of any format and any length as a stream of blocks, through ffmpeg."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from audiodrama.errors import SoundError
from audiodrama.sound.ffmpeg import Running, feed, running
from audiodrama.sound.samples import Samples

FLOAT = 4  # bytes of a sample as ffmpeg hands it over
BLOCK = 65_536  # frames handed over at a time


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """A file being decoded, at its own ``rate`` in Hz and in one or two ``channels``."""

    rate: int
    channels: int
    ffmpeg: Running

    def blocks(self) -> Iterator[Samples]:
        """float32 [<= BLOCK, channels], to the end of the file."""
        width = FLOAT * self.channels
        while piece := self.ffmpeg.stdout.read(BLOCK * width):
            yield np.frombuffer(piece[: len(piece) // width * width], "<f4").reshape(-1, self.channels)

    @property
    def said(self) -> str:
        """What ffmpeg reports about the file; "" before the end."""
        return self.ffmpeg.said


@contextmanager
def decoding(path: Path) -> Iterator[Stream]:
    """The file's stream. SoundError when there is no such file, it is no audio, or ffmpeg gives up on it half way."""
    if not path.is_file():
        raise SoundError(f"{path}: no such file")
    try:
        with running(*_decode(f"file:{path}")) as ffmpeg:
            yield _stream(ffmpeg)
    except SoundError as error:
        raise SoundError(f"{path}: this is not audio that can be read ({error})") from error


@contextmanager
def decoding_pieces(pieces: Iterable[bytes]) -> Iterator[Stream]:
    """The stream of an MP3 that arrives in pieces. They are asked for in a thread of their own."""
    with ThreadPoolExecutor(1) as pool, running(*_decode("pipe:0", "-f", "mp3")) as ffmpeg:
        fed = pool.submit(feed, ffmpeg, pieces)
        yield _stream(ffmpeg)
        fed.result()


def _stream(ffmpeg: Running) -> Stream:
    rate, channels = _shape(ffmpeg.stdout)
    return Stream(rate, channels, ffmpeg)


def _decode(source: str, *kind: str) -> tuple[str, ...]:
    """Arguments: the first audio track as a WAV of floats, so that the rate and the channels come with it."""
    layout = ("-map", "0:a:0", "-af", "aformat=channel_layouts=mono|stereo")
    return (*kind, "-i", source, *layout, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1")


def _shape(pipe: IO[bytes]) -> tuple[int, int]:
    """(rate, channels) from the WAV header that ffmpeg writes first; the samples follow in the pipe."""
    shape = (0, 0)
    if len(pipe.read(12)) < 12:  # RIFF, size, WAVE
        raise SoundError("there is no sound in it")
    while len(head := pipe.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name == b"data":
            break
        chunk = pipe.read(size)
        if name == b"fmt ":
            channels, rate = struct.unpack("<HI", chunk[2:8])
            shape = (rate, channels)
    return shape
