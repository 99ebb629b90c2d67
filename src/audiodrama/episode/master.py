"""The master: one gain for the whole programme, and a limiter for the moments that would be too high.

Both are computed before a sample is encoded, from the levels of the mix: the gain already makes up for what the
limiter will take away, so that the first encode lands. The limiter is one curve: a gain at every border between two
segments, a straight line between them. At both borders of a segment it is low enough for that segment's true peak, so
it is everywhere in it; it comes down ahead of a peak and recovers after it, along straight lines in decibels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from audiodrama.sound import Samples, amplitude, integrated
from audiodrama.sound.levels import Levels

ATTACK_DB = 3.0  # dB per segment (5 ms) that the limiter comes down ahead of a peak: 6 dB in 10 ms, no click
RELEASE_DB = 0.35  # dB per segment that it recovers: 70 dB a second, faster than a syllable, slower than a pitch period
DEEPEST_DB = 40.0  # dB; no moment is limited by more
CLOSE = 0.01  # dB; near enough
TRIES = 12  # each takes away most of what is left
LEAST_BROUGHT = 0.1  # LU for a decibel, at least: what keeps a step finite when the limiter eats nearly all of it


@dataclass(frozen=True, slots=True, eq=False)
class Master:
    """``gain_db`` for all; ``curve``: [segments + 1] limiter gains, linear, 0 to 1, at the borders of ``segment`` frames."""

    gain_db: float
    segment: int
    curve: Samples


def master(levels: Levels, target: float, ceiling_db: float) -> Master:
    """What brings a programme to ``target`` LUFS with no true peak above ``ceiling_db``. Silence stays as it is.

    The more the limiter takes away, the less a decibel of gain brings: how much it brought is what the next step is made
    of. The peak comes first: where that needs a limiter deeper than DEEPEST_DB, the loudness stays below the target.
    """
    most = ceiling_db + DEEPEST_DB - levels.peak_db
    gain_db = min(most, target - levels.loudness) if math.isfinite(levels.loudness) else 0.0
    made, brings = _at(levels, gain_db, ceiling_db), 1.0  # LU that a decibel of gain adds
    reached = _predicted(levels, made)
    for _ in range(TRIES):
        step = min(most - made.gain_db, (target - reached) / brings)
        if not math.isfinite(step) or abs(step) < CLOSE:
            break
        made, last = _at(levels, made.gain_db + step, ceiling_db), reached
        reached = _predicted(levels, made)
        brings = max(LEAST_BROUGHT, (reached - last) / step)
    return made


def steady(levels: Levels, gain_db: float, ceiling_db: float) -> Master:
    """The master at a gain that is known already."""
    return _at(levels, gain_db, ceiling_db)


def excerpt(made: Master, first: int, count: int) -> Master:
    """The master of ``count`` segments from the ``first`` on."""
    return Master(made.gain_db, made.segment, made.curve[first : first + count + 1])


def _at(levels: Levels, gain_db: float, ceiling_db: float) -> Master:
    return Master(gain_db, levels.segment, _curve(levels.peaks, gain_db - ceiling_db))


def mastered(blocks: Iterable[Samples], made: Master) -> Iterator[Samples]:
    """The blocks at their final level: float32, nothing above the ceiling."""
    gain, start = np.float32(amplitude(made.gain_db)), 0
    for block in blocks:
        first, last = start // made.segment, -(-(start + len(block)) // made.segment)
        borders = made.curve[first : last + 1]
        if borders.min(initial=1.0) < 1:
            where = np.arange(start - first * made.segment, start - first * made.segment + len(block)) / made.segment
            yield block * (gain * np.interp(where, np.arange(len(borders)), borders).astype(np.float32))[:, None]
        else:
            yield block * gain
        start += len(block)


def _curve(peaks: Samples, over_db: float) -> Samples:
    """[segments + 1]: the limiter's gain at every border, for peaks that are ``over_db`` too high if at full scale."""
    need = peaks.copy()  # worked on in place: ten hours of it are 30 MB
    with np.errstate(divide="ignore"):
        np.log10(need, out=need)
    need *= 20
    need += np.float32(over_db)
    np.maximum(need, 0, out=need)
    if need.any():
        _spread(need, RELEASE_DB)
        _spread(need[::-1], ATTACK_DB)
    borders = np.zeros(len(need) + 1, np.float32)
    borders[:-1] = need
    np.maximum(borders[1:], need, out=borders[1:])
    borders /= -20
    return np.power(np.float32(10), borders, out=borders)


def _spread(need: Samples, slope_db: float) -> None:
    """Makes each need fade out over what follows it, ``slope_db`` a segment, in place: by doubling steps, so in a few passes."""
    step = 1
    while step < len(need) and (step - 1) * slope_db < DEEPEST_DB:
        np.maximum(need[step:], need[:-step] - np.float32(step * slope_db), out=need[step:])
        step *= 2


def _predicted(levels: Levels, made: Master) -> float:
    """LUFS after gain and limiter: each hop loses what its segments lose, by their share of its energy."""
    before, after = made.curve[:-1], made.curve[1:]
    kept = before * before  # the mean square of a straight line between a and b is (aa + ab + bb) / 3
    kept += before * after
    kept += after * after
    kept /= 3
    hops, each = len(levels.hops), round(levels.rate / 10) // levels.segment
    squares = levels.squares[: hops * each].reshape(hops, each)
    left = np.einsum("hs,hs->h", squares, kept[: hops * each].reshape(hops, each))
    share = left / np.maximum(squares.sum(axis=1), np.finfo(np.float32).tiny)
    return integrated(levels.hops * share * 10 ** (made.gain_db / 10))
