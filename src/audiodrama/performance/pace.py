"""How long it will still take, honestly: by the length of what is left and the speed so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from audiodrama.performance.utterance import Utterance

OWN_COST = 20  # characters: what a line costs beside its length (one more model call, two files)
SETTLED_S = 1.0  # s after the first line; before that a speed is a rumour


@dataclass(frozen=True, slots=True)
class Pace:
    """Work is counted in characters (a line weighs ``OWN_COST`` more than it has); the clock is the caller's, in seconds.

    ``left`` is still to record, ``done`` was recorded between ``since`` and ``now``. The clock starts with the first
    line recorded: the start of the workers and the loading of models before it say nothing of the lines after it.
    """

    left: int
    done: int = 0
    since: float | None = None
    now: float = 0.0

    @staticmethod
    def of(utterances: Iterable[Utterance]) -> Pace:
        """The pace before the first line; ``utterances`` as ``missing`` gives them."""
        return Pace(sum(map(weight, utterances)))

    def after(self, utterance: Utterance, now: float) -> Pace:
        """The pace once one more line is recorded, well or badly."""
        left = max(0, self.left - weight(utterance))
        if self.since is None:
            return replace(self, left=left, since=now, now=now)
        return replace(self, left=left, done=self.done + weight(utterance), now=now)

    @property
    def remaining_s(self) -> float | None:
        """Seconds still to go; None while nobody can know."""
        if not self.left:
            return 0.0
        if self.since is None or not self.done or self.now - self.since < SETTLED_S:
            return None
        return self.left * (self.now - self.since) / self.done


def weight(utterance: Utterance) -> int:
    """What a line costs, in characters."""
    return len(utterance.text) + OWN_COST
