"""Reels encoded to MP3 frames and measured while they are: the frames are decoded again in another thread as they come."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from typing import IO

import numpy as np

from audiodrama.episode.frames import SAMPLES, frames
from audiodrama.episode.ledger import Encoded
from audiodrama.errors import SoundError
from audiodrama.sound import Samples, ffmpeg
from audiodrama.sound.levels import extremes
from audiodrama.sound.stream import decoding_pieces
from audiodrama.sound.weighting import Energies

FLUSH = 3 * SAMPLES  # frames of silence behind the last reel, so that the encoder hands over all it holds


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A reel to be encoded: its samples as blocks, and how many MP3 frames of the programme are its own."""

    blocks: Iterable[Samples]
    count: int


def encode(reels: Sequence[Take], arguments: Sequence[str], channels: int, rate: int, file: IO[bytes]) -> list[Encoded]:
    """The reels, which follow each other, encoded in one go and written to ``file`` where it stands.

    ``arguments`` tell ffmpeg what comes in and goes out. SoundError when it fails or hands over too little.
    """
    handed: SimpleQueue[bytes | None] = SimpleQueue()
    counts = [reel.count for reel in reels]
    with ThreadPoolExecutor(2) as pool:
        proving = pool.submit(_measured, iter(handed.get, None), counts, rate, channels)
        try:
            with ffmpeg.running(*arguments) as encoder:
                fed = pool.submit(ffmpeg.feed, encoder, _bytes(reels, channels))
                written = [
                    _written(islice(made, count), file, handed) for made in [frames(encoder.stdout)] for count in counts
                ]
                while encoder.stdout.read(SAMPLES):
                    pass  # the silence behind
                fed.result()
        finally:
            handed.put(None)
        measures = proving.result()
    if [count for count, _, _ in written] != counts:
        raise SoundError("the encoder wrote fewer frames than the episode has")
    return [Encoded(count, size, crc, *measure) for (count, size, crc), measure in zip(written, measures, strict=True)]


def _bytes(reels: Sequence[Take], channels: int) -> Iterator[memoryview]:
    """The samples of all reels, and the silence behind; a reel that does not fill its last frame is filled up."""
    for reel in reels:
        length = 0
        for block in reel.blocks:
            length += len(block)
            yield np.ascontiguousarray(block).data.cast("B")
        if length % SAMPLES:
            yield np.zeros((-length % SAMPLES, channels), np.float32).data.cast("B")
    yield np.zeros((FLUSH, channels), np.float32).data.cast("B")


def _written(made: Iterable[bytes], file: IO[bytes], handed: SimpleQueue[bytes | None]) -> tuple[int, int, int]:
    """(frames, bytes, CRC-32) of a reel's frames, now in the file and on their way to be measured."""
    count = size = crc = 0
    for frame in made:
        file.write(frame)
        handed.put(frame)
        count, size, crc = count + 1, size + len(frame), zlib.crc32(frame, crc)
    return count, size, crc


def _measured(pieces: Iterator[bytes], counts: Sequence[int], rate: int, channels: int) -> list[tuple[Energies, float]]:
    """(hops, peak) of each reel, decoded."""
    with decoding_pieces(pieces) as stream:
        blocks = _Cutter(stream.blocks())
        return [extremes(blocks.take(count * SAMPLES), rate, channels) for count in counts]


class _Cutter:
    """Blocks of any size handed out as stretches of a given length."""

    def __init__(self, blocks: Iterator[Samples]) -> None:
        self._blocks, self._held = blocks, np.zeros((0, 1), np.float32)

    def take(self, length: int) -> Iterator[Samples]:
        """The next ``length`` frames as blocks; fewer at the end of all."""
        while length > 0:
            if not len(self._held):
                self._held = next(self._blocks, self._held)
                if not len(self._held):
                    return
            piece, self._held = self._held[:length], self._held[length:]
            length -= len(piece)
            yield piece
