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
from audiodrama.speakers import same
from audiodrama.speakers.attribution import name_all, sketch, study
from audiodrama.speakers.decode import Verdict, decode
from audiodrama.speakers.encoder import frames
from audiodrama.speakers.encoder.frames import ASKED, LIKELY, MAYBE, SETTLED, Guess, bare, signed, stretch
from audiodrama.speakers.encoder.opinions import AROUND, Prose, guesses, prose
from audiodrama.speakers.encoder.pieces import pieces
from audiodrama.speakers.encoder.sheets import OPEN, PERSON, PHRASE, Sheet, sheets
from audiodrama.speakers.evidence import Clue
from audiodrama.speakers.second import ballots, net, settled
from audiodrama.speakers.weights import table
from audiodrama.text import Manuscript
from corpora import shared
from encoder_net import Lesson
from lessons import Story, Text, truths
from people import right as owners

LEFT_OUT = (
    "gatsby",
)  # raw novels that stand in other people's yardsticks; no LitBank or QuoteLi3 novel is among the rest
LONGEST = 1_200_000  # characters of a novel that are read
SURE, SURER = 0.9, 0.95  # shares from which the beam's word is a label
PARITY = 12  # bare turns of a run at most
BACK, ON = 14, 10  # paragraphs around a frame's own whose quotations are asked or shown
WORTH = {"tn": 2, "ti": 1, "tp": 1, "bn": 3, "im": 5}  # how often a quotation stands in the middle of a frame
MANY = 24  # persons in a frame at most
WIDEST = 96  # atoms of the paragraphs in the middle of a frame
PASSING = 0.3  # of the other phrases of a frame are asked too
PHRASES = {
    "m": ("the man", "the older man", "the other man", "the boy", "the taller man", "the young man", "the stranger"),
    "f": ("the woman", "the older woman", "the other woman", "the girl", "the taller woman", "the young woman"),
}
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


def phrases(text: Text, weights: Path | None) -> Book:
    """An annotated text at the time the reading asks whom its noun phrases mean; the right answers by PHRASE and where the words begin.

    A phrase that means nobody else means its own person; so does one whose owner is not in the frame.
    """
    m, cast_of = text.manuscript, text.resolve
    layout = survey(m)
    drawn = sketch(m, layout, weights=weights)
    seen, units = name_all(drawn, weights)
    found, cast = drawn.study, drawn.study.cast
    longest = [max(q.spans, key=lambda span: span.end - span.start) for q in layout.quotations]
    pages, told, verdicts = drawn.told(m, layout)
    story = Story(text.name, found, truths(longest, text.gold), [], cast_of, told)
    names = {person.number: cast_of(person.name) for person in cast.persons if person.kind != "gone"}
    labels: dict[int, tuple[Sequence[int], str]] = {}
    for person in cast.persons:
        if person.kind == "noun" and names[person.number] is not None:
            right = [who for who, name in names.items() if name == names[person.number]]
            labels.update({PHRASE + s.start: (right, "phrase") for s in seen.seen.get(person.number, ())})
    for question in same.questions(cast, seen, found.clues, units, {}):
        answer = owners(story, question)
        if answer:
            right = [question.unit.who if question.persons[k] == same.NOBODY else question.persons[k] for k in answer]
            labels.update({PHRASE + s.start: (right, "asked") for s in question.unit.seen})
    return Book(pages, told, labels, verdicts, text.worth)


@dataclass(frozen=True)
class Plan:
    """How lessons are made. ``guessed``: how often a frame shows what the reading thinks of its lines, of which ``hidden`` are hidden all the same.

    Else it shows the speakers of lines outside its middle as settled, ``show`` of them (one is chosen for each frame), and guesses of the others (GUESSES).
    ``drop``, ``beat``, ``pronoun``: how often a named tag goes, becomes a beat by name, becomes a pronoun's tag or beat.
    """

    guessed: float = 0.0
    hidden: float = 0.3
    show: tuple[float, ...] = (0.0, 0.4, 0.8)
    drop: float = 0.42
    beat: float = 0.16
    pronoun: float = 0.24


NOVELS = Plan()
STORIES = Plan(guessed=0.75, drop=0.12, beat=0.05, pronoun=0.08)
WRONG = 0.03  # of the settled that are shown
# A number drawn up to the first makes a guess of this sort, so often right.
GUESSES = ((0.25, LIKELY, 0.88), (0.5, MAYBE, 0.65))
Shown = dict[int, Guess]


def lesson(book: Book, at: int, plan: Plan, rng: random.Random) -> Lesson | None:
    """A frame around paragraph ``at`` and perhaps some after it, None when nothing can be asked there."""
    last, room = at, rng.uniform(0, WIDEST)
    while last + 1 < len(book.pages) and book.told.size(at, last + 1) <= room:
        last += 1
    around = [number for page in book.pages[max(0, at - BACK) : last + ON] for number in page.quotes]
    middle = {number for page in book.pages[at : last + 1] for number in page.quotes}
    people = [book.labels[number][0][0] for number in around if number in book.labels]
    if rng.random() < plan.guessed:
        thought = _thought(book, around, plan, rng)
    else:
        thought = _made_up(book, around, middle, people, plan, rng)
    asked = {n for n in around if n in book.labels and thought.get(n, (0, ASKED))[1] != SETTLED}
    instead: dict[int, list[int]] = {}
    for number in sorted(asked):
        if book.labels[number][1] in ("tn", "ti"):
            _change(book, number, people, plan, rng, instead)
    low = max(0, at - AROUND)
    pages = book.pages[low : last + AROUND]
    shown = stretch([bare(page.atoms, instead) for page in pages], [page.scene for page in pages], at - low, last - low)
    made = signed(shown, asked, thought, book.told.sexes, book.told.narrators[at], _hands(rng))
    answers = {number: book.labels[number][0] for number in made.asked}
    answers = {number: right for number, right in answers.items() if set(right) & set(made.people)}
    return (made, answers) if answers and 2 <= len(made.people) <= MANY else None


def asked(book: Book) -> Iterator[Lesson]:
    """Frames as the reading asks them, with the answers of those lines that have one."""
    for made in book.told.frames(book.told.doubtful(book.verdicts), book.verdicts):
        answers = {n: book.labels[n][0] for n in made.asked if n in book.labels}
        answers = {n: right for n, right in answers.items() if set(right) & set(made.people)}
        if answers:
            yield made, answers


def whom(book: Book, key: int, plan: Plan, rng: random.Random) -> Lesson | None:
    """A frame around a phrase whose owner is known, None when nobody else is in it."""
    at = next((k for k, page in enumerate(book.pages) if key in page.atoms), -1)
    if at < 0:  # its paragraph is too long to be shown whole
        return None
    near = {atom for page in book.pages[max(0, at - BACK) : at + ON] for atom in page.atoms if atom in book.labels}
    questions = {key, *(atom for atom in near if rng.random() < PASSING)}
    around = [number for page in book.pages[max(0, at - BACK) : at + ON] for number in page.quotes]
    low = max(0, at - AROUND)
    pages = book.pages[low : at + AROUND]
    shown = stretch([bare(page.atoms) for page in pages], [page.scene for page in pages], at - low, at - low)
    thought = _thought(book, around, plan, rng)
    made = signed(shown, questions, thought, book.told.sexes, book.told.narrators[at], _hands(rng))
    answers = {}
    for each, place in made.asked.items():
        own = made.people[made.who[place + 1]]
        answers[each] = [who for who in book.labels[each][0] if who in made.people and who != own] or [own]
    return (made, answers) if answers and 2 <= len(made.people) <= MANY else None


def riddle(book: Book, plan: Plan, rng: random.Random) -> Lesson | None:
    """A frame in which a phrase of ours stands in place of one of a person's names; None where nobody is named twice."""
    at = rng.randrange(len(book.pages))
    low, high = max(0, at - AROUND), at + AROUND
    pages = [list(bare(page.atoms)) for page in book.pages[low:high]]
    middle = pages[at - low]
    named = [k for k, atom in enumerate(middle) if PERSON <= atom < OPEN and book.told.sexes[atom - PERSON] in PHRASES]
    if not named:
        return None
    k = rng.choice(named)
    who, other = middle[k] - PERSON, len(book.told.sexes)
    sex = book.told.sexes[who]
    middle[k : k + 1] = [PHRASE, PERSON + other, *pieces(rng.choice(PHRASES[sex]))]
    shown = stretch(pages, [page.scene for page in book.pages[low:high]], at - low, at - low)
    around = [number for page in book.pages[max(0, at - BACK) : at + ON] for number in page.quotes]
    thought = _thought(book, around, plan, rng) if book.verdicts else {}
    made = signed(shown, {PHRASE}, thought, [*book.told.sexes, sex], book.told.narrators[at], _hands(rng))
    return (made, {PHRASE: [who]}) if made.asked and who in made.people and 2 < len(made.people) <= MANY else None


def _thought(book: Book, around: Sequence[int], plan: Plan, rng: random.Random) -> Shown:
    """As the reading thinks, some of its doubtful guesses hidden."""
    found = guesses(book.verdicts, around)
    return {n: guess for n, guess in found.items() if guess[1] == SETTLED or rng.random() >= plan.hidden}


def _made_up(
    book: Book, around: Sequence[int], middle: set[int], people: Sequence[int], plan: Plan, rng: random.Random
) -> Shown:
    """Settled speakers and guesses, made from the truth."""
    found, often = {}, rng.choice(plan.show)
    for number in around:
        if number not in book.labels:
            continue
        if number not in middle and rng.random() < often:
            found[number] = (_one(book, number, people, 1 - WRONG, rng), SETTLED)
            continue
        draw = rng.random()
        for up_to, doubt, right in GUESSES:
            if draw < up_to:
                found[number] = (_one(book, number, people, right, rng), doubt)
                break
    return found


def _one(book: Book, number: int, people: Sequence[int], often: float, rng: random.Random) -> int:
    """The right speaker so often, else another of those around."""
    right = book.labels[number][0][0]
    others = [who for who in people if who != right]
    return rng.choice(others) if others and rng.random() > often else right


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
