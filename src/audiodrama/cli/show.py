"""What the verbs print. Facts come in as the library's values; nothing here decides anything about sound or text."""

from __future__ import annotations

import dataclasses
import json
import math
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from audiodrama.cast import CastRow
from audiodrama.episode import Verdict
from audiodrama.production import (
    Casting,
    Change,
    EngineVoices,
    Event,
    Findings,
    Mixing,
    Plan,
    Production,
    Read,
    Recording,
    Report,
    Scripted,
    clock,
)

EVERY_S = 5.0  # seconds between two log lines when there is no terminal to draw a bar on
WIDE = 160  # columns of a table that goes into a file or a pipe
SHOWN = 12  # differences between a story and its script; the rest are counted
COPIED = ("role", "voice")  # columns whose words an author copies: never cut off
WORD = {"f": "woman", "m": "man", "n": "neither", "": "not known"}


def rendering(events: Iterable[Event]) -> None:
    """Follow a render to its end: a bar on a terminal, log lines elsewhere; the last line is the path of the episode."""
    gauge = Bar() if sys.stderr.isatty() else Log()
    with gauge:
        for event in events:
            match event:
                case Recording():
                    gauge.advance(event)
                case Mixing():
                    gauge.say(f"Mixing {event.name}: {clock(event.seconds)} of sound.")
                case Read():
                    gauge.say(_read(event))
                    gauge.say(_differing(event.reading.play.story, event.reading.differences))
                case Casting():
                    gauge.say(_cast(event))
                case Report():
                    gauge.say("")
                    _report(event)


class Log:
    """Plain lines: at the start of recording, every few seconds, and at its end."""

    def __init__(self) -> None:
        self._last = 0.0

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def say(self, text: str) -> None:
        if text:
            click.echo(text)

    def advance(self, event: Recording) -> None:
        now = time.monotonic()
        if event.done == event.total or now - self._last >= EVERY_S or event.flub:
            self._last = now
            self.say(f"Recording: {event.done} of {event.total} lines{_left(event)}{_flub(event)}")


class Bar:
    """A progress bar with the remaining time."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("Recording"), BarColumn(), MofNCompleteColumn(), TextColumn("lines{task.fields[left]}"))
        self._progress = Progress(*columns, console=console, transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def say(self, text: str) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._progress.refresh()
            self._task = None
        if text:
            self._progress.console.out(text, highlight=False)

    def advance(self, event: Recording) -> None:
        if self._task is None:
            self._task = self._progress.add_task("", total=event.total, left="")
        self._progress.update(self._task, completed=event.done, total=event.total, left=_left(event))
        if event.flub:
            self._progress.console.out(_flub(event).strip(", "), highlight=False)


def _left(event: Recording) -> str:
    return f", about {clock(event.left_s)} to go" if event.left_s and event.left_s >= 1 else ""


def _flub(event: Recording) -> str:
    return f", failed: {event.flub.utterance.text[:40]!r}: {event.flub.reason}" if event.flub else ""


def _read(event: Read) -> str:
    script, play = event.script, event.reading.play
    words = sum(line.words for line in script.lines if line.performed)
    source = play.story or play.script
    news = f"; {event.reading.told}" if event.reading.told else ""
    return f"Read {source.name}: {words:,} words, {count(len(script.scenes), 'scene')}, {count(len(script.roles), 'role')}{news}."


def _differing(story: Path | None, differences: Sequence[Change]) -> str:
    """What story and script have differently, a paragraph on each line; "" for nothing."""
    name = story.name if story else ""
    rows = [
        f"  {name}:{change.line}  differs: {change.words}" if change.line else f"  no longer in {name}: {change.words}"
        for change in differences[:SHOWN]
    ]
    more = len(differences) - SHOWN
    return "\n".join([*rows, *([f"  ... and {more} more"] if more > 0 else [])])


def _cast(event: Casting) -> str:
    if not event.added:
        return f"Cast: every role has its voice in {event.path.name}."
    return f"Cast: chose voices for {', '.join(event.added)} (change them in {event.path.name})."


def _report(event: Report) -> None:
    made = event.episode
    click.echo(f"{event.script.title}")
    click.echo(f"  recorded  {count(event.recorded, 'line')}, kept {event.kept}")
    if event.skipped:
        click.echo(f"  left out  {count(len(event.skipped), 'line')} that failed: {'; '.join(event.skipped)}")
    click.echo(
        f"  episode   {clock(made.seconds)}, {count(len(made.chapters), 'chapter')}, "
        f"{made.loudness:.1f} LUFS, peak {made.peak:.1f} dBTP"
    )
    if event.doubts:
        click.echo("  Least certain of who speaks; listen here:")
        for doubt in sorted(event.doubts, key=lambda d: d.at):
            second = f", or {doubt.second}" if doubt.second else ""
            click.echo(f'    {clock(doubt.at)}  {doubt.role}{second}?  "{doubt.words}"')
    click.echo(str(made.path))


def founded(production: Production, story: Path | None) -> None:
    click.echo(f"A new production: {production.root}")
    click.echo(f"Its story is {story}." if story else f"Put stories into {production.root / 'scripts'}.")
    click.echo(f"Then: cd {production.root} && audiodrama render")
    click.echo(str(production.root))


def scripted(done: Scripted) -> None:
    if done.path is None:
        click.echo(done.text, nl=False)
        return
    click.echo(done.news[:1].upper() + done.news[1:] + ".")
    if done.differences:
        click.echo(_differing(done.story, done.differences))
    click.echo(str(done.path))


def billing(rows: Sequence[CastRow], path: Path) -> None:
    table = columns("role", "gender", "lines", "minutes", "scenes", "voice", "why")
    for row in rows:
        table.add_row(
            row.role, WORD[row.gender], str(row.lines), f"{row.minutes:.1f}", str(row.scenes), row.voice, row.reason
        )
    printed(table)
    click.echo("Recast by editing the file below; audiodrama voices lists every voice there is.")
    click.echo(str(path))


def voices(engines: Sequence[EngineVoices]) -> None:
    table = columns("voice", "language", "gender", "age", "what it is like")
    for engine in engines:
        for voice in engine.voices:
            table.add_row(
                f"{engine.engine}/{voice.name}", voice.language, WORD[voice.gender], voice.age, voice.description
            )
    printed(table)
    for engine in engines:
        if engine.missing:
            click.echo(engine.missing)
    click.echo("Who speaks with which of them in your story: audiodrama cast")


def plans(all_plans: Sequence[Plan], as_json: bool) -> None:
    if as_json:
        extra = [{"to_record": p.to_record, "kept": p.kept, "seconds": p.seconds} for p in all_plans]
        click.echo(
            json.dumps(
                [dataclasses.asdict(p) | e for p, e in zip(all_plans, extra, strict=True)], ensure_ascii=False, indent=1
            )
        )
        return
    for plan in all_plans:
        click.echo(
            f"{plan.name}: record {count(plan.to_record, 'line')} ({clock(plan.seconds)} of speech), "
            f"keep {plan.kept}, cost {plan.cost:.2f}"
        )
        if plan.reading:
            click.echo(f"  {plan.reading}")
        if plan.added:
            click.echo(f"  would choose voices for {', '.join(plan.added)}")
        table = columns("role", "voice", "record", "keep", "minutes to record")
        for work in plan.work:
            table.add_row(work.role, work.voice, str(work.record), str(work.kept), f"{work.seconds / 60:.1f}")
        printed(table)
        click.echo(f"  then mix {plan.episode}")


def findings(found: Findings, as_json: bool) -> int:
    """Print what ``check`` found; returns the exit code."""
    if as_json:
        click.echo(
            json.dumps(
                {
                    "good": found.good,
                    "problems": [dataclasses.asdict(p) for p in found.problems],
                    "files": [_verdict(verdict) for verdict in found.verdicts],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return 0 if found.good else 2
    for problem in found.problems:
        click.echo(f"{'stops' if problem.stops else 'look'}  {problem.place}: {problem.message}")
    for verdict in found.verdicts:
        _judged(verdict)
    if not found.problems and not found.verdicts:
        click.echo("Nothing to complain about.")
    return 0 if found.good else 2


def _verdict(verdict: Verdict) -> dict[str, object]:
    """A verdict for JSON, which knows neither paths nor infinity."""
    facts = dataclasses.asdict(verdict) | {"path": str(verdict.path), "passed": verdict.passed}
    return {name: None if fact in (math.inf, -math.inf) else fact for name, fact in facts.items()}


def _judged(verdict: Verdict) -> None:
    click.echo(
        f"{verdict.path}: {clock(verdict.seconds)}, {verdict.loudness:.1f} LUFS, peak {verdict.peak:.1f} dBTP, "
        f"{verdict.codec} {verdict.bitrate} kbit/s, {verdict.rate} Hz, {count(verdict.channels, 'channel')}, "
        f"longest silence {verdict.silence:.1f} s at {clock(verdict.silence_at)}"
    )
    for judgement in verdict.judgements:
        click.echo(f"  {judgement.standard}: {'passes' if judgement.passed else '; '.join(judgement.reasons)}")


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def columns(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, justify="right" if head in ("lines", "minutes", "scenes", "record", "keep") else "left")
    return table


def printed(table: Table) -> None:
    for column in table.columns:
        if column.header in COPIED:
            column.min_width = max((len(str(cell)) for cell in column.cells), default=0)
    console = Console() if sys.stdout.isatty() else Console(width=WIDE, no_color=True)
    console.print(table)
