"""Speech that a dash opens, the narrator's words between dashes or behind a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiodrama.quotes.style import DASH_LINE
from audiodrama.quotes.telling import tone
from audiodrama.quotes.vocabulary import SAID, TAG, WHO
from audiodrama.text import Span

# Spanish: a dash after a space and before a letter gives the word to the narrator; one before a space or a stop gives it back.
NARRATOR = re.compile(r"\s(?:[—–―]|--|-)(?=\S)(?!\s)")
BACK = re.compile(r"(?<=\S)(?:[—–―]|--|-)(?=[\s.,;:!?]|\Z)[.,;:!?]*\s*|(?<=[.!?…])\s(?=[—–―][^\s\W])")
# Portuguese, Polish, Russian: a dash between spaces on both sides of the narrator's words, known by their tag.
SPACED = re.compile(rf"\s[—–―]\s+(?=(?:and\s)?{TAG})")
SPACED_BACK = re.compile(r"\s[—–―]\s+")
# French and Joyce: the tag follows a comma or a stop, with no mark of its own; it ends with its sentence or clause.
BARE_TAG = re.compile(rf"(?<=[,!?…])\s+(?:{TAG}|{SAID}\s{WHO})[^.,;:!?—]*(?:,[^.,;:!?—]*)??[.,;:!?]+\s*")

# The word comes back with a new dash: "Late. He poured two glasses. — Sit."
RESUMES = re.compile(r"(?<=[.!?…])\s+[—–―]\s+(?=[A-Z])")
SENTENCE_END = re.compile(r"[.!?…]+\s+")


def is_dash_line(text: str, span: Span) -> bool:
    return DASH_LINE.match(text, span.start, span.end) is not None


def dash_speech(text: str, span: Span) -> tuple[Span, ...]:
    """The spoken spans of a paragraph that a dash opens, the opening dash included."""
    spoken: list[Span] = []
    opening = DASH_LINE.match(text, span.start, span.end)
    at = opening.end() if opening else span.start
    start = span.start
    insertion = next((sign for sign in (NARRATOR, SPACED) if sign.search(text, at, span.end)), BARE_TAG)
    while start < span.end:
        told = insertion.search(text, max(at, start), span.end)
        end = told.start() if told else span.end
        if end > start:
            spoken.append(Span(start, end))
        if told is None:
            break
        start = told.end() if insertion is BARE_TAG else back(text, told, span.end, spaced=insertion is SPACED)
    return tuple(without_told(text, spoken))


def without_told(text: str, spoken: Sequence[Span]) -> Iterator[Span]:
    """The spoken spans, parted where the narrator has the word between a full stop and the next dash: ``Late. He poured. — Sit.``"""
    for span in spoken:
        start = span.start
        for again in RESUMES.finditer(text, span.start + 1, span.end):
            end = told_from(text, start, again.start())
            if end is not None:
                yield Span(start, end)
                start = again.end()
        yield Span(start, span.end)


def told_from(text: str, start: int, end: int) -> int | None:
    """Where the sentences begin that the narrator tells right before ``end``; None when the last is none of them, or all are."""
    cuts = [stop.end() for stop in SENTENCE_END.finditer(text, start, end)]
    found = None
    for cut, stop in zip(reversed(cuts), [end, *reversed(cuts)], strict=False):
        mood = tone(text[cut:stop])
        if mood.past and not (mood.present or mood.first or mood.yours):
            found = cut
        else:
            break
    return None if found is None else found - trailing(text, start, found)


def trailing(text: str, start: int, end: int) -> int:
    """How much white space ends the stretch."""
    words = text[start:end]
    return len(words) - len(words.rstrip())


def back(text: str, told: re.Match[str], end: int, *, spaced: bool) -> int:
    """Where the speaker has the word again after the narrator's, the paragraph's end if nowhere."""
    again = (SPACED_BACK if spaced else BACK).search(text, told.end(), end)
    return again.end() if again else end
