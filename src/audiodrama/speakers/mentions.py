"""Who is pointed at in a passage: names, pronouns and nouns of persons, each with its place in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from audiodrama.speakers.names import Run, cased, runs, verbal
from audiodrama.speakers.page import COMMA, OWNS, QUOTE, STOP, WORD, Token
from audiodrama.speakers.people import Cast
from audiodrama.speakers.words import (
    ADVERBS,
    AUXILIARIES,
    GROUPS,
    JOINERS,
    KIN,
    OBJECT_PRONOUNS,
    PERSONS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    VOICES,
    WHICH_ONE,
)

SUBJECT, OBJECT, OWNER, ASIDE = "subject", "object", "owner", "aside"
NAME, PRONOUN, NOUN = "name", "pronoun", "noun"
DETERMINERS = frozenset(
    ["the", "a", "an", "his", "her", "my", "their", "our", "your", "this", "that", "another", "one", "some"]
)
_AFTER_HER = (
    PREPOSITIONS
    | JOINERS
    | ADVERBS
    | AUXILIARIES
    | frozenset(["the", "a", "an", "his", "my", "their", "up", "down", "out", "off", "back", "away", "again"])
)
BARE = frozenset(
    ["younger", "older", "elder", "youngest", "oldest", "eldest", "tallest", "shortest"]
)  # adjectives that may stand for a person
INDEFINITE = frozenset(["a", "an", "some", "one", "another"])
LONGEST_NOUN = 5  # words from the determiner to the head


class Ref(NamedTuple):
    """A pointer at tokens [first, last) of a passage. ``who``: a person's number, -1 for pronouns and nouns not placed yet.

    ``sex``: m, f, n, t (they), i (I), w (we) or "". ``sentence`` counts from 0 in the passage; ``form`` is the noun's key.
    """

    kind: str
    who: int
    sex: str
    place: str
    first: int
    last: int
    sentence: int
    form: str = ""


def refs(stream: Sequence[Token], cast: Cast) -> list[Ref]:
    """Everything in the stream that points at a person, in order."""
    named = cast.runs.get(id(stream)) if isinstance(stream, tuple) else None
    if named is None:
        named = {run.first: run for run in runs(stream)}
        if isinstance(stream, tuple):  # a passage, which lives as long as the study and is read several times
            cast.runs[id(stream)] = named
    found: list[Ref] = []
    at, sentence = 0, 0
    while at < len(stream):
        token = stream[at]
        if token.kind in (STOP, QUOTE):
            sentence += 1
            at += 1
            continue
        ref = _ref(stream, at, cast, named, sentence)
        if ref is None:
            at += 1
            continue
        found.append(ref)
        at = ref.last
    return found


def _ref(stream: Sequence[Token], at: int, cast: Cast, named: Mapping[int, Run], sentence: int) -> Ref | None:
    token, run = stream[at], named.get(at)
    if token.kind != WORD:
        return None
    if run is not None:
        who = cast.who(run.titles, run.names)
        if run.last < len(stream) and stream[run.last].kind == OWNS:
            end = noun_at(stream, run.last)
            if end and stream[end - 1].low in KIN:
                key = "".join(t.text if t.kind == OWNS else f" {t.text}" for t in stream[at:end]).strip()
                sex = KIN[stream[end - 1].low]
                return Ref(
                    NOUN,
                    cast.noun(key, stream[end - 1].low, owned=True, at=stream[at].start),
                    sex,
                    place(stream, at, end),
                    at,
                    end,
                    sentence,
                    key,
                )
        if who is not None:
            return Ref(NAME, who, "", place(stream, at, run.last), at, run.last, sentence)
        return None
    if token.low in SUBJECT_PRONOUNS and token.low != "it":
        return Ref(PRONOUN, -1, SUBJECT_PRONOUNS[token.low], SUBJECT, at, at + 1, sentence)
    if token.low in DETERMINERS:
        noun = noun_at(stream, at)
        inner = named.get(at + 1)
        if inner is not None and inner.last >= noun and token.low == "the":
            who = cast.who(inner.titles, inner.names)
            if who is not None:
                return Ref(NAME, who, "", place(stream, at, inner.last), at, inner.last, sentence)
        if noun:
            return _noun(stream, at, noun, sentence, cast)
    if token.low in OBJECT_PRONOUNS:
        return Ref(PRONOUN, -1, OBJECT_PRONOUNS[token.low], OBJECT, at, at + 1, sentence)
    if token.low in POSSESSIVE_PRONOUNS:
        return Ref(PRONOUN, -1, POSSESSIVE_PRONOUNS[token.low], OWNER, at, at + 1, sentence)
    if token.low in ("her", "hers"):
        after = stream[at + 1] if at + 1 < len(stream) else None
        owner = after is not None and after.kind == WORD and after.low not in _AFTER_HER
        return Ref(PRONOUN, -1, "f", OWNER if owner else OBJECT, at, at + 1, sentence)
    return None


def noun_at(stream: Sequence[Token], at: int) -> int:
    """The end of a noun phrase for a person that starts with the determiner at ``at``; 0 when there is none."""
    head = 0
    for k in range(at + 1, min(at + 1 + LONGEST_NOUN, len(stream))):
        token = stream[k]
        if token.kind != WORD or token.low in PREPOSITIONS or token.low in AUXILIARIES or token.low in JOINERS:
            break
        if token.low in DETERMINERS and token.low not in ("one", "another"):
            break
        if k > at + 1 and token.low in SPEECH_VERBS:
            break
        if (token.low in PERSONS and token.low not in VOICES) or token.low in KIN:
            head = k + 1
        elif cased(token) and k > at + 1:
            break
    if (
        head
        and stream[head - 1].low in BARE
        and head < len(stream)
        and stream[head].kind == WORD
        and not verbal(stream[head])
    ):
        return 0
    if head and stream[head - 1].low in ("one", "other"):
        return head if stream[at].low == "the" and stream[head - 2].low in WHICH_ONE else 0
    return head


def phrase(stream: Sequence[Token], first: int, last: int) -> str:
    """A noun phrase as a key: "a" and "an" become "the"."""
    words = [token.text if token.capital and k else token.low for k, token in enumerate(stream[first:last])]
    if words and words[0] in ("a", "an", "this", "that", "some", "one", "another"):
        words[0] = "the"
    return " ".join(words)


def _noun(stream: Sequence[Token], at: int, end: int, sentence: int, cast: Cast) -> Ref:
    key = phrase(stream, at, end)
    head = stream[end - 1].low
    sex = PERSONS.get(head, "") or KIN.get(head, "")
    return Ref(
        NOUN,
        cast.noun(key, head, introduced=stream[at].low in INDEFINITE, at=stream[at].start),
        sex,
        place(stream, at, end),
        at,
        end,
        sentence,
        key,
    )


def place(stream: Sequence[Token], first: int, last: int) -> str:
    """The grammatical place of the words at [first, last): a guess from their neighbours."""
    before = stream[first - 1] if first else None
    after = stream[last] if last < len(stream) else None
    if after is not None and after.kind == OWNS:
        return SUBJECT if _contracted(stream, last) else OWNER
    acts = after is not None and (verbal(after) or after.low in ADVERBS or after.low in ("and", "who"))
    if before is None or before.kind in (STOP, QUOTE):
        return SUBJECT
    if before.kind == COMMA:
        return SUBJECT if acts else ASIDE
    if before.low in PREPOSITIONS and before.low not in JOINERS:
        return OBJECT
    if before.low in JOINERS or before.low in ADVERBS:
        return SUBJECT if acts or before.low in ("but", "then", "while", "when", "as") else OBJECT
    return SUBJECT if acts and not verbal(before) else OBJECT


def _contracted(stream: Sequence[Token], at: int) -> bool:
    after = stream[at + 1] if at + 1 < len(stream) else None
    if after is None or after.kind != WORD:
        return False
    return after.low in (
        "been",
        "got",
        "not",
        "a",
        "the",
        "already",
        "never",
        "gone",
        "brought",
        "still",
        "just",
    ) or after.low.endswith("ing")


def groups(stream: Sequence[Token], at: int) -> int:
    """The end of a group's name at ``at`` ("everyone", "the whole crew", "both women"); 0 when there is none."""
    for k in range(at, min(at + 5, len(stream))):
        token = stream[k]
        if token.kind != WORD or token.low in SPEECH_VERBS:
            return 0
        if token.low in GROUPS and token.low != "they":
            return k + 1
    return 0


def named_in(stream: Sequence[Token], cast: Cast) -> Iterator[tuple[Run, int]]:
    """The cast's people named in a quotation's words."""
    for run in runs(stream):
        who = cast.who(run.titles, run.names)
        if who is not None:
            yield run, who
