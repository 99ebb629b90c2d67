"""The order (Utterance), its receipt (Take) and its failure (Flub): small frozen values that travel between processes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from audiodrama.engines import Voice

_WORDS = 12  # words of a line shown to the author; enough to find it by a search


@dataclass(frozen=True, slots=True)
class Utterance:
    """The work order of one take, self-sufficient: any process or machine can record it.

    ``text`` is what is said (typography already made speakable); ``number`` asks for another take of the same
    words; ``edition`` is the engine's library and model the order was made for, "" = any, and is not in the key.
    """

    text: str
    voice: Voice
    delivery: str = ""
    number: int = 0
    edition: str = ""

    @property
    def key(self) -> str:
        """64 hex digits: the name of the take. Equal orders have equal keys on every machine and in every version."""
        order = [self.text, _voice(self.voice), self.delivery, int(self.number)]
        return hashlib.sha256(json.dumps(order, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()

    @property
    def words(self) -> str:
        """The first words, for the author."""
        words = self.text.split()
        return " ".join(words[:_WORDS]) + (" ..." if len(words) > _WORDS else "")


@dataclass(frozen=True, slots=True)
class Take:
    """The receipt of a recorded line, not its audio: the clip is found by ``key``.

    The clip is mono, trimmed at both ends, ``frames`` long at ``rate`` Hz. ``peak`` is linear, 0 to 1;
    ``loudness`` is in LUFS, never below -70. ``edition`` is what really spoke.
    """

    key: str
    edition: str
    frames: int
    rate: int
    peak: float
    loudness: float


@dataclass(frozen=True, slots=True)
class Flub:
    """A line that could not be recorded: ``reason`` in one line for the author, ``trace`` for the debug log.

    ``fatal`` says that the next line would fail the same way (a full disk, an engine that ends every worker):
    ``perform`` stops there instead of collecting it five hundred times.
    """

    utterance: Utterance
    reason: str
    fatal: bool = False
    trace: str = ""


Recorded = Take | Flub
Run = Callable[[Callable[[Utterance], Recorded], Iterable[Utterance]], Iterable[Recorded]]  # the shape of map


def _voice(voice: Voice) -> dict[str, object]:
    """What of a voice enters the key: fields at their default stay out, so a field added later moves no key."""
    plain: dict[str, object] = {"engine": voice.engine, "name": voice.name}
    for field in fields(voice):
        value = getattr(voice, field.name)
        if field.name not in plain and value != field.default:
            plain[field.name] = _canonical(value)
    return plain


def _canonical(value: object) -> object:
    """1 and 1.0 are one number; options have no order."""
    if isinstance(value, int):
        return float(value)
    return sorted([str(name), str(option)] for name, option in value) if isinstance(value, tuple) else value
