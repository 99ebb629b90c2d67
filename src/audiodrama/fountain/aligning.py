"""Which pieces of one text are which of another: anchored by those that stand once in both, then by likeness between the anchors."""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

CLOSE = 0.5  # likeness, 0 to 1, from which two pieces are taken for one that was changed
MISSPELT = 0.75  # difflib ratio from which the letters of a few words count for likeness
SMALL = 4_000  # pairs between two anchors that are all compared; a longer stretch is compared by its rare words
GROUP = 12  # at most this many pieces were one before, or become one
RARE = 5  # words of a piece by which others are found that may be like it
NEAR = 20  # at most this many pieces are looked at for one word
ALIKE = 250_000  # pairs of equal pieces that difflib is given


@dataclass(frozen=True, slots=True)
class Piece:
    """``key``: equal for pieces that say the same; ``letters``: what it says, to see it split or joined; ``words`` for likeness;
    ``sort``: only pieces of one sort are taken for each other when they are merely alike; ``form``: only those of one form
    when nothing but their place between two anchors speaks for it.
    """

    key: str
    letters: str
    words: tuple[str, ...]
    sort: str
    form: str


@dataclass(frozen=True, slots=True)
class Link:
    """``before`` became ``after``: indexes, one of each, or several where a piece was split or joined. ``moved``: elsewhere."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


def align(before: Sequence[Piece], after: Sequence[Piece], *, by_place: bool = True) -> tuple[Link, ...]:
    """The links between two texts, in the order of ``before``; each piece is in at most one. ``by_place``: also between pieces
    of which nothing is alike but the place."""
    ends = [(-1, -1), *_anchors([p.key for p in before], [p.key for p in after]), (len(before), len(after))]
    links = [Link((i,), (j,)) for i, j in ends[1:-1]]
    links += _moves(before, after, *_free(before, after, links))
    for rows, columns in _gaps(ends, *_free(before, after, links)):
        links += _between(before, after, rows, columns)
    links += [Link((i,), (j,), moved=True) for i, j in _alike(before, after, *_free(before, after, links))]
    links += _alone(before, after, _in_order(links, ends), links) if by_place else []
    return tuple(sorted(links, key=lambda link: link.before))


def _in_order(links: Iterable[Link], ends: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the pieces that did not move stand, with the ends of both texts before and after."""
    stand = [both for link in links if not link.moved for both in ((i, j) for i in link.before for j in link.after)]
    return [ends[0], *sorted(stand), ends[-1]]


def _free(before: Sequence[Piece], after: Sequence[Piece], links: Iterable[Link]) -> tuple[list[int], list[int]]:
    """The pieces of both sides that are in no link."""
    links = list(links)
    here, there = {i for link in links for i in link.before}, {j for link in links for j in link.after}
    return [i for i in range(len(before)) if i not in here], [j for j in range(len(after)) if j not in there]


def _gaps(
    ends: Sequence[tuple[int, int]], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Those of the rows and columns that lie between the same two anchors."""
    for (i, j), (k, m) in pairwise(ends):
        here = rows[bisect_right(rows, i) : bisect_left(rows, k)]
        there = columns[bisect_right(columns, j) : bisect_left(columns, m)]
        if here and there:
            yield list(here), list(there)


def _alone(
    before: Sequence[Piece], after: Sequence[Piece], ends: Sequence[tuple[int, int]], links: Sequence[Link]
) -> list[Link]:
    """Links between pieces with nothing in common but that each alone is left between two anchors."""
    return [
        Link((here[0],), (there[0],))
        for here, there in _gaps(ends, *_free(before, after, links))
        if len(here) == len(there) == 1 and before[here[0]].form == after[there[0]].form
    ]


# --- equal pieces in order


def _anchors(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal keys, rising on both sides: what stands once on both sides first (patience), then between those."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        i, k, j, m = waiting.pop()
        while i < k and j < m and a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        while i < k and j < m and a[k - 1] == b[m - 1]:
            k, m = k - 1, m - 1
            found.append((k, m))
        if i == k or j == m:
            continue
        chain = _rising(_unique(a, b, (i, k, j, m)))
        if chain:
            found += chain
            ends = [(i - 1, j - 1), *chain, (k, m)]
            waiting += [(p + 1, r, q + 1, s) for (p, q), (r, s) in pairwise(ends)]
        elif (k - i) * (m - j) <= ALIKE:
            matcher = difflib.SequenceMatcher(None, a[i:k], b[j:m], autojunk=False)
            found += [(i + x + n, j + y + n) for x, y, size in matcher.get_matching_blocks() for n in range(size)]
    return iter(sorted(found))


def _unique(a: Sequence[str], b: Sequence[str], place: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Where the keys stand that are once in ``a[i:k]`` and once in ``b[j:m]``, in the order of ``a``."""
    i, k, j, m = place
    ours, theirs = Counter(a[i:k]), Counter(b[j:m])
    at = {key: n for n, key in enumerate(b[j:m], j) if theirs[key] == 1}
    return [(n, at[key]) for n, key in enumerate(a[i:k], i) if ours[key] == 1 and key in at]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second index rises too."""
    tails: list[int] = []  # second indexes that end the best run of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [j], [n]
    run, n = [], ends[-1] if ends else -1
    while n >= 0:
        run.append(pairs[n])
        n = before[n]
    return run[::-1]


# --- alike pieces between two anchors


def _between(
    before: Sequence[Piece], after: Sequence[Piece], rows: Sequence[int], columns: Sequence[int]
) -> list[Link]:
    if len(rows) * len(columns) > SMALL:
        return [Link((i,), (j,)) for i, j in _rising(_alike(before, after, rows, columns))]
    return _best_links([before[i] for i in rows], [after[j] for j in columns], rows, columns)


def likeness(one: Piece, other: Piece) -> float:
    """How much two pieces of one sort have in common, 0 to 1: their words, or for a few words their letters."""
    if one.sort != other.sort:
        return 0.0
    if one.key == other.key:
        return 1.0
    common = sum((Counter(one.words) & Counter(other.words)).values())
    shared = 2 * common / max(len(one.words) + len(other.words), 1)
    if max(len(one.words), len(other.words)) <= 4:
        spelled = difflib.SequenceMatcher(None, one.letters, other.letters, autojunk=False).ratio()
        return max(shared, spelled if spelled >= MISSPELT else 0.0)
    return shared


_Step = tuple[int, int]  # how many pieces of each side a link takes


def _best_links(
    before: Sequence[Piece], after: Sequence[Piece], rows: Sequence[int], columns: Sequence[int]
) -> list[Link]:
    """The links in order whose likeness adds up to most (dynamic programming); a split or a joint counts like equal pieces.

    ``rows`` and ``columns``: what the pieces' indexes are in the whole.
    """
    high, wide = len(before), len(after)
    best = [[0.0] * (wide + 1) for _ in range(high + 1)]
    step: dict[_Step, _Step] = {}
    for x in range(1, high + 1):
        for y in range(1, wide + 1):
            score, took = max((best[x - 1][y], (1, 0)), (best[x][y - 1], (0, 1)))
            for taken, value in _steps(before[max(0, x - GROUP) : x], after[max(0, y - GROUP) : y]):
                if best[x - taken[0]][y - taken[1]] + value > score:
                    score, took = best[x - taken[0]][y - taken[1]] + value, taken
            best[x][y], step[x, y] = score, took
    links, x, y = [], high, wide
    while x and y:
        i, j = step[x, y]
        if i and j:
            links.append(Link(tuple(rows[x - i : x]), tuple(columns[y - j : y])))
        x, y = x - i, y - j
    return links[::-1]


def _steps(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[tuple[_Step, float]]:
    """What the last pieces of both sides can be to each other, and how well."""
    value = likeness(before[-1], after[-1])
    if value >= CLOSE:
        yield (1, 1), value
    if count := _joined(before[-1].letters, after):
        yield (1, count), float(count)
    if count := _joined(after[-1].letters, before):
        yield (count, 1), float(count)


def _joined(letters: str, pieces: Sequence[Piece]) -> int:
    """How many of the last pieces, two at least, say together just these letters; 0 when none do."""
    left = letters
    for count in range(1, min(GROUP, len(pieces)) + 1):
        part = pieces[-count].letters
        if not part or not left.endswith(part):
            return 0
        left = left[: len(left) - len(part)]
        if not left:
            return count if count > 1 else 0
    return 0


def _alike(
    before: Sequence[Piece], after: Sequence[Piece], rows: Iterable[int], columns: Iterable[int]
) -> list[tuple[int, int]]:
    """Each piece with the one most like it of those that share its rarest words, each taken once; in the order of ``before``."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in columns:
        for word in set(after[j].words):
            holders[word].append(j)
    close: list[tuple[float, int, int]] = []
    for i in rows:
        rare = sorted((word for word in set(before[i].words) if word in holders), key=lambda word: len(holders[word]))
        near = Counter(j for word in rare[:RARE] for j in holders[word][:NEAR])
        close += [(likeness(before[i], after[j]), i, j) for j, _ in near.most_common(RARE)]
    here, there = set[int](), set[int]()
    pairs = []
    for value, i, j in sorted(close, key=lambda found: (-found[0], abs(found[1] - found[2]))):
        if value >= CLOSE and i not in here and j not in there:
            here.add(i)
            there.add(j)
            pairs.append((i, j))
    return sorted(pairs)


# --- equal pieces that stand elsewhere now


def _moves(before: Sequence[Piece], after: Sequence[Piece], rows: Sequence[int], columns: Sequence[int]) -> list[Link]:
    """Links between equal pieces that are said once on each side."""
    ours = Counter(before[i].key for i in rows if before[i].letters)
    theirs = Counter(after[j].key for j in columns if after[j].letters)
    at = {after[j].key: j for j in columns if theirs[after[j].key] == 1}
    keys = ((i, before[i].key) for i in rows)
    return [Link((i,), (at[key],), moved=True) for i, key in keys if ours[key] == 1 and key in at]
