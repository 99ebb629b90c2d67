"""The verbs that put a reading right: show, fix, roles, undo. Registered on ``main`` by ``cli/__init__.py``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

import click

from audiodrama.script import Gender, Kind

Command = TypeVar("Command", bound=Callable[..., None])
KINDS: tuple[Kind, ...] = (
    "speech",
    "thought",
    "message",
    "letter",
    "narration",
    "tag",
    "title",
    "front_matter",
    "break",
)
GENDERS: dict[str, Gender] = {"f": "f", "m": "m", "n": "n"}

ADDRESS = click.argument("address", nargs=-1, required=True)
NO_RENDER = click.option(
    "--no-render", "silent", is_flag=True, help="Leave the episode as it is until the next render."
)


class Pause(click.ParamType[float | Literal["auto"]]):
    """Seconds, or auto."""

    name = "SECONDS"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | Literal["auto"]:
        if value == "auto":
            return "auto"
        try:
            seconds = float(str(value).removesuffix("s"))
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds <= 60:
            self.fail(f"{value!r} is no pause; write seconds from 0 to 60, such as 1.5, or auto", param, ctx)
        return seconds


@click.command()
@ADDRESS
def show(address: tuple[str, ...]) -> None:
    """Show the line at ADDRESS with its neighbours: who, why, which voice, when.

    ADDRESS is a time (12:34, or PLAY@12:34), a line of a file (story.fountain:212), a few words of the line, or two of
    these with .. between them.
    """
    from audiodrama import production
    from audiodrama.cli import telling

    telling.shown(production.show(" ".join(address), Path.cwd()))


@click.command()
@ADDRESS
@click.option("--speaker", metavar="NAME", help="Who says it. Narrator: nobody does, it is narration.")
@click.option("--new", is_flag=True, help="NAME is a new role: add it to the cast.")
@click.option("--text", metavar="WORDS", help="What is said instead.")
@click.option("--kind", type=click.Choice(KINDS), help="What sort of line it is.")
@click.option("--delivery", metavar="WORDS", help="How it is said, such as whispering; '' for plainly.")
@click.option("--pause", type=Pause(), help="Silence after the line; auto: what the mix would choose.")
@click.option(
    "--split", default="", metavar="WORDS", help="Part the line after these words; the rest is for its second half."
)
@click.option("--join", is_flag=True, help="Join the line with the one after it.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@NO_RENDER
def fix(
    address: tuple[str, ...],
    speaker: str | None,
    new: bool,
    text: str | None,
    kind: Kind | None,
    delivery: str | None,
    pause: float | Literal["auto"] | None,
    split: str,
    join: bool,
    dry_run: bool,
    silent: bool,
) -> None:
    """Correct the line at ADDRESS, in the script and in the episode.

    ADDRESS as for show: a time (12:34), a line of a file (story.fountain:212), a few words, or a range ADDRESS..ADDRESS.
    """
    from audiodrama import production
    from audiodrama.cli import telling

    wanted = production.Correction(speaker, text, kind, delivery, pause, split, join, new)
    if wanted.empty:
        raise click.UsageError("say what to correct: --speaker, --text, --kind, --delivery, --pause, --split or --join")
    done = production.correct(" ".join(address), Path.cwd(), wanted, dry_run=dry_run)
    telling.corrected(done, dry=dry_run)
    if done.what and not dry_run and not silent:
        telling.patched(production.patch(done.production, [done.before[0].play]))


@click.group(invoke_without_command=True)
@click.pass_context
def roles(context: click.Context) -> None:
    """List the roles; rename one, merge two, correct a gender."""
    from audiodrama import production
    from audiodrama.cli import telling

    if context.invoked_subcommand is None:
        telling.roles(production.roles(Path.cwd()))


@roles.command()
@click.argument("old")
@click.argument("new")
def rename(old: str, new: str) -> None:
    """Give the role OLD the name NEW, in every script and in voices.yaml."""
    from audiodrama import production
    from audiodrama.cli import telling

    telling.recast(production.rename_role(old, new, Path.cwd()))


@roles.command()
@click.argument("role")
@click.argument("into")
@NO_RENDER
def merge(role: str, into: str, silent: bool) -> None:
    """Give all lines of ROLE to INTO: they are one person."""
    from audiodrama import production
    from audiodrama.cli import telling

    done = production.merge_roles(role, into, Path.cwd())
    telling.recast(done)
    telling.patched(production.patch(done.production, () if silent else done.plays))


@roles.command()
@click.argument("role")
@click.argument("letter", metavar="f|m|n", type=click.Choice(list(GENDERS)))
@NO_RENDER
def gender(role: str, letter: str, silent: bool) -> None:
    """Say that ROLE is a woman (f), a man (m) or neither (n); a voice chosen for you is chosen again."""
    from audiodrama import production
    from audiodrama.cli import telling

    done = production.set_gender(role, GENDERS[letter], Path.cwd())
    telling.recast(done)
    telling.patched(production.patch(done.production, () if silent else done.plays))


@click.command()
@click.option("--list", "listed", is_flag=True, help="Only list what can be taken back.")
@click.option("--forget", is_flag=True, help="Leave the last correction as it is and drop it from the list.")
@NO_RENDER
def undo(listed: bool, forget: bool, silent: bool) -> None:
    """Take back the last correction that fix, roles or review made; again for the one before."""
    from audiodrama import production
    from audiodrama.cli import telling

    if listed:
        telling.corrections(production.past_corrections(Path.cwd()))
        return
    done = production.undo(Path.cwd(), keep=forget)
    telling.undone(done, kept=forget)
    telling.patched(production.patch(done.production, () if silent or forget else done.plays))


VERBS = (show, fix, roles, undo)
