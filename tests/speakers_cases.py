"""Prose in, speakers out: what the tests of the speakers share."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.quotes import survey
from audiodrama.script import Role
from audiodrama.speakers import Reading, attribute
from audiodrama.text import Manuscript


def reading(text: str, known: Sequence[Role] = ()) -> Reading:
    """Who speaks in this prose."""
    m = Manuscript(text)
    return attribute(m, survey(m), known)


def heard(text: str, known: Sequence[Role] = ()) -> list[str]:
    """The role of each quotation, in order."""
    return [attribution.role for attribution in reading(text, known).attributions]
