"""Which passages of three scripts are one: base and author's, base and story's, put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audiodrama.fountain.aligning import Link, Piece


@dataclass(frozen=True, slots=True)
class Match:
    """Indexes of units that are one passage. ``strayed``: the story has it elsewhere now, and the author left it in its place."""

    base: tuple[int, ...]
    mine: tuple[int, ...]
    theirs: tuple[int, ...]
    strayed: bool = False

    @property
    def span(self) -> range:
        """The author's units from its first to its last."""
        return range(self.mine[0], self.mine[-1] + 1) if self.mine else range(0)


def matched(
    mine: Sequence[Piece], theirs: Sequence[Piece], ours: Sequence[Link], others: Sequence[Link], size: int
) -> tuple[Match, ...]:
    """The passages in the order of the base, which has ``size`` units; then what author and story put in alike."""
    here, there = _by_base(ours), _by_base(others)
    owners = {j: i for i, link in here.items() for j in link.after}
    matches: list[Match] = []
    for group in _groups(size, (*ours, *others)):
        whole = _match(group, here, there)
        strangers = any(owners.get(j, group[0]) not in group for j in whole.span)
        matches += _apart(group, here, there) if strangers else [whole]
    matches = _found_again(matches, mine, theirs)
    return (*matches, *_twins(matches, mine, theirs))


def _by_base(links: Iterable[Link]) -> dict[int, Link]:
    return {i: link for link in links for i in link.before}


def _groups(size: int, links: Iterable[Link]) -> Iterator[tuple[int, ...]]:
    """The units of the base, those together that were joined by somebody."""
    together = {i for link in links for i in link.before[1:]}  # joined to the one before
    group: list[int] = []
    for i in range(size):
        if group and i not in together:
            yield tuple(group)
            group = []
        group.append(i)
    if group:
        yield tuple(group)


def _match(group: Sequence[int], here: dict[int, Link], there: dict[int, Link]) -> Match:
    ours = [here[i] for i in group if i in here]
    others = [there[i] for i in group if i in there]
    strayed = any(link.moved for link in others) and bool(ours) and not any(link.moved for link in ours)
    return Match(tuple(group), _ends(ours), _ends(others), strayed)


def _ends(links: Iterable[Link]) -> tuple[int, ...]:
    return tuple(sorted({j for link in links for j in link.after}))


def _apart(group: Sequence[int], here: dict[int, Link], there: dict[int, Link]) -> Iterator[Match]:
    """Joined by the story, scattered by the author: the first unit is what the story has, the others are gone from it."""
    whole = _match(group, here, there)
    taken: set[int] = set()
    for i in group:
        mine = tuple(j for j in _ends([here[i]] if i in here else []) if j not in taken)
        taken |= set(mine)
        yield Match((i,), mine, whole.theirs if i == group[0] else (), False)


def _found_again(matches: Sequence[Match], mine: Sequence[Piece], theirs: Sequence[Piece]) -> list[Match]:
    """The passages, with those of the author's that are said now as the story says them, and were not known by the old words."""
    owned = {j for match in matches for j in match.mine}
    strangers: dict[str, list[int]] = defaultdict(list)
    for j, piece in enumerate(mine):
        if j not in owned and piece.letters:
            strangers[piece.key].append(j)
    keys = {n: theirs[m.theirs[0]].key for n, m in enumerate(matches) if len(m.theirs) == 1 and not m.mine}
    lost = Counter(keys.values())
    once = {n: strangers[key] for n, key in keys.items() if lost[key] == len(strangers[key]) == 1}
    return [replace(match, mine=tuple(once.get(n, match.mine))) for n, match in enumerate(matches)]


def _twins(matches: Sequence[Match], mine: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Match]:
    """What both put in at the same place: equal pieces that neither has from the base, behind or before the same passage."""
    both = [n for n, match in enumerate(matches) if match.mine and match.theirs]
    ours = _Neighbours({j: n for n in both for j in matches[n].mine}, {j for m in matches for j in m.mine}, len(mine))
    others = _Neighbours(
        {j: n for n in both for j in matches[n].theirs}, {j for m in matches for j in m.theirs}, len(theirs)
    )
    for behind in (True, False):
        waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
        for i, beside in ours.strangers(behind):
            waiting[beside, mine[i].key].append(i)
        for j, beside in others.strangers(behind):
            if waiting[beside, theirs[j].key]:
                i = waiting[beside, theirs[j].key].pop(0)
                ours.owned.add(i)
                others.owned.add(j)
                yield Match((), (i,), (j,))


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """``known``: unit to the passage that both sides have; ``owned``: units that are in a passage."""

    known: dict[int, int]
    owned: set[int]
    size: int

    def strangers(self, behind: bool) -> list[tuple[int, int]]:
        """The units in no passage, and the passage that both sides have nearest before (else after) each; -1 for none."""
        found, last = [], -1
        for at in range(self.size) if behind else reversed(range(self.size)):
            last = self.known.get(at, last)
            if at not in self.owned:
                found.append((at, last))
        return sorted(found)
