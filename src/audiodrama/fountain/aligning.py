"""Which pieces of one text are which of another: anchored by those that stand once in both, then by likeness between the anchors."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

CLOSE = 0.5  # likeness, 0 to 1, from which two pieces are taken for one that was changed
SMALL = 4_000  # pairs between two anchors that are all compared; a longer stretch is compared by its rare words
GROUP = 12  # at most this many pieces were one before, or become one
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


def align(before: Sequence[Piece], after: Sequence[Piece]) -> tuple[Link, ...]:
    """The links between two texts, in the order of ``before``; each piece is in at most one."""
    equal = list(_anchors([p.key for p in before], [p.key for p in after]))
    links = [Link((i,), (j,)) for i, j in equal]
    ends = [(-1, -1), *equal, (len(before), len(after))]
    for (i, j), (k, m) in pairwise(ends):
        links += _between(before, after, range(i + 1, k), range(j + 1, m))
    links += _moves(before, after, links)
    return tuple(sorted(links, key=lambda link: link.before))


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


def _between(before: Sequence[Piece], after: Sequence[Piece], rows: range, columns: range) -> list[Link]:
    if not rows or not columns:
        return []
    if len(rows) == len(columns) == 1 and before[rows[0]].form == after[columns[0]].form:
        return [Link((rows[0],), (columns[0],))]
    if len(rows) * len(columns) > SMALL:
        return _by_rare_words(before, after, rows, columns)
    return _best_links(before, after, rows, columns)


def likeness(one: Piece, other: Piece) -> float:
    """How much two pieces of one sort have in common, 0 to 1: their words, or for a few words their letters."""
    if one.sort != other.sort:
        return 0.0
    if one.key == other.key:
        return 1.0
    common = sum((Counter(one.words) & Counter(other.words)).values())
    shared = 2 * common / max(len(one.words) + len(other.words), 1)
    if max(len(one.words), len(other.words)) <= 4:
        return max(shared, difflib.SequenceMatcher(None, one.letters, other.letters, autojunk=False).ratio())
    return shared


_Step = tuple[int, int]  # how many pieces of each side a link takes


def _best_links(before: Sequence[Piece], after: Sequence[Piece], rows: range, columns: range) -> list[Link]:
    """The links in order whose likeness adds up to most (dynamic programming); a split or a joint counts like equal pieces."""
    high, wide = len(rows), len(columns)
    best = [[0.0] * (wide + 1) for _ in range(high + 1)]
    step: dict[_Step, _Step] = {}
    for x in range(1, high + 1):
        for y in range(1, wide + 1):
            score, took = max((best[x - 1][y], (1, 0)), (best[x][y - 1], (0, 1)))
            here, there = rows[x - 1] + 1, columns[y - 1] + 1
            near = before[max(rows[0], here - GROUP) : here], after[max(columns[0], there - GROUP) : there]
            for taken, value in _steps(*near):
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


def _by_rare_words(before: Sequence[Piece], after: Sequence[Piece], rows: range, columns: range) -> list[Link]:
    """Links in a long stretch: each piece with the one that shares most of its rarest words, as far as both stay in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in columns:
        for word in set(after[j].words):
            holders[word].append(j)
    pairs = []
    for i in rows:
        rare = sorted((word for word in set(before[i].words) if word in holders), key=lambda word: len(holders[word]))
        near = Counter(j for word in rare[:5] for j in holders[word][:20])
        close = [(likeness(before[i], after[j]), -j) for j, _ in near.most_common(5)]
        if close and max(close)[0] >= CLOSE:
            pairs.append((i, -max(close)[1]))
    return [Link((i,), (j,)) for i, j in _rising(pairs)]


# --- pieces that stand elsewhere now


def _moves(before: Sequence[Piece], after: Sequence[Piece], links: Sequence[Link]) -> list[Link]:
    """Links between equal pieces, said once on each side, that no other link holds."""
    here = {i for link in links for i in link.before}
    there = {j for link in links for j in link.after}
    ours = [i for i, piece in enumerate(before) if i not in here and piece.letters]
    theirs = [j for j, piece in enumerate(after) if j not in there and piece.letters]
    count, other = Counter(before[i].key for i in ours), Counter(after[j].key for j in theirs)
    at = {after[j].key: j for j in theirs if other[after[j].key] == 1}
    return [
        Link((i,), (at[before[i].key],), moved=True) for i in ours if count[before[i].key] == 1 and before[i].key in at
    ]
