"""Reviewing: the doubtful lines one after another, least certain first, each settled by what the author answers.

A Walk is a value: every answer is in the author's files before the next line is put, so a walk can end anywhere. A line is in
doubt while its remark stands in the script, so what is settled stays settled, also without ``.audiodrama``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audiodrama.errors import PerformanceError
from audiodrama.performance import Flub, clip_path, direct, perform
from audiodrama.production.casting import complete_cast, known_roles
from audiodrama.production.corrections import amend
from audiodrama.production.files import read_text
from audiodrama.production.folder import Production, chosen_plays
from audiodrama.production.journal import take_back
from audiodrama.production.promptbook import PromptBook, Spot, opened
from audiodrama.production.reading import read, settle
from audiodrama.production.retouching import Correction
from audiodrama.script import Line, Scene, Script
from audiodrama.sound.playing import play as heard

CONTEXT = 2  # lines shown before the doubtful one
DIGITS = 9  # names that a key stands for


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful line as it is put: ``names`` are what the digits 1 to 9 mean, the guess first, then the second guess.

    ``before`` are the lines that lead to it; ``left`` counts the doubtful lines that are not skipped, this one among them.
    """

    book: PromptBook
    spot: Spot
    before: tuple[Line, ...]
    names: tuple[str, ...]
    left: int

    @property
    def line(self) -> Line:
        return self.spot.line


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the line at ``index`` of ``book`` was ``before``'s and is now ``now``'s (the same: it was accepted)."""

    book: PromptBook
    index: int
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Walk:
    """A review so far: ``answers`` are what can be taken back, ``last`` is what can be applied to the rest of its exchange.

    ``books`` are the scripts as they were last opened or written; one that the author has changed since is opened anew.
    """

    production: Production
    books: tuple[PromptBook, ...]
    skipped: frozenset[tuple[str, int]] = frozenset()
    answers: tuple[Given, ...] = ()
    last: Given | None = None
    news: tuple[str, ...] = ()  # what opening the scripts did to them


def begin(files: tuple[Path, ...], here: Path) -> Walk:
    """A review of these stories or scripts, or of all in the folder ``here``; a story without a script is read first."""
    production, plays = chosen_plays(files, here)
    with production.locked():
        known = known_roles(production)
        readings = [settle(production, reading) for reading in [read(production, play, known) for play in plays]]
    news = tuple(f"{reading.play.name}: {reading.told}" for reading in readings if reading.told)
    return Walk(production, tuple(opened(production, play) for play in plays), news=news)


def question(walk: Walk) -> Question | None:
    """The least certain line that is not skipped; None when there is none."""
    books = [_as_it_is(walk.production, book) for book in walk.books]
    open_spots = [(book, spot) for book in books for spot in doubtful(book) if _key(spot) not in walk.skipped]
    if not open_spots:
        return None
    book, spot = min(open_spots, key=lambda pair: pair[1].line.confidence)
    before = book.spots[max(0, spot.index - CONTEXT) : spot.index]
    return Question(book, spot, tuple(one.line for one in before), names(book, spot), len(open_spots))


def _as_it_is(production: Production, book: PromptBook) -> PromptBook:
    return book if read_text(book.play.script) == book.text else opened(production, book.play)


def doubtful(book: PromptBook) -> tuple[Spot, ...]:
    """The lines over which a remark of doubt stands, in order; a name that the author has changed under it is no doubt."""
    return tuple(spot for spot in book.spots if spot.noted and spot.line.voiced and spot.line.because != "given")


def _key(spot: Spot) -> tuple[str, int]:
    return spot.play.name, spot.index


def names(book: PromptBook, spot: Spot) -> tuple[str, ...]:
    """Whom the line may belong to, at most nine: the guess, the second guess, who speaks near it in the scene, then the cast."""
    near = sorted(
        (one for one in book.spots if one.scene == spot.scene and one.line.voiced),
        key=lambda one: abs(one.index - spot.index),
    )
    cast = Counter(one.line.role for one in book.spots if one.line.voiced)
    found = dict.fromkeys(
        [spot.line.role, spot.line.second, *(one.line.role for one in near), *(name for name, _ in cast.most_common())]
    )
    return tuple(name for name in found if name)[:DIGITS]


def answer(walk: Walk, asked: Question, name: str = "") -> Walk:
    """The line given to ``name``, who may be new in the cast; accepted as it is when that is the guess, or "".

    ProductionError when the script has been changed since the question was put.
    """
    at = asked.spot.index
    wanted = Correction(speaker=name, new=True) if name and name != asked.line.role else Correction()
    book = amend(walk.production, asked.book, {at: wanted})
    given = Given(book, at, asked.line.role, book.spots[at].line.role)
    return replace(_with(walk, book), answers=(*walk.answers, given), last=given)


def rest(walk: Walk) -> tuple[Walk, int]:
    """The last answer applied to the rest of its exchange, and to how many lines; 0 when there is nothing to apply."""
    given = walk.last
    turned = dict(exchange(given)) if given else {}
    if given is None or not turned:
        return replace(walk, last=None), 0
    first = given.book.spots[given.index]
    book = amend(walk.production, given.book, turned, f"{first.address}: the rest of the exchange as this line")
    return replace(_with(walk, book), answers=(*walk.answers, replace(given, book=book)), last=None), len(turned)


def _with(walk: Walk, book: PromptBook) -> Walk:
    return replace(walk, books=tuple(book if one.play == book.play else one for one in walk.books))


def exchange(given: Given) -> Iterator[tuple[int, Correction]]:
    """What follows from an answer for the later turns of the same two people, by index: accepted like it, or turned round.

    The exchange ends with its scene and at a third voice. One that is turned round ends also at a line whose speaker is named
    beside it or was decided by the author.
    """
    turned = {given.before: given.now, given.now: given.before}
    spots = given.book.spots
    for spot in spots[given.index + 1 :]:
        line = spot.line
        if spot.scene != spots[given.index].scene:
            return
        if not line.voiced:
            continue
        if given.before == given.now and len(turned) == 1:
            turned[line.role] = line.role
        told = given.before != given.now and line.because in ("explicit", "given")
        if line.role not in turned or told:
            return
        if turned[line.role] != line.role:
            yield spot.index, Correction(speaker=turned[line.role])
        elif spot.noted:
            yield spot.index, Correction()


def skip(walk: Walk, asked: Question) -> Walk:
    return replace(walk, skipped=walk.skipped | {_key(asked.spot)})


def undo(walk: Walk) -> Walk:
    """The walk without its last answer; the same when it has none. HandEdited when the author has changed that place since."""
    if not walk.answers:
        return walk
    with walk.production.locked():
        take_back(walk.production)
    return replace(walk, answers=walk.answers[:-1], last=None)


def play(walk: Walk, asked: Question) -> tuple[Path, bool]:
    """Record the line, if it is not there yet, and let it be heard: (its WAV, whether a player was found)."""
    line = asked.line
    script = Script(asked.spot.play.name, (), (Scene("", (line,)),))
    cast, _ = complete_cast(walk.production, [script], join=True, write=False)
    (direction,) = direct(script, cast)
    if direction.utterance is None:
        raise PerformanceError("there is nothing to say in this line")
    (take,) = perform([direction.utterance], walk.production.takes)
    if isinstance(take, Flub):
        raise PerformanceError(f"this line cannot be recorded: {take.reason}")
    clip = clip_path(take.key, walk.production.takes)
    return clip, heard(clip, take.frames / take.rate)
