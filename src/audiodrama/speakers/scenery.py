"""Where everybody stands and speaks: the sightings and turns from which same.py judges who is who."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audiodrama.speakers.decode import Verdict
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.mentions import INDEFINITE, NAME, NOUN, OWNER, PRONOUN, SUBJECT, Ref, noun_at, refs
from audiodrama.speakers.names import addressed
from audiodrama.speakers.page import QUOTE, STOP, WORD, Passage, Token
from audiodrama.speakers.people import Cast
from audiodrama.speakers.words import ADVERBS, PERSONS

STEM = 5  # letters in which two words of one root agree
NEAR = 60  # passages around a unit within which its owner is looked for
MANY = 24  # candidates weighed
SOME = 12  # sightings of a unit around which they are looked for
CERTAIN = 0.8  # the probability of a turn from which its speaker is taken for granted


class Sighting(NamedTuple):
    """One mention in the narration: ``start`` is where its words begin in the text; ``new``: "a", "an", "another" brings it in."""

    passage: int
    sentence: int
    place: str
    start: int
    new: bool
    kind: str


class Turn(NamedTuple):
    """Quotation ``number`` spoken by ``who``, by the first reading; ``sure`` is its probability."""

    number: int
    who: int
    passage: int
    sure: float


@dataclass(slots=True)
class Scenery:
    """``seen`` and ``turns`` by person; ``row``: all turns in order; ``words``: stems in sentences that one person has to itself."""

    seen: dict[int, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    turns: dict[int, list[Turn]] = field(default_factory=lambda: defaultdict(list))
    row: list[Turn] = field(default_factory=list)
    sentences: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)
    subjects: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # passage -> its subjects
    words: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    scenes: list[int] = field(default_factory=list)  # passage -> scene
    order: list[tuple[int, int]] = field(
        default_factory=list
    )  # (start, person) of all subjects, in the order of the text
    first_call: dict[int, int] = field(
        default_factory=dict
    )  # person -> passage where somebody first calls or names them aloud
    where: dict[int, list[int]] = field(default_factory=dict)  # person -> passages told of or spoken in, rising
    spoken: dict[int, list[int]] = field(default_factory=dict)  # person -> passages spoken in, rising
    being: dict[int, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # what somebody is said to be: "a healer"
    calls: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # passage -> persons called in it
    answered: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))  # called -> who speaks next
    callers: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))  # called or named -> by whom
    surely: dict[int, Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # called -> by whom, in tagged turns
    styled: dict[str, Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # "doctor" -> who answers to it
    votes: list[Verdict] = field(default_factory=list)  # a reading in which noun phrases speak nothing

    _scenes: dict[int, frozenset[int]] = field(default_factory=dict)
    _speaks: dict[int, frozenset[int]] = field(default_factory=dict)
    _places: dict[int, frozenset[int]] = field(default_factory=dict)

    def scenes_of(self, who: int) -> frozenset[int]:
        """The scenes in which a person is told of or speaks."""
        if who not in self._scenes:
            told = {self.scenes[sighting.passage] for sighting in self.seen.get(who, ())}
            self._scenes[who] = frozenset(told | {self.scenes[turn.passage] for turn in self.turns.get(who, ())})
        return self._scenes[who]

    def speaks_in(self, who: int) -> frozenset[int]:
        """The passages in which a person speaks."""
        if who not in self._speaks:
            self._speaks[who] = frozenset(self.spoken.get(who, ()))
        return self._speaks[who]

    def stands_in(self, who: int) -> frozenset[int]:
        """The passages in which a person is told of or speaks."""
        if who not in self._places:
            self._places[who] = frozenset(self.where.get(who, ()))
        return self._places[who]

    def settle(self) -> None:
        """Works out ``where`` and ``spoken``."""
        for who in {*self.seen, *self.turns}:
            self.spoken[who] = [turn.passage for turn in self.turns.get(who, ())]
            told = [sighting.passage for sighting in self.seen.get(who, ()) if sighting.place != OWNER]
            self.where[who] = sorted({*told, *self.spoken[who]})


def survey(
    pages: Sequence[Passage],
    said: Sequence[Sequence[Token]],
    cast: Cast,
    clues: Sequence[Clue],
    verdicts: Sequence[Verdict],
    votes: Sequence[Verdict],
) -> Scenery:
    """Everything that one reading of the narration and one decision of the turns show; ``said`` has each quotation's words."""
    made = Scenery(scenes=[page.scene for page in pages], votes=list(votes))
    for page in pages:
        _look(made, page, cast)
    known = {sighting.start for seen in made.seen.values() for sighting in seen}
    for clue, verdict in zip(clues, verdicts, strict=True):
        ref = clue.tag.ref if clue.tag else None
        if ref is not None and ref.kind == NOUN and ref.who >= 0:  # a phrase that only a tag makes a person
            token = pages[clue.passage].tokens[ref.first]
            if token.start not in known:
                known.add(token.start)
                new = Sighting(clue.passage, ref.sentence, SUBJECT, token.start, token.low in INDEFINITE, NOUN)
                made.seen[cast.now(ref.who)].append(new)
        turn = Turn(clue.number, cast.now(verdict.who), clue.passage, verdict.share)
        made.row.append(turn)
        if turn.who >= 0:
            made.turns[turn.who].append(turn)
        made.calls[clue.passage] |= {cast.now(who) for who in clue.called}
    _address(made, cast, clues)
    _hear(made, said)
    made.settle()
    return made


def _address(made: Scenery, cast: Cast, clues: Sequence[Clue]) -> None:
    """Who answers to whose name, and who speaks it."""
    for turn, clue in zip(made.row, clues, strict=True):
        for who in {cast.now(one) for one in clue.called}:
            answerer = _answerer(made, turn)
            if answerer >= 0:
                made.answered[who][answerer] += 1
            if turn.sure > CERTAIN and clue.tag is not None:
                made.surely[who][turn.who] += 1
        for who in {cast.now(one) for one in clue.called | clue.about | clue.claims}:
            made.first_call.setdefault(who, clue.passage)
            made.callers[who][turn.who] += 1
        for who in {cast.now(one) for one in clue.claims}:
            made.answered[who][turn.who] += 3


def _hear(made: Scenery, said: Sequence[Sequence[Token]]) -> None:
    """What speakers say of themselves ("I'm a healer") and what they call each other ("Doctor!")."""
    for turn, words in zip(made.row, said, strict=True):
        for at, token in enumerate(words):
            if token.low in ("a", "an", "the", "your", "only", "just") and turn.who >= 0 and _myself(words, at):
                end = noun_at(words, at + (token.low in ("only", "just")))
                made.being[turn.who].update(t.low for t in words[at + 1 : end])
            elif token.low in PERSONS and token.kind == WORD and addressed(words, at, at + 1):
                answerer = _answerer(made, turn)
                if answerer >= 0:
                    made.styled[token.low][answerer] += 1


def _myself(words: Sequence[Token], at: int) -> bool:
    before = [token.low for token in words[max(0, at - 2) : at]]
    if words[at].low in ("only", "just"):  # "it's only the cook!"
        return before[-1:] in (["it's"], ["i'm"])
    return before[-1:] == ["i'm"] or before in (["i", "am"], ["i", "'m"], ["i", "was"]) or before[-1:] == ["as"]


def _answerer(made: Scenery, turn: Turn) -> int:
    """Who speaks next, if somebody else does so at once."""
    for later in made.row[turn.number + 1 : turn.number + 4]:
        if later.passage - turn.passage > 2:
            return -1
        if later.who != turn.who:
            return later.who
    return -1


def _look(made: Scenery, page: Passage, cast: Cast) -> None:
    found = refs(page.tokens, cast)
    for ref in found:
        if ref.kind == PRONOUN or ref.who < 0:
            continue
        token = page.tokens[ref.first]
        sighting = Sighting(
            page.number, ref.sentence, ref.place, token.start, ref.kind == NOUN and token.low in INDEFINITE, ref.kind
        )
        made.seen[ref.who].append(sighting)
        if ref.place != OWNER:
            made.sentences.setdefault((page.number, ref.sentence), {}).setdefault(ref.who, ref.place)
        if ref.place == SUBJECT:
            made.order.append((token.start, ref.who))
            made.subjects[page.number].add(ref.who)
    _describe(made, page)
    _being(made, page, found)


def _describe(made: Scenery, page: Passage) -> None:
    """Lower-case words of each sentence that has one person and no other as a subject or owner."""
    sentence = 0
    rows: dict[int, list[str]] = defaultdict(list)
    for token in page.tokens:
        if token.kind in (STOP, QUOTE):
            sentence += 1
        elif token.kind == WORD and not token.capital and len(token.low) > 3:
            rows[sentence].append(token.low[:STEM])
    for number, words in rows.items():
        people = made.sentences.get((page.number, number))
        if people is not None and len(people) == 1:
            made.words[next(iter(people))].update(words)


def _being(made: Scenery, page: Passage, found: Sequence[Ref]) -> None:
    """ "Ann was the cook", "She was a cook" after Ann alone: what the narration says somebody is."""
    stream = page.tokens
    for ref in found:
        at = ref.last
        while at < len(stream) and stream[at].low in ADVERBS | {"had", "been", "'d", "was", "is", "became", "'s"}:
            at += 1
        if at == ref.last or at >= len(stream) or stream[at].low not in ("a", "an", "the", "their", "his", "her"):
            continue
        if not {token.low for token in stream[ref.last : at]} & {"was", "is", "been", "became", "'s"}:
            continue
        end = noun_at(stream, at)
        who = ref.who if ref.kind != PRONOUN else _meant(made, page.number, found, ref)
        if end and who >= 0:
            made.being[who].update(token.low for token in stream[at + 1 : end])


def _meant(made: Scenery, passage: int, found: Sequence[Ref], pronoun: Ref) -> int:
    """The only person told of before the pronoun in its passage; else -1."""
    before = {ref.who for ref in found if ref.first < pronoun.first and ref.kind == NAME and ref.place != OWNER}
    return before.pop() if len(before) == 1 else -1


@dataclass(slots=True)
class Unit:
    """A noun phrase's sightings and turns, in one scene or (``scene`` -1) everywhere."""

    who: int
    scene: int
    seen: list[Sighting]
    turns: list[Turn]
    shown: list[int]  # quotations beside which the phrase stands as a subject

    @property
    def first(self) -> int:
        return min([s.passage for s in self.seen] + [t.passage for t in self.turns], default=0)

    @property
    def last(self) -> int:
        return max([s.passage for s in self.seen] + [t.passage for t in self.turns], default=0)


class Near:
    """Who is told of or speaks around a passage: the persons of each stretch of NEAR passages."""

    def __init__(self, scenery: Scenery) -> None:
        self.cells: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self.total: dict[int, int] = defaultdict(int)
        for who, seen in scenery.seen.items():
            for sighting in seen:
                self.cells[sighting.passage // NEAR][who] += 1
                self.total[who] += 1
        for turn in scenery.row:
            if turn.who >= 0:
                self.cells[turn.passage // NEAR][turn.who] += 1
                self.total[turn.who] += 1
        self.most = max(self.total.values(), default=0)
        self.top = sorted(self.total, key=lambda who: (-self.total[who], who))[:MANY]

    def around(self, unit: Unit) -> list[int]:
        counts: dict[int, int] = defaultdict(int)
        cells = {s.passage // NEAR for s in unit.seen[:SOME]} | {t.passage // NEAR for t in unit.turns[:SOME]}
        for cell in {c + d for c in cells for d in (-1, 0, 1)}:
            for who, n in self.cells.get(cell, {}).items():
                counts[who] += n
        return sorted(counts, key=lambda who: (-counts[who], who))[:MANY]
