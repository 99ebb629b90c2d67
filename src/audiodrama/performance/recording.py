"""One order in, one take on disk: the unit of work, the same in this process, in a worker and on another machine."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audiodrama.engines import open_engine
from audiodrama.errors import AudiodramaError, EngineError, EngineUnavailable, SoundError
from audiodrama.performance.takes import keep, kept
from audiodrama.performance.utterance import Flub, Recorded, Take, Utterance
from audiodrama.sound import PROGRAMME_RATE, Sound, fade, loudness, mono, resample, trim

SHORTEST_S = 0.02  # s; less sound than this is a click: no syllable is so short
QUIETEST = -70.0  # LUFS: the absolute gate of BS.1770-4, below which loudness is not measured
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})  # the disk or the user's share of it is full


def record(utterance: Utterance, takes: Path) -> Recorded:
    """The take of an order, recorded and kept under its key; a Flub when it cannot be. Never raises for a bad line.

    The Flub is fatal when the folder of takes cannot be written, the disk is full or the engine is not installed.
    """
    try:
        edition, sound = _spoken(utterance)
    except Exception as error:  # whatever a third party's engine raises is this line's failure, not the book's
        return _flub(utterance, error, fatal=isinstance(error, EngineUnavailable) or _no_room(error))
    try:
        return kept(utterance, takes) or keep(sound, _receipt(utterance, edition, sound), takes)
    except (OSError, SoundError) as error:
        return _flub(utterance, error, fatal=True)


def _spoken(utterance: Utterance) -> tuple[str, Sound]:
    """The edition that spoke, and what it said as a clip: mono, trimmed, at the programme's rate, peak <= 1."""
    engine = open_engine(utterance.voice.engine)
    edition = engine.edition(utterance.voice)
    if utterance.edition not in ("", edition):
        raise EngineError(
            f"the voice is {edition} here, but the order is for {utterance.edition}; "
            "install the same version everywhere and render again"
        )
    return edition, _clip(engine.speak(utterance.text, utterance.voice, utterance.delivery))


def _clip(raw: object) -> Sound:
    sound = trim(mono(_checked(raw)))
    if sound.frames < SHORTEST_S * sound.rate:
        raise EngineError("it came out silent; reword the line or give the role another voice")
    clip = fade(resample(sound, PROGRAMME_RATE))
    return Sound(clip.samples / np.float32(max(1.0, _peak(clip))), clip.rate)


def _checked(raw: object) -> Sound:
    """What an engine gave back, if it is a sound with finite samples."""
    if not isinstance(raw, Sound):
        raise EngineError(f"the engine gave back {type(raw).__name__} instead of a Sound")
    samples: object = raw.samples
    if not isinstance(samples, np.ndarray) or samples.ndim != 2 or samples.dtype.kind != "f" or not samples.shape[1]:
        raise EngineError("the engine's samples are not floating-point numbers [frames, channels]")
    if not isinstance(raw.rate, int) or raw.rate <= 0:
        raise EngineError(f"the engine's sample rate is {raw.rate!r}, not a whole number of Hz")
    if not np.isfinite(samples).all():
        raise EngineError("the engine gave back samples that are not finite numbers")
    return Sound(np.asarray(samples, np.float32), raw.rate)


def _receipt(utterance: Utterance, edition: str, clip: Sound) -> Take:
    return Take(utterance.key, edition, clip.frames, clip.rate, _peak(clip), max(QUIETEST, loudness(clip)))


def _peak(sound: Sound) -> float:
    return float(np.abs(sound.samples).max(initial=0.0))


def _flub(utterance: Utterance, error: Exception, *, fatal: bool) -> Flub:
    trace = "".join(traceback.format_exception(error))
    if _no_room(error):
        return Flub(utterance, "the disk is full; make room and render again, what is recorded is kept", True, trace)
    return Flub(utterance, _reason(error), fatal, trace)


def _reason(error: Exception) -> str:
    """One line for the author: our own errors speak for themselves, a stranger's is named."""
    said = " ".join(str(error).split())
    if isinstance(error, AudiodramaError):
        return said
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {(error.strerror or type(error).__name__).lower()}"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _no_room(error: BaseException) -> bool:
    return any(isinstance(cause, OSError) and cause.errno in NO_ROOM for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it was raised from, and so on; engines and rooms wrap a full disk in errors of their own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
