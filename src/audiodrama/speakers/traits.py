"""A candidate in figures: what the text, the lines before and the lines after say for or against one person."""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from audiodrama.speakers.decode import Bench, Verdict
from audiodrama.speakers.evidence import Clue, agrees, antecedents, ruler
from audiodrama.speakers.focus import Focus
from audiodrama.speakers.mentions import OWNER, PRONOUN, SUBJECT, Ref
from audiodrama.speakers.people import Cast

FAR = 4  # lines before and after that are looked at
SURE = 0.85  # share from which a line anchors its neighbours
WIDE = 6  # lines before and after whose speakers are candidates
LIKELY = 0.05  # share from which a neighbour's candidate is one here
FADE = 0.8  # of a line's weight a line further off
MOST = 16  # candidates
AGREE = {"a": 1.0, "u": 0.0, "d": -1.0}
MANNERS = ("tn", "ti", "tp", "tx", "tg", "tt", "bn", "bi", "bp", "bx", "bg", "bt", "b0", "im")
KINDS = ("speech", "thought", "message", "letter")
SORTS = ("", "voice", "kin", "new", "epithet", "office")


@dataclass(slots=True)
class Board:
    """Everything a row of figures is made from: the benches, the verdicts so far, and what follows from them."""

    benches: Sequence[Bench]
    cast: Cast
    verdicts: Sequence[Verdict]
    focus: Focus
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
                self.scene[clue.scene][who] += share  # type: ignore[assignment]
                self.whole[who] += share  # type: ignore[assignment]
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
        near = [(abs(j - k), -share, who) for j in range(max(self.first[k], k - WIDE), min(self.last[k], k + WIDE) + 1)
                for who, share in self.verdicts[j].shares.items() if share > LIKELY]
        for _, _, who in sorted(near):
            if who not in found:
                found.append(who)
        for who, worth in self.focus.before[k].items():
            if worth > 0.3 and who not in found and self.cast.persons[who].kind in ("name", "narrator"):
                found.append(who)
        for who in self.verdicts[k].shares:
            if who not in found and self.verdicts[k].shares[who] > LIKELY:
                found.append(who)
        return [who for who in found if self.cast.persons[who].kind != "gone"][:MOST]


def _add(counter: Counter, items, share: float) -> None:
    for item in items:
        counter[item] += share


def rows(board: Board, k: int, pool: Sequence[int]) -> np.ndarray:
    """One row of figures a candidate, in the order of NAMES: float32 [candidates, figures]."""
    own = np.array(_rows(board, k, pool), dtype=np.float32)
    chosen = own[:, BESIDE_AT]
    if len(pool) == 1:
        return np.hstack([own, np.zeros_like(chosen)])
    order = np.sort(chosen, axis=0)
    rival = np.where(chosen == order[-1], order[-2], order[-1])
    return np.hstack([own, chosen - rival])


def _rows(board: Board, k: int, pool: Sequence[int]) -> list[list[float]]:
    shared = _line(board, k)
    return [
        [*shared, *_evidence(board, k, who), *_places(board, k, who), *_address(board, k, who), *_person(board, k, who),
         *_mind(board, k, who), *_turns(board, k, who), *_anchors(board, k, who), *_fits(board, k, who), *_present(board, k, who), *_earlier(board, k, who, len(pool))]
        for who in pool
    ]


LINE = ("manner", "kind", "words", "asks", "loud", "voices_i", "nth", "told", "gap_up", "gap_down", "ask_up", "ask_down",
        "manner_up", "manner_down", "same_up", "same_down", "voices", "continued", "domain")


def _line(board: Board, k: int) -> list[float]:
    clue = board.benches[k].clue
    up, down = board.above[k], board.below[k]
    clues = board.benches
    return [
        MANNERS.index(clue.manner) if clue.manner in MANNERS else -1.0,
        KINDS.index(clue.kind) if clue.kind in KINDS else -1.0,
        min(clue.words, 40), clue.asks, clue.loud, clue.voices_i, clue.nth, clue.told,
        min(clue.passage - clues[up].clue.passage, 6) if up >= 0 else 9.0,
        min(clues[down].clue.passage - clue.passage, 6) if down >= 0 else 9.0,
        clues[up].clue.asks if up >= 0 else -1.0,
        clues[down].clue.asks if down >= 0 else -1.0,
        MANNERS.index(clues[up].clue.manner) if up >= 0 and clues[up].clue.manner in MANNERS else -1.0,
        MANNERS.index(clues[down].clue.manner) if down >= 0 and clues[down].clue.manner in MANNERS else -1.0,
        float(k > 0 and clues[k - 1].clue.passage == clue.passage),
        float(k + 1 < len(clues) and clues[k + 1].clue.passage == clue.passage),
        float(sum(1 for share in board.scene[clue.scene].values() if share > 0.7)),
        clue.continued, 0.0,
    ]


EVIDENCE = ("label", "tag_is", "tag_sex", "tag_rank", "tag_noun", "tag_after", "tag_to",
            "rule_is", "rule_sex", "rule_rank", "left1_is", "left1_sex", "left0_is", "right0_is", "right0_sex", "right1_is", "next_subject", "prev_subject", "prev_closing", "next_opening")


def _evidence(board: Board, k: int, who: int) -> list[float]:
    clue, cast = board.benches[k].clue, board.cast
    tag = clue.tag.ref if clue.tag else None
    chief = ruler(clue)
    left = [r for r in clue.left if r.place == SUBJECT]
    right = [r for r in clue.right if r.place == SUBJECT]
    shown = board.focus
    up, down = board.above[k], board.below[k]
    return [
        0.0 if clue.label < 0 else 1.0 if clue.label == who else -1.0,
        _is(tag, who, clue), _sex(tag, who, cast, clue), _rank(clue, tag, who, cast), _noun(tag, who, cast),
        float(clue.tag.after) if clue.tag else -1.0, float(clue.tag is not None and who in clue.tag.to),
        _is(chief, who, clue), _sex(chief, who, cast, clue), _rank(clue, chief, who, cast),
        _is(left[-1] if left else None, who, clue), _sex(left[-1] if left else None, who, cast, clue),
        _is(left[0] if len(left) > 1 else None, who, clue),
        _is(right[0] if right else None, who, clue), _sex(right[0] if right else None, who, cast, clue),
        _is(right[-1] if len(right) > 1 else None, who, clue),
        _told(board, clue.passage + 1, who, down), _told(board, clue.passage - 1, who, up),
        float(shown.closing.get(clue.passage - 1, -1) == who), float(shown.opening.get(clue.passage + 1, -1) == who),
    ]


def _told(board: Board, passage: int, who: int, line: int) -> float:
    """The paragraph beside has no talk and is about this person (1), about others (-1)."""
    if line >= 0 and board.benches[line].clue.passage == passage:
        return 0.0
    said = board.focus.opening.get(passage, -1), board.focus.closing.get(passage, -1)
    return 0.0 if said == (-1, -1) else 1.0 if who in said else -1.0


def _is(ref: Ref | None, who: int, clue: Clue) -> float:
    if ref is None:
        return -1.0
    if ref.kind == PRONOUN:
        return 2.0 if ref.sex == "i" and who == clue.narrator else 0.5 if ref.sex != "i" else 0.0
    return 1.0 if ref.who == who else 0.0


def _sex(ref: Ref | None, who: int, cast: Cast, clue: Clue) -> float:
    if ref is None:
        return -2.0
    if ref.kind == PRONOUN:
        return AGREE[agrees(cast, who, ref.sex, clue.narrator)]
    sex = cast.persons[ref.who].gender if ref.who >= 0 else ""
    return 2.0 if not sex else 3.0 + AGREE[agrees(cast, who, sex)]


def _rank(clue: Clue, ref: Ref | None, who: int, cast: Cast) -> float:
    if ref is None or ref.kind != PRONOUN or ref.sex not in ("m", "f"):
        return -1.0
    order = antecedents(clue, ref, cast)
    return float(min(order.index(who), 5)) if who in order else 6.0


def _noun(ref: Ref | None, who: int, cast: Cast) -> float:
    if ref is None or ref.who < 0:
        return -1.0
    person = cast.persons[ref.who]
    return float(SORTS.index(person.sort)) if person.kind == "noun" and person.sort in SORTS else 6.0 if person.kind == "name" else 7.0


PLACES = ("near_left", "near_right", "place_left", "place_right", "mentions", "others", "sole", "absent", "called_para")
PLACE = {"subject": 3.0, "owner": 2.0, "object": 1.0, "aside": 1.5}


def _places(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    left = [r for r in clue.left if r.who == who]
    right = [r for r in clue.right if r.who == who]
    named = {r.who for r in clue.left + clue.right if r.who >= 0}
    last = len(clue.left)
    return [
        float(last - max((j for j, r in enumerate(clue.left) if r.who == who), default=last + 8)) if left else 9.0,
        float(min((j for j, r in enumerate(clue.right) if r.who == who), default=9)),
        max((PLACE[r.place] for r in left), default=0.0), max((PLACE[r.place] for r in right), default=0.0),
        float(len(left) + len(right)), float(len(named - {who})), float(named == {who}), float(bool(named) and who not in named),
        0.0,
    ]


ADDRESS = ("called", "about", "claims", "up_calls", "up_calls_other", "down_calls", "down_calls_other", "up2_calls", "down2_calls",
           "up_about", "calls_up", "calls_down", "up_sex", "down_sex", "up_object", "own_called", "own_sex")


def _address(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    up, down = board.above[k], board.below[k]
    above = board.benches[up].clue if up >= 0 else None
    below = board.benches[down].clue if down >= 0 else None
    upper = board.above[up] if up >= 0 else -1
    lower = board.below[down] if down >= 0 else -1
    objects = [r for r in (above.left + above.right if above else ()) if r.place == "object"]
    same = [b.clue for b in board.benches[max(0, k - 2) : k + 3] if b.clue.passage == clue.passage and b.clue is not clue]
    return [
        float(who in clue.called), float(who in clue.about), float(who in clue.claims),
        _calls(above, who), float(above is not None and bool(above.called) and who not in above.called),
        _calls(below, who), float(below is not None and bool(below.called) and who not in below.called),
        _calls(board.benches[upper].clue if upper >= 0 else None, who), _calls(board.benches[lower].clue if lower >= 0 else None, who),
        float(above is not None and who in above.about),
        max((board.verdicts[up].shares.get(x, 0.0) for x in clue.called), default=-1.0) if up >= 0 else -1.0,
        max((board.verdicts[down].shares.get(x, 0.0) for x in clue.called), default=-1.0) if down >= 0 else -1.0,
        AGREE[agrees(board.cast, who, above.called_sex)] if above and above.called_sex else -2.0,
        AGREE[agrees(board.cast, who, below.called_sex)] if below and below.called_sex else -2.0,
        float(any(r.who == who for r in objects)),
        float(any(who in other.called for other in same)),
        AGREE[agrees(board.cast, who, clue.called_sex)] if clue.called_sex else -2.0,
    ]


def _calls(clue: Clue | None, who: int) -> float:
    return float(clue is not None and who in clue.called)


PERSON = ("person", "sort", "narrator", "told_of", "called_of", "male", "female", "lines", "lines_scene", "rank_scene", "part_scene",
          "given", "recent", "recent_subject", "recent_order", "before_scene", "after_scene")


def _person(board: Board, k: int, who: int) -> list[float]:
    clue, person = board.benches[k].clue, board.cast.persons[who]
    own = board.verdicts[k].shares.get(who, 0.0)
    scene = board.scene[clue.scene]
    here = scene[who] - own
    total = max(board.last[k] - board.first[k], 1)
    back = next(((b, p == SUBJECT, n) for n, (w, b, p) in enumerate(clue.recent) if w == who), (9, False, 12))
    before = sum(board.verdicts[j].shares.get(who, 0.0) * FADE ** (k - 1 - j) for j in range(max(board.first[k], k - 12), k))
    after = sum(board.verdicts[j].shares.get(who, 0.0) * FADE ** (j - k - 1) for j in range(k + 1, min(board.last[k], k + 12) + 1))
    return [
        float(("name", "noun", "group", "narrator").index(person.kind)) if person.kind != "gone" else 4.0,
        float(SORTS.index(person.sort)) if person.sort in SORTS else 6.0,
        float(who == clue.narrator), math.log1p(person.conduct.told), math.log1p(person.conduct.called),
        float(person.gender == "m"), float(person.gender == "f"),
        math.log1p(max(board.whole[who] - own, 0)), math.log1p(max(here, 0)), float(sum(1 for s in scene.values() if s > here + 1)), here / total,
        float(person.given), float(back[0]), float(back[1]), float(back[2]), before, after,
    ]


MIND = ("focus", "focus_rank", "meant", "meant_rank", "meant_part", "deeds_part", "minds_part", "agent_rank")


def _mind(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    before, meant = board.focus.before[k], board.focus.meant[k]
    deeds, minds = board.focus.deeds.get(clue.scene, {}), board.focus.minds.get(clue.scene, {})
    worth, there = before.get(who, 0.0), meant.get(who, 0.0)
    ref = clue.tag.ref if clue.tag else ruler(clue)
    fit = [w for w in meant if ref is not None and agrees(board.cast, w, ref.sex, clue.narrator) == "a"] if meant else []
    return [
        worth, float(sum(1 for w in before.values() if w > worth)), there if meant else -1.0,
        float(sum(1 for w in fit if meant[w] > there)) if meant else -1.0,
        there / (sum(meant[w] for w in fit) + 0.1) if who in fit else 0.0 if meant else -1.0,
        deeds.get(who, 0) / (sum(deeds.values()) + 2), minds.get(who, 0) / (sum(minds.values()) + 1),
        float(sum(1 for d in deeds.values() if d > deeds.get(who, 0))),
    ]


TURNS = (*(f"line-{d}" for d in range(1, FAR + 1)), *(f"line+{d}" for d in range(1, FAR + 1)),
         *(f"para-{d}" for d in range(1, FAR + 1)), *(f"para+{d}" for d in range(1, FAR + 1)),
         "swap_up", "swap_down", "inside", "sure_up", "sure_down", "both", "since", "until")


def _turns(board: Board, k: int, who: int) -> list[float]:
    found = [board.share(k - d, who, k) for d in range(1, FAR + 1)] + [board.share(k + d, who, k) for d in range(1, FAR + 1)]
    up, ups, down, downs = board.above[k], [], board.below[k], []
    for _ in range(FAR):
        ups.append(board.verdicts[up].shares.get(who, 0.0) if up >= 0 else -1.0)
        downs.append(board.verdicts[down].shares.get(who, 0.0) if down >= 0 else -1.0)
        up, down = board.above[up] if up >= 0 else -1, board.below[down] if down >= 0 else -1
    clue = board.benches[k].clue
    beside = [j for j in (k - 1, k + 1) if 0 <= j < len(board.benches) and board.benches[j].clue.passage == clue.passage]
    since = next((d for d in range(1, 9) if board.share(k - d, who, k) > 0.5), 9)
    until = next((d for d in range(1, 9) if board.share(k + d, who, k) > 0.5), 9)
    return [
        *found, *ups, *downs, max(ups[1], 0) * (1 - max(ups[0], 0)), max(downs[1], 0) * (1 - max(downs[0], 0)),
        max((board.verdicts[j].shares.get(who, 0.0) for j in beside), default=-1.0),
        board.verdicts[board.above[k]].share if board.above[k] >= 0 else 0.0,
        board.verdicts[board.below[k]].share if board.below[k] >= 0 else 0.0,
        max(ups[0], 0) * max(downs[0], 0), float(since), float(until),
    ]


ANCHORS = ("anchor_up", "anchor_up_far", "anchor_down", "anchor_down_far", "other_up", "other_down")


def _anchors(board: Board, k: int, who: int) -> list[float]:
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


FITS = ("habit", "habit_lines", "topic", "calls_so", "calls_them", "loud_part", "same_topic_up")


def _fits(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    own = board.verdicts[k].shares.get(who, 0.0)
    lines = board.whole[who] - own
    total = len(board.benches) + 1.0
    score = 0.0
    for name in clue.style:
        mine = max(board.habit[who][name] - own, 0.0)
        usual = (board.usual[name] - 1 + 0.5) / total
        score += math.log((mine + 4 * usual) / (lines + 4)) - math.log(usual)
    rare = [(math.log(total / board.words[word]), board.said[who][word] - own) for word in clue.low if board.words[word] > 1]
    mass = sum(idf for idf, _ in rare) + 3.0
    topic = sum(idf * min(max(n, 0.0), 1.0) for idf, n in rare) / mass
    so = max((board.calls[who][word] - own for word in clue.calls), default=-1.0)
    them = max((board.called[who][other] - own for other in clue.called), default=-1.0)
    return [score, math.log1p(max(lines, 0)), topic, so, them, max(board.habit[who]["loud"] - own * clue.loud, 0) / (lines + 1) if clue.loud else -1.0, 0.0]


PRESENT = ("called_near", "about_near", "spoken_near", "written_near", "echo", "rivals", "since_told", "until_told")
NEAR = 8  # lines before and after in which somebody is present


def _present(board: Board, k: int, who: int) -> list[float]:
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
        rivals = sum(1 for other, share in board.scene[clue.scene].items() if other != who and share > 0.5 and agrees(board.cast, other, ref.sex, clue.narrator) == "a")
    told = board.focus.told.get(who, ())
    at = bisect.bisect_left(told, clue.passage)
    since = clue.passage - told[at - 1] if at else 20
    at = bisect.bisect_right(told, clue.passage)
    until = told[at] - clue.passage if at < len(told) else 20
    return [float(called), float(about), spoken, written, float(echo), float(rivals), float(min(since, 20)), float(min(until, 20))]


EARLIER = ("first", "first_log", "first_best", "first_rank", "pool")


def _earlier(board: Board, k: int, who: int, pool: int) -> list[float]:
    verdict = board.verdicts[k]
    share = verdict.shares.get(who, 0.0)
    return [
        share, math.log(share + 1e-4), float(verdict.who == who),
        float(sum(1 for other in verdict.shares.values() if other > share)), float(pool),
    ]


OWN = (*LINE, *EVIDENCE, *PLACES, *ADDRESS, *PERSON, *MIND, *TURNS, *ANCHORS, *FITS, *PRESENT, *EARLIER)
BESIDE = ("rule_rank", "tag_rank", "before", "before_scene", "after_scene", "focus", "meant", "deeds_part", "minds_part", "line-1", "line-2", "para-1", "para-2", "para+1", "para+2",
          "swap_up", "swap_down", "habit", "topic", "calls_them", "lines_scene", "first", "recent_order", "called_near", "about_near", "mentions", "near_left", "near_right")
BESIDE = tuple(name for name in BESIDE if name in OWN)
BESIDE_AT = [OWN.index(name) for name in BESIDE]
NAMES = (*OWN, *(f"{name}~" for name in BESIDE))
