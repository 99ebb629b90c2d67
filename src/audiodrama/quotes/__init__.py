"""Which characters of the prose are spoken, thought, written, titles and breaks."""

from audiodrama.quotes.layout import Block, Layout, Quotation
from audiodrama.quotes.surveying import survey

__all__ = ["Block", "Layout", "Quotation", "survey"]
