"""The prose as it was posted: code points, paragraphs, sentences, its language."""

from audiodrama.text.breaking import paragraphs
from audiodrama.text.decoding import decode
from audiodrama.text.languages import language
from audiodrama.text.manuscript import Manuscript, Paragraph, Span
from audiodrama.text.markup import only_tags, plain
from audiodrama.text.sentences import sentences

__all__ = ["Manuscript", "Paragraph", "Span", "decode", "language", "only_tags", "paragraphs", "plain", "sentences"]
