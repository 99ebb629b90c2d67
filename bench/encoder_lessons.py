"""What the encoder is taught from: novels that label themselves, and annotated stories. Used by encoding.py.

A novel's quotation labels itself when its tag names the speaker, when its tag is a pronoun that can mean one person only, when a named person acts
beside it, or when it stands in a run of bare turns of two people between two named tags that agree with the alternation. In the lessons tags are
dropped, or become pronouns or beats of our own, so the frame has to be read for what the tag had said.
"""

from __future__ import annotations

import gzip
import itertools
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from audiodrama.quotes import survey
from audiodrama.speakers.attribution import study
from audiodrama.speakers.decode import Verdict, decode
from audiodrama.speakers.encoder import frames
from audiodrama.speakers.encoder.frames import bare, signed, stretch
from audiodrama.speakers.encoder.opinions import AROUND, KNOWN, Prose, prose
from audiodrama.speakers.encoder.pieces import pieces
from audiodrama.speakers.encoder.sheets import PERSON, Sheet, sheets
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.second import ballots, net, settled
from audiodrama.speakers.weights import table
from audiodrama.text import Manuscript
from corpora import shared
from encoder_net import Lesson
from lessons import Text, truths

LEFT_OUT = (
    "gatsby",
)  # raw novels that stand in other people's yardsticks; no LitBank or QuoteLi3 novel is among the rest
LONGEST = 1_200_000  # characters of a novel that are read
SURE, SURER = 0.9, 0.95  # shares from which the beam's word is a label
PARITY = 12  # bare turns of a run at most
BACK, ON = 9, 7  # paragraphs around a frame's own whose quotations are asked or shown
WORTH = {"tn": 2, "ti": 1, "tp": 1, "bn": 3, "im": 5}  # how often a quotation stands in the middle of a frame
MANY = 24  # persons in a frame at most
HE = {"m": "he", "f": "she"}
HIS = {"m": "his", "f": "her", "n": "its", "": "their"}
SAID = (" said.", " asked.", " said quietly.", " answered.", " went on.")
BEATS = Path(__file__).parent / "encoder_beats.txt"


@dataclass(frozen=True)
class Book:
    """A text ready for lessons: ``pages`` with the bounds of tags, ``told`` as the reading shows them.

    ``labels``: quotation -> the persons who are right and by what evidence. ``verdicts``: what the reading says of each quotation before it
    asks the encoder; none of a novel's.
    """

    pages: list[Sheet]
    told: Prose
    labels: Mapping[int, tuple[Sequence[int], str]]
    verdicts: Sequence[Verdict] = ()
    worth: float = 1.0

    def guess(self, number: int) -> int:
        """Whom the reading takes for the speaker where it is fairly sure, else -1."""
        if number >= len(self.verdicts) or self.verdicts[number].share <= KNOWN:
            return -1
        return self.verdicts[number].who

    def middles(self) -> list[int]:
        """Paragraphs to put in the middle of a frame, each as often as it is worth."""
        where = {number: k for k, page in enumerate(self.pages) for number in page.quotes}
        return [where[n] for n, (_, how) in self.labels.items() for _ in range(WORTH.get(how, 2))]


def novels() -> Iterator[Path]:
    for path in sorted(shared("corpus/raw").glob("*.txt.gz")):
        if not any(name in path.name for name in LEFT_OUT):
            yield path


def novel(path: Path) -> Book:
    """A raw novel with the labels it gives itself."""
    m = Manuscript(gzip.decompress(path.read_bytes()).decode("utf-8")[:LONGEST], path.name)
    layout = survey(m)
    found = study(m, layout)
    verdicts = decode(found.clues, found.cast, table())
    labels = own_labels(found.clues, verdicts)
    pages = sheets(m, layout, found.pages, found.cast, found.clues, found.narrators)
    return Book(pages, prose(pages, found.narrators, found.cast), labels)


def own_labels(clues: Sequence[Clue], verdicts: Sequence[Verdict]) -> dict[int, tuple[Sequence[int], str]]:
    """Quotation -> ([speaker], evidence), for those that label themselves."""
    found: dict[int, tuple[Sequence[int], str]] = {}
    for clue, verdict in zip(clues, verdicts, strict=True):
        named = clue.manner in ("tn", "ti") and verdict.who >= 0
        if (named and verdict.share > SURE) or (clue.manner == "tp" and verdict.share > SURER):
            found[clue.number] = ([verdict.who], clue.manner)
        elif clue.manner in ("bn", "bi") and verdict.share > SURE:
            found[clue.number] = ([verdict.who], "bn")
    anchors = [k for k, clue in enumerate(clues) if found.get(clue.number, ((), ""))[1] in ("tn", "ti")]
    for a, b in itertools.pairwise(anchors):
        if 2 <= b - a <= PARITY:
            found.update(_alternating(clues, found, a, b))
    return found


def _alternating(
    clues: Sequence[Clue], found: Mapping[int, tuple[Sequence[int], str]], a: int, b: int
) -> dict[int, tuple[Sequence[int], str]]:
    """The bare turns between two anchors when two people take turns there."""
    run = clues[a : b + 1]
    close = all(y.passage - x.passage == 1 and y.scene == x.scene for x, y in itertools.pairwise(run))
    if not close or any(clue.manner != "im" for clue in run[1:-1]):
        return {}
    one, last = found[run[0].number][0][0], found[run[-1].number][0][0]
    if (b - a) % 2 == 1:
        other = last if last != one else None
    else:
        beside = {
            found[clue.number][0][0]
            for clue in [*clues[max(0, a - 4) : a], *clues[b + 1 : b + 4]]
            if clue.number in found and clue.scene == run[0].scene
        } - {one}
        other = beside.pop() if last == one and len(beside) == 1 else None
    if other is None:
        return {}
    return {clue.number: ([(one, other)[n % 2]], "im") for n, clue in enumerate(run[1:-1], 1)}


def annotated(text: Text, weights: Path | None) -> Book:
    """An annotated text as these weights read it before they ask the encoder, with the truth."""
    m = text.manuscript
    layout = survey(m)
    found = study(m, layout, weights=weights)
    first = decode(found.clues, found.cast, table(weights))
    once = settled(first, ballots(found.pages, found.cast, found.clues, first, {}, again=False), net(weights))
    longest = [max(q.spans, key=lambda span: span.end - span.start) for q in layout.quotations]
    names = [text.resolve(person.name) if person.kind != "gone" else None for person in found.cast.persons]
    labels = {}
    for clue, truth in zip(found.clues, truths(longest, text.gold), strict=True):
        right = [who for who, name in enumerate(names) if truth is not None and name == truth]
        if right:
            labels[clue.number] = (right, clue.manner)
    pages = sheets(m, layout, found.pages, found.cast, found.clues, found.narrators)
    return Book(pages, prose(pages, found.narrators, found.cast), labels, once, text.worth)


@dataclass(frozen=True)
class Plan:
    """How lessons are made. ``show``: how often a neighbour's speaker is shown, one chosen for each frame; ``wrong``: how often a shown one is not the right one.

    ``drop``, ``beat``, ``pronoun``: how often a named tag goes, becomes a beat by name, becomes a pronoun's tag or beat.
    ``guessed``: how often a frame shows what the reading guesses in place of all that.
    """

    show: tuple[float, ...] = (0.0, 0.5, 0.85)
    wrong: float = 0.08
    drop: float = 0.42
    beat: float = 0.16
    pronoun: float = 0.24
    guessed: float = 0.0


NOVELS = Plan()
STORIES = Plan(drop=0.12, beat=0.05, pronoun=0.08, guessed=0.7)


def lesson(book: Book, at: int, plan: Plan, rng: random.Random) -> Lesson | None:
    """A frame around paragraph ``at``, None when nothing can be asked there."""
    around = [number for page in book.pages[max(0, at - BACK) : at + ON] for number in page.quotes]
    near = [number for number in around if number in book.labels]
    middle = book.pages[at].quotes
    people = [book.labels[number][0][0] for number in near]
    often, guessed = rng.choice(plan.show), rng.random() < plan.guessed
    known: dict[int, int] = {}
    instead: dict[int, list[int]] = {}
    for number in around:
        if number not in middle and guessed and book.guess(number) >= 0:
            known[number] = book.guess(number)
        elif number in book.labels and not guessed and number not in middle and rng.random() < often:
            known[number] = _shown(book, number, people, plan, rng)
        if number in book.labels and book.labels[number][1] in ("tn", "ti"):
            _change(book, number, people, plan, rng, instead)
    asked = {number for number in near if number not in known}
    low = max(0, at - AROUND)
    pages = book.pages[low : at + AROUND]
    shown = stretch([bare(page.atoms, instead) for page in pages], [page.scene for page in pages], at - low)
    made = signed(shown, asked, known, book.told.sexes, book.told.narrators[at], _hands(rng))
    answers = {number: book.labels[number][0] for number in made.asked}
    answers = {number: right for number, right in answers.items() if set(right) & set(made.people)}
    return (made, answers) if answers and 2 <= len(made.people) <= MANY else None


def asked(book: Book) -> Iterator[Lesson]:
    """Every labelled quotation in a frame of its own, as the reading asks."""
    for at, page in enumerate(book.pages):
        for number in page.quotes:
            if number in book.labels:
                made, right = book.told.frame(at, {number}, book.verdicts), book.labels[number][0]
                if set(right) & set(made.people) and number in made.asked:
                    yield made, {number: right}


def _shown(book: Book, number: int, people: Sequence[int], plan: Plan, rng: random.Random) -> int:
    right = book.labels[number][0][0]
    others = [who for who in people if who != right]
    return rng.choice(others) if others and rng.random() < plan.wrong else right


def _change(
    book: Book,
    number: int,
    people: Sequence[int],
    plan: Plan,
    rng: random.Random,
    instead: dict[int, list[int]],
) -> None:
    right, how = book.labels[number]
    who, draw = right[0], rng.random()
    others = [other for other in people if other != who]
    other = rng.choice(others) if others else None
    if draw < plan.drop:
        instead[number] = []
    elif draw < plan.drop + plan.beat:
        instead[number] = beat(who, book.told.sexes[who], other, rng, pronoun=False)
    elif draw < plan.drop + plan.beat + plan.pronoun and book.told.sexes[who] in HE and how == "tn":
        plain = rng.random() < 0.5
        he = pieces(HE[book.told.sexes[who]])
        instead[number] = (
            [*he, *pieces(rng.choice(SAID))] if plain else beat(who, book.told.sexes[who], other, rng, pronoun=True)
        )


def _hands(rng: random.Random) -> dict[str, list[int]]:
    return {sex: rng.sample(list(signs), len(signs)) for sex, signs in frames.SIGNS.items()}


@lru_cache(maxsize=1)
def beats() -> list[str]:
    return BEATS.read_text("utf-8").splitlines()


def beat(who: int, sex: str, other: int | None, rng: random.Random, *, pronoun: bool) -> list[int]:
    """A sentence in which ``who`` does something, by name or by pronoun, perhaps to ``other``."""
    told = rng.choice(beats())
    while "{o}" in told and other is None:
        told = rng.choice(beats())
    if pronoun and told.startswith("'"):
        told = " paused."
    made = list(pieces(HE[sex])) if pronoun else [PERSON + who]
    for part in re.split(r"(\{his\}|\{o\})", told):
        if part == "{his}":
            made += pieces(HIS.get(sex, HIS[""]))
        elif part == "{o}":
            made.append(PERSON + (other or 0))
        else:
            made += pieces(part)
    return made
