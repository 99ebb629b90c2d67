"""A candidate in the light of a clue and of who spoke before: names of features, summed by their weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audiodrama.speakers.evidence import Clue, agrees, antecedents, ruler
from audiodrama.speakers.mentions import NAME, NOUN, OBJECT, OWNER, PRONOUN, SUBJECT, Ref
from audiodrama.speakers.people import Cast


class Turn(NamedTuple):
    """Who spoke an earlier quotation, where."""

    who: int
    passage: int
    scene: int
    manner: str
    loud: bool = False
    asks: bool = False
    called_sex: str = ""


def static(clue: Clue, who: int, cast: Cast, before: Clue | None, after: Clue | None) -> list[str]:
    """Features that do not depend on who spoke before."""
    found: list[str] = []
    _tagged(found, clue, who, cast)
    _deeds(found, clue, who, cast)
    _address(found, clue, who, before, after)
    _standing(found, clue, who, cast)
    _called_sex(found, clue, who, cast, before, after)
    _looked_at(found, clue, who, cast, before)
    return found


def _looked_at(found: list[str], clue: Clue, who: int, cast: Cast, before: Clue | None) -> None:
    """The paragraph before tells of somebody looked at, spoken to, touched: who answers next."""
    if before is None or before.scene != clue.scene or clue.passage - before.passage != 1:
        return
    kind = "t" if clue.tag else clue.manner[0]
    objects = [r for r in before.left + before.right if r.place == OBJECT]
    if any(r.who == who for r in objects) or (before.tag and who in before.tag.to):
        found.append(f"{kind}lookedat")
    sexes = {r.sex for r in objects if r.kind == PRONOUN and r.sex in ("m", "f", "i")}
    if len(sexes) == 1:
        found.append(f"{kind}lookedatsex:" + agrees(cast, who, sexes.pop(), clue.narrator))


def _called_sex(found: list[str], clue: Clue, who: int, cast: Cast, before: Clue | None, after: Clue | None) -> None:
    kind = "t" if clue.tag else clue.manner[0]
    if (
        before is not None
        and before.called_sex
        and before.scene == clue.scene
        and clue.passage - before.passage in (1, 2)
    ):
        found.append(f"{kind}answerssex:" + agrees(cast, who, before.called_sex))
    if after is not None and after.called_sex and after.scene == clue.scene and after.passage - clue.passage in (1, 2):
        found.append(f"{kind}backsex:" + agrees(cast, who, after.called_sex))


def _match(ref: Ref, who: int, cast: Cast, narrator: int) -> str:
    if ref.kind == PRONOUN:
        return "p" + agrees(cast, who, ref.sex, narrator)
    if ref.who == who:
        return "y" + cast.persons[who].sort[:1]
    if ref.kind == NOUN and cast.persons[ref.who].kind == "noun":
        sex = cast.persons[ref.who].gender
        return "x" + cast.persons[ref.who].sort[0] + (agrees(cast, who, sex) if sex else "u")
    return "n"


def _rank(clue: Clue, ref: Ref, who: int, cast: Cast) -> str:
    order = antecedents(clue, ref, cast)
    place = order.index(who) if who in order else 9
    return str(min(place, 3)) if place < 9 else "-"


def _tagged(found: list[str], clue: Clue, who: int, cast: Cast) -> None:
    if clue.label >= 0:
        found.append("label:" + ("y" if clue.label == who else "n"))
    if clue.tag is None:
        return
    ref = clue.tag.ref
    side = "A" if clue.tag.after else "B"
    kind = cast.persons[ref.who].kind if ref.who >= 0 else ""
    match = _match(ref, who, cast, clue.narrator)
    found.append(f"tag:{match}")
    found.append(f"tag{side}:{match}:{kind}")
    if ref.kind == PRONOUN and ref.sex in "mf":
        found.append("tag:an" + _rank(clue, ref, who, cast))
    if ref.kind == NOUN and kind == "noun" and ref.who != who:
        found.append("tagx:an" + _rank(clue, ref._replace(sex=cast.persons[ref.who].gender), who, cast))
    if who in clue.tag.to:
        found.append("tag:to")


def _deeds(found: list[str], clue: Clue, who: int, cast: Cast) -> None:
    kind = "t" if clue.tag else "b"
    left = [r for r in clue.left if r.place == SUBJECT]
    right = [r for r in clue.right if r.place == SUBJECT]
    both = ("" if not right else "R") + ("" if not left else "L")
    for name, refs in (("L1", left[-1:]), ("R0", right[:1])):
        for ref in refs:
            found.append(f"{kind}{name}{both}:{_match(ref, who, cast, clue.narrator)}")
            if ref.kind == PRONOUN and ref.sex in "mf":
                found.append(f"{kind}{name}:an{_rank(clue, ref, who, cast)}")
    chief = ruler(clue)
    if chief is not None:
        found.append(f"{kind}K:{_match(chief, who, cast, clue.narrator)}")
    if left and left[0] is not left[-1]:
        found.append(f"{kind}L0:{_match(left[0], who, cast, clue.narrator)}")
    if right and right[-1] is not right[0]:
        found.append(f"{kind}R1:{_match(right[-1], who, cast, clue.narrator)}")
    _places(found, clue, who, kind)


def _places(found: list[str], clue: Clue, who: int, kind: str) -> None:
    for name, refs in (("L", clue.left), ("R", clue.right)):
        mine = {r.place for r in refs if r.who == who}
        if mine:
            found.append(f"{kind}{name}:" + (SUBJECT if SUBJECT in mine else OWNER if OWNER in mine else OBJECT))
    named = {r.who for r in clue.left + clue.right if r.who >= 0}
    if named == {who}:
        found.append(f"{kind}:sole")
    elif named and who not in named:
        found.append(f"{kind}:absent")


def _address(found: list[str], clue: Clue, who: int, before: Clue | None, after: Clue | None) -> None:
    if who in clue.called:
        found.append("called")
    if who in clue.about:
        found.append("about")
    tagged = "t" if clue.tag else clue.manner[0]
    if before is not None and before.scene == clue.scene:
        gap = min(clue.passage - before.passage, 3)
        if who in before.called:
            found.append(f"{tagged}answers:{gap}")
        elif before.called and gap:
            found.append(f"{tagged}answersnot:{gap}")
    if after is not None and after.scene == clue.scene:
        gap = min(after.passage - clue.passage, 3)
        if who in after.called:
            found.append(f"{tagged}calledback:{gap}")
        if gap and after.manner in ("tn", "bn", "ti", "bi"):
            ref = after.tag.ref if after.tag else ruler(after)
            same = ref is not None and (ref.who == who or (ref.sex == "i" and who == after.narrator))
            if same:
                found.append(f"{clue.manner[0]}next{after.manner}:{gap}")
        if gap == 0 and after.tag is not None and after.tag.ref.who == who:
            found.append("sametag")


def _standing(found: list[str], clue: Clue, who: int, cast: Cast) -> None:
    person = cast.persons[who]
    seen = person.conduct.told + person.conduct.called
    kind = clue.manner[0]
    found.append(f"{kind}kind:{person.kind}{person.sort}")
    if person.kind == "name":
        found.append(
            f"{kind}seen:" + ("0" if person.conduct.told == 0 else "1" if seen < 3 else "3" if seen < 8 else "8")
        )
    for w, back, place in clue.recent:
        if w == who:
            found.append(f"{kind}told:{min(back, 4)}:{place == SUBJECT}")
            break
    else:
        found.append(f"{kind}untold")
    if clue.recent and clue.recent[0][0] == who:
        found.append(f"{kind}latest")
    if who == clue.narrator:
        found.append(f"{clue.manner}:I")
    if clue.kind != "speech":
        found.append(
            f"{clue.kind}:{kind}:"
            + ("narrator" if person.kind == "narrator" else "told" if person.conduct.told else "no")
        )


def turns(clue: Clue, who: int, past: Sequence[Turn], cast: Cast, tally: int) -> list[str]:
    """Features of the turn: ``past`` latest last; ``tally``: quotations this person has had in the scene."""
    found: list[str] = []
    manner = clue.manner
    broad = manner if manner in ("im", "b0", "bp", "tp") else manner[0]
    if clue.continued and past:
        found.append("goeson:" + ("y" if past[-1].who == who else "n"))
    found.append(f"{broad}tally:{min(tally, 2)}")
    if not past or past[-1].scene != clue.scene:
        found.append(f"{broad}fresh:" + ("y" if any(t.who == who for t in past[-4:]) else "n"))
        return found
    last = past[-1]
    gap = min(clue.passage - last.passage, 4)
    if gap == 0:
        own = "t" if clue.tag else "n"
        found.append(f"{own}samepar:" + ("y" if last.who == who else "n"))
        return found
    found.append(f"{broad}prev:{gap}:" + ("y" if last.who == who else "n"))
    own_last = next((t for t in reversed(past) if t.who == who), None)
    if own_last is not None and (clue.loud or own_last.loud):
        found.append(f"loud:{clue.loud}:{own_last.loud}")
    elif clue.loud:
        found.append("loud:new")
    if gap == 1 and last.asks and last.who == who:
        found.append(f"{broad}ownquestion")
    other = _before_last(past, last)
    if other is not None:
        near = min(last.passage - other.passage, 3)
        if other.who == who:
            found.append(f"{broad}prev2:{gap}:{near}")
            found.append(f"{broad}prev2of:{min(len({t.who for t in past[-6:] if t.scene == clue.scene}), 4)}")
            if gap == 1 and near == 1 and _steady(past):
                found.append(f"{broad}steady")
        third = _before_last(past, last, also=other)
        if third is not None and third.who == who:
            found.append(f"{broad}prev3:{gap}")
    ref = clue.tag.ref if clue.tag else ruler(clue)
    if ref is not None and ref.kind == PRONOUN and ref.sex in "mf":
        kind = "t" if clue.tag else "b"
        latest = next(
            (t for t in reversed(past[-8:]) if t.scene == clue.scene and agrees(cast, t.who, ref.sex) == "a"), None
        )
        if latest is not None:
            found.append(f"{kind}latestsex:" + ("y" if latest.who == who else "n"))
        others = {t.who for t in past[-8:] if t.scene == clue.scene and agrees(cast, t.who, ref.sex) == "a"}
        if others == {who}:
            found.append(f"{kind}onlysex")
        if last.who == who and agrees(cast, who, ref.sex) == "a":
            found.append(f"{kind}prevsex:{gap}")
    return found


def _before_last(past: Sequence[Turn], last: Turn, also: Turn | None = None) -> Turn | None:
    """The latest turn of somebody else in the scene."""
    barred = {last.who} | ({also.who} if also else set())
    for turn in reversed(past):
        if turn.scene != last.scene:
            return None
        if turn.who not in barred:
            return turn
    return None


def _steady(past: Sequence[Turn]) -> bool:
    """The last four turns alternate between two people."""
    row: list[int] = []
    for turn in reversed(past):
        if not row or row[-1] != turn.who:
            row.append(turn.who)
        if len(row) == 4:
            return row[0] == row[2] and row[1] == row[3]
    return False


__all__ = ["NAME", "Turn", "static", "turns"]
