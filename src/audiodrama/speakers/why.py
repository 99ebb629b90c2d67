"""The reason for a choice, in a sentence for the author."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.script import Because
from audiodrama.speakers.evidence import Clue, ruler
from audiodrama.speakers.mentions import PRONOUN, Ref
from audiodrama.speakers.page import QUOTE, Token
from audiodrama.speakers.people import Cast


def because(clue: Clue) -> Because:
    """The kind of evidence by which a quotation's speaker is told."""
    if clue.label >= 0:
        return "explicit"
    if clue.tag:
        return "anaphoric" if clue.tag.ref.kind == PRONOUN else "explicit"
    return "beat" if clue.told else "implicit"


def why(clue: Clue, who: int, cast: Cast, stream: Sequence[Token], past: Sequence[int]) -> str:
    """``past``: who spoke the quotations before it in the scene, latest last."""
    if clue.label >= 0:
        return "the name is written beside the words"
    if clue.tag:
        side = "after" if clue.tag.after else "before"
        return f"tag “{_words(stream, clue.tag.first, clue.tag.last)}” {side} it"
    if clue.continued:
        return "goes on with the words of the paragraph before"
    ref = next((r for r in clue.left + clue.right if r.who == who), None)
    if ref is not None:
        return f"“{_words(stream, ref.first, ref.last)}” in the same paragraph"
    chief = ruler(clue)
    if chief is not None:
        return f"“{_words(stream, chief.first, chief.last + 2)} ...” in the same paragraph"
    if len(past) > 1 and past[-1] != who and past[-2] == who:
        return "answers the line before; two people take turns"
    if past and past[-1] == who:
        return "nothing shows another speaker than the line before"
    return "a guess: nobody is named beside it"


def _words(stream: Sequence[Token], first: int, last: int) -> str:
    part = [token for token in stream[first:last] if token.kind != QUOTE]
    words, at = "", 0
    for token in part[:8]:
        joined = words and token.start > at
        words += (" " if joined else "") + token.text
        at = token.end
    return words


def mention_of(clue: Clue, who: int) -> Ref | None:
    """The place of the narration that shows the speaker, if there is one."""
    if clue.tag:
        return clue.tag.ref
    return next((r for r in clue.left + clue.right if r.who == who), None) or ruler(clue)
