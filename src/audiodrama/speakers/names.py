"""Names in the prose: runs of capitals, told from sentence openings and places by what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from audiodrama.speakers.firstnames import MEN, WOMEN
from audiodrama.speakers.page import COMMA, OWNS, QUOTE, STOP, WORD, Token
from audiodrama.speakers.words import (
    AUXILIARIES,
    IRREGULAR,
    JOINERS,
    NO_NAME,
    PARTICLES,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUFFIX_TITLES,
    TITLES,
)

Form = tuple[tuple[str, ...], tuple[str, ...]]  # (titles in lower case, names as written)

HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lady",
        "lord",
        "madam",
        "madame",
        "captain",
        "colonel",
        "major",
        "lieutenant",
        "sergeant",
        "inspector",
        "professor",
    ]
)
CLAIMS = (("i'm",), ("i’m",), ("i", "'m"), ("i", "am"), ("call", "me"))  # before the speaker's own name
ADDRESS = frozenset(
    [
        "oh",
        "hey",
        "hi",
        "hello",
        "ah",
        "yes",
        "no",
        "yeah",
        "thanks",
        "thank",
        "well",
        "please",
        "sorry",
        "okay",
        "ok",
        "dear",
        "look",
        "listen",
        "now",
        "and",
        "but",
        "so",
        "morning",
        "night",
        "goodbye",
        "bye",
        "evening",
        "you",
        "come",
        "right",
        "all",
    ]
)


STATES = frozenset(["got", "been", "not", "a", "the", "at", "on", "in", "out", "up", "gone", "all"])
BESIDE = frozenset(
    ["to", "with", "at", "for", "by", "past", "beside", "behind", "of", "on", "about", "and", "than", "like"]
)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitals that stand together at tokens [first, last): ``titles`` before ``names``; what the neighbours say of them."""

    titles: tuple[str, ...]
    names: tuple[str, ...]
    first: int
    last: int
    initial: bool  # the run opens a sentence, so its capital proves nothing
    article: bool = False  # "the" stands before it

    @property
    def form(self) -> Form:
        return (self.titles, self.names)


@dataclass(slots=True)
class Conduct:
    """How often a form was seen, and how it behaved."""

    seen: int = 0
    told: int = 0  # of these, in narration
    firm: int = 0  # not at a sentence's opening
    speaks: int = 0
    acts: int = 0
    owns: int = 0
    called: int = 0  # addressed in a quotation
    placed: int = 0  # after in, at, from ...
    article: int = 0
    going: int = 0  # before 's and a participle or a place: "Ann's crying", "Ann's in bed"
    shown: int = 0  # after "that was", "it's", "the name was"
    met: int = 0  # after to, with, than ...
    paused: int = 0  # before a comma

    def add(self, other: Conduct) -> None:
        for slot in self.__slots__:
            setattr(self, slot, getattr(self, slot) + getattr(other, slot))


@dataclass(slots=True)
class Sightings:
    """Every form of the prose with its conduct, and how often each word stands in lower case."""

    forms: dict[Form, Conduct] = field(default_factory=dict)
    lower: Counter[str] = field(default_factory=Counter)
    firm: Counter[str] = field(default_factory=Counter)
    words: int = 0


def cased(token: Token) -> bool:
    """Written as a name is: a capital, or a script without case."""
    return token.kind == WORD and (
        token.text[0].isupper() or (token.text[0].isalpha() and token.text[0].lower() == token.text[0].upper())
    )


def opens(stream: Sequence[Token], at: int) -> bool:
    """A sentence begins at this token."""
    return (
        at == 0
        or stream[at - 1].kind in (STOP, QUOTE)
        or (stream[at - 1].kind == COMMA and stream[at - 1].text[0] in "—–-:([/")
    )


def proper(word: str) -> str:
    """The word as a name is written: shouted capitals are lowered."""
    return word.capitalize() if len(word) > 1 and word.isupper() else word


def runs(stream: Sequence[Token]) -> Iterator[Run]:
    """The runs of capitals, split at words that are nobody's name."""
    at, size = 0, len(stream)
    while at < size:
        if not cased(stream[at]):
            at += 1
            continue
        end = at
        while end < size and (cased(stream[end]) or _links(stream, end)):
            end += 1
        yield from _cut(stream, at, end)
        at = end


def _links(stream: Sequence[Token], at: int) -> bool:
    token = stream[at]
    return token.kind == WORD and token.low in PARTICLES and at + 1 < len(stream) and cased(stream[at + 1])


def _cut(stream: Sequence[Token], first: int, last: int) -> Iterator[Run]:
    at = first
    while at < last:
        if _nobody(stream, at):
            at += 1
            continue
        end = at
        while end < last and not _nobody(stream, end) and not _restarts(stream, at, end, last):
            end += 1
        run = _run(stream, at, end)
        if run.titles or run.names:
            yield run
        at = end


def _restarts(stream: Sequence[Token], first: int, at: int, last: int) -> bool:
    """An honorific in the midst of capitals begins another name: "Charming Miss Ash", "Ann Mrs Ash"."""
    return at + 1 < last and stream[at].low in HONORIFICS and any(not _title(stream[k].low) for k in range(first, at))


def _nobody(stream: Sequence[Token], at: int) -> bool:
    token = stream[at]
    if token.low in TITLES:
        return False
    if token.low not in NO_NAME:
        return False
    return not ((token.low in WOMEN or token.low in MEN) and not opens(stream, at)) or token.text.isupper()


def _run(stream: Sequence[Token], first: int, last: int) -> Run:
    titles: list[str] = []
    at = first
    while at < last and _title(stream[at].low) and stream[at].low not in WOMEN | MEN:
        titles.append(_title(stream[at].low))
        at += 1
    while at < last - 1 and len(stream[at].text) == 1 and stream[at].text.isascii():  # an initial tells nothing
        at += 1
    names = tuple(proper(stream[k].text) for k in range(at, last))
    before = stream[first - 1] if first else None
    article = before is not None and before.low in ("the", "a", "an")
    return Run(tuple(titles), names, first, last, opens(stream, first), article)


def _title(low: str) -> str:
    """The title a word is, also with an honorific at its end; "" for none."""
    if low in TITLES:
        return low
    head, _, tail = low.rpartition("-")
    return head if tail in SUFFIX_TITLES and head in TITLES else ""


def sight(streams: Iterable[tuple[Sequence[Token], bool]]) -> Sightings:
    """Reads (tokens, spoken?) streams and counts every form and its conduct."""
    seen = Sightings()
    for stream, is_spoken in streams:
        for token in stream:
            seen.words += token.kind == WORD
            if token.kind == WORD and not token.capital:
                seen.lower[token.low] += 1
        for run in runs(stream):
            seen.forms.setdefault(run.form, Conduct()).add(conduct(stream, run, is_spoken))
            for k in range(run.first, run.last):
                if not opens(stream, k) and not (len(stream[k].text) > 1 and stream[k].text.isupper()):
                    seen.firm[stream[k].low] += 1
    return seen


def conduct(stream: Sequence[Token], run: Run, is_spoken: bool) -> Conduct:
    """What one sighting proves."""
    before = stream[run.first - 1] if run.first else None
    after = stream[run.last] if run.last < len(stream) else None
    shouted = all(stream[k].text.isupper() and len(stream[k].text) > 1 for k in range(run.first, run.last))
    told = Conduct(seen=1, told=int(not is_spoken), firm=int(not run.initial and not shouted), article=int(run.article))
    if is_spoken:
        told.called = int(addressed(stream, run.first, run.last))
        told.speaks = int(introduced(stream, run.first, run.last))  # "I'm Ann": whoever says so speaks
    elif (before is not None and before.low in SPEECH_VERBS) or (after is not None and after.low in SPEECH_VERBS):
        told.speaks = 1
    told.acts = int(after is not None and verbal(after))
    told.owns = int(after is not None and after.kind == OWNS)
    beyond = stream[run.last + 1] if run.last + 1 < len(stream) else None
    earlier = stream[run.first - 2] if run.first > 1 else None
    told.going = int(told.owns and beyond is not None and (beyond.low.endswith("ing") or beyond.low in STATES))
    told.shown = int(before is not None and before.low in ("was", "is", "'s") and _points(earlier))
    told.met = int(before is not None and before.low in BESIDE)
    told.paused = int(after is not None and after.text == ",")
    told.placed = int(
        before is not None and before.low in ("in", "at", "from", "near", "through", "across", "outside", "inside")
    )
    return told


def _points(token: Token | None) -> bool:
    return token is not None and token.low in ("that", "it", "this", "name")


def verbal(token: Token) -> bool:
    """Looks like what a subject does."""
    low = token.low
    if token.kind != WORD or token.capital:
        return False
    return (
        low in AUXILIARIES
        or low in SPEECH_VERBS
        or low in IRREGULAR
        or low.endswith(("ed", "n't"))
        or (low.endswith("s") and not low.endswith(("ss", "us", "'s")) and len(low) > 3)
    )


def addressed(stream: Sequence[Token], first: int, last: int) -> bool:
    """The words at [first, last) of a quotation call somebody: "Wait, Ann!", "Ann, wait." """
    before = stream[first - 1] if first else None
    after = stream[last] if last < len(stream) else None
    if listed(stream, first, last):
        return False
    left = before is None or before.kind in (COMMA, STOP) or before.low in ADDRESS
    right = after is None or after.kind == STOP or (after.kind == COMMA and after.text[0] not in ":/)]-")
    if not (left and right):
        return False
    return not (before is not None and before.low in PREPOSITIONS | JOINERS and before.low not in ADDRESS)


def listed(stream: Sequence[Token], first: int, last: int) -> bool:
    """The name at [first, last) stands in a list, "Ann, Bob, and Carl", where nobody is called."""
    if first > 1 and stream[first - 1].low in ("and", "or"):
        return stream[first - 2].kind == COMMA or stream[first - 2].capital
    beside = stream[last + 1] if last + 1 < len(stream) and stream[last].text == "," else None
    if beside is not None and beside.capital and not beside.low.startswith(("i'", "i’")) and beside.low != "i":
        return True
    return first > 2 and stream[first - 1].text == "," and stream[first - 2].capital and stream[first - 3].kind != STOP


def introduced(stream: Sequence[Token], first: int, last: int) -> bool:
    """ "I'm Ann.", "My name is Ann", "the name's Ann": the speaker's own name. "Pretend I'm Ann" claims nothing."""
    before = [token.low for token in stream[max(0, first - 3) : first]]
    ends = (
        last >= len(stream) or stream[last].kind in (COMMA, STOP) or stream[last].low in ("and", "by", "from", "with")
    )
    claim = next((words for words in CLAIMS if tuple(before[-len(words) :]) == words), None)
    if claim is not None:
        start = first - len(claim)
        return ends and (start == 0 or stream[start - 1].kind != WORD or stream[start - 1].low in ADDRESS)
    return before[-2:] in (["name", "is"], ["name", "'s"]) and (len(before) < 3 or before[-3] in ("my", "the", ","))
