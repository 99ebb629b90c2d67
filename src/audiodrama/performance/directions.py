"""From script and cast to orders: who says what, with which voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiodrama.performance.utterance import Utterance
from audiodrama.script import Line

if TYPE_CHECKING:
    from audiodrama.cast import Part


@dataclass(frozen=True, slots=True)
class Direction:
    """One performed line of the script and how it is said; ``utterance`` None = nothing to say, a beat of silence.

    ``scene`` counts the script's scenes, ``beat`` the scene's beats (cues included), both from 0:
    ``script.scenes[scene].beats[beat] is line``.
    """

    scene: int
    beat: int
    line: Line
    part: Part
    utterance: Utterance | None
