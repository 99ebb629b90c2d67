"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiodrama.text.manuscript import Manuscript, Span

STOPS = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)["'”’»)\]*_]*+(?=\s+(?P<next>\S{1,2})|\Z)"""  # then white space, then what begins next
    r"|[。！？]+[」』”’]*"
)
ABBREVIATED = (
    "mr mrs ms messrs dr prof st sr jr rev hon capt col gen lt sgt maj cmdr adm gov sen rep mme mlle fr bros etc vs "
    "e.g i.e cf no vol pp ch dept co ltd inc"
)
ABBREVIATIONS = frozenset(ABBREVIATED.split())
WORD_BEFORE = re.compile(r"[\w.]*\Z")


def sentences(m: Manuscript, span: Span) -> tuple[Span, ...]:
    """The sentences of a stretch of prose, without white space at their ends; together they hold all its ink."""
    return tuple(sentences_of(m.text, span))


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for stop in STOPS.finditer(text, span.start, span.end):
        if stop.group("stop") is None or ends_sentence(text, stop):
            yield from inked(text, start, stop.end())
            start = stop.end()
    yield from inked(text, start, span.end)


def ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Not after an abbreviation or an initial, and not before a small letter (``"No!" he said``)."""
    following = stop.group("next") or ""
    begins = following.lstrip("\"'“‘«(*_[")
    if begins[:1].islower():
        return False
    if stop.group("stop") != ".":
        return True
    before = WORD_BEFORE.search(text, max(0, stop.start() - 12), stop.start())
    word = before.group() if before else ""
    initial = len(word) == 1 and word.isupper() and word != "I"
    return not (word.lower() in ABBREVIATIONS or initial) or not following


def inked(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    lead, trail = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
    if lead < len(piece):
        yield Span(start + lead, end - trail)
