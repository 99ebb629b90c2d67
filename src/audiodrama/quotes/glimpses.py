"""The performed paragraphs as the scene model sees them: who is named, what is spoken of, how they open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiodrama.quotes.furniture import Page
from audiodrama.quotes.layout import Block, Quotation
from audiodrama.text import Span

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
MIDDLE_NAME = re.compile(r"(?<=[a-z,;]\s)[A-Z][a-z]+")  # a capitalised word that no sentence starts with
CAPITALISED = re.compile(r"\b[A-Z][a-z]+")
STOP = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?…]+[\"”’'*_)]*(?=\s|\Z)")
SLANTED = re.compile(r"(?:\*(?!\*)|_).+[*_]\Z", re.S)
SHORTEST = 4  # letters of a word that says what a passage is about
STEM = 6  # letters compared
SIGHT = 400  # characters at either end of a paragraph in which a sentence's end is looked for
NO_NAMES = frozenset(
    WORD.findall(
        "The This That These Those There Then They She His Her Him Its Our You Your What When Where Who Why How And But For Not "
        "Yes Well Now Here All One Two God Lord Sir Madam Miss Mister Mrs Doctor Captain Monday Tuesday Wednesday Thursday "
        "Friday Saturday Sunday January February March April May June July August September October November December English "
        "French German American Christmas"
    )
)
EMPTY = frozenset(
    WORD.findall(
        "that with from this have been were they them then than when what your will would could should there their about into "
        "over after before just like said asked told know knew think thought look looked looking back down only very some more "
        "here where which while because again still even well come came going went gone made make right left good little much "
        "never always something anything nothing himself herself myself yourself themselves turned face eyes hand hands head "
        "voice other another tell want wanted need mean really these those being does didn doesn wasn isn couldn wouldn don’t "
        "don't didn’t didn't it’s it's i’m i'm that’s that's you’re you're i’ll i'll can’t can't yeah okay"
    )
)
PRESENT = frozenset(WORD.findall("is are has says goes comes takes stands sits looks knows thinks"))
PAST = frozenset(WORD.findall("was were had said went came took stood sat looked knew thought"))
PERSONS = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("they", "them", "their"), "they"),
    **dict.fromkeys(("i", "me", "my"), "i"),
    **dict.fromkeys(("we", "us", "our"), "we"),
    **dict.fromkeys(("you", "your"), "you"),
}
COUNTED = ("he", "she", "they", "i", "we", "you", "past", "present", "words")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One performed paragraph.

    ``told``: its words outside voices. ``first``: its first sentence told; ``last``: the last sentence of all. ``opens``, ``closes``:
    whether it starts, ends with a voice; ``bare``: all of it is voiced; ``goes_on``: its voice goes on from the paragraph before;
    ``written``: it holds a letter or message; ``slanted``: all of it is in one pair of emphasis marks. ``topics``, ``opening``: stems of
    the paragraph and of ``first``; ``names``, ``people``, ``named``: names in the paragraph, outside voices, in ``first``.
    ``counts``: of the words told, in the order of COUNTED. ``length`` and ``breadth``: words in all, words told.
    """

    start: int
    told: str
    first: str
    last: str
    opens: bool
    closes: bool
    voiced: bool
    bare: bool
    goes_on: bool
    written: bool
    slanted: bool
    topics: frozenset[str]
    opening: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    named: frozenset[str]
    counts: tuple[int, ...]
    length: int
    breadth: int


def glimpses(page: Page, blocks: Sequence[Block], quotations: Sequence[Quotation]) -> list[Glimpse]:
    """The paragraphs that are performed and no titles, in order. Linear in the text."""
    silent = {block.span for block in blocks}
    voices: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        voices.setdefault(quotation.paragraph, []).append(quotation)
    known = frozenset(MIDDLE_NAME.findall(page.text)) - NO_NAMES
    return [
        glimpse(page, index, voices.get(index, ()), known)
        for index, paragraph in enumerate(page.paragraphs)
        if paragraph.span not in silent
    ]


def glimpse(page: Page, index: int, voices: Sequence[Quotation], known: frozenset[str]) -> Glimpse:
    span, text = page.paragraphs[index].span, page.words(index)
    spans = sorted(span for voice in voices for span in voice.spans)
    told = " ".join(page.text[gap.start : gap.end] for gap in between(span, spans)).strip()
    first = first_sentence(told)
    names, people = frozenset(CAPITALISED.findall(text)) & known, frozenset(CAPITALISED.findall(told)) & known
    return Glimpse(
        start=span.start,
        told=told,
        first=first,
        last=last_sentence(text),
        opens=bool(spans) and spans[0].start == span.start,
        closes=bool(spans) and not WORD.search(page.text, spans[-1].end, span.end),
        voiced=bool(spans),
        bare=bool(spans) and not WORD.search(told),
        goes_on=any(voice.continued for voice in voices),
        written=any(voice.kind in ("letter", "message") for voice in voices),
        slanted=SLANTED.match(text) is not None,
        topics=topics(text),
        opening=topics(first),
        names=names,
        people=people,
        named=frozenset(CAPITALISED.findall(first)) & names,
        counts=counted(told),
        length=text.count(" ") + 1,
        breadth=told.count(" "),
    )


def between(span: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """What of a span the other spans, in order, leave free."""
    at = span.start
    for voiced in spans:
        if voiced.start > at:
            yield Span(at, voiced.start)
        at = max(at, voiced.end)
    if at < span.end:
        yield Span(at, span.end)


def first_sentence(told: str) -> str:
    stop = STOP.search(told, 0, SIGHT)
    return told[: stop.end()] if stop else told[:SIGHT]


def last_sentence(text: str) -> str:
    tail = text[-SIGHT:].rstrip()
    stops = [stop.end() for stop in STOP.finditer(tail) if stop.end() < len(tail)]
    return tail[stops[-1] :].strip() if stops else tail


def topics(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(word[:STEM] for word in WORD.findall(text.lower()) if len(word) >= SHORTEST and word not in EMPTY)


def counted(told: str) -> tuple[int, ...]:
    """Pronouns by person, past and present forms and words, in the order of COUNTED."""
    tally = dict.fromkeys(COUNTED, 0)
    words = WORD.findall(told.lower())
    tally["words"] = len(words)
    for word in words:
        if word in PERSONS:
            tally[PERSONS[word]] += 1
        elif word in PAST or word.endswith("ed"):
            tally["past"] += 1
        elif word in PRESENT:
            tally["present"] += 1
    return tuple(tally.values())
