"""The prose as passages of tokens: a paragraph's narration with its quotations as single signs, and each quotation's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from audiodrama.quotes import Layout
from audiodrama.speakers.words import ABBREVIATED
from audiodrama.text import Manuscript, Span

WORD, STOP, COMMA, OWNS, QUOTE = "w", ".", ",", "s", "q"


class Token(NamedTuple):
    """``kind``: WORD, STOP (ends a sentence), COMMA (other marks), OWNS ('s) or QUOTE (a quotation, its number in ``quote``)."""

    kind: str
    text: str
    low: str
    start: int
    quote: int = -1

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def capital(self) -> bool:
        return self.kind == WORD and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: ``tokens`` of its narration in order (QUOTE stands for voiced words), ``quotes`` = numbers of its quotations.

    ``scene`` counts the scenes from 0; ``title``: the paragraph is a heading.
    """

    number: int
    tokens: tuple[Token, ...]
    quotes: tuple[int, ...]
    scene: int
    title: bool = False


_TOKEN = re.compile(
    r"(?P<w>[^\W\d_]+(?:[-‐‑.](?=[^\W\d_])[^\W\d_]+)*(?:['’][^\W\d_]+)*|\d+)|(?P<s>\.{2,}|[.!?…]+)|(?P<c>[,;:()\[\]—–―/-]+)|\n\s*\n"
)
_OWN = re.compile(r"['’]s$", re.IGNORECASE)
_SHORT = re.compile(r"(?<=[^\W\d_])['’](?=(?:d|ll|ve|re|m)$)", re.IGNORECASE)


def tokens(text: str, span: Span) -> Iterator[Token]:
    """The words and marks of a stretch, in order; "Ann's" gives Ann and 's, "Ann'd" gives Ann and 'd."""
    last = ""
    for match in _TOKEN.finditer(text, span.start, span.end):
        form, start = match.group(), match.start()
        if match.lastgroup == "w":
            yield from _split(form, start)
            last = form.lower()
        elif match.lastgroup == "s":
            abbreviation = form == "." and (last in ABBREVIATED or (len(last) == 1 and last != "i"))
            if not abbreviation:
                yield Token(STOP, form, form, start)
            last = ""
        else:
            yield Token(COMMA, form, form, start)
            last = ""


def _split(form: str, start: int) -> Iterator[Token]:
    cut = _OWN.search(form) or _SHORT.search(form)
    if cut is None:
        yield Token(WORD, form, _plain(form), start)
        return
    head, tail = form[: cut.start()], form[cut.start() :]
    yield Token(WORD, head, _plain(head), start)
    yield Token(OWNS if tail[1:].lower() == "s" else WORD, tail, _plain(tail), start + cut.start())


def _plain(form: str) -> str:
    return form.lower().replace("’", "'")


def passages(m: Manuscript, layout: Layout) -> list[Passage]:
    """One Passage a paragraph, in the order of the prose; front matter and breaks have no tokens."""
    quotes: list[list[int]] = [[] for _ in layout.paragraphs]
    voiced: list[list[tuple[int, int, int]]] = [[] for _ in layout.paragraphs]
    for number, quotation in enumerate(layout.quotations):
        quotes[quotation.paragraph].append(number)
        voiced[quotation.paragraph] += [(span.start, span.end, number) for span in quotation.spans]
    silent = _blocks(layout)
    scenes, found = list(layout.scenes), []
    scene = 0
    for index, paragraph in enumerate(layout.paragraphs):
        while scene < len(scenes) and scenes[scene] <= paragraph.span.start:
            scene += 1
        holes = [(a, b, -1) for a, b, _ in silent.get(index, ())]
        title = any(kind == "title" for _, _, kind in silent.get(index, ()))
        stretch = tuple(_narration(m.text, paragraph.span, sorted(voiced[index] + holes)))
        found.append(Passage(index, stretch, tuple(quotes[index]), max(scene - 1, 0), title))
    return found


def _blocks(layout: Layout) -> dict[int, list[tuple[int, int, str]]]:
    """Paragraph -> the silent stretches in it."""
    blocks: dict[int, list[tuple[int, int, str]]] = {}
    index = 0
    for block in layout.blocks:
        while index < len(layout.paragraphs) and layout.paragraphs[index].span.end <= block.span.start:
            index += 1
        last = index
        while last < len(layout.paragraphs) and layout.paragraphs[last].span.start < block.span.end:
            blocks.setdefault(last, []).append((block.span.start, block.span.end, block.kind))
            last += 1
    return blocks


def _narration(text: str, span: Span, holes: Sequence[tuple[int, int, int]]) -> Iterator[Token]:
    at = span.start
    for start, end, quote in holes:
        yield from tokens(text, Span(at, start))
        if quote >= 0:
            yield Token(QUOTE, text[start:end], "", start, quote)
        at = max(at, end)
    yield from tokens(text, Span(at, span.end))


def spoken(m: Manuscript, layout: Layout, number: int) -> list[Token]:
    """The words inside a quotation; its stretches are parted by a comma mark."""
    found: list[Token] = []
    for span in layout.quotations[number].spans:
        if found:
            found.append(Token(COMMA, ",", ",", span.start))
        found.extend(tokens(m.text, span))
    return found
