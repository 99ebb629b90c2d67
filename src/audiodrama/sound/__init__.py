"""Sound in memory, and the doors through which it comes and goes.

``samples`` holds the type and what is done to it, ``wav`` the format of takes, ``meters`` loudness and true peak,
``ffmpeg`` the one place that starts that program, ``clips`` every other format. The last two are imported by name.
"""

from audiodrama.sound.meters import LoudnessMeter, integrated, loudness
from audiodrama.sound.samples import (
    PROGRAMME_RATE,
    Samples,
    Sound,
    amplitude,
    decibels,
    fade,
    louder,
    mono,
    peak_db,
    resample,
    silence,
    trim,
)
from audiodrama.sound.wav import read_wav, write_wav

__all__ = [
    "PROGRAMME_RATE",
    "LoudnessMeter",
    "Samples",
    "Sound",
    "amplitude",
    "decibels",
    "fade",
    "integrated",
    "louder",
    "loudness",
    "mono",
    "peak_db",
    "read_wav",
    "resample",
    "silence",
    "trim",
    "write_wav",
]
