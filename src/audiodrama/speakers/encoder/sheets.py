"""The prose as the encoder reads it: word pieces, each person a sign of its own, an open place before each quotation.

A sheet's atoms are numbers: a piece of the vocabulary, or, from PERSON up, a person (PERSON + its number), the place before a quotation
(OPEN + its number), the bounds of a quotation's tag (TAG and TAG_END + its number), which only the training needs, and the place before a phrase
that points at a person ("the driver": PHRASE + where its words begin in the text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audiodrama.quotes import Layout
from audiodrama.speakers.encoder.pieces import pieces
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.mentions import NAME, NOUN, named_in, refs
from audiodrama.speakers.page import QUOTE, WORD, Passage, spoken
from audiodrama.speakers.people import Cast
from audiodrama.text import Manuscript

PERSON, OPEN, TAG, TAG_END, PHRASE = 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000
CUT = 64  # stands where a long paragraph is cut
ME = frozenset(["i", "me", "my", "myself", "mine"])
WHOLE = 90  # atoms of a paragraph that is read whole
MOST = 130  # atoms kept of a longer one
NEAR_PERSON, NEAR_QUOTATION, EDGE = 5, 14, 8  # atoms kept around these, and at both ends

Mark = tuple[int, int, int]  # start and end of a stretch of the text, and the atom in its place


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paragraph: its ``atoms``, its scene, the numbers of its quotations."""

    atoms: tuple[int, ...]
    scene: int
    quotes: tuple[int, ...]


def sheets(
    m: Manuscript,
    layout: Layout,
    pages: Sequence[Passage],
    cast: Cast,
    clues: Sequence[Clue],
    narrators: Sequence[int],
) -> list[Sheet]:
    """One a paragraph, in the order of the prose. ``narrators``: each paragraph's "I" as a person's number, or -1."""
    by_number = {clue.number: clue for clue in clues}
    return [
        Sheet(tuple(_short(_atoms(m, layout, page, cast, by_number, narrators[page.number]))), page.scene, page.quotes)
        for page in pages
    ]


def _atoms(
    m: Manuscript, layout: Layout, page: Passage, cast: Cast, clues: Mapping[int, Clue], narrator: int
) -> list[int]:
    span = layout.paragraphs[page.number].span
    found, at = [], span.start
    marks = [*_told(page, cast, narrator), *(mark for n in page.quotes for mark in _said(m, layout, n, cast))]
    told = {start for start, _, _ in marks}
    marks += [mark for n in page.quotes if n in clues for mark in _tag(page, clues[n])]
    marks += [mark for n in page.quotes if n in clues for mark in _tagged(page, clues[n], cast) if mark[0] not in told]
    for start, end, atom in sorted(marks, key=lambda mark: mark[:2]):
        if start < at:
            continue
        found += [*pieces(m.text[at:start]), atom]
        at = end
    return [*found, *pieces(m.text[at : span.end])]


def _told(page: Passage, cast: Cast, narrator: int) -> Iterator[Mark]:
    """The persons of the narration: in place of a name, before a noun."""
    for ref in refs(page.tokens, cast):
        start, end = page.tokens[ref.first].start, page.tokens[ref.last - 1].end
        if ref.who >= 0 and ref.kind == NAME:
            yield start, end, PERSON + ref.who
        elif ref.who >= 0 and ref.kind == NOUN:
            yield from _phrase(start, ref.who)
    if narrator >= 0:
        for token in page.tokens:
            if token.kind == WORD and token.low in ME:
                yield token.start, token.end, PERSON + narrator


def _said(m: Manuscript, layout: Layout, number: int, cast: Cast) -> Iterator[Mark]:
    """A quotation's place, and the persons named in it."""
    start = layout.quotations[number].start
    yield start, start, OPEN + number
    words = spoken(m, layout, number)
    for run, who in named_in(words, cast):
        yield words[run.first].start, words[run.last - 1].end, PERSON + who


def _tag(page: Passage, clue: Clue) -> Iterator[Mark]:
    if clue.tag is not None:
        tokens = [token for token in page.tokens[clue.tag.first : clue.tag.last] if token.kind != QUOTE]
        if tokens:
            yield tokens[0].start, tokens[0].start, TAG + clue.number
            yield tokens[-1].end, tokens[-1].end, TAG_END + clue.number


def _tagged(page: Passage, clue: Clue, cast: Cast) -> Iterator[Mark]:
    """A phrase that only its tag makes a person: "said the usher"."""
    ref = clue.tag.ref if clue.tag is not None else None
    if ref is not None and ref.kind == NOUN and ref.who >= 0:
        yield from _phrase(page.tokens[ref.first].start, cast.now(ref.who))


def _phrase(start: int, who: int) -> Iterator[Mark]:
    yield start, start, PHRASE + start
    yield start, start, PERSON + who


def _short(atoms: list[int]) -> list[int]:
    """A long paragraph's atoms around its persons and quotations and at its ends; CUT stands for the rest."""
    if len(atoms) <= WHOLE:
        return atoms
    kept = [False] * len(atoms)
    for at, atom in enumerate(atoms):
        if atom >= PERSON or at < EDGE or at > len(atoms) - EDGE - 1:
            reach = NEAR_QUOTATION if OPEN <= atom < PHRASE else NEAR_PERSON
            low, high = max(0, at - reach), min(len(atoms), at + reach + 1)
            kept[low:high] = [True] * (high - low)
    found: list[int] = []
    for atom, keep in zip(atoms, kept, strict=True):
        if keep:
            found.append(atom)
        elif found and found[-1] != CUT:
            found.append(CUT)
    return found if len(found) <= MOST else [*found[: MOST // 2], CUT, *found[1 - MOST // 2 :]]
