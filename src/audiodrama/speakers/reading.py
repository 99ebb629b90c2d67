"""What the reading of a story yields: who speaks each quotation, and why."""

from __future__ import annotations

from dataclasses import dataclass

from audiodrama.quotes import Quotation
from audiodrama.script import Because, Role
from audiodrama.text import Span

SOMEONE = "Someone"  # the role of a voice nothing is known about


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the narration that points at a speaker; ``role`` None = it is not known whom it means."""

    span: Span
    form: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker of one quotation. ``why`` is a sentence for the author, ``confidence`` 0 to 1, ``second`` the next best role or ""."""

    quotation: Quotation
    role: str
    because: Because
    why: str
    mention: Mention | None
    confidence: float
    second: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """``roles`` that speak, in order of their first words; one attribution a quotation, in the layout's order."""

    roles: tuple[Role, ...]
    attributions: tuple[Attribution, ...]
