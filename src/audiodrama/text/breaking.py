"""Lines to paragraphs: separated by blank lines, one to a line, indented, or wrapped at a column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiodrama.text.manuscript import Manuscript, Paragraph, Span

BLANK = " \t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff\x1a\x1c\x1d\x1e\x1f\x85"
LINES = re.compile(r"([^\r\n\u2028\u2029]*)(\r\n|\r|\n|\u2028|\u2029|\Z)")
FINISHED = re.compile(r"""[.!?…:;。！？」』—–-][\s"'”’»«)\]*_~]*\Z|["”’»)\]*_]\Z""")
# Lines that are paragraphs whatever stands above them: messages with a time or <nick>, songs, verse between tildes.
OWN_LINE = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])\s]|<\w[\w.-]*>\s|[✉♪♫♬~@]|\*\s")
WIDEST_WRAP = 110  # columns; a file whose lines run longer was not wrapped by hand
SHORT = 0.7  # of the wrapping column: a line that ends sooner, though the next word had room, ends a paragraph
FEWEST_WRAPPED = 0.3  # share of the lines that must be followed by another of their paragraph in a wrapped file
TAB = 4  # columns


@dataclass(frozen=True, slots=True)
class Row:
    """One line that is not blank: its span without white space, the blank lines before it, its indent in columns."""

    span: Span
    gap: int
    indent: int

    @property
    def width(self) -> int:
        return self.indent + self.span.end - self.span.start


def paragraphs(m: Manuscript) -> tuple[Paragraph, ...]:
    """The paragraphs in order; together they hold every character that is not white space. Linear in the text's length."""
    rows = list(rows_of(m.text))
    column = wrapping_column(m.text, rows)
    return tuple(gathered(m.text, rows, column))


def rows_of(text: str) -> Iterator[Row]:
    gap = 0
    for match in LINES.finditer(text):
        line, start = match.group(1), match.start()
        body = line.strip(BLANK)
        if body:
            lead = len(line) - len(line.lstrip(BLANK))
            indent = sum(TAB if char == "\t" else char != "\ufeff" for char in line[:lead])
            yield Row(Span(start + lead, start + lead + len(body)), gap, indent)
            gap = 0
        else:
            gap += 1


def wrapping_column(text: str, rows: list[Row]) -> int:
    """The column at which the file wraps its lines, 0 when each line is a paragraph of its own."""
    inner = [row for row, after in itertools.pairwise(rows) if not after.gap and after.indent <= row.indent]
    if len(inner) < max(2, FEWEST_WRAPPED * len(rows)):
        return 0
    widths = sorted(row.width for row in inner)
    column = widths[int(len(widths) * 0.95)]
    finished = sum(1 for row in inner if FINISHED.search(text, max(row.span.start, row.span.end - 12), row.span.end))
    return column if 30 < column <= WIDEST_WRAP and finished < 0.6 * len(inner) else 0


def gathered(text: str, rows: list[Row], column: int) -> Iterator[Paragraph]:
    first: Row | None = None
    last: Row | None = None
    for row in rows:
        if first is not None and last is not None and not goes_on(text, last, row, column):
            yield Paragraph(Span(first.span.start, last.span.end), first.gap, first.indent)
            first = None
        first, last = first or row, row
    if first is not None and last is not None:
        yield Paragraph(Span(first.span.start, last.span.end), first.gap, first.indent)


def goes_on(text: str, above: Row, below: Row, column: int) -> bool:
    """Whether the line below belongs to the paragraph of the line above."""
    if not column or below.gap or below.indent > above.indent or OWN_LINE.match(text, below.span.start):
        return False
    end = text.find(" ", below.span.start, below.span.start + 40)
    word = (end if end > 0 else below.span.end) - below.span.start
    return above.width + 1 + min(word, 20) >= SHORT * column
