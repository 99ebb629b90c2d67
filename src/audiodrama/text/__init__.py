"""The prose as it was posted: code points, paragraphs, sentences, its language."""

from audiodrama.text.manuscript import Manuscript, Paragraph, Span

__all__ = ["Manuscript", "Paragraph", "Span"]
