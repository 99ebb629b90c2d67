"""``review``: one doubtful line after another, one key an answer on a terminal, one line an answer anywhere else."""

from __future__ import annotations

import sys

import click

from audiodrama.cli.show import count
from audiodrama.errors import AudiodramaError
from audiodrama.production import clock
from audiodrama.production import reviewing as library
from audiodrama.production.reviewing import Question, Walk
from audiodrama.script import NARRATOR, Line

HELP = """\
  Enter  the guess is right          1-9  the line is theirs
  a      the answer before this one, for the rest of that exchange
  n      type a name (Narrator: nobody speaks it)
  p      play it       s  skip it    u  undo the last answer    q  quit"""
LONGEST = 400  # characters shown of one line


def walk_through(walk: Walk) -> None:
    """Put the doubtful lines until there are none left or the author has enough."""
    read = _key if sys.stdin.isatty() else _typed
    for news in walk.news:
        click.echo(f"{news}.")
    asked = library.question(walk)
    if asked is None:
        click.echo("No line is in doubt.")
        return
    click.echo(HELP)
    while True:
        _put(asked)
        key, name = read()
        if key == "q" or (asked is None and key not in ("a", "u")):
            break
        try:
            walk = _answered(walk, asked, key, name)
        except AudiodramaError as error:
            click.echo(f"  {error}")
        asked = library.question(walk)
    _end(walk, asked)


def _answered(walk: Walk, asked: Question | None, key: str, name: str) -> Walk:
    """The walk after this key, having said what it did."""
    if key == "u":
        taken = library.undo(walk)
        click.echo("  Taken back." if len(taken.answers) < len(walk.answers) else "  There is nothing to undo.")
        return taken
    if key == "a":
        walk, lines = library.rest(walk)
        click.echo(f"  {count(lines, 'more line')} of the exchange" if lines else "  Nothing to apply; answer first.")
        return walk
    if asked is None:
        return walk
    if key in ("", *map(str, range(1, len(asked.names) + 1))):
        return _given(walk, asked, asked.names[int(key or 1) - 1])
    if key == "n" and name:
        return _given(walk, asked, name)
    if key == "s":
        return library.skip(walk, asked)
    if key == "p":
        clip, played = library.play(walk, asked)
        click.echo("  Played." if played else f"  No player was found; listen to {clip}")
    else:
        click.echo(HELP)
    return walk


def _given(walk: Walk, asked: Question, name: str) -> Walk:
    walk = library.answer(walk, asked, name)
    assert walk.last is not None
    click.echo(f"  {asked.spot.address}: {walk.last.now}")
    return walk


def _put(asked: Question | None) -> None:
    if asked is None:
        click.echo("\nThat was the last one. Enter ends the review; a and u as before.")
        return
    spot = asked.spot
    when = f", at {clock(spot.start)}" if spot.start is not None else ""
    click.echo(f"\n{asked.left} to go. {spot.address}{when}")
    for line in asked.before:
        click.echo(f"      {_shown(line)}")
    click.echo(f"    > “{_short(spot.line.text)}”")
    for number, name in enumerate(asked.names, 1):
        why = f"  ({spot.line.why})" if number == 1 and spot.line.why else ""
        click.echo(f"    {number} {name}{why}")


def _shown(line: Line) -> str:
    return f"{line.role}: “{_short(line.text)}”" if line.voiced and line.role != NARRATOR else _short(line.text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " ..."


def _end(walk: Walk, asked: Question | None) -> None:
    changed = sum(given.before != given.now for given in walk.answers)
    left = f"{asked.left} left" if asked else f"{len(walk.skipped)} skipped" if walk.skipped else "none left"
    click.echo(f"\n{len(walk.answers)} answered, {changed} of them changed; {left}.")
    if changed:
        click.echo("Bring the episode up to date with: audiodrama render")
    for book in walk.books:
        click.echo(str(book.play.script))


def _key() -> tuple[str, str]:
    """One key, and the name when one is to be typed."""
    click.echo("    ? ", nl=False)
    try:
        key = click.getchar()
    except EOFError:
        key = "q"
    click.echo(key if key.isprintable() else "")
    key = "" if key in ("\r", "\n") else key.lower()
    return key, click.prompt("    Name", default="", show_default=False).strip() if key == "n" else ""


def _typed() -> tuple[str, str]:
    """One line of the input: a key, or "n NAME"; the end of it quits."""
    row = sys.stdin.readline()
    if not row:
        return "q", ""
    key, _, name = row.strip().partition(" ")
    return key.lower(), name.strip()
