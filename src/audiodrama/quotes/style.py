"""How a text marks its speech: which marks are its own, judged over the whole text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audiodrama.quotes.vocabulary import ELISIONS
from audiodrama.text import Paragraph

DOUBLE_OPENS = re.compile(r"(?:^|(?<=[\s(\[—–-]))[\"“„]|[“„]")
SINGLE_OPENS = re.compile(r"(?:^|(?<=[\s(\[—–-]))(['‘`])(?=[’'\"“…*_—]?(\w*))")
OUTWARD = re.compile(r"(?:^|(?<=\s))«(?=[\s\w¡¿…—–])")
INWARD = re.compile(r"(?:^|(?<=\s))»(?=[\w…])")
DASH_LINE = re.compile(r"\s*[—–―]\s?(?=[^\W\d_]|[¿¡«“\"*_…'’(])|\s*--(?=[^\W\d_])|\s*- (?=[^\W\d_a-z]|[¿¡])")


@dataclass(frozen=True, slots=True)
class Style:
    """``single``: British single quotes are speech; ``inward``: »so« and not «so»; ``dashes``: an opening dash is speech."""

    single: bool = False
    inward: bool = False
    dashes: bool = False


FEWEST = 3  # quotations by which a section shows marks of its own


def in_section(text: str, paragraphs: Sequence[Paragraph], style: Style) -> Style:
    """The style of one section of a text: with single quotes where it has no others, with the text's own else."""
    double, single = counted(text, paragraphs)
    return replace(style, single=True) if double == 0 and single >= FEWEST else style


def counted(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """How many double and how many single marks may open a quotation."""
    double = single = 0
    for paragraph in paragraphs:
        piece = text[paragraph.span.start : paragraph.span.end]
        double += len(DOUBLE_OPENS.findall(piece))
        single += sum(1 for match in SINGLE_OPENS.finditer(piece) if match.group(2).lower() not in ELISIONS)
    return double, single


def style_of(text: str, paragraphs: tuple[Paragraph, ...]) -> Style:
    double, single = counted(text, paragraphs)
    dashes = outward = inward = 0
    for paragraph in paragraphs:
        start, end = paragraph.span
        piece = text[start:end]
        outward += OUTWARD.search(piece) is not None
        inward += INWARD.search(piece) is not None
        dashes += DASH_LINE.match(piece) is not None and piece.count('"') < 2 and "“" not in piece
    enough = max(2, 0.05 * len(paragraphs))
    return Style(single > double, inward > outward, dashes >= enough and dashes > 0.5 * (double + single) / 2)
