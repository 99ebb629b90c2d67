"""Who "I" is: a role of its own, or the name in a point-of-view header, passage by passage."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.quotes import Layout
from audiodrama.speakers.names import runs
from audiodrama.speakers.page import WORD, Passage, tokens
from audiodrama.speakers.people import Cast
from audiodrama.text import Manuscript, Span

TOLD_BY_I = (
    0.008  # share of "I", "me", "my" among the words of narration from which a story is told in the first person
)


def first_person(pages: Sequence[Passage]) -> bool:
    """The narration says "I" too often for a stray thought."""
    words = mine = 0
    for page in pages:
        for token in page.tokens:
            if token.kind == WORD:
                words += 1
                mine += token.low in ("i", "me", "my", "we", "i'm", "i'd")
    return words > 0 and mine / words > TOLD_BY_I and mine > 2


def narrators(m: Manuscript, layout: Layout, pages: Sequence[Passage], cast: Cast) -> list[int]:
    """Each passage's "I" as a person's number, -1 in a story told of others."""
    if not first_person(pages):
        return [-1] * len(pages)
    nameless = -1
    now, found = -1, []
    headers = {
        block.span.start: header(m, block.span.start, block.span.end, cast)
        for block in layout.blocks
        if block.kind == "title"
    }
    named = [who for who in headers.values() if who >= 0]
    starts = sorted(headers)
    at = 0
    for paragraph in layout.paragraphs:
        while at < len(starts) and starts[at] < paragraph.span.end:
            now = headers[starts[at]] if headers[starts[at]] >= 0 and len(named) > 1 else now
            at += 1
        if now < 0 and nameless < 0:
            nameless = cast.new(kind="narrator", label="I").number
        found.append(now if now >= 0 else nameless)
    return found


def header(m: Manuscript, start: int, end: int, cast: Cast) -> int:
    """The person a heading names and nothing else ("MARA", "Mara's POV"), -1 otherwise."""
    words = [
        token
        for token in tokens(m.text, Span(start, end))
        if token.low not in ("pov", "point", "of", "view") and token.kind in (WORD,)
    ]
    for run in runs(words):
        if run.first == 0 and run.last == len(words):
            who = cast.who(run.titles, run.names)
            return -1 if who is None else who
    return -1
