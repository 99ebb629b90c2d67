"""A line shown: who says it and why, with whose voice, when it is heard, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from audiodrama.cast import Cast
from audiodrama.errors import CastError
from audiodrama.production import record
from audiodrama.production.addresses import Lines, find
from audiodrama.production.casting import known_roles, load_cast
from audiodrama.production.promptbook import PromptBook, Spot
from audiodrama.production.reading import read
from audiodrama.script import Line

NEIGHBOURS = 2  # lines shown on either side


@dataclass(frozen=True, slots=True)
class Shown:
    """The ``spots`` that were asked for with the lines before and after them; ``scene`` is its title, ``voices`` one for each
    spot ("" = the role has none yet)."""

    spots: tuple[Spot, ...]
    before: tuple[Spot, ...]
    after: tuple[Spot, ...]
    scene: str
    voices: tuple[str, ...]


def show(address: str, here: Path, neighbours: int = NEIGHBOURS) -> Shown:
    """What is known of the line, or the lines of a range, at ``address``. Writes nothing."""
    found = find(address, here)
    book = _explained(found)
    first, last = found.spots[0].index, found.spots[-1].index
    spots = book.spots[first : last + 1]
    cast = load_cast(found.production)
    return Shown(
        spots,
        book.spots[max(0, first - neighbours) : first],
        book.spots[last + 1 : last + 1 + neighbours],
        book.script.scenes[spots[0].scene].title,
        tuple(voice_of(spot.line, cast) for spot in spots),
    )


def _explained(found: Lines) -> PromptBook:
    """The prompt book with reasons also when the last reading was thrown away: then the story is read again for them."""
    production, book = found.production, found.book
    if book.play.story is None or record.load(production.reading(book.play)):
        return book
    script = read(production, book.play, known_roles(production), "keep", any_language=True).script
    spots = tuple(replace(spot, line=line) for spot, line in zip(book.spots, script.lines, strict=True))
    return replace(book, script=script, spots=spots)


def voice_of(line: Line, cast: Cast) -> str:
    """The voice that performs a line, as voices.yaml writes it; "" for one that is not performed or has no voice yet."""
    if not line.performed:
        return ""
    try:
        part = cast.part(line.role) if line.voiced else cast.narrator
    except CastError:
        return ""
    return f"{part.voice.engine}/{part.voice.name}"
