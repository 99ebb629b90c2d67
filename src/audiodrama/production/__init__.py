"""The folder an author works in, and what can be done with it. The only room that sees both wings."""

from audiodrama.production.addresses import Lines, candidate, find, window_at
from audiodrama.production.casting import complete_cast, known_roles, load_cast
from audiodrama.production.changes import Change
from audiodrama.production.corrections import Corrected, Undone, accept, correct, past_corrections, patch, undo
from audiodrama.production.events import Casting, Doubt, Event, Mixing, Read, Recording, Report
from audiodrama.production.folder import Play, Production, chosen_plays
from audiodrama.production.founding import found, pasted
from audiodrama.production.journal import Entry
from audiodrama.production.planning import Plan, Problem, Work, check, plan
from audiodrama.production.promptbook import PromptBook, Spot
from audiodrama.production.reading import ReadPlay, interpret, read
from audiodrama.production.recasting import Recast, RoleRow, merge_roles, rename_role, roles, set_gender
from audiodrama.production.rendering import Choices, render
from audiodrama.production.retouching import Correction
from audiodrama.production.showing import Shown, show
from audiodrama.production.verbs import EngineVoices, Findings, Scripted, bill, examine, plays_for, script, voices_of
from audiodrama.production.window import Window, clock, seconds

__all__ = [
    "Casting",
    "Change",
    "Choices",
    "Corrected",
    "Correction",
    "Doubt",
    "EngineVoices",
    "Entry",
    "Event",
    "Findings",
    "Lines",
    "Mixing",
    "Plan",
    "Play",
    "Problem",
    "Production",
    "PromptBook",
    "Read",
    "ReadPlay",
    "Recast",
    "Recording",
    "Report",
    "RoleRow",
    "Scripted",
    "Shown",
    "Spot",
    "Undone",
    "Window",
    "Work",
    "accept",
    "bill",
    "candidate",
    "check",
    "chosen_plays",
    "clock",
    "complete_cast",
    "correct",
    "examine",
    "find",
    "found",
    "interpret",
    "known_roles",
    "load_cast",
    "merge_roles",
    "past_corrections",
    "pasted",
    "patch",
    "plan",
    "plays_for",
    "read",
    "rename_role",
    "render",
    "roles",
    "script",
    "seconds",
    "set_gender",
    "show",
    "undo",
    "voices_of",
    "window_at",
]
