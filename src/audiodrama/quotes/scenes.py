"""Where scenes start: at the top, after a break or heading, after an unusual gap, or where the words say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from audiodrama.quotes.cuts import Length, cuts
from audiodrama.quotes.furniture import Page
from audiodrama.quotes.glimpses import Glimpse, glimpses
from audiodrama.quotes.layout import Block, Quotation
from audiodrama.quotes.turnings import Signs, signs, views
from audiodrama.quotes.verdicts import judgements, may_start, table

COMMON_GAP = 0.8  # share of the paragraphs whose gap is no wider than usual


def scene_starts(
    page: Page, blocks: Sequence[Block], quotations: Sequence[Quotation], weights: Path | None = None
) -> tuple[int, ...]:
    """The start of each scene's first performed paragraph that is no title. At least one, unless nothing is performed."""
    seen = glimpses(page, blocks, quotations)
    if not seen:
        return ()
    sure, learned = marked(page, blocks, seen), table(weights)
    likely = judgements(signs_of(seen), learned)
    found = cuts(likely, sure, Length(**learned["length"]))
    return tuple(seen[index].start for index in sorted({0, *sure, *found}))


def signs_of(seen: Sequence[Glimpse]) -> list[Signs | None]:
    """For each paragraph what speaks for a scene's start there, None where none may start."""
    v = views(seen)
    return [signs(v, i) if i and may_start(seen[i - 1], seen[i]) else None for i in range(len(seen))]


def marked(page: Page, blocks: Sequence[Block], seen: Sequence[Glimpse]) -> set[int]:
    """Which of the performed paragraphs stand behind a break, a heading or an unusual gap."""
    kinds = {block.span: block.kind for block in blocks}
    at = {glimpse.start: index for index, glimpse in enumerate(seen)}
    usual, fresh = usual_gap(page), False
    found: set[int] = set()
    for paragraph in page.paragraphs:
        fresh = fresh or kinds.get(paragraph.span) in ("break", "title")
        index = at.get(paragraph.span.start)
        if index is not None and (fresh or paragraph.gap > usual):
            found.add(index)
        fresh = fresh and index is None
    return found - {0}


def usual_gap(page: Page) -> int:
    """The blank lines between most paragraphs; a gap wider than this starts a scene."""
    counts = Counter(paragraph.gap for paragraph in page.paragraphs[1:])
    reached = 0
    for gap in sorted(counts):
        reached += counts[gap]
        if reached >= COMMON_GAP * counts.total():
            return gap
    return 1
