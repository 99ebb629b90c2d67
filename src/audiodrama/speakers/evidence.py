"""What the text says of one quotation: its tag, the deeds around it, who is called in it. One Clue a quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from audiodrama.quotes import Layout
from audiodrama.script import Kind
from audiodrama.speakers.habits import habits
from audiodrama.speakers.labels import labelled, of_initials
from audiodrama.speakers.mentions import NAME, NOUN, OBJECT, OWNER, PRONOUN, SUBJECT, Ref, named_in, refs
from audiodrama.speakers.names import addressed, introduced
from audiodrama.speakers.page import QUOTE, STOP, WORD, Passage, Token, spoken
from audiodrama.speakers.people import Cast
from audiodrama.speakers.tags import Tag, tag_of
from audiodrama.speakers.words import CALLS, TITLES
from audiodrama.text import Manuscript

LONG = 3  # letters of a word that says little
MEMORY = 12  # persons kept in mind as lately told of
WRITING = frozenset(
    [
        "wrote",
        "typed",
        "texted",
        "messaged",
        "sent",
        "writes",
        "types",
        "texts",
        "messages",
        "sends",
        "replied",
        "answered",
    ]
)
WRITTEN_REACH = 3  # tokens between a verb of writing and the message: "wrote him back:"
BACK = 6  # passages after which a person told of is forgotten


@dataclass(slots=True)
class Clue:
    """One quotation as the ranker sees it. ``left`` and ``right``: the refs of the narration between it and its neighbours.

    ``recent``: (person, passages back, place) of those told of before it, latest first. ``called`` are addressed in it, ``about`` named in it.
    """

    number: int
    passage: int
    scene: int
    kind: Kind
    continued: bool
    label: int = -1
    tag: Tag | None = None
    left: list[Ref] = field(default_factory=list)
    right: list[Ref] = field(default_factory=list)
    told: bool = False  # the paragraph has narration
    nth: int = 0  # of the paragraph's quotations
    recent: list[tuple[int, int, str]] = field(default_factory=list)
    called: frozenset[int] = frozenset()
    about: frozenset[int] = frozenset()
    claims: frozenset[int] = frozenset()  # "I'm Ann": the speaker says to be these
    words: int = 0
    asks: bool = False
    manner: str = ""
    loud: bool = False  # all capitals
    called_sex: str = ""  # sex of somebody called "sir", "ma'am", "Mum"
    voices_i: bool = False  # "I", "me" or "my" is said
    narrator: int = -1
    style: frozenset[str] = frozenset()  # habits of speech the words show, see habits.py
    calls: frozenset[str] = frozenset()  # the words by which somebody is called, in lower case
    low: frozenset[str] = frozenset()  # the longer words said, in lower case


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the quotations of a passage stand among its tokens: of each, and of all in order; ``end`` counts the tokens."""

    of_quote: dict[int, list[int]]
    places: list[int]
    end: int

    @classmethod
    def of(cls, page: Passage) -> Marks:
        places = [place for place, token in enumerate(page.tokens) if token.kind == QUOTE]
        of_quote: dict[int, list[int]] = {}
        for place in places:
            of_quote.setdefault(page.tokens[place].quote, []).append(place)
        return cls(of_quote, places, len(page.tokens))

    def around(self, signs: Sequence[int]) -> tuple[int, int]:
        """The places of the marks next to a quotation's own; -1 and ``end`` where there is none."""
        first, last = bisect_left(self.places, signs[0]), bisect_right(self.places, signs[-1])
        return (self.places[first - 1] if first else -1, self.places[last] if last < len(self.places) else self.end)


def between(here: Sequence[Ref], start: int, end: int) -> list[Ref]:
    """The refs, which are in order, whose first token lies between two others."""
    first = bisect_right(here, start, key=_first)
    return list(here[first : bisect_left(here, end, key=_first)])


def _first(ref: Ref) -> int:
    return ref.first


def clues(m: Manuscript, layout: Layout, pages: Sequence[Passage], cast: Cast, narrators: Sequence[int]) -> list[Clue]:
    """One clue a quotation, in the layout's order; ``narrators`` has each passage's "I" (-1 for none)."""
    found: list[Clue | None] = [None] * len(layout.quotations)
    memory: deque[tuple[int, int, str]] = deque(maxlen=MEMORY)
    for page in pages:
        here = refs(page.tokens, cast)
        if page.quotes:
            marks = Marks.of(page)
            for nth, number in enumerate(page.quotes):
                found[number] = _clue(m, layout, page, here, marks, number, nth, cast, memory, narrators[page.number])
        for ref in here:
            if ref.who >= 0 and ref.place != OWNER:
                memory.append((ref.who, page.number, ref.place))
    whole = [clue for clue in found if clue is not None]
    _spread(whole)
    return whole


def _clue(
    m: Manuscript,
    layout: Layout,
    page: Passage,
    here: Sequence[Ref],
    marks: Marks,
    number: int,
    nth: int,
    cast: Cast,
    memory: deque[tuple[int, int, str]],
    narrator: int,
) -> Clue:
    quotation = layout.quotations[number]
    signs = marks.of_quote.get(number, [])
    clue = Clue(number, page.number, page.scene, quotation.kind, quotation.continued, nth=nth, narrator=narrator)
    clue.told = len(marks.places) < len(page.tokens)
    if not signs:
        return clue
    for sign in signs:
        clue.tag = clue.tag or tag_of(page.tokens, here, sign, cast)
    before, after = marks.around(signs)
    clue.left = between(here, before, signs[0])
    clue.right = between(here, signs[0], after)
    clue.recent = _recent(memory, page.number)
    words = spoken(m, layout, number)
    if quotation.label:
        clue.label = labelled(quotation.label, cast)
    elif quotation.kind in ("letter", "message"):
        clue.label = _signed(words, cast, m.text[quotation.start])
        if clue.label < 0 and quotation.kind == "message":
            clue.label = _writer(page.tokens, signs[0], clue.left)
    _listen(clue, words, cast)
    clue.manner = manner(clue)
    return clue


def _writer(stream: Sequence[Token], sign: int, left: Sequence[Ref]) -> int:
    """Who typed what stands at ``sign``: the subject of a sentence that ends "... and wrote", "texted back"; else -1."""
    start = next((at + 1 for at in range(sign - 1, -1, -1) if stream[at].kind in (STOP, QUOTE)), 0)
    if not any(token.low in WRITING for token in stream[max(start, sign - WRITTEN_REACH) : sign]):
        return -1
    return next((ref.who for ref in left if ref.first >= start and ref.place == SUBJECT and ref.who >= 0), -1)


def _signed(words: Sequence[Token], cast: Cast, mark: str) -> int:
    """Who signs the words: a name after their last stop, an initial; the system of a game for a line in brackets; else -1."""
    if mark == "[":
        return cast.noun("the System", "system")
    if not words:
        return -1
    body = [token for token in words if token.kind == WORD]
    last = body[-1].text.replace(".", "") if body else ""
    signer = of_initials(last, cast) if len(last) <= 2 and last.isupper() and last not in ("I", "A") else -1
    for run, who in named_in(words, cast) if signer < 0 else ():
        ends = all(token.kind != WORD for token in words[run.last :])
        if ends and (run.first == 0 or words[run.first - 1].kind != WORD):
            return who
    return signer


def _spread(found: Sequence[Clue]) -> None:
    """A letter of several paragraphs has the signature of its last."""
    for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if (
            earlier.kind == later.kind == "letter"
            and earlier.label < 0 <= later.label
            and later.passage - earlier.passage == 1
        ):
            earlier.label = later.label


def _recent(memory: deque[tuple[int, int, str]], now: int) -> list[tuple[int, int, str]]:
    seen: set[int] = set()
    found = []
    for who, passage, place in reversed(memory):
        if who not in seen and now - passage <= BACK:
            seen.add(who)
            found.append((who, now - passage, place))
    return found


def _listen(clue: Clue, words: Sequence[Token], cast: Cast) -> None:
    called: set[int] = set()
    about: set[int] = set()
    claims: set[int] = set()
    calls: set[str] = set()
    for run, who in named_in(words, cast):
        own = introduced(words, run.first, run.last)
        address = addressed(words, run.first, run.last)
        (claims if own else called if address else about).add(who)
        if address and not own:
            calls.add(" ".join(token.low for token in words[run.first : run.last]))
    clue.called, clue.about, clue.claims = frozenset(called), frozenset(about), frozenset(claims)
    for at, token in enumerate(words):
        if token.low in CALLS and token.kind == WORD and addressed(words, at, at + 1) and (at or len(words) > 1):
            clue.called_sex = CALLS[token.low]
            calls.add(token.low)
        elif token.low in TITLES and not token.capital and addressed(words, at, at + 1):
            holder = cast.who((token.low,), ())
            if holder is not None:
                clue.called |= {holder}
    clue.calls, clue.style = frozenset(calls), habits(words)
    clue.low = frozenset(token.low for token in words if len(token.low) > LONG and token.kind == WORD)
    letters = [token.text for token in words if token.kind == WORD and token.text.isalpha()]
    clue.loud = sum(map(len, letters)) > 3 and all(text.isupper() for text in letters)
    clue.words = sum(token.kind == "w" for token in words)
    clue.asks = any("?" in token.text for token in words[-2:])
    clue.voices_i = any(token.low in ("i", "me", "my") for token in words)


def manner(clue: Clue) -> str:
    """The strongest kind of evidence: tag (t) or deed (b) by name, noun, group, pronoun, I; b0: deeds of nobody; im: bare words."""
    if clue.tag:
        return "t" + _letter(clue.tag.ref)
    ref = ruler(clue)
    if ref is not None:
        return "b" + _letter(ref)
    return "b0" if clue.told else "im"


def _letter(ref: Ref) -> str:
    if ref.kind == NAME:
        return "n"
    if ref.kind == NOUN:
        return "g" if ref.sex == "n" else "x"
    return {"i": "i", "t": "t", "w": "t"}.get(ref.sex, "p")


def ruler(clue: Clue) -> Ref | None:
    """The subject nearest the quotation: of the sentence after it when that opens the paragraph's narration, else of the one before."""
    right = [r for r in clue.right if r.place == SUBJECT]
    left = [r for r in clue.left if r.place == SUBJECT]
    if left:
        last = left[-1].sentence
        return next(r for r in left if r.sentence == last)
    return right[0] if right else None


def antecedents(clue: Clue, ref: Ref, cast: Cast) -> list[int]:
    """Persons a pronoun can mean, likeliest first: those named before it in the paragraph, then those told of before."""
    here = [r for r in clue.left + clue.right if r.first < ref.first and r.who >= 0 and r.place != OWNER]
    order: list[int] = []
    for group in (
        [r.who for r in reversed(here) if r.place == SUBJECT and r.sentence != ref.sentence],
        [r.who for r in reversed(here) if r.place == SUBJECT],
        [w for w, back, place in clue.recent if back <= 2 and place == SUBJECT],
        [r.who for r in reversed(here)],
        [w for w, _, _ in clue.recent],
    ):
        order += [who for who in group if who not in order]
    return [who for who in order if agrees(cast, who, ref.sex, clue.narrator) != "d"]


def agrees(cast: Cast, who: int, sex: str, narrator: int = -1) -> str:
    """a: the person has this sex (or is the "I" meant); u: unknown; d: another."""
    gender = cast.persons[who].gender
    if sex == "i":
        return "a" if who == narrator else "d"
    if who == narrator:
        return "d"
    if sex in ("t", "w"):
        return "a" if gender == "n" else "u"
    if not gender:
        return "u"
    return "a" if gender == sex else "d"


__all__ = ["OBJECT", "PRONOUN", "Clue", "agrees", "antecedents", "clues", "ruler"]
