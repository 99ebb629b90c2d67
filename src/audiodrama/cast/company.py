"""Who is in a story, how much they say, and how near two of them come to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from audiodrama.script import NARRATOR, Line, Script


@dataclass(slots=True)
class Presence:
    """What one role does. ``scenes``: their numbers through all scripts, each once, rising."""

    lines: int = 0
    words: int = 0
    scenes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Company:
    """All roles of some scripts. ``turns``: how often one of a pair speaks right after the other."""

    presences: Mapping[str, Presence]
    turns: Mapping[frozenset[str], int]

    def presence(self, role: str) -> Presence:
        return self.presences.get(role) or Presence()

    def shared(self, one: str, other: str) -> int:
        """The number of scenes in which both speak."""
        return len(set(self.presence(one).scenes) & set(self.presence(other).scenes))

    def near(self, one: str, other: str) -> float:
        """How near two roles are, 0 (never in one story) to 1: over 0.5 for those who share a scene, 0.3 or less for the others."""
        met = self.shared(one, other) + self.turns.get(frozenset((one, other)), 0)
        if met:
            return 0.5 + 0.5 * met / (met + 4)
        gaps = [abs(a - b) for a in self.presence(one).scenes for b in self.presence(other).scenes]
        return 0.3 / min(gaps) if gaps else 0.0


def company(scripts: Sequence[Script], name: Callable[[str], str] = str) -> Company:
    """The roles of scripts, performed lines only; ``name`` turns a script's spelling into the cast's."""
    presences: dict[str, Presence] = {}
    turns: Counter[frozenset[str]] = Counter()
    scenes = [scene for script in scripts for scene in script.scenes]
    for number, scene in enumerate(scenes):
        lines = [(name(line.role), line) for line in scene.lines if line.performed]
        _count(presences, lines, number)
        voiced = [role for role, _ in lines if role != NARRATOR]
        turns.update(frozenset(pair) for pair in pairwise(voiced) if pair[0] != pair[1])
    return Company(presences, turns)


def _count(presences: dict[str, Presence], lines: Iterable[tuple[str, Line]], scene: int) -> None:
    for role, line in lines:
        presence = presences.setdefault(role, Presence())
        presence.lines += 1
        presence.words += len(line.text.split())
        if scene not in presence.scenes[-1:]:
            presence.scenes.append(scene)
