"""The exceptions of audiodrama, one tree.

AudiodramaError                 every error an author can meet; a shell prints it and exits with 2
├── StoryError                  the prose cannot be read: missing, empty, binary
│   └── UnknownLanguage         a text in a language the reader does not know
├── ScriptError                 a Fountain script that cannot be read: path, line
├── ModelError                  a language model did not answer one question
│   └── ModelGone               it cannot be asked at all: not there, or it refuses
├── CastError                   voices.yaml: path, line, column
├── EngineError                 an engine refused or failed
│   ├── EngineUnavailable       its library is missing; carries the one command that installs it
│   └── UnknownVoice            a voice or option the engine does not have
├── PerformanceError            some lines failed; carries the Flubs
├── SoundError                  a clip cannot be decoded or written
├── EpisodeError                ffmpeg or the disk failed while the episode was made
└── ProductionError             the folder: cannot be written, is in use
    ├── Busy                    a second render in the same folder
    ├── ForeignCast             a story whose roles have nothing in common with voices.yaml
    ├── NoSuchLine              an address that names no line
    ├── SeveralLines            an address that could mean more than one line; carries their addresses
    ├── NoSuchRole              a name that is nobody's in the cast
    └── HandEdited              a correction cannot be taken back: the author has changed that place since

Every exception passes all of its arguments to ``Exception.__init__``, so it survives a process pool.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable


class AudiodramaError(Exception):
    """What happened, where, and what to do next, in words for an author."""


class StoryError(AudiodramaError):
    """The prose cannot be read."""


class UnknownLanguage(StoryError):
    """The text is in a language the reader does not know."""


class ModelError(AudiodramaError):
    """A language model did not answer one question; another may be asked."""


class ModelGone(ModelError):
    """The language model cannot be asked at all."""


class Located(AudiodramaError):
    """An error at a place in a file; ``line`` and ``column`` count from 1, 0 is unknown."""

    def __init__(self, message: str, path: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message, path, line, column)
        self.message, self.path, self.line, self.column = message, path, line, column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}" if place else self.message


class ScriptError(Located):
    """A Fountain script that cannot be read."""


class CastError(Located):
    """A voices.yaml that cannot be used."""


class EngineError(AudiodramaError):
    """An engine refused or failed."""


class EngineUnavailable(EngineError):
    """The engine's library is missing; the message ends with the command that installs it."""


class UnknownVoice(EngineError):
    """A voice or an option that the engine does not have; the message lists those it has."""


class PerformanceError(AudiodramaError):
    """Some lines could not be recorded. ``flubs`` holds (first words, reason) of each."""

    def __init__(self, message: str, flubs: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message, flubs)
        self.message, self.flubs = message, flubs

    def __str__(self) -> str:
        return self.message


class SoundError(AudiodramaError):
    """A clip cannot be decoded or written."""


class EpisodeError(AudiodramaError):
    """The episode could not be encoded, measured or written."""


class ProductionError(AudiodramaError):
    """The production's folder cannot be used as it is."""


class Busy(ProductionError):
    """Another render works in the same folder."""


class ForeignCast(ProductionError):
    """The story's roles have nothing in common with the cast that is already there."""


class NoSuchLine(ProductionError):
    """No line is meant by this address."""


class SeveralLines(ProductionError):
    """More than one line could be meant; ``candidates`` are addresses that name each of them."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, candidates)
        self.message, self.candidates = message, candidates

    def __str__(self) -> str:
        return self.message


class NoSuchRole(ProductionError):
    """Nobody in the cast has this name."""


class HandEdited(ProductionError):
    """What a correction wrote has been changed by hand since, so it is not taken back."""


def near_misses(wanted: str, known: Iterable[str]) -> str:
    """ "; did you mean A or B?" for an error's end, or "" when nothing known is near; case and accents do not count."""
    names: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        names.setdefault(_letters(name), []).append(name)
    close = [
        name for form in difflib.get_close_matches(_letters(wanted), names, n=3, cutoff=0.6) for name in names[form]
    ]
    return f"; did you mean {' or '.join(close)}?" if close else ""


def _letters(name: str) -> str:
    """A name as it is compared: no case, no accents."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
