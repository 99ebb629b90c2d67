"""A candidate in figures: what the text of a line and of its paragraph says for or against one person."""

from __future__ import annotations

import math

from audiodrama.speakers.board import Board
from audiodrama.speakers.evidence import Clue, agrees, antecedents, ruler
from audiodrama.speakers.mentions import PRONOUN, SUBJECT, Ref
from audiodrama.speakers.people import Cast

FADE = 0.8  # of a line's weight is left one line further off
AGREE = {"a": 1.0, "u": 0.0, "d": -1.0}
MANNERS = ("tn", "ti", "tp", "tx", "tg", "tt", "bn", "bi", "bp", "bx", "bg", "bt", "b0", "im")
KINDS = ("speech", "thought", "message", "letter")
SORTS = ("", "voice", "kin", "new", "epithet", "office")
PLACE = {"subject": 3.0, "owner": 2.0, "object": 1.0, "aside": 1.5}


LINE = (
    "manner",
    "kind",
    "words",
    "asks",
    "loud",
    "voices_i",
    "nth",
    "told",
    "gap_up",
    "gap_down",
    "ask_up",
    "ask_down",
    "manner_up",
    "manner_down",
    "same_up",
    "same_down",
    "voices",
    "continued",
    "again",
)


def of_line(board: Board, k: int) -> list[float]:
    clue = board.benches[k].clue
    up, down = board.above[k], board.below[k]
    clues = board.benches
    return [
        MANNERS.index(clue.manner) if clue.manner in MANNERS else -1.0,
        KINDS.index(clue.kind) if clue.kind in KINDS else -1.0,
        min(clue.words, 40),
        clue.asks,
        clue.loud,
        clue.voices_i,
        clue.nth,
        clue.told,
        min(clue.passage - clues[up].clue.passage, 6) if up >= 0 else 9.0,
        min(clues[down].clue.passage - clue.passage, 6) if down >= 0 else 9.0,
        clues[up].clue.asks if up >= 0 else -1.0,
        clues[down].clue.asks if down >= 0 else -1.0,
        MANNERS.index(clues[up].clue.manner) if up >= 0 and clues[up].clue.manner in MANNERS else -1.0,
        MANNERS.index(clues[down].clue.manner) if down >= 0 and clues[down].clue.manner in MANNERS else -1.0,
        float(k > 0 and clues[k - 1].clue.passage == clue.passage),
        float(k + 1 < len(clues) and clues[k + 1].clue.passage == clue.passage),
        float(sum(1 for share in board.scene[clue.scene].values() if share > 0.7)),
        clue.continued,
        board.again,
    ]


EVIDENCE = (
    "label",
    "tag_is",
    "tag_sex",
    "tag_rank",
    "tag_noun",
    "tag_after",
    "tag_to",
    "rule_is",
    "rule_sex",
    "rule_rank",
    "left1_is",
    "left1_sex",
    "left0_is",
    "right0_is",
    "right0_sex",
    "right1_is",
    "next_subject",
    "prev_subject",
    "prev_closing",
    "next_opening",
)


def of_evidence(board: Board, k: int, who: int) -> list[float]:
    clue, cast = board.benches[k].clue, board.cast
    tag = clue.tag.ref if clue.tag else None
    chief = ruler(clue)
    left = [r for r in clue.left if r.place == SUBJECT]
    right = [r for r in clue.right if r.place == SUBJECT]
    shown = board.focus
    up, down = board.above[k], board.below[k]
    return [
        0.0 if clue.label < 0 else 1.0 if clue.label == who else -1.0,
        _is(tag, who, clue),
        _sex(tag, who, cast, clue),
        _rank(clue, tag, who, cast),
        _noun(tag, who, cast),
        float(clue.tag.after) if clue.tag else -1.0,
        float(clue.tag is not None and who in clue.tag.to),
        _is(chief, who, clue),
        _sex(chief, who, cast, clue),
        _rank(clue, chief, who, cast),
        _is(left[-1] if left else None, who, clue),
        _sex(left[-1] if left else None, who, cast, clue),
        _is(left[0] if len(left) > 1 else None, who, clue),
        _is(right[0] if right else None, who, clue),
        _sex(right[0] if right else None, who, cast, clue),
        _is(right[-1] if len(right) > 1 else None, who, clue),
        _told(board, clue.passage + 1, who, down),
        _told(board, clue.passage - 1, who, up),
        float(shown.closing.get(clue.passage - 1, -1) == who),
        float(shown.opening.get(clue.passage + 1, -1) == who),
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
    return (
        float(SORTS.index(person.sort))
        if person.kind == "noun" and person.sort in SORTS
        else 6.0
        if person.kind == "name"
        else 7.0
    )


PLACES = ("near_left", "near_right", "place_left", "place_right", "mentions", "others", "sole", "absent")
PLACE = {"subject": 3.0, "owner": 2.0, "object": 1.0, "aside": 1.5}


def of_places(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    left = [r for r in clue.left if r.who == who]
    right = [r for r in clue.right if r.who == who]
    named = {r.who for r in clue.left + clue.right if r.who >= 0}
    last = len(clue.left)
    return [
        float(last - max((j for j, r in enumerate(clue.left) if r.who == who), default=last + 8)) if left else 9.0,
        float(min((j for j, r in enumerate(clue.right) if r.who == who), default=9)),
        max((PLACE[r.place] for r in left), default=0.0),
        max((PLACE[r.place] for r in right), default=0.0),
        float(len(left) + len(right)),
        float(len(named - {who})),
        float(named == {who}),
        float(bool(named) and who not in named),
    ]


ADDRESS = (
    "called",
    "about",
    "claims",
    "up_calls",
    "up_calls_other",
    "down_calls",
    "down_calls_other",
    "up2_calls",
    "down2_calls",
    "up_about",
    "calls_up",
    "calls_down",
    "up_sex",
    "down_sex",
    "up_object",
    "own_called",
    "own_sex",
)


def of_address(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    up, down = board.above[k], board.below[k]
    above = board.benches[up].clue if up >= 0 else None
    below = board.benches[down].clue if down >= 0 else None
    upper = board.above[up] if up >= 0 else -1
    lower = board.below[down] if down >= 0 else -1
    objects = [r for r in (above.left + above.right if above else ()) if r.place == "object"]
    same = [
        b.clue for b in board.benches[max(0, k - 2) : k + 3] if b.clue.passage == clue.passage and b.clue is not clue
    ]
    return [
        float(who in clue.called),
        float(who in clue.about),
        float(who in clue.claims),
        _calls(above, who),
        float(above is not None and bool(above.called) and who not in above.called),
        _calls(below, who),
        float(below is not None and bool(below.called) and who not in below.called),
        _calls(board.benches[upper].clue if upper >= 0 else None, who),
        _calls(board.benches[lower].clue if lower >= 0 else None, who),
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


PERSON = (
    "person",
    "sort",
    "narrator",
    "told_of",
    "called_of",
    "male",
    "female",
    "lines",
    "lines_scene",
    "rank_scene",
    "part_scene",
    "given",
    "recent",
    "recent_subject",
    "recent_order",
    "before_scene",
    "after_scene",
)


def of_person(board: Board, k: int, who: int) -> list[float]:
    clue, person = board.benches[k].clue, board.cast.persons[who]
    own = board.verdicts[k].shares.get(who, 0.0)
    scene = board.scene[clue.scene]
    here = scene[who] - own
    total = max(board.last[k] - board.first[k], 1)
    back = next(((b, p == SUBJECT, n) for n, (w, b, p) in enumerate(clue.recent) if w == who), (9, False, 12))
    before = sum(
        board.verdicts[j].shares.get(who, 0.0) * FADE ** (k - 1 - j) for j in range(max(board.first[k], k - 12), k)
    )
    after = sum(
        board.verdicts[j].shares.get(who, 0.0) * FADE ** (j - k - 1)
        for j in range(k + 1, min(board.last[k], k + 12) + 1)
    )
    return [
        float(("name", "noun", "group", "narrator").index(person.kind)) if person.kind != "gone" else 4.0,
        float(SORTS.index(person.sort)) if person.sort in SORTS else 6.0,
        float(who == clue.narrator),
        math.log1p(person.conduct.told),
        math.log1p(person.conduct.called),
        float(person.gender == "m"),
        float(person.gender == "f"),
        math.log1p(max(board.whole[who] - own, 0)),
        math.log1p(max(here, 0)),
        float(sum(1 for s in scene.values() if s > here + 1)),
        here / total,
        float(person.given),
        float(back[0]),
        float(back[1]),
        float(back[2]),
        before,
        after,
    ]


MIND = ("focus", "focus_rank", "meant", "meant_rank", "meant_part", "deeds_part", "minds_part", "agent_rank")


def of_mind(board: Board, k: int, who: int) -> list[float]:
    clue = board.benches[k].clue
    before, meant = board.focus.before[k], board.focus.meant[k]
    deeds, minds = board.focus.deeds[clue.scene], board.focus.minds[clue.scene]
    worth, there = before.get(who, 0.0), meant.get(who, 0.0)
    ref = clue.tag.ref if clue.tag else ruler(clue)
    fit = (
        [w for w in meant if ref is not None and agrees(board.cast, w, ref.sex, clue.narrator) == "a"] if meant else []
    )
    return [
        worth,
        float(sum(1 for w in before.values() if w > worth)),
        there if meant else -1.0,
        float(sum(1 for w in fit if meant[w] > there)) if meant else -1.0,
        there / (sum(meant[w] for w in fit) + 0.1) if who in fit else 0.0 if meant else -1.0,
        deeds[who] / (sum(deeds.values()) + 2),
        minds[who] / (sum(minds.values()) + 1),
        float(sum(1 for d in deeds.values() if d > deeds[who])),
    ]
