"""The reason for a choice, in a sentence for the author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audiodrama.script import Because
from audiodrama.speakers.evidence import Clue, agrees, ruler
from audiodrama.speakers.mentions import PRONOUN, SUBJECT, Ref
from audiodrama.speakers.page import COMMA, QUOTE, STOP, Token
from audiodrama.speakers.people import Cast

SHOWN = 7  # words of the prose in a reason
CLOSE = 2  # paragraphs between a line and the one it answers


class Beside(NamedTuple):
    """A neighbouring line of the scene and who speaks it."""

    clue: Clue
    who: int


def because(clue: Clue) -> Because:
    """The kind of evidence by which a quotation's speaker is told."""
    if clue.label >= 0:
        return "explicit"
    if clue.tag:
        return "anaphoric" if clue.tag.ref.kind == PRONOUN else "explicit"
    return "beat" if clue.told else "implicit"


def why(
    clue: Clue, who: int, cast: Cast, stream: Sequence[Token], before: Sequence[Beside], after: Beside | None
) -> str:
    """``before``: the lines of the scene before this one, latest last; ``after``: the next one. Says only what holds of ``who``."""
    return (
        _written(clue, who)
        or _tagged(clue, who, cast, stream)
        or _goes_on(clue, who, before, after)
        or _done(clue, who, cast, stream)
        or _called(clue, who, cast, before, after)
        or _turns(clue, who, cast, before)
    )


def _written(clue: Clue, who: int) -> str:
    if clue.label != who or who < 0:
        return ""
    return "it is signed so" if clue.kind == "letter" else "the name is written beside the words"


def _tagged(clue: Clue, who: int, cast: Cast, stream: Sequence[Token]) -> str:
    """The tag, and whom its pronoun or noun is taken for."""
    if clue.tag is None:
        return ""
    side = "after" if clue.tag.after else "before"
    told = f"tag “{_words(stream, clue.tag.first, clue.tag.last)}” {side} it"
    return told + _taken(clue.tag.ref, who, cast, stream)


def _taken(ref: Ref, who: int, cast: Cast, stream: Sequence[Token]) -> str:
    if ref.who == who or (ref.kind == PRONOUN and ref.sex == "i"):
        return ""
    return f"; “{_words(stream, ref.first, ref.last)}” is taken for {cast.persons[who].name}"


def _goes_on(clue: Clue, who: int, before: Sequence[Beside], after: Beside | None) -> str:
    last = before[-1] if before else None
    if last is not None and last.who == who:
        if clue.continued:
            return "goes on with the words of the paragraph before"
        if last.clue.passage == clue.passage:
            return "goes on with the words before it in the same paragraph"
    if after is not None and after.who == who and after.clue.passage == clue.passage and after.clue.tag:
        return "the words after it in the same paragraph go on with it"
    return ""


def _done(clue: Clue, who: int, cast: Cast, stream: Sequence[Token]) -> str:
    """The deed beside the words."""
    ref = next((r for r in _near(clue) if r.who == who and r.place == SUBJECT), None)
    if ref is None:
        chief = ruler(clue)
        if chief is not None and chief.kind == PRONOUN and agrees(cast, who, chief.sex, clue.narrator) != "d":
            ref = chief
    ref = ref or next((r for r in _near(clue) if r.who == who), None)
    if ref is None:
        return ""
    return f"“{_words(stream, ref.first, _end(stream, ref.last))}” in the same paragraph" + _taken(
        ref, who, cast, stream
    )


def _near(clue: Clue) -> list[Ref]:
    """The people told of beside the words, nearest first, those before the words before those after."""
    return [*reversed(clue.left), *clue.right]


def _called(clue: Clue, who: int, cast: Cast, before: Sequence[Beside], after: Beside | None) -> str:
    """Somebody calls the speaker by name just before or just after."""
    last = next((b for b in reversed(before) if b.clue.passage < clue.passage), None)
    if last is not None and who in last.clue.called and last.who != who and clue.passage - last.clue.passage <= CLOSE:
        return f"answers {_of(cast, last.who)} line before it, which calls {cast.persons[who].name}"
    if (
        after is not None
        and who in after.clue.called
        and after.who != who
        and after.clue.passage - clue.passage <= CLOSE
    ):
        return f"{_of(cast, after.who)} line after it calls {cast.persons[who].name}"
    return ""


def _turns(clue: Clue, who: int, cast: Cast, before: Sequence[Beside]) -> str:
    """Whose turn it is."""
    if not before:
        return "a guess: the first words of the scene, and nobody is named beside them"
    last = before[-1].who
    if last == who:
        return "a guess: nothing shows another speaker than the line before"
    latest = next((b for b in reversed(before) if b.who == who), None)
    other = next((b.who for b in reversed(before) if b.who != last), -1)
    if other == who:
        verb = "answers" if before[-1].clue.asks or clue.passage - before[-1].clue.passage <= 1 else "comes after"
        return f"{verb} {_of(cast, last)} line before it; the two take turns"
    if latest is not None:
        return f"a guess: {cast.persons[who].name} spoke earlier in the scene, and nobody is named beside it"
    return "a guess: nobody is named beside it"


def _of(cast: Cast, who: int) -> str:
    name = cast.persons[who].name if who >= 0 else ""
    return "the" if not name else "my" if name == "I" else f"{name}’" if name.endswith("s") else f"{name}’s"


def _end(stream: Sequence[Token], at: int) -> int:
    """The end of a clause that has run to ``at``."""
    end = at
    while end < len(stream) and end - at < SHOWN - 1 and stream[end].kind not in (STOP, QUOTE, COMMA):
        end += 1
    return end


def _words(stream: Sequence[Token], first: int, last: int) -> str:
    part = [token for token in stream[first:last] if token.kind != QUOTE]
    words, at = "", 0
    for token in part[: SHOWN + 1]:
        joined = words and token.start > at
        words += (" " if joined else "") + token.text
        at = token.end
    return words


def mention_of(clue: Clue, who: int) -> Ref | None:
    """The place of the narration that shows the speaker, if there is one."""
    if clue.tag:
        return clue.tag.ref
    return next((r for r in clue.left + clue.right if r.who == who), None) or ruler(clue)
