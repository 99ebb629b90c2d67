"""What the correcting verbs print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from audiodrama.cli.show import WORD, columns, count, printed
from audiodrama.production import (
    Corrected,
    Entry,
    Event,
    Recast,
    Recording,
    Report,
    RoleRow,
    Shown,
    Spot,
    Undone,
    clock,
)

SURE = 0.995  # confidence from which no figure is shown


def shown(found: Shown) -> None:
    """A line with its neighbours, and what is known of it."""
    click.echo(f"{found.spots[0].play.name}: {found.scene}")
    for spot in found.before:
        click.echo(f"    {_row(spot)}")
    for spot, voice in zip(found.spots, found.voices, strict=True):
        click.echo(f"  > {_row(spot)}")
        for fact in _facts(spot, voice):
            click.echo(f"      {fact}")
    for spot in found.after:
        click.echo(f"    {_row(spot)}")


def _row(spot: Spot) -> str:
    when = f"  {clock(spot.start)}" if spot.start is not None else ""
    line = spot.line
    kind = "" if line.kind == "speech" or line.kind == "narration" else f" ({line.kind.replace('_', ' ')})"
    manner = f" ({line.delivery})" if line.delivery else ""
    return f"{spot.address}{when}  {line.role}{kind}{manner}: {line.text}"


def _facts(spot: Spot, voice: str) -> Iterable[str]:
    line = spot.line
    sure = f", {line.confidence:.0%} sure" if line.confidence < SURE else ""
    second = f"; or {line.second}" if line.second else ""
    if line.why:
        yield f"why: {line.why}{sure}{second}"
    if spot.noted:
        yield "the script has a note of doubt over it"
    if spot.start is not None and spot.end is not None:
        yield f"heard: {clock(spot.start)}, for {spot.end - spot.start:.1f} s"
    if voice:
        yield f"voice: {voice}"


def corrected(done: Corrected, *, dry: bool) -> None:
    """The lines before and after."""
    if not done.what:
        click.echo(f"Nothing to change: {_row(done.before[0])}")
        return
    for spot in done.before:
        click.echo(f"- {_row(spot)}")
    for spot in done.after:
        click.echo(f"+ {_row(spot)}")
    if [spot.line.bare() for spot in done.before] == [spot.line.bare() for spot in done.after]:
        click.echo(f"  {done.what.partition(': ')[2]}")  # nothing that a line shows: a pause, a doubt
    if done.added:
        click.echo(f"{done.added} is new in the cast{'' if dry else '; the voice is in voices.yaml'}.")
    if dry:
        click.echo("Nothing was written.")
    elif not done.rendered:
        click.echo(f"{done.before[0].play.name} has no episode yet; audiodrama render makes it.")


def patched(events: Iterable[Event]) -> None:
    """The episode brought up to date: a line about each, and its path last."""
    for event in events:
        match event:
            case Report():
                made = event.episode
                click.echo(f"Recorded {count(event.recorded, 'line')}, kept {event.kept}; {clock(made.seconds)} long.")
                click.echo(str(made.path))
            case Recording(flub=flub) if flub:
                click.echo(f"Failed: {flub.utterance.words!r}: {flub.reason}", err=True)
            case _:
                pass


def roles(rows: Sequence[RoleRow]) -> None:
    made = columns("role", "gender", "lines", "voice", "also called", "plays")
    for row in rows:
        made.add_row(
            row.name, WORD[row.gender], str(row.lines), row.voice, ", ".join(row.aliases), ", ".join(row.plays)
        )
    printed(made)


def recast(done: Recast) -> None:
    click.echo(f"{done.what}." if done.what else "It was so already.")


def corrections(entries: Sequence[Entry]) -> None:
    for entry in entries:
        click.echo(entry.what)
    if not entries:
        click.echo("Nothing to take back.")


def undone(done: Undone, *, kept: bool) -> None:
    click.echo(f"{'Left as it is' if kept else 'Taken back'}: {done.entry.what}")
    click.echo(
        f"{count(done.left, 'correction')} before it." if done.left else "That was the first correction on record."
    )
