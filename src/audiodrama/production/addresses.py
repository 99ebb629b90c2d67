"""Addresses: what an author says to name a line, and the line that is meant.

12:34                    a time of the episode; night@12:34 where there are several
story.fountain:212       a line of the script's file (or of the story's: story.txt:40)
a few words of the line  whole words, whatever their case and punctuation
ADDRESS..ADDRESS         all lines from one to the other; story.fountain:212-240 as well
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiodrama.errors import NoSuchLine, SeveralLines, near_misses
from audiodrama.production.folder import PROSE, SCRIPT, Play, Production, chosen_plays
from audiodrama.production.promptbook import PromptBook, Spot, opened
from audiodrama.production.reading import manuscript
from audiodrama.production.window import Window, clock, seconds
from audiodrama.production.words import around, first_words, rows_in, words_of

LISTED = 12  # candidates shown; the rest are counted
NEAR = 3  # near misses shown
ALIKE = 0.5  # of two lines' words, 0 to 1 (difflib ratio), from which one is a near miss of the other
_SUFFIXES = "|".join(re.escape(suffix) for suffix in (SCRIPT, *PROSE))
_FILE = re.compile(rf"(?P<file>.+(?:{_SUFFIXES})):(?P<row>\d+)", re.IGNORECASE)
_ROWS = re.compile(rf"(?P<file>.+(?:{_SUFFIXES})):(?P<first>\d+)\s*(?:-|–|\.\.)\s*(?P<last>\d+)", re.IGNORECASE)
_TIME = re.compile(r"\d+(?::[0-5]?\d){1,2}(?:\.\d+)?")
_SECONDS = re.compile(r"\d+(?::[0-5]?\d){0,2}(?:\.\d+)?")  # after a play's name a number is a time as well
_CLOCK = re.compile(r"[\d:]+:[\d:]*(?:\.\d+)?")  # what was meant as a time
_RANGE = re.compile(r"(?<!\.)\.\.(?!\.)")  # an ellipsis is no range


@dataclass(frozen=True, slots=True)
class Lines:
    """What an address names: its lines in order, and the prompt book that they stand in."""

    production: Production
    book: PromptBook
    spots: tuple[Spot, ...]


def find(address: str, here: Path) -> Lines:
    """The line, or the lines of a range, that ``address`` names in the production of the folder ``here`` (or of its file).

    NoSuchLine (with near misses) when there is none, SeveralLines (with the candidates) when more than one could be meant.
    """
    address = " ".join(address.split())
    if rows := _ROWS.fullmatch(address):
        address = f"{rows['file']}:{rows['first']}..{rows['file']}:{rows['last']}"
    first, *rest = _RANGE.split(address, maxsplit=1)
    if not rest or not first.strip() or not rest[0].strip():
        production, books = _books(address, here)
        return _lines(production, books, (_one(address.strip(), books),))
    production, books = _books(first.strip(), here)
    start = _one(first.strip(), books)
    _in_one_play(rest[0].strip(), start.play)
    end = _one(rest[0].strip(), [book for book in books if book.play == start.play])
    if end.index < start.index:
        raise NoSuchLine(f"{rest[0].strip()} comes before {first.strip()}; write the earlier one first")
    found = _lines(production, books, (start,))
    return Lines(production, found.book, found.book.spots[start.index : end.index + 1])


def _in_one_play(address: str, play: Play) -> None:
    """NoSuchLine when the end of a range names another play than its start."""
    named = _FILE.fullmatch(address)
    name, at, rest = address.partition("@")
    of_play = [play.script.name, *([play.story.name] if play.story else [])]
    if named and Path(named["file"]).name.casefold() not in map(str.casefold, of_play):
        raise NoSuchLine(f"a range lies in one play, and {address} is not in {play.name}, where the range begins")
    if at and _SECONDS.fullmatch(rest.strip()) and name.strip().casefold() != play.name.casefold():
        raise NoSuchLine(f"a range lies in one play, and {address} is not in {play.name}, where the range begins")


def _lines(production: Production, books: Sequence[PromptBook], spots: tuple[Spot, ...]) -> Lines:
    return Lines(production, next(book for book in books if book.play == spots[0].play), spots)


def window_at(scene: int | None, start: str | None, end: str | None, sample: bool, here: Path) -> Window:
    """The window of a command's options, ``start`` and ``end`` being times or addresses of lines, which are heard whole."""
    first = start if start is None or _SECONDS.fullmatch(start) else str(_timed(start, here)[0])
    last = end if end is None or _SECONDS.fullmatch(end) else str(_timed(end, here)[1])
    return Window.of(scene, first, last, sample)


def _timed(address: str, here: Path) -> tuple[float, float]:
    """When the line, or the range, at an address begins and ends in the episode, to the millisecond."""
    try:
        spots = find(address, here).spots
    except NoSuchLine as error:
        raise NoSuchLine(f"{error}\n(A time is written minutes:seconds, such as 12:34.)") from error
    start, end = spots[0].start, spots[-1].end
    if start is None or end is None:
        raise NoSuchLine(f"{spots[0].address} is in no episode yet, so it has no time; render the whole once")
    return round(start, 3), round(end, 3)


# --- the plays that an address speaks of


def _books(address: str, here: Path) -> tuple[Production, tuple[PromptBook, ...]]:
    """The production and the prompt books to look in: that of the file or the play which the address names, else all."""
    named = _FILE.fullmatch(address)
    if named and (here / named["file"]).is_file():
        production, plays = chosen_plays((here / named["file"],), here)
    else:
        production, plays = chosen_plays((), here)
        plays = _called(address, plays)
    scripted = [play for play in plays if play.script.exists()]
    return production, tuple(opened(production, play) for play in scripted or plays)


def _called(address: str, plays: tuple[Play, ...]) -> tuple[Play, ...]:
    """The play whose file or name stands before the colon or the @; all of them when none does."""
    if named := _FILE.fullmatch(address):
        name = Path(named["file"]).name
        found = [play for play in plays if name in (play.script.name, play.story.name if play.story else "")]
        if not found:
            known = [path.name for play in plays for path in (play.script, play.story) if path]
            raise NoSuchLine(f"there is no {named['file']} here{near_misses(name, known) or _listed(known)}")
        return tuple(found)
    name, at, rest = address.partition("@")
    found = [play for play in plays if play.name.casefold() == name.strip().casefold()]
    if at and not found and _SECONDS.fullmatch(rest.strip()):
        known = [play.name for play in plays]
        raise NoSuchLine(f"there is no play {name.strip()!r} here{near_misses(name.strip(), known) or _listed(known)}")
    return tuple(found) if at and found else plays


def _listed(names: Sequence[str]) -> str:
    return f"; there are {', '.join(names)}"


# --- the line that it means

_Look = Callable[[PromptBook], list[Spot]]


def _one(address: str, books: Sequence[PromptBook]) -> Spot:
    """The one line that a plain address names in these books."""
    if named := _FILE.fullmatch(address):
        return _in_file(named["file"], int(named["row"]), books[0])
    if re.fullmatch(r"\d+", address) and len(books) == 1:  # the second half of story.fountain:212..240
        numbered = _in_file(books[0].play.script.name, int(address), books[0])
        return numbered if not (found := _saying(address, books)) else _only(address, [numbered, *found])
    name, at, rest = address.partition("@")
    if at and any(book.play.name.casefold() == name.strip().casefold() for book in books):
        return _at(rest.strip(), books) if _SECONDS.fullmatch(rest.strip()) else _words(rest.strip(), books)
    return _at(address, books) if _TIME.fullmatch(address) else _words(address, books)


def _only(address: str, spots: Sequence[Spot]) -> Spot:
    distinct = list(dict.fromkeys(spots))
    if len(distinct) == 1:
        return distinct[0]
    shown = "\n".join(f"  {candidate(spot, words_of(address))}" for spot in distinct[:LISTED])
    more = f"\n  ... and {len(distinct) - LISTED} more" if len(distinct) > LISTED else ""
    raise SeveralLines(
        f"{len(distinct)} lines could be meant by {address!r}:\n{shown}{more}\n"
        f"Name one by its place, such as {distinct[0].address}, or quote more of its words.",
        tuple(spot.address for spot in distinct),
    )


def candidate(spot: Spot, wanted: Sequence[str] = ()) -> str:
    """The line in a list: where it is, when, whose, and its words, from shortly before those ``wanted`` on."""
    when = f"  {clock(spot.start)}" if spot.start is not None else ""
    return f'{spot.address}{when}  {spot.line.role}: "{first_words(around(spot.line.text, wanted))}"'


# --- by its place in a file


def _in_file(file: str, row: int, book: PromptBook) -> Spot:
    name = Path(file).name
    if name.casefold() == book.play.script.name.casefold():
        return _in_script(row, book)
    return _in_story(f"{name}:{row}", row, book)


def _in_script(row: int, book: PromptBook) -> Spot:
    """The line that stands at that row of the script; above a line, what belongs to it: its note, the space before it."""
    count = len(re.findall(r"\r\n|\r|\n", book.text.rstrip())) + 1
    if not 1 <= row <= count:
        raise NoSuchLine(f"{book.play.script.name} has {count} lines; there is no line {row}")
    started = [spot for spot in book.spots if spot.row <= row]
    if started and row < book.blocks[started[-1].block].end:
        return started[-1]
    following = book.spots[len(started) :]
    if not started and not following:
        raise NoSuchLine(f"{book.play.script.name} has no lines to speak yet")
    return following[0] if following else started[-1]


def _in_story(address: str, row: int, book: PromptBook) -> Spot:
    """The line that was made of that row of the prose, found by its letters."""
    assert book.play.story is not None
    rows = manuscript(book.play.story).text.splitlines()
    if not 1 <= row <= len(rows):
        raise NoSuchLine(f"{book.play.story.name} has {len(rows)} lines; there is no line {row}")
    wanted = _letters(rows[row - 1])
    if not wanted:
        raise NoSuchLine(f"{address} holds no words; name a line of the story that does")
    told, ends = "", []
    for spot in book.spots:
        told += _letters(spot.line.text)
        ends.append(len(told))
    before = len(_letters("".join(rows[: row - 1])))
    found = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", told)]
    if not found:
        raise NoSuchLine(
            f"{address} is no line of the script as it stands now; quote a few of the line's own words, or, if the story "
            f"was changed, let the script follow it first: audiodrama script {book.play.story.name}"
        )
    start = min(found, key=lambda place: abs(place - before))
    spots = [
        s
        for s, end in zip(book.spots, ends, strict=True)
        if end > start and end - len(_letters(s.line.text)) < start + len(wanted)
    ]
    return _only(address, [spot for spot in spots if spot.line.voiced] or spots)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


# --- by its time


def _at(time: str, books: Sequence[PromptBook]) -> Spot:
    """The line that begins within that second, as clocks show it, else the one that is heard then or was heard last."""
    at, length = seconds(time), 1.0 if "." not in time else 0.0
    timed = [book for book in books if any(spot.start is not None for spot in book.spots)]
    if not timed:
        names = ", ".join(book.play.name for book in books)
        raise NoSuchLine(
            f"{names} has no episode yet, so its lines have no time; quote a few words of the line instead"
        )
    longest = max(spot.end for book in timed for spot in book.spots if spot.end is not None)
    found = [spot for book in timed for spot in _sounding(at, length, book)]
    if not found:
        raise NoSuchLine(f"nobody speaks as late as {time}: the last line ends at {clock(longest)}")
    return _only(time, found)


def _sounding(at: float, length: float, book: PromptBook) -> list[Spot]:
    heard = [spot for spot in book.spots if spot.start is not None]
    begun = [spot for spot in heard if spot.start is not None and at <= spot.start < at + length]
    if begun:
        return [spot for spot in begun if spot.line.voiced] or begun[:1]
    if not heard or at > max(spot.end or 0.0 for spot in heard) + 1.0:
        return []
    before = [spot for spot in heard if spot.start is not None and spot.start <= at]
    return [max(before, key=lambda spot: spot.start or 0.0)] if before else heard[:1]


# --- by its words


def _words(quoted: str, books: Sequence[PromptBook]) -> Spot:
    found = _saying(quoted, books)
    if not found and _CLOCK.fullmatch(quoted):
        raise NoSuchLine(f"{quoted} is no time of the clock; a time is minutes:seconds, such as 12:34")
    if not found:
        raise NoSuchLine(f"nobody says {quoted!r}{_nearest(quoted, books)}")
    whole = [spot for spot in found if words_of(spot.line.text) == words_of(quoted)]
    return _only(quoted, whole if len(whole) == 1 else found)


def _saying(quoted: str, books: Sequence[PromptBook]) -> list[Spot]:
    """The lines that hold these words in a row; where a row of words runs over several lines, those that a character speaks."""
    wanted = words_of(quoted)
    if not wanted:
        raise NoSuchLine(f"{quoted!r} holds no word to look for; quote a few words of the line")
    return list(dict.fromkeys(spot for book in books for spot in _runs(wanted, book)))


def _runs(wanted: Sequence[str], book: PromptBook) -> Iterator[Spot]:
    said: list[str] = []
    owner: list[Spot] = []
    for spot in book.spots:
        words = words_of(spot.line.text)
        said += words
        owner += [spot] * len(words)
    for start in rows_in(said, wanted):
        over = list(dict.fromkeys(owner[start : start + len(wanted)]))
        yield from over if len(over) == 1 else [spot for spot in over if spot.line.voiced] or over[:1]


def _nearest(quoted: str, books: Sequence[PromptBook]) -> str:
    """The lines most like these words, for an error's end."""
    wanted = words_of(quoted)
    shared = [(len(set(wanted) & set(words_of(spot.line.text))), spot) for book in books for spot in book.spots]
    likely = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])[: 20 * NEAR]
    close = [(_likeness(wanted, words_of(spot.line.text)), spot) for _, spot in likely]
    best = sorted((pair for pair in close if pair[0] >= ALIKE), key=lambda pair: -pair[0])[:NEAR]
    if not best:
        return "; quote a few words of the line as they stand in the script"
    return "; did you mean\n" + "\n".join(f"  {candidate(spot)}" for _, spot in best)


def _likeness(wanted: Sequence[str], words: Sequence[str]) -> float:
    """How much of ``wanted`` stands in the words, 0 to 1, misspellings counted as nearly right."""
    blocks = difflib.SequenceMatcher(None, " ".join(wanted), " ".join(words), autojunk=False).get_matching_blocks()
    length = sum(block.size for block in blocks if block.size > 2)
    return length / max(1, len(" ".join(wanted)))
