"""A candidate in figures: what the lines before and after say for or against one person, as far as their speakers are known."""

from __future__ import annotations

import bisect
import math

from audiodrama.speakers.board import Board
from audiodrama.speakers.evidence import agrees, ruler
from audiodrama.speakers.mentions import PRONOUN

FAR = 4  # lines before and after that are looked at
SURE = 0.85  # share from which a line anchors its neighbours
NEAR = 8  # lines before and after in which somebody is present
LONG_AGO = 20  # paragraphs after which it no longer counts when somebody was told of


TURNS = (
    *(f"line-{d}" for d in range(1, FAR + 1)),
    *(f"line+{d}" for d in range(1, FAR + 1)),
    *(f"para-{d}" for d in range(1, FAR + 1)),
    *(f"para+{d}" for d in range(1, FAR + 1)),
    "swap_up",
    "swap_down",
    "inside",
    "sure_up",
    "sure_down",
    "both",
    "since",
    "until",
)


def of_turns(board: Board, k: int, who: int) -> list[float]:
    found = [board.share(k - d, who, k) for d in range(1, FAR + 1)] + [
        board.share(k + d, who, k) for d in range(1, FAR + 1)
    ]
    up, ups, down, downs = board.above[k], [], board.below[k], []
    for _ in range(FAR):
        ups.append(board.verdicts[up].shares.get(who, 0.0) if up >= 0 else -1.0)
        downs.append(board.verdicts[down].shares.get(who, 0.0) if down >= 0 else -1.0)
        up, down = board.above[up] if up >= 0 else -1, board.below[down] if down >= 0 else -1
    clue = board.benches[k].clue
    beside = [
        j for j in (k - 1, k + 1) if 0 <= j < len(board.benches) and board.benches[j].clue.passage == clue.passage
    ]
    since = next((d for d in range(1, 9) if board.share(k - d, who, k) > 0.5), 9)
    until = next((d for d in range(1, 9) if board.share(k + d, who, k) > 0.5), 9)
    return [
        *found,
        *ups,
        *downs,
        max(ups[1], 0) * (1 - max(ups[0], 0)),
        max(downs[1], 0) * (1 - max(downs[0], 0)),
        max((board.verdicts[j].shares.get(who, 0.0) for j in beside), default=-1.0),
        board.verdicts[board.above[k]].share if board.above[k] >= 0 else 0.0,
        board.verdicts[board.below[k]].share if board.below[k] >= 0 else 0.0,
        max(ups[0], 0) * max(downs[0], 0),
        float(since),
        float(until),
    ]


ANCHORS = ("anchor_up", "anchor_up_far", "anchor_down", "anchor_down_far", "other_up", "other_down")


def of_anchors(board: Board, k: int, who: int) -> list[float]:
    """Alternation counted from the nearest sure line of the same run, before and after: +1 this person's turn, -1 not."""
    found: list[float] = []
    others: list[float] = []
    for step in (board.above, board.below):
        at, far, side, other = step[k], 1, 0.0, -1.0
        last = k
        while at >= 0 and far < 10 and abs(board.benches[at].clue.passage - board.benches[last].clue.passage) <= 1:
            if board.verdicts[at].share >= SURE:
                mine = board.verdicts[at].who == who
                side = (1.0 if far % 2 == 0 else -1.0) if mine else 0.0
                beyond = step[at]
                if not mine and beyond >= 0:
                    other = board.verdicts[beyond].shares.get(who, 0.0) * (1.0 if far % 2 else -1.0)
                break
            last, at, far = at, step[at], far + 1
        else:
            far = 10
        found += [side, float(far)]
        others.append(other)
    return found + others


FITS = ("habit", "habit_lines", "topic", "calls_so", "calls_them", "loud_part")


def of_fits(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    own = board.verdicts[k].shares.get(who, 0.0)
    lines = board.whole[who] - own
    total = len(board.benches) + 1.0
    score = 0.0
    for name in clue.style:
        mine = max(board.habit[who][name] - own, 0.0)
        usual = (board.usual[name] - 1 + 0.5) / total
        score += math.log((mine + 4 * usual) / (lines + 4)) - math.log(usual)
    rare = [
        (math.log(total / board.words[word]), board.said[who][word] - own) for word in clue.low if board.words[word] > 1
    ]
    mass = sum(idf for idf, _ in rare) + 3.0
    topic = sum(idf * min(max(n, 0.0), 1.0) for idf, n in rare) / mass
    so = max((board.calls[who][word] - own for word in clue.calls), default=-1.0)
    them = max((board.called[who][other] - own for other in clue.called), default=-1.0)
    return [
        score,
        math.log1p(max(lines, 0)),
        topic,
        so,
        them,
        max(board.habit[who]["loud"] - own * clue.loud, 0) / (lines + 1) if clue.loud else -1.0,
    ]


PRESENT = ("called_near", "about_near", "spoken_near", "written_near", "echo", "rivals", "since_told", "until_told")


def of_present(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    called = about = 0
    spoken = written = 0.0
    for j in range(max(board.first[k], k - NEAR), min(board.last[k], k + NEAR) + 1):
        if j == k:
            continue
        other = board.benches[j].clue
        called += who in other.called
        about += who in other.about
        share = board.verdicts[j].shares.get(who, 0.0)
        if other.kind in ("message", "letter"):
            written += share
        else:
            spoken += share
    up = board.above[k]
    above = board.benches[up].clue if up >= 0 else None
    upper = board.benches[board.above[up]].clue if up >= 0 and board.above[up] >= 0 else None
    echo = above is not None and who in above.called and above.words <= 2 and upper is not None and who in upper.about
    ref = clue.tag.ref if clue.tag else ruler(clue)
    rivals = 0
    if ref is not None and ref.kind == PRONOUN and ref.sex in ("m", "f"):
        rivals = sum(
            1
            for other, share in board.scene[clue.scene].items()
            if other != who and share > 0.5 and agrees(board.cast, other, ref.sex, clue.narrator) == "a"
        )
    told = board.focus.told.get(who, ())
    at = bisect.bisect_left(told, clue.passage)
    since = clue.passage - told[at - 1] if at else LONG_AGO
    at = bisect.bisect_right(told, clue.passage)
    until = told[at] - clue.passage if at < len(told) else LONG_AGO
    return [
        float(called),
        float(about),
        spoken,
        written,
        float(echo),
        float(rivals),
        float(min(since, LONG_AGO)),
        float(min(until, LONG_AGO)),
    ]


EARLIER = ("first", "first_log", "first_best", "first_rank", "pool")


def of_earlier(board: Board, k: int, who: int, pool: int) -> list[float]:
    verdict = board.verdicts[k]
    share = verdict.shares.get(who, 0.0)
    return [
        share,
        math.log(share + 1e-4),
        float(verdict.who == who),
        float(sum(1 for other in verdict.shares.values() if other > share)),
        float(pool),
    ]


OPINION = ("asked", "opinion", "unseen")
LEAST = -6.0  # logarithm of a share that says as much as none


def of_opinion(board: Board, k: int, who: int) -> list[float]:
    """What the encoder says: whether it was asked about the line, the logarithm of the person's share, and whether its frame does not show them."""
    shares = board.opinions.get(k)
    if not shares:
        return [0.0, 0.0, 0.0]
    return [1.0, max(shares.get(who, LEAST), LEAST), float(who not in shares)]
