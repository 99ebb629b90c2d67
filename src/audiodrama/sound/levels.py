"""The portrait of a programme that mastering needs, made in one pass: how loud and how high, moment by moment.

Two numbers for each 5 ms and one for each 100 ms: an hour takes 6 MB, whatever its channels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from audiodrama.sound.meters import LoudnessMeter, integrated
from audiodrama.sound.samples import Samples, decibels
from audiodrama.sound.truepeak import OVERSHOOT, REACH, true_peaks
from audiodrama.sound.weighting import Energies

SEGMENT_S = 0.005  # s, about: shorter than the ear's own smearing of a loud moment
CLOSE_LOOK = (
    8.0  # times below the highest so far (18 dB): no limiter reaches down there, and the samples are near enough
)
SILENT_DB = -60.0  # dBFS RMS of a segment; ACX calls a floor below it silence


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """``hops``: K-weighted mean square of each whole 100 ms, summed over channels; ``peaks`` and ``squares``: true peak
    (linear) and mean square of each ``segment`` frames. ``frames`` of ``rate`` Hz in all."""

    rate: int
    channels: int
    frames: int
    segment: int
    hops: Energies
    peaks: Samples
    squares: Samples

    @property
    def loudness(self) -> float:
        """Integrated LUFS; -inf for silence and for what is shorter than 0.4 s."""
        return integrated(self.hops)

    @property
    def peak_db(self) -> float:
        """True peak in dBTP; -inf for silence."""
        return decibels(float(self.peaks.max(initial=0.0)))

    @property
    def seconds(self) -> float:
        return self.frames / self.rate

    def longest_silence(self) -> tuple[float, float]:
        """(start, length) in seconds of the longest stretch without sound between the first sound and the last."""
        heard = np.flatnonzero(self.squares > 10 ** (SILENT_DB / 10))
        if heard.size < 2:
            return 0.0, 0.0
        gaps = np.diff(heard) - 1
        longest = int(gaps.argmax())
        to_seconds = self.segment / self.rate
        return float(heard[longest] + 1) * to_seconds, float(gaps[longest]) * to_seconds


def measured(blocks: Iterable[Samples], rate: int, channels: int) -> Levels:
    """The levels of what streams by: float32 [frames, channels], blocks of any size."""
    meter, segment, highest = LoudnessMeter(rate, channels), segment_of(rate), 0.0
    frames, peaks, squares = (
        0,
        bytearray(),
        bytearray(),
    )  # they grow in place: a list of pieces would be there twice at the end
    for whole, fresh in _segments(blocks, segment, channels):
        meter.add(fresh)
        frames += len(fresh)
        found = true_peaks(whole, segment, highest / CLOSE_LOOK)
        highest = max(highest, float(found.max(initial=0.0)))
        peaks += found.tobytes()
        squares += _squares(whole[REACH:-REACH], segment).tobytes()
    made = (np.frombuffer(one, np.float32) for one in (peaks, squares))
    return Levels(rate, channels, frames, segment, meter.energies(), *made)


def joined(pieces: Iterable[Levels], rate: int, channels: int, hops: int) -> Levels:
    """The levels of pieces that are heard one after another, each of whole hops as ``whole`` makes them, ``hops`` in all.

    The pieces are asked for one by one, so that they are never there twice.
    """
    segment = segment_of(rate)
    each = round(rate / 10) // segment
    segments = [np.zeros(hops * each, np.float32) for _ in range(2)]
    made = Levels(rate, channels, hops * each * segment, segment, np.zeros(hops), *segments)
    at = 0
    for one in pieces:
        end = at + len(one.hops)
        made.hops[at:end] = one.hops
        made.peaks[at * each : end * each] = one.peaks
        made.squares[at * each : end * each] = one.squares
        at = end
    return made


def parts(whole: Levels, hops: Sequence[int]) -> Iterator[Levels]:
    """What was joined, taken apart again, by the number of each part's hops: views of the whole."""
    each, at = round(whole.rate / 10) // whole.segment, 0
    for count in hops:
        end = at + count
        own = slice(at * each, end * each)
        frames = count * each * whole.segment
        yield replace(whole, frames=frames, hops=whole.hops[at:end], peaks=whole.peaks[own], squares=whole.squares[own])
        at = end


def whole(blocks: Iterable[Samples], rate: int, channels: int) -> Iterator[Samples]:
    """The blocks, and silence after them until the last 100 ms is full."""
    hop, frames = round(rate / 10), 0
    for block in blocks:
        frames += len(block)
        yield block
    if frames % hop:
        yield np.zeros((hop - frames % hop, channels), np.float32)


def extremes(blocks: Iterable[Samples], rate: int, channels: int) -> tuple[Energies, float]:
    """(the K-weighted mean square of each whole 100 ms, true peak in dBTP) of what streams by: ``measured`` without the portrait."""
    meter, segment, highest = LoudnessMeter(rate, channels), segment_of(rate), 0.0
    for whole, fresh in _segments(blocks, segment, channels):
        meter.add(fresh)
        highest = max(highest, float(true_peaks(whole, segment, highest / OVERSHOOT).max(initial=0.0)))
    return meter.energies(), decibels(highest)


def segment_of(rate: int) -> int:
    """Frames of a segment: the part of 100 ms that is nearest to 5 ms and leaves no rest (210 frames at 44.1 kHz)."""
    hop = round(rate / 10)
    return min((n for n in range(1, hop + 1) if hop % n == 0), key=lambda n: abs(n - SEGMENT_S * rate))


def _segments(blocks: Iterable[Samples], segment: int, channels: int) -> Iterator[tuple[Samples, Samples]]:
    """(whole segments with REACH frames before and after them, the block that completed them); the end is padded."""
    held = np.zeros((REACH, channels), np.float32)
    for block in blocks:
        held = np.concatenate((held, block))
        end = max(0, len(held) - 2 * REACH) // segment * segment
        yield held[: end + 2 * REACH] if end else np.zeros((2 * REACH, channels), np.float32), block
        held = held[end:]
    padding = -(len(held) - REACH) % segment + REACH
    yield np.concatenate((held, np.zeros((padding, channels), np.float32))), held[:0]


def _squares(samples: Samples, segment: int) -> Samples:
    cut = samples.reshape(-1, segment * samples.shape[1])
    squares: Samples = np.einsum("sf,sf->s", cut, cut) / np.float32(segment)
    return squares
