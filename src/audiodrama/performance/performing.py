"""The whole performance: what is kept is taken, what is missing is recorded, however many hands there are."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from audiodrama.errors import PerformanceError
from audiodrama.performance.recording import record
from audiodrama.performance.takes import receipt, sweep
from audiodrama.performance.utterance import Flub, Recorded, Run, Utterance

log = logging.getLogger(__name__)


def perform(utterances: Iterable[Utterance], takes: Path, run: Run = map) -> Iterator[Recorded]:
    """One Take or Flub for each distinct key: those kept on disk first, then those recorded now, as they are done.

    Progress is counting what it yields. A bad line is a Flub and the others go on; PerformanceError is raised only
    when going on would fail every line the same way (a full disk), and what is recorded until then is kept.
    """
    sweep(takes)
    orders = _distinct(utterances)
    kept = {key: take for key in orders if (take := receipt(key, takes))}
    yield from kept.values()
    missing = (order for key, order in orders.items() if key not in kept)
    for recorded in run(functools.partial(record, takes=takes.absolute()), sorted(missing, key=_turn)):
        if isinstance(recorded, Flub):
            _look_at(recorded)
        yield recorded


def missing(utterances: Iterable[Utterance], takes: Path) -> tuple[Utterance, ...]:
    """What ``perform`` would record: distinct, in the order given. Runs nothing and writes nothing."""
    return tuple(order for key, order in _distinct(utterances).items() if not receipt(key, takes))


def _distinct(utterances: Iterable[Utterance]) -> dict[str, Utterance]:
    orders: dict[str, Utterance] = {}
    for utterance in utterances:
        orders.setdefault(utterance.key, utterance)
    return orders


def _turn(order: Utterance) -> tuple[object, ...]:
    """By engine and voice, so that each is set up once; long lines first, so that no worker ends on one alone."""
    voice = order.voice
    return (voice.engine, voice.name, voice.speed, voice.pitch, voice.options, -len(order.text))


def _look_at(flub: Flub) -> None:
    log.debug("could not record %r: %s\n%s", flub.utterance.words, flub.reason, flub.trace)
    if flub.fatal:
        raise PerformanceError(f"recording stopped: {flub.reason}", ((flub.utterance.words, flub.reason),))
