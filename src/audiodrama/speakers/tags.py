"""The tag of a quotation: who is said to speak it, by name, noun or pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audiodrama.speakers.mentions import NAME, NOUN, OBJECT, PRONOUN, SUBJECT, Ref, groups, phrase
from audiodrama.speakers.names import cased
from audiodrama.speakers.page import COMMA, OWNS, QUOTE, STOP, WORD, Token
from audiodrama.speakers.people import Cast
from audiodrama.speakers.words import (
    ADVERBS,
    AUXILIARIES,
    JOINERS,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    THOUGHT_VERBS,
    WEAK_SPEECH,
    WRITE_VERBS,
)

SPEAKS = SPEECH_VERBS | THOUGHT_VERBS | WRITE_VERBS
STRONG = SPEAKS - WEAK_SPEECH
SMALL = frozenset(["out", "back", "up", "in", "off", "on", "down", "over", "again"])
FAR = 5  # words between a subject and its verb


class Tag(NamedTuple):
    """``ref`` is the one who speaks, at tokens [first, last); ``after``: it follows the quotation; ``to``: persons spoken to."""

    ref: Ref
    first: int
    last: int
    after: bool
    to: tuple[int, ...] = ()


def tag_of(stream: Sequence[Token], found: Sequence[Ref], at: int, cast: Cast) -> Tag | None:
    """The tag of the quotation whose sign is token ``at``, after it or before it."""
    return _after(stream, found, at, cast) or _before(stream, found, at)


def _after(stream: Sequence[Token], found: Sequence[Ref], at: int, cast: Cast) -> Tag | None:
    first = at + 1
    while first < len(stream) and stream[first].kind == COMMA:
        first += 1
    if first >= len(stream) or stream[first].kind != WORD:
        return None
    end = first
    while end < len(stream) and stream[end].kind not in (STOP, QUOTE):
        end += 1
    runs_on = _runs_on(stream[at].text) or not stream[first].capital
    return _verb_first(stream, found, first, end, cast) or _subject_first(stream, found, first, end, runs_on, cast)


def _runs_on(quote: str) -> bool:
    """The quotation does not end its sentence: a comma, a dash, a question, a cry; so a tag may follow."""
    bare = quote.rstrip("\"'”’»*_ ")
    return not bare.endswith(".") or bare.endswith("...")


def _verb_first(stream: Sequence[Token], found: Sequence[Ref], first: int, end: int, cast: Cast) -> Tag | None:
    verb = stream[first].low
    if verb in ("was", "is", "came", "comes") and end > first + 1:
        return _roundabout(stream, found, first, end)
    if verb not in SPEAKS or stream[first].capital:
        return None
    at = first + 1
    while at < end and stream[at].low in SMALL:
        at += 1
    ref = _at(found, at) or _new_noun(stream, found, at, end, cast)
    if ref is None or (ref.kind == PRONOUN and ref.place != SUBJECT and ref.sex != "f"):
        return None
    return Tag(ref, first, end, after=True, to=_told(found, ref.last, end))


def _roundabout(stream: Sequence[Token], found: Sequence[Ref], first: int, end: int) -> Tag | None:
    """ "..." was all Ann said; "..." came Ann's voice."""
    words = {token.low for token in stream[first:end]}
    if not words & SPEAKS and not words & {"voice", "reply", "answer", "whisper"}:
        return None
    ref = next(
        (
            r
            for r in found
            if (first < r.first < end and r.kind != PRONOUN) or (first < r.first < end and r.place == SUBJECT)
        ),
        None,
    )
    ref = ref or next((r for r in found if first < r.first < end), None)
    return Tag(ref, first, end, after=True) if ref else None


def _subject_first(
    stream: Sequence[Token], found: Sequence[Ref], first: int, end: int, runs_on: bool, cast: Cast
) -> Tag | None:
    ref = _at(found, first)
    if ref is None:
        last = groups(stream, first)
        if last and last < end and stream[last].low in SPEAKS:
            return Tag(_group(stream, first, last, cast), first, end, after=True)
        ref = _new_voice(stream, first, end, cast)
    if ref is None or ref.place not in (SUBJECT, OBJECT):
        return None
    for k in range(ref.last, min(ref.last + FAR, end)):
        token = stream[k]
        if token.kind != WORD or token.low in PREPOSITIONS or token.low in JOINERS:
            break
        if token.low in SPEAKS and (token.low in STRONG or runs_on) and (runs_on or not _nothing(stream, k, end)):
            return Tag(ref, first, end, after=True, to=_told(found, k + 1, end))
    return None


def _nothing(stream: Sequence[Token], verb: int, end: int) -> bool:
    return any(token.low in ("nothing", "no", "anything") for token in stream[verb + 1 : min(verb + 4, end)])


def _before(stream: Sequence[Token], found: Sequence[Ref], at: int) -> Tag | None:
    start = at
    while start > 0 and stream[start - 1].kind not in (STOP, QUOTE):
        start -= 1
    if start == at:
        return None
    leads = stream[at - 1].kind == COMMA and stream[at - 1].text[0] in ",:—–-"
    verb = next(
        (k for k in range(at - 1, start - 1, -1) if stream[k].low in SPEAKS and (stream[k].low in STRONG or leads)),
        None,
    )
    if verb is None or (not leads and at - verb > 4):
        return None
    subjects = [r for r in found if start <= r.first < verb and r.place == SUBJECT]
    if not subjects:
        return None
    return Tag(subjects[-1], start, at, after=False, to=_told(found, verb + 1, at))


def _told(found: Sequence[Ref], first: int, last: int) -> tuple[int, ...]:
    return tuple(r.who for r in found if first <= r.first < last and r.who >= 0)


def _at(found: Sequence[Ref], at: int) -> Ref | None:
    return next((r for r in found if r.first == at), None)


def _new_noun(stream: Sequence[Token], found: Sequence[Ref], at: int, end: int, cast: Cast) -> Ref | None:
    """After "said": any noun phrase speaks, also one that is no person elsewhere ("said the radio", "said something in the drain")."""
    if at >= end:
        return None
    if stream[at].low in ("the", "a", "an", "his", "her", "my", "their", "our", "another", "one") or stream[
        at
    ].low.startswith(("some", "every")):
        last = at + 1
        while last < end and stream[last].kind == WORD and not _stops_noun(stream[last]):
            last += 1
        group = groups(stream, at)
        if group and group == last:
            return _group(stream, at, last, cast)
        named = next((r for r in found if at < r.first < last and r.kind == NAME), None)
        if named is not None:
            return named
        if last > at + 1 or stream[at].low.startswith(("some", "every")):
            key = phrase(stream, at, last)
            return Ref(
                NOUN,
                cast.noun(key, stream[last - 1].low, introduced=stream[at].low in ("a", "an"), at=stream[at].start),
                "",
                SUBJECT,
                at,
                last,
                0,
                key,
            )
    group = groups(stream, at)
    return _group(stream, at, group, cast) if group else None


def _stops_noun(token: Token) -> bool:
    low = token.low
    return (
        low in PREPOSITIONS
        or low in JOINERS
        or low in ADVERBS
        or low in AUXILIARIES
        or low.endswith("ly")
        or low in SUBJECT_PRONOUNS
    )


def _new_voice(stream: Sequence[Token], first: int, end: int, cast: Cast) -> Ref | None:
    """ "..." the radio crackled: a noun phrase that nothing but a verb of speaking makes a voice."""
    if stream[first].low not in ("the", "a", "an", "his", "her", "my", "their", "our", "another") and not stream[
        first
    ].low.startswith("some"):
        return None
    for k in range(first + 1, min(first + 6, end)):
        token = stream[k]
        if token.kind == OWNS or token.kind == COMMA or (cased(token) and token.low in SPEAKS):
            return None
        if token.low in STRONG and k > first + (0 if stream[first].low.startswith("some") else 1):
            last = next((j for j in range(first + 1, k) if _stops_noun(stream[j])), k)
            key = phrase(stream, first, last)
            return Ref(
                NOUN, cast.noun(key, stream[last - 1].low, at=stream[first].start), "", SUBJECT, first, k, 0, key
            )
        if token.kind != WORD:
            return None
    return None


def _group(stream: Sequence[Token], first: int, last: int, cast: Cast) -> Ref:
    key = phrase(stream, first, last)
    return Ref(NOUN, cast.group(key), "n", SUBJECT, first, last, 0, key)


__all__ = ["NAME", "Tag", "tag_of"]
