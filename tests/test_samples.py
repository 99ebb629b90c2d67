"""The sample stories are read as their author meant them: they are the first thing that anyone hears.

WHO names every voiced line of each sample by its first words, under the one who says it. Names are not compared, people
are: all lines of one person go to one role, and no two persons share a role.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from audiodrama import fountain
from audiodrama.adapt import adapt
from audiodrama.script import VOICED, Line, Script
from audiodrama.text import decode

SCRIPTS = Path(__file__).parent.parent / "scripts"
LEAST = 0.9  # of the lines, by the machine alone; the script beside each story is corrected by hand and has them all

Parts = dict[str, tuple[str, ...]]

WHO: dict[str, Parts] = {
    "spare-parts.txt": {
        "Juno": (
            "Tell me that isn't a screw",
            "They don't give you spares",
            "They give you exactly enough",
            "Rafe?",
            "Where's Olly?",
            "From which side?",
            "Olly!",
            "In there",
            "Don't push it!",
        ),
        "Rafe": (
            "It's a spare",
            "They give you—",
            "It's up",
            "What?",
            "He was holding",
            "How long have you",
            "There are thirty-one",
            "I did not skip—",
            "Nobody panic",
            "I'm not pushing it",
            "Right",
        ),
        "Olly": (
            "hi",
            "no rush",
            "is it meant to be",
            "You two were arguing",
            "Since step fourteen",
            "I know. I've been",
            "Nineteen's the handles",
            "Hello, Mrs. Petrakis",
            "It's more of a learning",
            "tell mrs p",
        ),
        "Mrs. Petrakis": ("Very nice", "Hello, darling", "It is pushing him", "Eat"),
    },
    "the-last-hive.txt": {
        "Ida": (
            "Does anyone still",
            "Just say it",
            "They're insects",
            "The train was late",
            "She doesn't know",
            "I'd say they were",
            "Let me",
            "Bees",
            "It was, rather",
            "Tuesday. In your sleep",
        ),
        "Mr. Tranter": ("You'll want to do it", "Your grandmother did"),
        "grandmother": (
            "You're late",
            "It always is",
            "Well, so am I",
            "Hm",
            "If you have found this",
            "The hives are yours",
            "What does it say?",
            "There",
            "Yes. I suppose",
            "And I'd only just",
        ),
    },
    "the-river-levels.md": {
        "Hattie": (
            "Grandad",
            "It isn't the pipes",
            "There's no such place",
            "Then who's she reading",
            "You can't see the gauge",
            "And last week",
            "Six feet.",
            "Then where's it all",
        ),
        "Mr. Penhallow": (
            "That's the pipes",
            "There was.",
            "It's under the reservoir. They drowned it in 'fifty-one, church and all.",
            "You'll stop here",
            "I was reading that gauge",
            "Well?",
            "It can't be",
        ),
        "radio": ("Here are the river levels", "Penhallow's Lock", "Thank you, Penhallow's Lock"),
    },
}


def spoken(script: Script) -> list[Line]:
    return [line for line in script.lines if line.kind in VOICED]


def who_has(script: Script, starts: tuple[str, ...]) -> dict[str, str]:
    """First words -> the role that speaks them, or "nobody"."""
    lines = spoken(script)
    return {start: next((line.role for line in lines if line.text.startswith(start)), "nobody") for start in starts}


def faults(script: Script, parts: Parts) -> list[str]:
    """The lines that are missing, or not with the rest of their speaker, in words."""
    given = {who: who_has(script, starts) for who, starts in parts.items()}
    own = {who: Counter(roles.values()).most_common(1)[0][0] for who, roles in given.items()}
    shared = {role for role, times in Counter(own.values()).items() if times > 1} | {"nobody"}
    return [
        f"{start!r} of {who}: {role}"
        for who, roles in given.items()
        for start, role in roles.items()
        if role != own[who] or role in shared
    ]


def test_every_sample_is_annotated(samples: tuple[Path, ...]) -> None:
    assert {path.name for path in samples} == set(WHO)


@pytest.mark.parametrize("name", sorted(WHO))
def test_a_fresh_reading_gives_the_lines_to_those_who_say_them(name: str) -> None:
    script = adapt(decode((SCRIPTS / name).read_bytes(), name))
    wrong, lines = faults(script, WHO[name]), sum(len(starts) for starts in WHO[name].values())
    assert len(wrong) <= (1 - LEAST) * lines, wrong


@pytest.mark.parametrize("name", sorted(WHO))
def test_the_script_beside_the_story_has_them_all(name: str) -> None:
    script = fountain.loads((SCRIPTS / name).with_suffix(".fountain").read_text("utf-8"))
    assert faults(script, WHO[name]) == []


def test_the_letter_and_the_thoughts_of_the_ghost_story_are_told_apart() -> None:
    script = adapt(decode((SCRIPTS / "the-last-hive.txt").read_bytes()))
    kinds = {kind: [line.text for line in spoken(script) if line.kind == kind] for kind in VOICED}
    for start in ("If you have found this", "The hives are yours"):
        assert any(text.startswith(start) for text in kinds["letter"]), kinds["letter"]
    assert {"Just say it", "They're insects."} <= {text.rstrip(",") for text in kinds["thought"]}
    assert not any("*" in text for texts in kinds.values() for text in texts)


def test_the_message_on_the_phone_is_a_message() -> None:
    script = adapt(decode((SCRIPTS / "spare-parts.txt").read_bytes()))
    assert [line.text for line in spoken(script) if line.kind == "message"] == [
        "hi",
        "no rush",
        "is it meant to be this dark",
        "tell mrs p I can smell cheese pie",
    ]


def test_the_note_about_the_heron_is_kept_and_not_performed() -> None:
    script = adapt(decode((SCRIPTS / "the-river-levels.md").read_bytes()))
    assert [line.kind for line in script.lines if "heron" in line.text] == ["front_matter"]
