"""The performance: every line of the script becomes a take, once, on as many cores as there are."""

from audiodrama.performance.crew import workers
from audiodrama.performance.directions import Direction, direct, speakable
from audiodrama.performance.pace import Pace
from audiodrama.performance.performing import missing, perform
from audiodrama.performance.recording import record
from audiodrama.performance.takes import clip_path, kept
from audiodrama.performance.utterance import Flub, Recorded, Run, Take, Utterance

__all__ = [
    "Direction",
    "Flub",
    "Pace",
    "Recorded",
    "Run",
    "Take",
    "Utterance",
    "clip_path",
    "direct",
    "kept",
    "missing",
    "perform",
    "record",
    "speakable",
    "workers",
]
