"""From plays to episodes: read, cast, record, mix. Every stage reads the one before from disk and may be stopped."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from audiodrama import episode as episodes
from audiodrama import mix as mixes
from audiodrama.cast import Cast
from audiodrama.episode import Tags, vetted_cover
from audiodrama.errors import PerformanceError, ProductionError
from audiodrama.mix import Mix
from audiodrama.performance import Direction, Flub, Pace, Take, direct, missing, perform, workers
from audiodrama.production.casting import complete_cast, known_roles
from audiodrama.production.events import Casting, Doubt, Event, Mixing, Read, Recording, Report
from audiodrama.production.files import write_text
from audiodrama.production.folder import Play, Production
from audiodrama.production.reading import Answer, ReadPlay, read, settle
from audiodrama.production.window import SAMPLE_S, WHOLE, Window, clock, select, spoken_seconds
from audiodrama.production.words import first_words
from audiodrama.script import VOICED, Script

UNCERTAIN = 0.75  # confidence; of the lines below it, about one in three has the wrong speaker (annotated stories)
DOUBTS_SHOWN = 8
FIRST = 40  # characters of a line shown in a report
PARTING_MARGIN = 1.25  # how many more lines than estimated are recorded for a window that ends before the episode does
ARTIST = "audiodrama"  # where neither voices.yaml nor the script names one: players sort by it
COVERS = ("cover.jpg", "cover.jpeg", "cover.png")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the author says beside the plays."""

    window: Window = WHOLE
    answer: Answer = "auto"  # what becomes of a script that is there
    join: bool = False  # let a foreign cast into this production
    skip_failed: bool = False  # leave failed lines out
    any_language: bool = False
    engine: str | None = None  # for roles that have no voice yet
    title: str = ""  # of prose that is read for the first time
    jobs: int | None = None  # worker processes; None = every core


@dataclass(frozen=True, slots=True)
class Staged:
    """A play ready to be recorded: the directions wanted, and its cast."""

    reading: ReadPlay
    directions: tuple[Direction, ...]

    @property
    def script(self) -> Script:
        return self.reading.script


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording came to, by key of the take; ``fresh`` are the keys recorded just now."""

    takes: dict[str, Take]
    flubs: dict[str, Flub]
    fresh: frozenset[str]


def render(production: Production, plays: Sequence[Play], choices: Choices = Choices()) -> Iterator[Event]:
    """Make the episodes of ``plays``, telling what happens on the way; the last event of each play is its Report.

    Raises PerformanceError when lines failed (after finishing all others); such a play keeps its previous episode.
    """
    with production.locked():
        known = known_roles(production)
        readings = [
            read(production, play, known, choices.answer, choices.any_language, choices.title) for play in plays
        ]
        scripts = [reading.script for reading in readings]
        complete_cast(
            production, scripts, choices.join, write=False, engine=choices.engine
        )  # may refuse a foreign cast
        for reading in readings:
            yield Read(settle(production, reading))
        cast, added = complete_cast(production, scripts, choices.join, engine=choices.engine)
        for script in scripts:
            vetted_cover(tags(production, script, cast))  # a wrong one is said before the work
        yield Casting(production.voices, added)
        staged = [stage(reading, cast, choices.window) for reading in readings]
        recorded = yield from record_all(production, staged, choices)
        failed: list[Flub] = []
        for piece in staged:
            flubs = flubs_of(piece, recorded)
            failed += () if choices.skip_failed else flubs
            if not flubs or choices.skip_failed:
                yield from produce(production, piece, cast, recorded, choices)
        if failed:
            raise PerformanceError(_failed(failed), tuple((f.utterance.text, f.reason) for f in failed))


def stage(reading: ReadPlay, cast: Cast, window: Window) -> Staged:
    """The lines to record for the window; one that ends early needs no line far behind its end."""
    directions = select(direct(reading.script, cast), reading.script, window)
    if window.end is not None:
        wanted = max(window.end, SAMPLE_S) * PARTING_MARGIN
        count = next((n for n in range(len(directions)) if spoken_seconds(directions[:n]) > wanted), len(directions))
        directions = directions[:count]
    return Staged(reading, directions)


def record_all(production: Production, staged: Sequence[Staged], choices: Choices) -> Generator[Event, None, Recorded]:
    """Every take that is missing, on all cores; yields how far it is."""
    wanted = {d.utterance.key: d.utterance for play in staged for d in play.directions if d.utterance}
    lacking = {utterance.key for utterance in missing(wanted.values(), production.takes)}
    pace = Pace.of(wanted[key] for key in lacking)
    takes: dict[str, Take] = {}
    flubs: dict[str, Flub] = {}
    with workers(choices.jobs) as run:
        for result in perform(wanted.values(), production.takes, run):
            if isinstance(result, Flub):
                flub, key = result, result.utterance.key
                flubs[key] = result
            else:
                flub, key = None, result.key
                takes[key] = result
            pace = pace.after(wanted[key], time.monotonic()) if key in lacking else pace
            yield Recording(len(takes) + len(flubs), len(wanted), len(wanted) - len(lacking), pace.remaining_s, flub)
    return Recorded(takes, flubs, frozenset(takes) & lacking)


def flubs_of(play: Staged, recorded: Recorded) -> tuple[Flub, ...]:
    keys = dict.fromkeys(d.utterance.key for d in play.directions if d.utterance)
    return tuple(recorded.flubs[key] for key in keys if key in recorded.flubs)


def _failed(flubs: Sequence[Flub]) -> str:
    listed = "\n".join(
        f'  "{first_words(f.utterance.text, FIRST)}" ({f.utterance.voice.engine}/{f.utterance.voice.name}): {f.reason}'
        for f in flubs
    )
    return (
        f"{len(flubs)} line{'s' if len(flubs) != 1 else ''} could not be recorded; no new episode was written:\n{listed}\n"
        "All other lines are kept. Run the same command again to try just these, or add --skip-failed to leave them out."
    )


def produce(production: Production, play: Staged, cast: Cast, recorded: Recorded, choices: Choices) -> Iterator[Event]:
    """Mix, encode and measure one play's episode; the last event is its Report."""
    skipped = flubs_of(play, recorded)
    dropped = {flub.utterance.key for flub in skipped}
    directions = tuple(d for d in play.directions if d.utterance is None or d.utterance.key not in dropped)
    mix = window_of(mixes.arrange(directions, recorded.takes, cast), choices.window)
    name = play.reading.play.name
    yield Mixing(name, mix.seconds)
    out = production.episode(play.reading.play, choices.window.partial)
    chapters = episodes.chapters(play.script, directions, mix)
    ledger = None if choices.window.partial else production.ledger(play.reading.play)
    told = tags(production, play.script, cast)
    made = episodes.publish(mix, production.takes, out, told, chapters, ledger=ledger)
    if not choices.window.partial:
        write_text(production.cue_sheet(play.reading.play), mixes.dumps(mix))
    own = {d.utterance.key for d in directions if d.utterance}
    fresh = len(own & recorded.fresh)
    words = tuple(first_words(flub.utterance.text, FIRST) for flub in skipped)
    yield Report(name, play.script, fresh, len(own) - fresh, words, made, doubts(directions, mix))


def window_of(mix: Mix, window: Window) -> Mix:
    if window.start is None and window.end is None:
        return mix
    start = round((window.start or 0.0) * mix.rate)
    end = mix.frames if window.end is None else min(mix.frames, round(window.end * mix.rate))
    if start == 0 and end == mix.frames:
        return mix
    if start >= end or start >= mix.frames:
        raise ProductionError(
            f"there is nothing between {clock(start / mix.rate)} and {clock(end / mix.rate)}; "
            f"the episode is {clock(mix.seconds)} long"
        )
    return mixes.excerpt(mix, start, end)


def tags(production: Production, script: Script, cast: Cast) -> Tags:
    """What the player shows: the title of the script, the author as artist, the production's folder as album."""
    cover = (
        production.root / cast.cover
        if cast.cover
        else next((p for n in COVERS if (p := production.root / n).is_file()), None)
    )
    return Tags(
        script.title,
        cast.artist or script.author or ARTIST,
        cast.album or production.root.name,
        date.today().isoformat(),
        cover,
    )


def doubts(directions: Sequence[Direction], mix: Mix) -> tuple[Doubt, ...]:
    """The least certain lines that are heard, with their time; least certain first."""
    at = {placement.line: placement.at / mix.rate for stem in mix.stems for placement in stem.placements}
    found = [
        Doubt(at[i], first_words(d.line.text, FIRST), d.line.role, d.line.second, d.line.why, d.line.confidence)
        for i, d in enumerate(directions)
        if i in at and d.line.kind in VOICED and d.line.confidence < UNCERTAIN
    ]
    return tuple(sorted(found, key=lambda doubt: (doubt.confidence, doubt.at))[:DOUBTS_SHOWN])
