"""The survey: one pass over the paragraphs, each stretch of the prose given its kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiodrama.quotes.channels import channelled
from audiodrama.quotes.chorus import chorus
from audiodrama.quotes.dashes import dash_speech, is_dash_line
from audiodrama.quotes.delivery import deliveries_of, device
from audiodrama.quotes.furniture import Page, furniture
from audiodrama.quotes.joined import joined
from audiodrama.quotes.layout import Block, Layout, Quotation
from audiodrama.quotes.marks import Stretch, stretches
from audiodrama.quotes.quoted import by_kind
from audiodrama.quotes.scenes import scene_starts
from audiodrama.quotes.spoken import is_spoken
from audiodrama.quotes.style import Style, in_section, style_of
from audiodrama.quotes.telling import Telling, telling_of
from audiodrama.quotes.thoughts import thoughts_in
from audiodrama.quotes.writing import Writing, written
from audiodrama.text import Manuscript, Span, paragraphs

EMPHASIS_BEFORE = re.compile(r"[*_]+\Z")
EMPHASIS_AFTER = re.compile(r"[*_]+")


def survey(m: Manuscript, weights: Path | None = None) -> Layout:
    """Which characters are spoken, thought, written, titles, breaks. Pure; linear in the length of the text.

    ``weights``: a folder of models that stand in for the shipped ones of the same names.
    """
    page = Page(m.text, paragraphs(m))
    blocks = furniture(page)
    spoken = speech(page, blocks)
    blocks = outside(blocks, spoken)
    told = narration(page, blocks, spoken)
    spoken += channelled(page, told)
    told = narration(page, blocks, spoken)
    tellings = tellings_of(page, blocks, told)
    writings = list(written(m, page, told, tellings))
    papers = [writing.quotation() for writing in writings]
    blocks = tuple(sorted([*blocks, *labels(page, writings)], key=lambda block: block.span))
    told = narration(page, blocks, [*spoken, *papers])
    starts = {writing.span.start for writing in writings}
    inward = [
        Quotation((span,), "thought", index)
        for index, gaps in enumerate(told)
        for gap in gaps
        if not (gap.end in starts and m.text[gap.start : gap.end].rstrip()[-1:] == ":")  # the name before a message
        for span in thoughts_in(m, gap, tellings[index])
    ]
    quotations = tuple(sorted([*spoken, *papers, *inward], key=lambda quotation: quotation.spans))
    return Layout(page.paragraphs, quotations, blocks, scene_starts(page, blocks, quotations, weights))


def labels(page: Page, writings: Sequence[Writing]) -> Iterator[Block]:
    """The names and directions that stand around the lines of a script: kept, and not performed."""
    for writing in writings:
        if writing.kind == "speech" and writing.label:
            start, end = page.paragraphs[writing.paragraph].span
            if writing.span.start > start:
                yield Block(Span(start, writing.span.start), "front_matter")
            if writing.span.end < end:
                yield Block(Span(writing.span.end, end), "front_matter")


def outside(blocks: Sequence[Block], quotations: Sequence[Quotation]) -> tuple[Block, ...]:
    """The blocks without the notes that stand inside what somebody says."""
    inside = {span for quotation in quotations for span in quotation.spans}
    by_start = sorted(inside)
    kept: list[Block] = []
    at = 0
    for block in blocks:
        while at < len(by_start) and by_start[at].end <= block.span.start:
            at += 1
        if at == len(by_start) or by_start[at].start >= block.span.end:
            kept.append(block)
    return tuple(kept)


def tellings_of(page: Page, blocks: Sequence[Block], told: Sequence[Sequence[Span]]) -> list[Telling]:
    """For each paragraph how it is told: by its section between headings and breaks, by the whole text where that is short."""
    ends = {block.span for block in blocks if block.kind in ("title", "break")}
    words = [" ".join(page.text[gap.start : gap.end] for gap in gaps) for gaps in told]
    whole = telling_of(piece for piece in words if piece)
    tellings: list[Telling] = []
    section: list[str] = []
    for paragraph, piece in zip(page.paragraphs, words, strict=True):
        if paragraph.span in ends:
            tellings += [telling_of((p for p in section if p), whole)] * len(section)
            section = []
        section.append(piece)
    return tellings + [telling_of((p for p in section if p), whole)] * len(section)


def narration(page: Page, blocks: Sequence[Block], quotations: Sequence[Quotation]) -> list[list[Span]]:
    """For each paragraph, the stretches that nothing has claimed."""
    claimed = sorted([block.span for block in blocks] + [span for quotation in quotations for span in quotation.spans])
    told: list[list[Span]] = []
    at = 0
    for paragraph in page.paragraphs:
        start, gaps = paragraph.span.start, []
        while at < len(claimed) and claimed[at].start < paragraph.span.end:
            gaps.append(Span(start, claimed[at].start))
            start = claimed[at].end
            at += 1
        told.append([gap for gap in [*gaps, Span(start, paragraph.span.end)] if gap.end > gap.start])
    return told


def speech(page: Page, blocks: tuple[Block, ...]) -> list[Quotation]:
    return list(quotations_of(page, blocks, style_of(page.text, page.paragraphs)))


def quotations_of(page: Page, blocks: tuple[Block, ...], style: Style) -> Iterator[Quotation]:
    whole = {block.span for block in blocks}
    open_before = False
    styles = styles_of(page, blocks, style)
    for index, paragraph in enumerate(page.paragraphs):
        style = styles[index]
        if paragraph.span in whole:
            open_before = False
            continue
        found = list(stretches(page.text, paragraph.span, style))
        for group in groups_of(page.text, paragraph.span, style, found):
            for kind, spans in by_kind(page.text, paragraph.span, group):
                how = deliveries_of(page.text, paragraph.span, spans) if kind == "speech" else ()
                goes_on = open_before and spans[0].start == paragraph.span.start
                label = voice_of(page.text, paragraph.span, spans) if kind == "speech" else ""
                yield Quotation(spans, kind, index, goes_on, label, how)
                open_before = False
        open_before = bool(found) and not found[-1].closed and found[-1].span.end == paragraph.span.end


def styles_of(page: Page, blocks: Sequence[Block], style: Style) -> list[Style]:
    """The style of each paragraph, judged over its section between headings and breaks."""
    ends = {block.span for block in blocks if block.kind in ("title", "break")}
    cuts = [index for index, paragraph in enumerate(page.paragraphs) if paragraph.span in ends]
    styles: list[Style] = []
    for start, end in itertools.pairwise([0, *cuts, len(page.paragraphs)]):
        styles += [in_section(page.text, page.paragraphs[start:end], style)] * (end - start)
    return styles


def voice_of(text: str, paragraph: Span, spans: Sequence[Span]) -> str:
    """The name of a voice that is nobody's own: several at once, a machine; "" for everybody else."""
    return chorus(text, paragraph, spans) or device(text, paragraph, spans)


def groups_of(text: str, span: Span, style: Style, found: list[Stretch]) -> tuple[tuple[Span, ...], ...]:
    if style.dashes and is_dash_line(text, span):
        return (dash_speech(text, span),)
    spoken = [with_emphasis(text, span, stretch.span) for stretch in found if is_spoken(text, span, stretch)]
    return joined(text, span, spoken)


def with_emphasis(text: str, paragraph: Span, span: Span) -> Span:
    """The words with the stars or underscores right around their marks: ``**"Move!"**``."""
    before = EMPHASIS_BEFORE.search(text, max(paragraph.start, span.start - 3), span.start)
    after = EMPHASIS_AFTER.match(text, span.end, min(paragraph.end, span.end + 3))
    if before is None or after is None or before.group() != after.group():
        return span
    return Span(before.start(), after.end())
