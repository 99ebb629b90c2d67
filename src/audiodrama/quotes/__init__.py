"""Which characters of the prose are spoken, thought, written, titles and breaks."""

from audiodrama.quotes.layout import Block, Layout, Quotation

__all__ = ["Block", "Layout", "Quotation"]
