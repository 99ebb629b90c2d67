"""What speaks for a change of scene between two paragraphs, and against it, as named figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from audiodrama.quotes.glimpses import COUNTED, Glimpse
from audiodrama.quotes.likeness import likenesses
from audiodrama.quotes.openings import CLOSING, OPENING, SAYING

NEAR = (2, 4, 8)  # paragraphs looked at on either side for names
WINDOWS = (1, 3, 6, 10)  # paragraphs looked at on either side for what is spoken of
CLOSE, AHEAD = 3, 6  # paragraphs behind, and ahead, in which a word's return counts
NEVER = 1_000_000
FAR = 15  # paragraphs; what was last spoken of before them is forgotten
LONG_AGO = 25  # paragraphs; who was last named before them has been away
MOST_WORDS = 120  # of a paragraph, counted
BESIDE = 5  # paragraphs on either side whose pronouns and tenses are compared
Signs = dict[str, float]
Some = frozenset[str]


class Wording(NamedTuple):
    """Which of the openings the first sentence has, and which of the closings the last one."""

    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Views:
    """The glimpses with what is counted once for the whole text.

    ``likeness``: for each of WINDOWS, how like what is spoken of before and after each glimpse is; ``first_seen``: name -> the first glimpse that has it; ``sums``: the counts of all
    glimpses before each; ``since``, ``until``: of each glimpse's stems, how many glimpses back, ahead, the stem stands.
    """

    glimpses: Sequence[Glimpse]
    likeness: Sequence[Sequence[float]]
    first_seen: Mapping[str, int]
    sums: Sequence[tuple[int, ...]]
    wordings: Sequence[Wording]
    since: Sequence[Mapping[str, int]]
    until: Sequence[Mapping[str, int]]

    def topics(self, start: int, end: int) -> Some:
        return union(glimpse.topics for glimpse in self.glimpses[max(0, start) : end])

    def names(self, start: int, end: int) -> Some:
        return union(glimpse.names for glimpse in self.glimpses[max(0, start) : end])

    def people(self, start: int, end: int) -> Some:
        return union(glimpse.people for glimpse in self.glimpses[max(0, start) : end])

    def shares(self, start: int, end: int) -> dict[str, float]:
        """Each of COUNTED as a share of the words told from one glimpse to another."""
        early, late = self.sums[max(0, start)], self.sums[min(len(self.glimpses), end)]
        return shares([b - a for a, b in zip(early, late, strict=True)])


def views(glimpses: Sequence[Glimpse]) -> Views:
    first: dict[str, int] = {}
    sums = [(0,) * len(COUNTED)]
    for index, glimpse in enumerate(glimpses):
        for name in glimpse.names:
            first.setdefault(name, index)
        sums.append(tuple(a + b for a, b in zip(sums[-1], glimpse.counts, strict=True)))
    topics = [glimpse.topics for glimpse in glimpses]
    return Views(
        glimpses,
        likenesses(topics, WINDOWS),
        first,
        sums,
        [wording_of(glimpse) for glimpse in glimpses],
        gaps(topics),
        gaps(topics[::-1])[::-1],
    )


def signs(v: Views, i: int) -> Signs:
    """The figures for a scene's start at glimpse ``i`` >= 1; what is missing is 0."""
    found = {**dict(wording(v, i)), **dict(shape(v, i)), **dict(people(v, i)), **dict(turns(v, i)), **dict(topic(v, i))}
    return {name: float(value) for name, value in found.items() if value}


def wording(v: Views, i: int) -> Iterator[tuple[str, float]]:
    """What the first sentences at the start and after it, and the last one before it, say."""
    yield from ((name, 1) for name in v.wordings[i].first)
    yield from ((name, 1) for name in v.wordings[i - 1].last)
    if i + 1 < len(v.glimpses):
        yield from (("next " + name, 1) for name in v.wordings[i + 1].first)


def wording_of(glimpse: Glimpse) -> Wording:
    told, first, last = glimpse.told, glimpse.first, glimpse.last
    opens = ["opens " + name for name, pattern in OPENING.items() if pattern.match(told)]
    says = ["says " + name for name, pattern in SAYING.items() if pattern.search(first)]
    closed = ["closed " + name for name, pattern in CLOSING.items() if pattern.search(last)]
    return Wording((*opens, *says), tuple(closed))


def shape(v: Views, i: int) -> Iterator[tuple[str, float]]:
    """How long the paragraphs around are, and which are voiced."""
    g = v.glimpses
    here, before = g[i], g[i - 1]
    yield "here opens", here.opens
    yield "here voiced", here.voiced
    yield "here length", min(here.length, MOST_WORDS)
    yield "here told", min(here.breadth, MOST_WORDS)
    yield "first length", min(here.first.count(" "), 40)
    yield "here written", here.written
    yield "here small", not here.told[:1].isupper()
    yield "before opens", before.opens
    yield "before closes", before.closes
    yield "before bare", before.bare
    yield "before voiced", before.voiced
    yield "before length", min(before.length, MOST_WORDS)
    yield "before written", before.written
    yield "last length", min(before.last.count(" "), 40)
    if i + 1 < len(g):
        after = g[i + 1]
        yield "after opens", after.opens
        yield "after bare", after.bare
        yield "after voiced", after.voiced
        yield "after length", min(after.length, MOST_WORDS)
    if i > 1:
        yield "before 2 voiced", g[i - 2].voiced
        yield "before 2 opens", g[i - 2].opens
    yield "voiced before", mean([glimpse.voiced for glimpse in g[max(0, i - 6) : i]])
    yield "voiced after", mean([glimpse.voiced for glimpse in g[i : i + 6]])


def people(v: Views, i: int) -> Iterator[tuple[str, float]]:
    """Who is named before and after: who stays, who comes, who has left."""
    here = v.glimpses[i]
    yield "names here", len(here.names)
    yield "names first", len(here.named)
    yield "people here", len(here.people)
    yield "no names", not here.names
    for k in NEAR:
        earlier, later = v.names(i - k, i), v.names(i, i + k)
        yield f"names kept {k}", len(earlier & later)
        yield f"names left {k}", len(earlier - later)
        yield f"names come {k}", len(later - earlier)
        yield f"names shared {k}", overlap(earlier, later)
        yield f"people shared {k}", overlap(v.people(i - k, i), v.people(i, i + k))
    for k in (NEAR[-1], LONG_AGO):
        earlier = v.names(i - k, i)
        yield f"all new {k}", bool(here.people) and not here.people & earlier
        yield f"all known {k}", bool(here.people) and here.people <= earlier
        yield f"first new {k}", bool(here.named) and not here.named & earlier
    six, far, rest = v.names(i - 6, i), v.names(i - FAR, i), v.names(i + 1, i + 7)
    yield "rest shared", overlap(six, rest)
    yield "rest come", len(rest - six)
    yield "rest left", len(six - rest)
    yield "gone", len(six - rest - v.names(i, i + 12))
    yield "first names far", len(here.named - far)
    yield "new names", sum(v.first_seen[name] == i for name in here.names)
    yield "new names next", sum(v.first_seen[name] == i + 1 for name in v.names(i + 1, i + 2))
    yield "return", sum(v.first_seen[name] < i for name in here.names - far)


def turns(v: Views, i: int) -> Iterator[tuple[str, float]]:
    """Where the pronouns, and the tense, are others than before."""
    early, late, here = v.shares(i - BESIDE, i), v.shares(i, i + BESIDE), shares(v.glimpses[i].counts)
    for person in COUNTED[:6]:
        yield "turn " + person, late[person] - early[person]
        yield "starts " + person, early[person] == 0 and late[person] > 0.01
        yield "stops " + person, late[person] == 0 and early[person] > 0.01
    yield "tense turn", here["past"] - here["present"] - early["past"] + early["present"]


def topic(v: Views, i: int) -> Iterator[tuple[str, float]]:
    """How much of what is spoken of goes on."""
    g, here = v.glimpses, v.glimpses[i]
    for k, likeness in zip(WINDOWS, v.likeness, strict=True):
        yield f"topic {k}", likeness[i]
    some, since, until = max(1, len(here.opening)), v.since[i], v.until[i]
    yield "opening near", sum(since.get(stem, NEVER) <= CLOSE for stem in here.opening) / some
    yield "opening far", sum(since.get(stem, NEVER) <= FAR for stem in here.opening) / some
    yield "opening fresh", sum(since.get(stem, NEVER) == NEVER for stem in here.opening) / some
    yield (
        "opening ahead",
        sum(since.get(stem, NEVER) > FAR and until.get(stem, NEVER) <= AHEAD for stem in here.opening),
    )
    yield "here near", sum(gap <= CLOSE for gap in since.values()) / max(1, len(since))
    if i + 1 < len(g):
        near = v.topics(i - CLOSE, i)
        yield "next near", len(g[i + 1].topics & near) / max(1, len(g[i + 1].topics))


def gaps(topics: Iterable[Some]) -> list[dict[str, int]]:
    """For each passage and stem in it, how many passages back it was last met, NEVER when it is new."""
    met: dict[str, int] = {}
    found: list[dict[str, int]] = []
    for index, stems in enumerate(topics):
        found.append({stem: index - met.get(stem, index - NEVER) for stem in stems})
        met.update(dict.fromkeys(stems, index))
    return found


def shares(counts: Sequence[int]) -> dict[str, float]:
    tally = dict(zip(COUNTED, counts, strict=True))
    return {name: n / max(1, tally["words"]) for name, n in tally.items()}


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def overlap(a: Some, b: Some) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def union(sets: Iterable[Some]) -> Some:
    return frozenset().union(*sets)
