"""Who speaks each quotation, and why: the cast from the text alone, evidence, and a joint decision."""

from audiodrama.speakers.attribution import attribute
from audiodrama.speakers.reading import SOMEONE, Attribution, Mention, Reading

__all__ = ["SOMEONE", "Attribution", "Mention", "Reading", "attribute"]
