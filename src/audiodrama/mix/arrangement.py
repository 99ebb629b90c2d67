"""Takes on a timeline: pure, in integer frames. Nothing is opened here, so a pause or a level costs nothing to change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from audiodrama.cast import Cast, Pauses
from audiodrama.errors import EpisodeError
from audiodrama.mix.levels import gains
from audiodrama.mix.sheet import Mix, Placement, Stem, timeline
from audiodrama.mix.timing import GRID, authored, gap
from audiodrama.performance import Direction, Take
from audiodrama.script import VOICED
from audiodrama.sound import PROGRAMME_RATE

OPENERS = 3  # takes to one that opens a stretch: some 12 s, little to encode and few enough to keep account of
OPENING_S = 0.2  # s of silence that a stretch begins in, at least; it is at most 13 ms longer or shorter for it
LEAD_S = 0.5  # s of silence before the first line of an excerpt
TAIL_S = 1.0  # s after its last


def arrange(directions: Sequence[Direction], takes: Mapping[str, Take], cast: Cast) -> Mix:
    """The episode's timeline. ``takes`` by key; a line whose take is missing is left out, and no pause stays for it.

    ``Placement.line`` is the index in ``directions``. Changing pauses, gains or pan needs the same takes and no other.
    """
    levels = gains(directions, takes)
    starts = dict(_starts(directions, _lengths(directions, takes), cast.pauses))
    stems: dict[str, list[Placement]] = {}
    for index, at in starts.items():
        one = directions[index]
        take = _take(one, takes)
        if take is not None:
            placed = Placement(index, take.key, at, take.frames, levels[index], one.part.pan)
            stems.setdefault(one.line.role, []).append(placed)
    end = max((placed[-1].end for placed in stems.values()), default=_frames(cast.pauses.head))
    made = tuple(Stem(role, tuple(placed)) for role, placed in stems.items())
    return Mix(PROGRAMME_RATE, end + _frames(_tail(directions, starts, cast.pauses)), made, cast.mono)


def _tail(directions: Sequence[Direction], starts: Mapping[int, int], pauses: Pauses) -> float:
    """Seconds after the last line: what the author wrote there, or the usual."""
    last = [rest for one in directions[max(starts, default=0) :] for rest in one.rests]
    written = authored(last)
    return pauses.tail if written is None else written


def _lengths(directions: Sequence[Direction], takes: Mapping[str, Take]) -> dict[int, int]:
    """Frames of every line that is heard, by its index."""
    found = {index: _take(one, takes) for index, one in enumerate(directions)}
    return {index: take.frames for index, take in found.items() if take is not None}


def _starts(directions: Sequence[Direction], lengths: Mapping[int, int], pauses: Pauses) -> Iterator[tuple[int, int]]:
    """(index, frame) of each heard line."""
    if not lengths:
        return
    heard, spoken = list(lengths), ""
    at = _frames(pauses.head)
    yield heard[0], at
    for last, index in pairwise(heard):
        before, after = directions[last], directions[index]
        spoken = before.line.role if before.line.kind in VOICED else spoken
        beats = [one for one in directions[last + 1 : index] if one.utterance is None]
        silence = _frames(gap(before, beats, after, pauses, spoken))
        at += lengths[last] + silence
        if silence >= _frames(OPENING_S) and _opens(before, after):
            at = round(at / GRID) * GRID
        yield index, at


def _opens(before: Direction, after: Direction) -> bool:
    """Whether a stretch of the episode begins with this line: at a scene, and at every third take or so, chosen by its key,
    so that a correction elsewhere chooses the same ones."""
    key = after.utterance.key if after.utterance is not None else ""
    return before.scene != after.scene or int(key[:8], 16) % OPENERS == 0


def _take(direction: Direction, takes: Mapping[str, Take]) -> Take | None:
    return takes.get(direction.utterance.key) if direction.utterance is not None else None


def _frames(seconds: float) -> int:
    return round(seconds * PROGRAMME_RATE)


def excerpt(mix: Mix, start: int, end: int) -> Mix:
    """The lines that sound between frames ``start`` and ``end``, each whole, with a moment of silence around them.

    ``Placement.line`` still counts the whole script's directions. EpisodeError when nobody speaks there.
    """
    kept = [one for one in timeline(mix) if one.at < end and one.end > start]
    if not kept:
        raise EpisodeError(
            f"nobody speaks between {_clock(start / mix.rate)} and {_clock(end / mix.rate)}; "
            f"the episode is {_clock(mix.seconds)} long"
        )
    return gathered(mix, frozenset(one.line for one in kept))


def gathered(mix: Mix, lines: frozenset[int]) -> Mix:
    """The mix of these lines alone. Each keeps the pause that stood before it; what lay between is cut."""
    moved: dict[int, int] = {}
    lead, before, end = round(LEAD_S * mix.rate), None, 0
    for one in timeline(mix):
        if one.line in lines:
            moved[one.line] = max(0, end + one.at - before.end) if moved and before else lead
            end = moved[one.line] + one.frames
        before = one
    stems = tuple(_moved(stem, moved) for stem in mix.stems)
    kept = tuple(stem for stem in stems if stem.placements)
    end = max((one.end for stem in kept for one in stem.placements), default=0)
    return dataclasses.replace(mix, frames=end + round(TAIL_S * mix.rate), stems=kept)


def _moved(stem: Stem, starts: Mapping[int, int]) -> Stem:
    kept = (one for one in stem.placements if one.line in starts)
    return Stem(stem.role, tuple(dataclasses.replace(one, at=starts[one.line]) for one in kept))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
