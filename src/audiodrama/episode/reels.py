"""Reels: stretches of the programme that begin and end in silence, so that each can be encoded alone and joined to the others.

A decoded MP3 frame overlaps with the one before it. Where both hold silence it does not matter from which encoding each
comes: a reel that has not changed keeps its frames, whatever was corrected in another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiodrama.mix import GRID, Mix, Stem, timeline
from audiodrama.performance import clip_path

LEAD = 2 * GRID  # frames of silence that a reel begins with: what an MP3 frame reaches back
HUSH = 2 * GRID  # frames of silence that one ends with, at least
EDITION = 1  # of how a reel is mixed, mastered and encoded; another one makes all of them anew


@dataclass(frozen=True, slots=True)
class Reel:
    """A stretch of a mix as a mix of its own: it begins at frame ``start`` of the whole, a multiple of GRID."""

    start: int
    mix: Mix


def reels(mix: Mix) -> tuple[Reel, ...]:
    """The whole mix in reels, in order: cut before each line that stands on the grid with silence enough before it."""
    borders, end = [0], 0
    for one in timeline(mix):
        cut = one.at - LEAD
        if end and one.at % GRID == 0 and cut - end >= HUSH:
            borders.append(cut)
        end = max(end, one.end)
    ends = [*borders[1:], mix.frames]
    return tuple(_gathered(mix, borders, ends))


def _gathered(mix: Mix, borders: Sequence[int], ends: Sequence[int]) -> Iterator[Reel]:
    lines, at = timeline(mix), 0
    for start, end in zip(borders, ends, strict=True):
        first = at
        while at < len(lines) and lines[at].at < end:
            at += 1
        placed = tuple(replace(one, at=one.at - start) for one in lines[first:at])
        yield Reel(start, Mix(mix.rate, end - start, (Stem("", placed),) if placed else (), mix.mono))


def key_of(reel: Reel, takes: Path) -> str:
    """What the samples of a reel are made of: its lines' takes, places and levels, and the clips on disk as they are now."""
    parts = [
        [one.key, one.at, one.frames, one.gain_db, one.pan, *_file(clip_path(one.key, takes))]
        for one in timeline(reel.mix)
    ]
    facts = [EDITION, reel.mix.rate, reel.mix.frames, reel.mix.mono, parts]
    return hashlib.sha256(json.dumps(facts).encode("ascii")).hexdigest()


def _file(path: Path) -> tuple[int, int]:
    """(size, time of writing in ns); a clip that is not there is missed when it is read."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns
