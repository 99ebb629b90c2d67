"""The performance: every line of the script becomes a take, once."""

from audiodrama.performance.directions import Direction
from audiodrama.performance.utterance import Flub, Recorded, Run, Take, Utterance

__all__ = ["Direction", "Flub", "Recorded", "Run", "Take", "Utterance"]
