"""Whom the narration has in mind: pronouns followed from sentence to sentence, and whose head a scene is in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audiodrama.speakers.evidence import Clue, agrees, ruler
from audiodrama.speakers.mentions import ASIDE, OBJECT, OWNER, PRONOUN, SUBJECT, Ref
from audiodrama.speakers.page import QUOTE, STOP, Passage, Token
from audiodrama.speakers.people import Cast

FADES = 0.8  # of a person's weight is left after each sentence
LEAVES = 0.3  # of it is left when a scene ends
WEIGHT = {SUBJECT: 1.0, OBJECT: 0.5, OWNER: 0.5, ASIDE: 0.5}  # by place in the sentence
UNKNOWN = 0.4  # worth of a person whose sex is not known, for a pronoun that tells one
KEPT = 8  # persons in a snapshot
MIND = frozenset(
    [
        "thought",
        "felt",
        "knew",
        "wanted",
        "wondered",
        "remembered",
        "realised",
        "realized",
        "saw",
        "noticed",
        "heard",
        "hoped",
        "wished",
        "decided",
        "believed",
        "feared",
        "understood",
        "guessed",
        "supposed",
        "considered",
        "imagined",
        "thinks",
        "feels",
        "knows",
        "wants",
        "wonders",
        "remembers",
        "realises",
        "realizes",
        "sees",
        "notices",
        "hears",
        "hopes",
        "wishes",
        "decides",
        "believes",
        "understands",
        "guesses",
    ]
)
MIND_REACH = 3  # tokens between a subject and its verb of the mind
Weights = Mapping[int, float]


@dataclass(slots=True)
class Focus:
    """``before``: quotation -> weight of each person in mind there; ``meant``: the same where its pronoun stands.

    ``deeds`` and ``minds``: scene -> how often each person acts or thinks in its narration; ``shown``: passage -> persons meant in it.
    """

    before: list[Weights]
    meant: list[Weights]
    deeds: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    minds: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    opening: dict[int, int] = field(default_factory=dict)  # passage -> its first subject
    closing: dict[int, int] = field(default_factory=dict)  # passage -> its last subject
    told: dict[int, list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )  # person -> the passages that tell of it, in order


class _Mind:
    """The persons in mind with fading weights."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.now = cast, 0
        self.weight: dict[int, tuple[float, int]] = {}

    def worth(self, who: int) -> float:
        weight, since = self.weight.get(who, (0.0, 0))
        return weight * FADES ** (self.now - since)

    def bump(self, who: int, by: float) -> None:
        if who >= 0:
            self.weight[who] = (min(self.worth(who) + by, 3.0), self.now)

    def leave(self) -> None:
        self.weight = {who: (self.worth(who) * LEAVES, self.now) for who in self.weight}

    def snapshot(self) -> Weights:
        best = sorted(((self.worth(who), who) for who in self.weight), reverse=True)[:KEPT]
        self.weight = (
            {who: self.weight[who] for worth, who in best if worth > 0.01} if len(self.weight) > 24 else self.weight
        )
        return {who: worth for worth, who in best}

    def meant(self, ref: Ref, narrator: int, barred: int) -> int:
        """The likeliest person for a pronoun, -1 for nobody."""
        if ref.sex == "i":
            return narrator
        if ref.sex not in ("m", "f"):
            return -1
        best, most = -1, 0.0
        for who in self.weight:
            how = agrees(self.cast, who, ref.sex, narrator)
            if how == "d" or who == barred:
                continue
            worth = self.worth(who) * (UNKNOWN if how == "u" else 1.0)
            if worth > most:
                best, most = who, worth
        return best


def follow(
    pages: Sequence[Passage], found: Sequence[Sequence[Ref]], clues: Sequence[Clue], speakers: Sequence[int], cast: Cast
) -> Focus:
    """Reads the narration once; ``found``: each passage's refs; ``speakers``: who speaks each quotation as far as is known."""
    focus = Focus([{}] * len(clues), [{}] * len(clues))
    owners: dict[tuple[int, int], int] = {}
    for clue in clues:
        ref = clue.tag.ref if clue.tag else ruler(clue)
        if ref is not None and ref.kind == PRONOUN:
            owners.setdefault((clue.passage, ref.first), clue.number)
    mind, scene = _Mind(cast), -1
    for page, refs in zip(pages, found, strict=True):
        if page.scene != scene:
            mind.leave()
            scene = page.scene
        _read(page, refs, clues, speakers, owners, mind, focus)
    return focus


def _read(
    page: Passage,
    refs: Sequence[Ref],
    clues: Sequence[Clue],
    speakers: Sequence[int],
    owners: Mapping[tuple[int, int], int],
    mind: _Mind,
    focus: Focus,
) -> None:
    starts = {ref.first: ref for ref in refs}
    subject = -1
    narrator = clues[page.quotes[0]].narrator if page.quotes else -1
    for at, token in enumerate(page.tokens):
        if token.kind == STOP:
            mind.now += 1
            subject = -1
        elif token.kind == QUOTE:
            if not focus.before[token.quote]:
                focus.before[token.quote] = mind.snapshot()
                mind.bump(speakers[token.quote], 0.8)
                for who in clues[token.quote].called:
                    mind.bump(who, 0.4)
            mind.now += 1
            subject = -1
        elif at in starts:
            ref = starts[at]
            who = _whom(page, ref, speakers, owners, mind, focus, narrator, subject)
            mind.bump(who, WEIGHT[ref.place])
            if who >= 0 and ref.place != OWNER:
                focus.told[who].append(page.number)
            if who >= 0 and ref.place == SUBJECT:
                subject = who
                focus.deeds[page.scene][who] += 1
                focus.opening.setdefault(page.number, who)
                focus.closing[page.number] = who
                if _minds(page.tokens, ref.last):
                    focus.minds[page.scene][who] += 1
    mind.now += 1


def _whom(
    page: Passage,
    ref: Ref,
    speakers: Sequence[int],
    owners: Mapping[tuple[int, int], int],
    mind: _Mind,
    focus: Focus,
    narrator: int,
    subject: int,
) -> int:
    if ref.kind != PRONOUN:
        return ref.who
    owner = owners.get((page.number, ref.first), -1)
    if owner >= 0:
        focus.meant[owner] = mind.snapshot()
        if speakers[owner] >= 0 and agrees(mind.cast, speakers[owner], ref.sex, narrator) != "d":
            return speakers[owner]
    return mind.meant(ref, narrator, subject if ref.place == OBJECT else -1)


def _minds(stream: Sequence[Token], at: int) -> bool:
    return any(token.low in MIND for token in stream[at : at + MIND_REACH])
