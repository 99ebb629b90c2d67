"""Which roles need a voice, and which voice each gets."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from audiodrama.cast.company import Company, company
from audiodrama.cast.edit import entry_of
from audiodrama.cast.marks import find_mark
from audiodrama.cast.nodes import Map, Node, Scalar
from audiodrama.cast.part import Cast
from audiodrama.cast.reading import OpenEngine
from audiodrama.cast.suggest import choose, narrating_voice, wanted
from audiodrama.engines import Voice
from audiodrama.script import NARRATOR, Role, Script


@dataclass(frozen=True, slots=True)
class Sheet:
    """A voices.yaml that loads: its text, the shape of the text, and what it says."""

    text: str
    root: Map
    cast: Cast

    def pair(self, name: str) -> tuple[Scalar, Node] | None:
        """A top-level field and its value, if it is there."""
        key, value = self.root.key(name), self.root.get(name)
        return (key, value) if key and value else None

    def entry(self, role: str) -> tuple[Scalar, Node]:
        """The entry of a character of the cast."""
        return entry_of(self.root, role)


@dataclass(frozen=True, slots=True)
class Casting:
    """The answer. ``voices``: for each role that needs one ("Narrator" too); ``added``: those new to the file, most heard first."""

    voices: dict[str, Voice]
    added: tuple[Role, ...]
    story: Company


def assign(sheet: Sheet, scripts: Sequence[Script], open_engine: OpenEngine, engine: str) -> Casting:
    """A voice for every role of the file or of ``scripts`` that has none, and for those whose gender was corrected."""
    added = new_roles(scripts, sheet.cast)
    everyone = dataclasses.replace(sheet.cast, roles=(*sheet.cast.roles, *added))
    story = company(scripts, lambda role: everyone.name(role) or role)
    added.sort(key=lambda role: -story.presence(role.name).lines)
    again = corrected(sheet, open_engine)
    taken = {name: part.voice for name, part in sheet.cast.parts.items() if name not in again}
    voices = _narrator(sheet, taken, open_engine, engine)
    taken[NARRATOR] = voices.get(NARRATOR, sheet.cast.narrator.voice)
    without = [role for role in sheet.cast.roles if role.name not in taken]
    without.sort(key=lambda role: -story.presence(role.name).lines)
    for role in (*without, *added):
        own = again.get(role.name, engine)
        bend = role in added or (isinstance(sheet.entry(role.name)[1], Scalar) and role.name not in again)
        voice = choose(wanted(role), own, open_engine(own).voices(), taken=taken, near=story, bend=bend)
        voices[role.name] = taken[role.name] = voice
    return Casting(voices, tuple(added), story)


def new_roles(scripts: Sequence[Script], cast: Cast) -> list[Role]:
    """The roles of scripts that a cast does not know, each once, in order of the story; gender as found or as the name tells.

    Two roles of one script stay two, whatever their aliases; one of an earlier script is known by its aliases too.
    """
    found: dict[str, Role] = {}
    for script in scripts:
        before = dataclasses.replace(cast, roles=(*cast.roles, *found.values()))
        for role in _roles(script):
            name = before.name(role.name) or role.name
            if name in found:
                one = found[name]
                found[name] = Role(name, (*one.aliases, *role.aliases), one.gender or role.gender)
            elif not before.knows(name):
                found[name] = role
    return _undisputed(found, cast)


def _undisputed(found: dict[str, Role], cast: Cast) -> list[Role]:
    """New roles with those of their aliases that nobody else goes by, each alias with the first who has it."""
    settled = [*cast.roles, *(Role(name) for name in found)]
    for number, role in enumerate(found.values(), start=len(cast.roles)):
        claimed = dataclasses.replace(cast, roles=tuple(settled))
        free = [alias for alias in dict.fromkeys(role.aliases) if alias.strip() and not claimed.knows(alias)]
        settled[number] = Role(role.name, tuple(free), wanted(role).gender)
    return settled[len(cast.roles) :]


def _roles(script: Script) -> list[Role]:
    """All roles of a script, and whoever speaks a line without being listed."""
    listed = {role.name for role in script.roles} | {NARRATOR}
    speaking = dict.fromkeys(line.role for line in script.lines if line.performed)
    return [*script.roles, *(Role(name) for name in speaking if name not in listed)]


def corrected(sheet: Sheet, open_engine: OpenEngine) -> dict[str, str]:
    """Role -> engine of its voice, for those whose gender the author corrected beside a voice that the tool chose.

    That is: the mark is there, the voice is of the other gender than the one written, and the mark does not say that
    it was made for the gender written (if it does, the author has changed the voice, and it is the author's).
    """
    found = {}
    for role in sheet.cast.roles:
        part = sheet.cast.parts.get(role.name)
        if not part or not part.chosen or role.gender not in ("f", "m"):
            continue
        mark = find_mark(sheet.text, *sheet.entry(role.name))
        infos = open_engine(part.voice.engine).voices()
        heard = next((info.gender for info in infos if info.name == part.voice.name), "")
        if heard in {"f", "m"} - {role.gender} and not (mark and mark.gender == role.gender):
            found[role.name] = part.voice.engine
    return found


def _narrator(sheet: Sheet, taken: dict[str, Voice], open_engine: OpenEngine, engine: str) -> dict[str, Voice]:
    """The narrator's voice when none is written."""
    pair = sheet.pair("narrator")
    blank = pair is None or (isinstance(pair[1], Scalar) and pair[1].nothing)
    if not blank and not (pair and isinstance(pair[1], Map) and pair[1].get("voice") is None):
        return {}
    return {NARRATOR: narrating_voice(engine, open_engine(engine).voices(), taken)}
