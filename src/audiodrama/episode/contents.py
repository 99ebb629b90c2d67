"""The chapters of an episode, in words that a listener understands, at the frames where the mix has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiodrama.mix import Mix, timeline
from audiodrama.performance import Direction
from audiodrama.script import Script

LONGEST = 40  # characters of a name: what a player shows on one line
NUMBERED = re.compile(r"\s*scene\s*\d*\s*", re.IGNORECASE)  # a name that says nothing
LAST_MARKS = " ,;:-–—"  # not left at the end of a clipped name


@dataclass(frozen=True, slots=True)
class Chapter:
    """[start, end) in frames of the mix, and what the listener reads."""

    start: int
    end: int
    title: str


def chapters(script: Script, directions: Sequence[Direction], mix: Mix) -> tuple[Chapter, ...]:
    """The headings when two or more are heard, else the scenes. They follow each other from 0 to the mix's end.

    A scene is named by its heading, else by its first words. Starts are those of the mix and nothing else.
    """
    heard = {one.line: one.at for one in timeline(mix) if one.line < len(directions)}
    if not heard:
        return (Chapter(0, mix.frames, _clipped(script.title) or "Silence"),) if mix.frames else ()
    starts = list(_headings(directions, heard))
    if len(starts) < 2:
        starts = list(_scenes(script, directions, heard))
    first = min(heard)
    if starts[0][0] > heard[first]:
        starts.insert(0, (heard[first], _clipped(directions[first].line.text)))
    return _contiguous(starts, mix.frames)


def _contiguous(starts: Sequence[tuple[int, str]], end: int) -> tuple[Chapter, ...]:
    borders = [0, *(start for start, _ in starts[1:]), end]
    return tuple(Chapter(a, b, title) for (a, b), (_, title) in zip(pairwise(borders), starts, strict=True))


def _headings(directions: Sequence[Direction], heard: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """(frame, name) of each heading; headings in a row, such as a number and a name, are one."""
    group: list[int] = []
    for index in sorted(heard):
        if directions[index].line.kind == "title":
            group.append(index)
        elif group:
            yield heard[group[0]], _clipped(": ".join(directions[one].line.text.rstrip(". ") for one in group))
            group = []
    if group:
        yield heard[group[0]], _clipped(": ".join(directions[one].line.text.rstrip(". ") for one in group))


def _scenes(script: Script, directions: Sequence[Direction], heard: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """(frame, name) of each scene that is heard."""
    scene = -1
    for index in sorted(heard):
        if directions[index].scene != scene:
            scene = directions[index].scene
            title = script.scenes[scene].title if scene < len(script.scenes) else ""
            named = title if title and not NUMBERED.fullmatch(title) else _opening(directions[index:])
            yield heard[index], _clipped(named)


def _opening(directions: Sequence[Direction]) -> str:
    """The first words of a scene: its title when it opens with one, else as many lines as it takes to know it again."""
    if directions[0].line.kind == "title":
        return directions[0].line.text
    told = ""
    for direction in directions:
        if direction.scene != directions[0].scene or len(told) > LONGEST:
            break
        told = f"{told} {direction.line.text}"
    return told


def _clipped(text: str) -> str:
    """One line of at most LONGEST characters, cut between words, with an ellipsis if anything is missing."""
    words = " ".join(text.split())
    if len(words) <= LONGEST:
        return words
    kept = words[: LONGEST - 1]
    if words[LONGEST - 1] != " " and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(LAST_MARKS) + "…"
