"""How long nobody speaks between two lines: read from what the lines are. One function, one rule a line."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.cast import Pauses
from audiodrama.performance import Direction
from audiodrama.script import VOICED

GRID = (
    1152  # frames of one MP3 frame: where a stretch of the episode begins, so that what follows a corrected line moves
)
# by whole ones and need not be encoded again
LONGEST = 3.4  # s; beats never stretch a pause past it: above 3.5 s a listener thinks that the player stopped
SHORT = 6  # words; two replies of at most so many are a quick exchange
DASHES = ("-", "–", "—", "―")  # a line that ends in one is cut off
CLOSERS = "\"'”’»›)]*_ "  # may stand behind the dash


def pause(before: Direction, after: Direction, pauses: Pauses, spoken: str = "") -> float:
    """Seconds between two lines that follow each other. ``spoken``: who was heard last before a tag ("" = nobody)."""
    if before.line.kind == "title":
        return pauses.paragraph if after.line.kind == "title" else pauses.title
    if before.scene != after.scene:
        return pauses.scene
    if after.line.kind == "tag":
        return pauses.tag if _voiced(before) else pauses.line
    if before.line.kind == "tag":
        return pauses.tag if _voiced(after) and after.line.role == spoken else pauses.line
    if interrupted(before):
        return pauses.interrupted if _voiced(after) and after.line.role != before.line.role else pauses.quick
    if before.line.role == after.line.role:
        return pauses.paragraph
    return pauses.quick if _voiced(before) and _voiced(after) and _short(before) and _short(after) else pauses.line


def gap(before: Direction, between: Sequence[Direction], after: Direction, pauses: Pauses, spoken: str = "") -> float:
    """Seconds between two heard lines; ``between`` are the lines without words, each of which is a beat of silence.

    A pause of the author's, ``[[pause: 2s]]``, takes the place of what would be there; one of no stated length is a beat.
    """
    rests = [rest for one in (before, *between) for rest in one.rests]
    if (written := authored(rests)) is not None:
        return written
    plain = pause(before, after, pauses, spoken)
    return max(plain, min(LONGEST, plain + (len(between) + len(rests)) * pauses.paragraph))


def authored(rests: Sequence[float | None]) -> float | None:
    """The seconds that the author's pauses come to; None when none of them says how long."""
    lengths = [rest for rest in rests if rest is not None]
    return sum(lengths) if lengths else None


def interrupted(direction: Direction) -> bool:
    """Whether a character is cut off: the words end in a dash."""
    return _voiced(direction) and direction.line.text.rstrip(CLOSERS).endswith(DASHES)


def _voiced(direction: Direction) -> bool:
    return direction.line.kind in VOICED


def _short(direction: Direction) -> bool:
    return len(direction.line.text.split()) <= SHORT
