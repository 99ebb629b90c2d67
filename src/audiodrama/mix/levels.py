"""How much each line is raised or lowered, so that every voice is heard as well as the next.

A voice is levelled by what is typical of it; a single line is then moved only a little towards its voice, less the
shorter it is: the loudness of one word says little, and to raise every "Oh." to the level of a speech is what makes
automatic levels pump.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from audiodrama.cast import Part
from audiodrama.performance import Direction, Take

TARGET = -20.0  # LUFS of a line before the master: leaves the master little to do, and room for peaks
TRUSTED_S = (0.4, 2.0)  # s; a line's own loudness counts for nothing below the first, fully above the second
LINE_LIMIT = 4.0  # dB that one line is moved towards its voice at most
ACTED_LIMIT = 6.0  # dB that a whisper or a shout may stand apart from its voice
STEP = 0.5  # dB to which what is typical of a voice is rounded: one line more or less then seldom moves all the others
LIFT_LIMIT = 24.0  # dB, whatever the meter says: above it lies noise


def gains(directions: Sequence[Direction], takes: Mapping[str, Take]) -> dict[int, float]:
    """Decibels for every line that has a take, by its index: levelled, and the part's own gain added."""
    heard = {
        index: (one, takes[one.utterance.key])
        for index, one in enumerate(directions)
        if one.utterance is not None and one.utterance.key in takes
    }
    usual = _usual(list(heard.values()))
    return {
        index: round(_levelled(one, take, usual[one.part]) + one.part.gain_db, 2)
        for index, (one, take) in heard.items()
    }


def _usual(heard: Sequence[tuple[Direction, Take]]) -> dict[Part, float]:
    """What is typical of each part in LUFS: the median of its plain lines that are long enough to trust, else of all."""
    by_part: dict[Part, list[tuple[Direction, Take]]] = {}
    for direction, take in heard:
        by_part.setdefault(direction.part, []).append((direction, take))
    return {part: round(_typical(lines) / STEP) * STEP for part, lines in by_part.items()}


def _typical(lines: Sequence[tuple[Direction, Take]]) -> float:
    plain = [take for one, take in lines if not one.line.delivery] or [take for _, take in lines]
    longest = max(take.frames / take.rate for take in plain)
    enough = min(TRUSTED_S[1], longest)
    return median(take.loudness for take in plain if take.frames / take.rate >= enough)


def _levelled(direction: Direction, take: Take, usual: float) -> float:
    apart = take.loudness - usual
    if direction.line.delivery:
        own = -max(0.0, abs(apart) - ACTED_LIMIT) * (1 if apart > 0 else -1)
    else:
        low, high = TRUSTED_S
        trust = min(1.0, max(0.0, (take.frames / take.rate - low) / (high - low)))
        own = -max(-LINE_LIMIT, min(LINE_LIMIT, apart)) * trust
    return min(LIFT_LIMIT, TARGET - usual + own)
