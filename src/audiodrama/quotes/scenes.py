"""Where scenes start: at the top, after a break or heading, after an unusual gap, or where the words say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from audiodrama.quotes.furniture import Page
from audiodrama.quotes.layout import Block, Quotation
from audiodrama.quotes.transitions import opens_scene

CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}")
COMMON_GAP = 0.8  # share of the paragraphs whose gap is no wider than usual


def scene_starts(
    page: Page, blocks: Sequence[Block], quotations: Sequence[Quotation], weights: Path | None = None
) -> tuple[int, ...]:
    """The start of each scene's first performed paragraph that is no title. At least one, unless nothing is performed."""
    kinds = {block.span: block.kind for block in blocks}
    voiced = {quotation.paragraph: quotation.start for quotation in reversed(quotations)}
    usual = usual_gap(page)
    starts: list[int] = []
    seen: set[str] = set()
    fresh, since = True, 0
    for index, paragraph in enumerate(page.paragraphs):
        kind = kinds.get(paragraph.span)
        if kind in ("break", "title"):
            fresh = True
        if kind is not None:
            continue
        words, start = page.words(index), paragraph.span.start
        told = voiced.get(index) != start
        if fresh or paragraph.gap > usual or (told and opens_scene(words, since, index - 1 in voiced, seen)):
            starts.append(start)
            since = 0
        fresh, since = False, since + 1
        seen.update(CAPITALISED.findall(words))
    return tuple(starts)


def usual_gap(page: Page) -> int:
    """The blank lines between most paragraphs; a gap wider than this starts a scene."""
    counts = Counter(paragraph.gap for paragraph in page.paragraphs[1:])
    reached = 0
    for gap in sorted(counts):
        reached += counts[gap]
        if reached >= COMMON_GAP * counts.total():
            return gap
    return 1
