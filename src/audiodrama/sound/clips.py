"""Clips of any format, whole in memory: the sounds and music an author brings. pydub reads WAVs, ffmpeg the rest."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from pydub import AudioSegment
from pydub.exceptions import CouldntDecodeError

from audiodrama.errors import SoundError
from audiodrama.sound.samples import Sound
from audiodrama.sound.stream import decoding

NO_PLAIN_WAV = (CouldntDecodeError, struct.error, IndexError, ValueError, EOFError)  # what pydub raises at odd headers


def open_clip(path: Path) -> Sound:
    """The sound in an audio file of any format, at the file's own rate, one or two channels. SoundError when it is none."""
    try:
        segment = AudioSegment(data=path.read_bytes()) if path.suffix.lower() == ".wav" else None
    except OSError as error:
        raise SoundError(f"{path}: cannot be read ({(error.strerror or 'it cannot be opened').lower()})") from error
    except NO_PLAIN_WAV:
        segment = None
    if segment is None or segment.channels > 2 or segment.frame_width > 2 * segment.channels:
        return _decoded(path)  # pydub takes floats for integers, and 24 bits a byte at a time
    steps = np.array(segment.get_array_of_samples(), np.float32).reshape(-1, segment.channels)
    return Sound(steps / np.float32(1 << (8 * segment.sample_width - 1)), segment.frame_rate)


def _decoded(path: Path) -> Sound:
    with decoding(path) as stream:
        blocks = list(stream.blocks())
    if not blocks:
        raise SoundError(f"{path}: there is no sound in it")
    return Sound(np.concatenate(blocks), stream.rate)
