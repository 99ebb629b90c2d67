"""The bill: who is in the play, how much they say, with which voice, and why that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiodrama.cast.company import Company, company
from audiodrama.cast.marks import CHOSEN, whom
from audiodrama.cast.part import Cast, Part
from audiodrama.cast.suggest import wanted
from audiodrama.engines import Voice
from audiodrama.script import NARRATOR, Gender, Role, Script

WORDS_PER_MINUTE = 155  # the usual pace of audiobook narration, 150 to 160


@dataclass(frozen=True, slots=True)
class CastRow:
    """One role on the bill. ``minutes``: estimated from the words; ``voice``: "hibari/alto", "" = none yet; ``reason``: a sentence."""

    role: str
    gender: Gender
    lines: int
    minutes: float
    scenes: int
    voice: str
    reason: str


def explain(scripts: Sequence[Script], cast: Cast) -> tuple[CastRow, ...]:
    """A row for the narrator and each role of the cast, those with most lines first; the silent ones of these scripts too."""
    story = company(scripts, lambda role: cast.name(role) or role)
    rows = [_row(role, cast, story) for role in (Role(NARRATOR), *cast.everyone[:-1])]
    return tuple(sorted(rows, key=lambda row: -row.lines))


def _row(role: Role, cast: Cast, story: Company) -> CastRow:
    presence = story.presence(role.name)
    part = cast.narrator if role.name == NARRATOR else cast.parts.get(role.name)
    minutes = presence.words / WORDS_PER_MINUTE
    voice = _spoken(part.voice) if part else ""
    return CastRow(
        role.name, role.gender, presence.lines, minutes, len(presence.scenes), voice, _reason(role, part, cast, story)
    )


def _spoken(voice: Voice) -> str:
    """A voice and how it is bent: "hibari/alto, pitch -1.5, speed 0.96"."""
    bent = [f"pitch {voice.pitch:+g}"] if voice.pitch else []
    bent += [f"speed {voice.speed:g}"] if voice.speed != 1 else []
    return ", ".join([f"{voice.engine}/{voice.name}", *bent])


def _reason(role: Role, part: Part | None, cast: Cast, story: Company) -> str:
    if part is None:
        return "no voice yet"
    if not part.chosen:
        return "you chose it"
    if role.name == NARRATOR:
        return f"{CHOSEN}: it can carry a whole story"
    asked = wanted(role)
    return f"{CHOSEN}: {whom(asked.gender, asked.age)}{_beside(role.name, part.voice, cast, story)}"


def _beside(role: str, voice: Voice, cast: Cast, story: Company) -> str:
    """How the voice stands to others: whose it is when it is bent or the same, else the nearest role it differs from."""
    others = {name: part.voice for name, part in cast.parts.items() if name != role}
    nearest = sorted(others, key=lambda other: -story.near(role, other))
    alike = [other for other in nearest if (others[other].engine, others[other].name) == (voice.engine, voice.name)]
    same = [other for other in alike if others[other] == voice]
    bent = alike if (voice.pitch, voice.speed) != (0, 1) else []
    for words, found in (("the same voice as", same), ("bent away from", bent), ("differs from", nearest)):
        if found and (found is not nearest or story.shared(role, nearest[0])):
            return f"; {words} {found[0]}, {_scenes(story.shared(role, found[0]))}"
    return ""


def _scenes(count: int) -> str:
    return f"{count or 'no'} shared scene{'' if count == 1 else 's'}"
