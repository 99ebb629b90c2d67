"""Everything a second look at a conversation goes by: the clues, who was taken for the speaker of each line, and what follows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from audiodrama.speakers.decode import Bench, Verdict
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.focus import Focus
from audiodrama.speakers.people import Cast

WIDE = 6  # lines before and after whose speakers are candidates
LIKELY = 0.05  # share from which a neighbour's candidate is one here
IN_MIND = 0.3  # weight from which somebody the narration has in mind is a candidate
HEARD = -2.0  # logarithm of the encoder's share from which somebody is a candidate
MOST = 16  # candidates
Opinions = Mapping[
    int, Mapping[int, float]
]  # line or start of a phrase -> person -> the natural logarithm of the encoder's share


@dataclass(slots=True)
class Board:
    """Everything a row of figures is made from: the benches, the verdicts so far, and what follows from them."""

    benches: Sequence[Bench]
    cast: Cast
    verdicts: Sequence[Verdict]
    focus: Focus
    again: bool = False  # the verdicts are those of a round like this one
    opinions: Opinions = field(default_factory=dict)  # of the lines the encoder was asked about
    first: list[int] = field(default_factory=list)  # of the scene of each line
    last: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)  # the last line of the paragraph of talk before, -1 if none
    below: list[int] = field(default_factory=list)
    scene: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    whole: Counter[int] = field(default_factory=Counter)
    habit: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    said: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    calls: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    called: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    usual: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        clues = [bench.clue for bench in self.benches]
        self._borders(clues)
        for clue, verdict in zip(clues, self.verdicts, strict=True):
            self.usual.update(clue.style)
            self.words.update(clue.low)
            for who, share in verdict.shares.items():
                self.scene[clue.scene][who] += share  # type: ignore[assignment]  # shares, not counts
                self.whole[who] += share  # type: ignore[assignment]  # shares, not counts
                if share > LIKELY:
                    _add(self.habit[who], clue.style, share)
                    _add(self.said[who], clue.low, share)
                    _add(self.calls[who], clue.calls, share)
                    _add(self.called[who], clue.called, share)

    def _borders(self, clues: Sequence[Clue]) -> None:
        size = len(clues)
        self.first, self.last = list(range(size)), list(range(size))
        self.above, self.below = [-1] * size, [-1] * size
        for k in range(1, size):
            if clues[k].scene == clues[k - 1].scene:
                self.first[k] = self.first[k - 1]
                self.above[k] = self.above[k - 1] if clues[k].passage == clues[k - 1].passage else k - 1
        for k in range(size - 2, -1, -1):
            if clues[k].scene == clues[k + 1].scene:
                self.last[k] = self.last[k + 1]
                self.below[k] = self.below[k + 1] if clues[k].passage == clues[k + 1].passage else k + 1

    def share(self, k: int, who: int, like: int) -> float:
        """How likely this person speaks line ``k``, 0 outside the scene of line ``like``."""
        if k < self.first[like] or k > self.last[like]:
            return 0.0
        return self.verdicts[k].shares.get(who, 0.0)

    def pool(self, k: int) -> list[int]:
        """The persons weighed for line ``k``."""
        found = list(self.benches[k].fixed)
        near = [
            (abs(j - k), -share, who)
            for j in range(max(self.first[k], k - WIDE), min(self.last[k], k + WIDE) + 1)
            for who, share in self.verdicts[j].shares.items()
            if share > LIKELY
        ]
        for _, _, who in sorted(near):
            if who not in found:
                found.append(who)
        for who, worth in self.focus.before[k].items():
            if worth > IN_MIND and who not in found and self.cast.persons[who].kind in ("name", "narrator"):
                found.append(who)
        for who, opinion in self.opinions.get(k, {}).items():
            if opinion > HEARD and who not in found:
                found.append(who)
        for who in self.verdicts[k].shares:
            if who not in found and self.verdicts[k].shares[who] > LIKELY:
                found.append(who)
        return [who for who in found if self.cast.persons[who].kind != "gone" and not self.cast.persons[who].hidden][
            :MOST
        ]


def _add(counter: Counter[str] | Counter[int], items: Iterable[str] | Iterable[int], share: float) -> None:
    for item in items:
        counter[item] += share  # type: ignore[index,assignment]  # shares, not counts
