"""What a survey of the prose says: which characters are spoken, thought, written, titles, breaks."""

from __future__ import annotations

from dataclasses import dataclass

from audiodrama.script import Kind
from audiodrama.text import Paragraph, Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one voice in one paragraph, their marks included.

    ``spans`` rise; there are several when a tag interrupts ("A," said X, "B."). ``kind`` is speech, thought, message or letter;
    ``paragraph`` indexes ``Layout.paragraphs``. ``continued``: it goes on with the words of the paragraph before.
    ``label``: the name written beside the words (``MARA: text``, a letter's signature), "" when there is none.
    ``deliveries``: how each span is said ("whispering", "on phone"), () when nothing tells.
    """

    spans: tuple[Span, ...]
    kind: Kind
    paragraph: int
    continued: bool = False
    label: str = ""
    deliveries: tuple[str, ...] = ()

    def delivery(self, index: int) -> str:
        """How the span of this index is said, "" when nothing tells."""
        return self.deliveries[index] if self.deliveries else ""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one paragraph that is a title, front matter or a break glyph."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Layout:
    """The surveyed prose. ``quotations`` and ``blocks`` are in order and overlap nowhere; what neither covers is narration.

    ``scenes``: where each scene's first performed paragraph starts, the first scene included.
    """

    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    blocks: tuple[Block, ...]
    scenes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of a text and its text, to be looked at one by one."""

    text: str
    paragraphs: tuple[Paragraph, ...]

    def words(self, index: int) -> str:
        start, end = self.paragraphs[index].span
        return self.text[start:end]
