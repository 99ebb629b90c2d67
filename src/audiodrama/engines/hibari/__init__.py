"""The default engine: hibari-tts, a neural voice inside its wheel, played by a whole cast. It never downloads."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from audiodrama.engines import Voice, VoiceInfo, vet
from audiodrama.engines.hibari import shape
from audiodrama.engines.hibari.presets import BY_NAME, PRESETS, Preset
from audiodrama.engines.lines import Manner, cut, manner, words
from audiodrama.errors import EngineError, EngineUnavailable, UnknownVoice
from audiodrama.sound import Samples, Sound

RATE = 24_000  # Hz, the network's
BUNDLED = "heart"  # the one voice in the wheel: any other name would be downloaded
REVISION = 1  # of presets and shaping: raise it when the same input gives other samples
LONGEST = 200  # phonemes a model call: memory grows with the square (a line of 5,000 characters: 2.3 GB at once, 450 MB by 400)
LONG_NUMBER = re.compile(
    r"\d(?:,?\d){14,}"
)  # from a quadrillion on: nobody says it as a number, and from 10^36 the reader fails
OPTIONS = {
    "formant": (0.8, 1.25),
    "range": (0.3, 1.7),
    "breath": (0.0, 1.0),
}  # what an author may set, and from where to where
SOFT, SHOUT_PITCH, SHOUT_SPAN = 0.5, 2 ** (2 / 12), 1.25  # gain; two semitones; wider swings


class Hibari:
    """The ``hibari`` engine."""

    def __init__(self) -> None:
        try:
            import hibari.dsp  # the heavy library, in the constructor
        except ImportError as cause:
            raise EngineUnavailable("hibari's library is missing: pip install 'hibari-tts>=0.2.1,<0.3'") from cause
        self._library = hibari

    def voices(self) -> Sequence[VoiceInfo]:
        return tuple(PRESETS)

    def edition(self, voice: Voice) -> str:
        """Such as ``hibari-tts 0.2.1 5f70741d4e90 1.8a2f``: library, model, our revision and preset."""
        preset = hashlib.sha256(repr(_preset(voice)).encode()).hexdigest()
        return f"hibari-tts {self._model_edition} {REVISION}.{preset[:4]}"

    def speak(self, text: str, voice: Voice, delivery: str = "") -> Sound:
        how = manner(delivery)
        preset, seed = _directed(_preset(voice), how), _seed(text, voice, how)
        stretches = [
            shape.waveform(self._library.dsp, frames, preset, seed + number)
            for number, frames in enumerate(self._described(words(text), preset.speed))
        ]
        return Sound(_levelled(stretches, SOFT if how == "soft" else 1.0)[:, None], RATE)

    def _described(self, text: str, speed: float) -> Iterator[shape.Frames]:
        """The network's description of the text, a stretch at a time."""
        for phonemes in self._phonemes(text):
            ids = self._model.ids(phonemes)
            if len(ids) > 2:  # more than the two pads
                feed: dict[str, NDArray[Any]] = {
                    "ids": np.asarray([ids], np.int64),
                    "speed": np.asarray([speed], np.float32),
                }
                yield shape.Frames(*(output[0] for output in self._model.sess.run(None, feed)))

    def _phonemes(self, text: str) -> Iterator[str]:
        """Phonemes of the text, a sentence or at most LONGEST at a time."""
        for sentence in self._model.split_sentences(_legible(text)):
            for piece in cut(sentence, LONGEST):
                if words(piece):
                    yield from cut(self._read(piece), LONGEST)

    def _read(self, piece: str) -> str:
        try:
            return self._model.g2p(piece)
        except (LookupError, ValueError, TypeError, ArithmeticError) as cause:  # what a reader by rules trips over
            raise EngineError(f"hibari cannot read {piece[:60]!r} ({cause!r})") from cause

    @functools.cached_property
    def _model(self) -> _Model:
        """The network and its reader, loaded when the first line is spoken; one thread, from the wheel."""
        return cast(_Model, self._library.Hibari(voice=BUNDLED, threads=1))

    @functools.cached_property
    def _model_edition(self) -> str:
        """Version and digest of the network's file, read but not loaded."""
        model = Path(self._library.__file__).parent / "assets" / "hibari.onnx"
        with model.open("rb") as file:
            return f"{version('hibari-tts')} {hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"


class _Session(Protocol):
    def run(self, outputs: None, feed: Mapping[str, NDArray[Any]]) -> Sequence[Samples]: ...


class _Model(Protocol):
    """What is used of ``hibari.Hibari``."""

    sess: _Session
    g2p: Callable[[str], str]

    def split_sentences(self, text: str) -> list[str]: ...
    def ids(self, phonemes: str) -> list[int]: ...


def _preset(voice: Voice) -> Preset:
    """The preset of a vetted voice with the author's speed, pitch and options on top."""
    vet(voice, BY_NAME, OPTIONS)
    preset, options = BY_NAME[voice.name], {name: _number(name, value) for name, value in voice.options}
    return Preset(
        pitch=preset.pitch * 2 ** (voice.pitch / 12),
        formant=preset.formant * options.get("formant", 1.0),
        span=preset.span * options.get("range", 1.0),
        breath=options.get("breath", preset.breath),
        speed=preset.speed * voice.speed,
        tilt=preset.tilt,
    )


def _number(option: str, value: str) -> float:
    low, high = OPTIONS[option]
    try:
        number = float(value)
    except ValueError as cause:
        raise UnknownVoice(f"option {option} of hibari is a number from {low:g} to {high:g}, not {value!r}") from cause
    if not low <= number <= high:
        raise UnknownVoice(f"option {option} {value} of hibari is out of range: from {low:g} to {high:g}")
    return number


def _directed(preset: Preset, how: Manner) -> Preset:
    """The preset as the delivery asks: a whisper is all air, a shout is higher and swings wider."""
    if how == "whisper":
        return dataclasses.replace(preset, breath=1.0)
    if how == "shout":
        return dataclasses.replace(preset, pitch=preset.pitch * SHOUT_PITCH, span=preset.span * SHOUT_SPAN)
    return preset


def _legible(text: str) -> str:
    """The text with long numbers as digits, and odd letters and digits (ligatures, circled, Roman) as plain ones."""
    return LONG_NUMBER.sub(_digits, text if text.isascii() else "".join(map(_plain, text)))


def _plain(character: str) -> str:
    if character == "İ":  # its lower case is two characters: the reader of unknown words fails
        return "I"
    odd = character.isdigit() or character.isalpha() or unicodedata.category(character) == "Nl"
    return unicodedata.normalize("NFKC", character) if odd else character


def _digits(number: re.Match[str]) -> str:
    return " ".join(filter(str.isdigit, number[0]))


def _seed(text: str, voice: Voice, how: Manner) -> int:
    """Where in the noise a take begins: the same for the same line, in every process."""
    digest = hashlib.sha256(repr((text, voice, how)).encode("utf-8", "backslashreplace")).digest()
    return int.from_bytes(digest[:4], "big")


def _levelled(stretches: list[Samples], gain: float) -> Samples:
    """The stretches in a row, turned down if a peak passes 1.0 (a warped voice reaches 1.3)."""
    samples = np.concatenate(stretches) if stretches else np.zeros(0, np.float32)
    peak = gain * max(float(samples.max(initial=0.0)), -float(samples.min(initial=0.0)))
    samples *= np.float32(gain / max(peak, 1.0))
    return np.clip(samples, -1.0, 1.0, out=samples)  # what rounding left
