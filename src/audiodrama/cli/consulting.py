"""What ``script --llm`` says: the cost and the question whether to go on, the progress, and one line at the end. On stderr, all
but what ``script`` prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

import click

from audiodrama.cli import show
from audiodrama.errors import ProductionError
from audiodrama.production.consulting import Asked, Consulted, Cost, Event


def follow(events: Iterable[Event], yes: bool) -> None:
    """Follow the pass to its end, if the author agrees to its cost."""
    said = 0.0  # when, by the monotonic clock
    for event in events:
        match event:
            case Cost():
                click.echo(_cost(event), err=True)
                if not (yes or event.free or _agreed()):
                    click.echo("Nothing was sent, nothing was written.", err=True)
                    return
            case Asked():
                said = _progress(event, said)
            case Consulted():
                click.echo(_summary(event), err=True)
                show.scripted(event.scripted)


def _progress(event: Asked, said: float) -> float:
    """Say how far it is: on a terminal always, on one row; elsewhere now and then. Returns when that was last said."""
    now, last = time.monotonic(), event.done == event.total
    here = sys.stderr.isatty()
    if not here and not last and now - said < show.EVERY_S:
        return said
    click.echo(f"{chr(13) if here else ''}Asked {event.done} of {event.total} questions", nl=last or not here, err=True)
    return now


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise ProductionError("there is no terminal to ask whether this cost is right; say so with --yes")
    return click.confirm("Ask it?", err=True)


def _cost(cost: Cost) -> str:
    known = f" ({cost.remembered} of them answered earlier)" if cost.remembered else ""
    price = "" if cost.free else f"; about {cost.tokens_in:,} tokens in and {cost.tokens_out:,} out"
    return f"{cost.model} at {cost.url}: {cost.lines:,} doubtful lines in {cost.questions} questions{known}{price}."


def _summary(done: Consulted) -> str:
    if not done.asked:
        return "No line is doubtful enough to ask a language model about."
    summary = (
        f"Of {done.asked:,} doubtful lines the language model gave {done.changed:,} to somebody else "
        f"and left {done.kept:,}; {done.open:,} had no answer"
    )
    return f"{summary} ({'; '.join(done.reasons)})." if done.reasons else f"{summary}."
