"""The production's cast: voices.yaml read, completed, and written back only where something was missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audiodrama import cast as casts
from audiodrama.cast import Cast
from audiodrama.engines import open_engine
from audiodrama.errors import ForeignCast
from audiodrama.production.files import read_text, write_text
from audiodrama.production.folder import Production
from audiodrama.script import Role, Script


def load_cast(production: Production) -> Cast:
    """The cast as voices.yaml has it now (an empty one when there is no file)."""
    return casts.loads(_text(production), open_engine, str(production.voices))


def _text(production: Production) -> str:
    return read_text(production.voices) if production.voices.exists() else ""


def known_roles(production: Production) -> tuple[Role, ...]:
    """The roles the author's file already names, with their aliases and genders."""
    return load_cast(production).roles


def complete_cast(
    production: Production, scripts: Sequence[Script], join: bool = False, write: bool = True, engine: str | None = None
) -> tuple[Cast, tuple[str, ...]]:
    """The cast with a voice for every role of ``scripts``, and the names of the roles that just got one.

    ForeignCast when a script has no role in common with a cast that is already there, unless ``join``.
    """
    before = _text(production)
    old = casts.loads(before, open_engine, str(production.voices))
    for script in scripts:
        if not join and old.parts and script.roles and not casts.overlap(script.roles, old):
            raise ForeignCast(_foreign(production.voices, script))
    text = casts.complete(before, scripts, open_engine, engine or old.engine)
    new = casts.loads(text, open_engine, str(production.voices))
    if write and text != before:
        write_text(production.voices, text)
    return new, tuple(role.name for role in new.roles if not old.knows(role.name))


def completed_text(production: Production, scripts: Sequence[Script]) -> tuple[str, str]:
    """The text of voices.yaml as it is, and as it will be with a voice for every role of ``scripts``; writes nothing."""
    before = _text(production)
    return before, casts.complete(before, scripts, open_engine, load_cast(production).engine)


def _foreign(path: Path, script: Script) -> str:
    names = ", ".join(role.name for role in script.roles[:5])
    return (
        f"none of the roles of {script.title!r} ({names}) is in {path}, so it looks like another story's cast. "
        f"Give it a production of its own: audiodrama new NAME STORY; or let it join this one: --join"
    )
