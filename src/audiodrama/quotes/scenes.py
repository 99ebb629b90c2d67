"""Where scenes start: at the top, after a break or heading, after an unusual gap, or where the words say so."""

from __future__ import annotations

from collections import Counter

from audiodrama.quotes.furniture import Page
from audiodrama.quotes.layout import Block, Quotation


def scene_starts(page: Page, blocks: tuple[Block, ...], quotations: tuple[Quotation, ...]) -> tuple[int, ...]:
    """The start of each scene's first performed paragraph that is no title. At least one, unless nothing is performed."""
    kinds = {block.span: block.kind for block in blocks}
    usual = usual_gap(page)
    starts: list[int] = []
    fresh = True
    for paragraph in page.paragraphs:
        kind = kinds.get(paragraph.span)
        if kind in ("break", "title"):
            fresh = True
        elif kind is None:
            if fresh or paragraph.gap > usual:
                starts.append(paragraph.span.start)
            fresh = False
    return tuple(starts)


def usual_gap(page: Page) -> int:
    """The blank lines between most paragraphs; a gap wider than this starts a scene."""
    counts = Counter(paragraph.gap for paragraph in page.paragraphs[1:])
    common = sum(counts.values())
    reached = 0
    for gap in sorted(counts):
        reached += counts[gap]
        if reached >= 0.8 * common:
            return gap
    return 1
