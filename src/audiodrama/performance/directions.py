"""From script and cast to orders: who says what, with which voice."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from audiodrama.cast import Cast, Part
from audiodrama.engines import Voice, open_engine
from audiodrama.performance.utterance import Utterance
from audiodrama.script import VOICED, Cue, Line, Script

UNSEEN = {
    "Cf": "",
    "Cs": "",
    "Cc": " ",
    "Co": "",
}  # categories no voice can say: joiners, half characters, controls, private


@dataclass(frozen=True, slots=True)
class Direction:
    """One performed line of the script and how it is said; ``utterance`` None = nothing to say, a beat of silence.

    ``scene`` counts the script's scenes, ``beat`` the scene's beats (cues included), both from 0:
    ``script.scenes[scene].beats[beat] is line``. ``rests``: the pauses that the script has between this line and the next,
    in seconds, None for one that does not say how long.
    """

    scene: int
    beat: int
    line: Line
    part: Part
    utterance: Utterance | None
    rests: tuple[float | None, ...] = ()


def direct(script: Script, cast: Cast, edition: Callable[[Voice], str] | None = None) -> tuple[Direction, ...]:
    """One Direction for each performed line, in script order.

    ``edition`` vets every voice that speaks before work starts (once each) and is by default the engine's own: an
    engine that is missing or a voice it does not have raises EngineError here. CastError when a role has no part.
    """
    vetted, plays = functools.cache(edition or _edition), functools.cache(cast.part)  # once a voice, once a role
    directions: list[Direction] = []
    for at, scene in enumerate(script.scenes):
        for number, beat in enumerate(scene.beats):
            if isinstance(beat, Cue):
                if beat.kind == "pause" and directions:
                    directions[-1] = replace(directions[-1], rests=(*directions[-1].rests, beat.seconds))
            elif beat.performed:
                # narration, titles and tags are the narrator's, whoever they name
                part = plays(beat.role) if beat.kind in VOICED else cast.narrator
                directions.append(_directed(at, number, beat, part, vetted))
    return tuple(directions)


def speakable(text: str) -> str:
    """What is said of a line as it is printed: no emphasis marks, no invisible characters, single spaces; "" = nothing.

    Quotation marks, dashes and dots stay: engines pause for them.
    """
    if not text.isprintable():
        text = "".join(UNSEEN.get(unicodedata.category(char), char) for char in text)
    text = re.sub(r"(?<!\w)_+|_+(?!\w)", "", text.replace("*", ""))  # around words it is emphasis
    said = unicodedata.normalize("NFC", " ".join(text.replace("_", " ").split()))
    return said if any(map(str.isalnum, said)) else ""


def _directed(scene: int, beat: int, line: Line, part: Part, edition: Callable[[Voice], str]) -> Direction:
    said = speakable(line.text)
    order = Utterance(said, part.voice, line.delivery, edition=edition(part.voice)) if said else None
    return Direction(scene, beat, line, part, order)


def _edition(voice: Voice) -> str:
    return open_engine(voice.engine).edition(voice)
