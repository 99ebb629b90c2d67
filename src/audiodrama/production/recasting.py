"""The roles of a production: listed, renamed, joined, given their gender; in every script and in voices.yaml at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from audiodrama import cast as casts
from audiodrama import fountain
from audiodrama.cast import Cast
from audiodrama.cast import roles as entries
from audiodrama.engines import open_engine
from audiodrama.errors import NoSuchRole, ProductionError, near_misses
from audiodrama.fountain import Block
from audiodrama.production.casting import load_cast
from audiodrama.production.files import read_text
from audiodrama.production.folder import Play, Production
from audiodrama.production.journal import carry_out
from audiodrama.production.words import name_of
from audiodrama.script import NARRATOR, Gender, Script, role_name


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role as the author sees it. ``voice`` is "" while it has none; ``plays`` maps each play it speaks in to its lines there."""

    name: str
    aliases: tuple[str, ...]
    gender: Gender
    voice: str
    plays: Mapping[str, int]

    @property
    def lines(self) -> int:
        return sum(self.plays.values())


@dataclass(frozen=True, slots=True)
class Recast:
    """What became of a role: ``what`` in words ("" = it was so already), and the ``plays`` whose sound it changes."""

    production: Production
    what: str
    plays: tuple[Play, ...]


@dataclass(frozen=True, slots=True)
class _House:
    """Everything that a role may be written in: the scripts' texts and the cast's.

    ``spoken``: the names over the lines of all scripts, as they are written there, each once.
    """

    production: Production
    cast: Cast
    yaml: str
    scripts: Mapping[Play, str]
    spoken: tuple[str, ...]

    @classmethod
    def of(cls, here: Path) -> _House:
        production = Production.of(here)
        cast = load_cast(production)
        yaml = read_text(production.voices) if production.voices.exists() else ""
        scripts = {play: read_text(play.script) for play in production.plays() if play.script.exists()}
        read = [fountain.loads(text, str(play.script)) for play, text in scripts.items()]
        names = dict.fromkeys(role.name for script in read for role in script.roles if role.name != NARRATOR)
        return cls(production, cast, yaml, scripts, tuple(names))

    def loaded(self, play: Play) -> Script:
        return fountain.loads(self.scripts[play], str(play.script))

    def name(self, wanted: str) -> str:
        """The role's name, found by name, alias or another case. NoSuchRole, with near misses, when nobody has it."""
        if found := self.called(wanted):
            return found
        known = list(
            dict.fromkeys((*self.spoken, *(form for one in self.cast.roles for form in (one.name, *one.aliases))))
        )
        raise NoSuchRole(f"nobody here is called {wanted!r}{near_misses(wanted, known) or _listed(known)}")

    def called(self, wanted: str) -> str:
        """The one role that goes by this name: the cast's own spelling, or the scripts' while it has no entry; "" = nobody."""
        wanted = role_name(wanted)
        if wanted.casefold() == NARRATOR.casefold():
            raise ProductionError(
                f"{NARRATOR} is nobody's name: it tells what no role says, with the voice at the top of voices.yaml; "
                f"to make a line narration: audiodrama fix ADDRESS --speaker {NARRATOR}"
            )
        same = (name for name in self.spoken if name.casefold() == wanted.casefold())
        return self.cast.name(wanted) or next(same, "")

    def spellings(self, role: str) -> list[str]:
        """Every way in which the scripts write the role's name over its lines, aliases too."""
        return [name for name in self.spoken if self.called(name) == role]

    def has(self, name: str) -> bool:
        """Whether voices.yaml has an entry of that very name."""
        return any(role.name == name for role in self.cast.roles)


def _listed(known: list[str]) -> str:
    return f"; there are {', '.join(known)}" if known else "; nobody speaks yet"


def roles(here: Path) -> tuple[RoleRow, ...]:
    """Everybody who speaks in the production or stands in its voices.yaml, those with most lines first."""
    house = _House.of(here)
    counts: dict[str, dict[str, int]] = {role.name: {} for role in house.cast.roles}
    for play in house.scripts:
        for line in house.loaded(play).lines:
            if line.voiced and line.role != NARRATOR:
                plays = counts.setdefault(house.cast.name(line.role) or line.role, {})
                plays[play.name] = plays.get(play.name, 0) + 1
    rows = [_row(name, plays, house.cast) for name, plays in counts.items()]
    return tuple(sorted(rows, key=lambda row: -row.lines))


def _row(name: str, plays: Mapping[str, int], cast: Cast) -> RoleRow:
    role = next((role for role in cast.roles if role.name == name), None)
    part = cast.parts.get(name)
    voice = f"{part.voice.engine}/{part.voice.name}" if part else ""
    return RoleRow(name, role.aliases if role else (), role.gender if role else "", voice, plays)


def rename_role(old: str, new: str, here: Path) -> Recast:
    """``old`` is called ``new`` in every script and in voices.yaml, where all that is written of it stays.

    ProductionError when ``new`` is somebody else already: that would be ``merge_roles``.
    """
    production = Production.of(here)
    with production.locked():
        house = _House.of(here)
        was, now = house.name(old), name_of(new)
        if house.called(now) not in ("", was):
            raise ProductionError(
                f"{now} is there already; to give {was}'s lines to {now}: audiodrama roles merge {_word(was)} {_word(now)}"
            )
        yaml = entries.renamed(house.yaml, was, now, open_engine) if house.has(was) and now != was else house.yaml
        return _carried_out(house, f"{was} is called {now}", dict.fromkeys(house.spellings(was), now), yaml)


def merge_roles(gone: str, into: str, here: Path) -> Recast:
    """All lines of ``gone`` are lines of ``into`` from now on; its names become aliases, its entry in voices.yaml goes."""
    production = Production.of(here)
    with production.locked():
        house = _House.of(here)
        one, other = house.name(gone), house.name(into)
        if one == other:
            raise ProductionError(f"{gone} and {into} are one role already")
        yaml = house.yaml
        if house.has(one) and house.has(other):
            yaml = entries.merged(yaml, one, other, open_engine)
        elif house.has(one):
            yaml = entries.renamed(yaml, one, other, open_engine)
        elif house.has(other):
            yaml = entries.also_called(yaml, other, house.spellings(one), open_engine)
        return _carried_out(house, f"{one}'s lines are {other}'s", dict.fromkeys(house.spellings(one), other), yaml)


def set_gender(name: str, gender: Gender, here: Path) -> Recast:
    """The role's gender in voices.yaml; a voice that the tool chose for another gender is chosen again."""
    production = Production.of(here)
    with production.locked():
        house = _House.of(here)
        scripts = [house.loaded(play) for play in house.scripts]
        role = house.name(name)
        yaml = casts.complete(house.yaml, scripts, open_engine, house.cast.engine)
        yaml = entries.gendered(yaml, role, gender, open_engine)
        yaml = casts.complete(yaml, scripts, open_engine, house.cast.engine)
        before, after = house.cast.parts.get(role), casts.loads(yaml, open_engine).parts[role]
        voice = f"{after.voice.engine}/{after.voice.name}"
        told = "" if before and before.voice == after.voice else f", with the voice {voice}"
        return _carried_out(house, f"{role} is {_GENDER[gender]}{told}", {}, yaml, heard=role)


_GUESS = re.compile(r"(\[\[\?\s+maybe\s+)(.*?)(?=\s*(?::|\]\]))")  # the second guess in a doubt
_GENDER = {"f": "a woman", "m": "a man", "n": "neither woman nor man", "": "of no known gender"}


def _carried_out(house: _House, what: str, names: Mapping[str, str], yaml: str, heard: str = "") -> Recast:
    files = {play.script: (text, _with_names(text, names, play)) for play, text in house.scripts.items()}
    touched = [play for play in house.scripts if files[play.script][0] != files[play.script][1]]
    voiced = house.spellings(heard) if heard else ()
    speaking = [play for play in house.scripts if any(role.name in voiced for role in house.loaded(play).roles)]
    if yaml != house.yaml:
        files[house.production.voices] = (house.yaml, yaml)
    plays = tuple(dict.fromkeys((*touched, *speaking)))
    done = carry_out(house.production, what, plays, files)
    return Recast(house.production, what if done else "", plays if done else ())


def _with_names(text: str, names: Mapping[str, str], play: Play) -> str:
    """The script's text with other names over the lines and in the machine's doubts; proved by reading it."""
    if not names:
        return text
    changed = "".join(_named(block, names).text for block in fountain.blocks(text))
    before, after = (fountain.loads(one, str(play.script)) for one in (text, changed))
    wanted = [replace(line, role=names.get(line.role, line.role)) for line in before.lines]
    if wanted != list(after.lines):
        raise ProductionError(
            f"{play.script}: a name there is written in a way that cannot be changed safely; change it by hand"
        )
    return changed


def _named(block: Block, names: Mapping[str, str]) -> Block:
    if block.voiced and block.role in names:
        return fountain.given(block, role=names[block.role])
    if any(note.startswith("?") for note in block.notes):
        return replace(block, rest=_doubt(block.rest, names))
    return block


def _doubt(text: str, names: Mapping[str, str]) -> str:
    """The second guesses of the machine's doubts under their new names."""
    return _GUESS.sub(lambda match: match[1] + names.get(match[2], match[2]), text)


def _word(name: str) -> str:
    """A name as it is typed in a shell."""
    return f'"{name}"' if " " in name else name
