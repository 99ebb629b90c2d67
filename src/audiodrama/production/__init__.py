"""The folder an author works in, and what can be done with it. The only room that sees both wings."""

from audiodrama.production.casting import complete_cast, known_roles, load_cast
from audiodrama.production.events import Casting, Doubt, Event, Mixing, Read, Recording, Report
from audiodrama.production.folder import Play, Production, chosen_plays
from audiodrama.production.founding import found, pasted
from audiodrama.production.planning import Plan, Problem, Work, check, plan
from audiodrama.production.reading import ReadPlay, interpret, read
from audiodrama.production.rendering import Choices, render
from audiodrama.production.verbs import EngineVoices, Findings, Scripted, bill, examine, plays_for, script, voices_of
from audiodrama.production.window import Window, clock, seconds

__all__ = [
    "Casting",
    "Choices",
    "Doubt",
    "EngineVoices",
    "Event",
    "Findings",
    "Mixing",
    "Plan",
    "Play",
    "Problem",
    "Production",
    "Read",
    "ReadPlay",
    "Recording",
    "Report",
    "Scripted",
    "Window",
    "Work",
    "bill",
    "check",
    "chosen_plays",
    "clock",
    "complete_cast",
    "examine",
    "found",
    "interpret",
    "known_roles",
    "load_cast",
    "pasted",
    "plan",
    "plays_for",
    "read",
    "render",
    "script",
    "seconds",
    "voices_of",
]
