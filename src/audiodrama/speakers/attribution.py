"""attribute(): from the surveyed prose to who speaks each quotation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from audiodrama.quotes import Layout
from audiodrama.script import Role
from audiodrama.speakers import gender, pov, same, scenery, trust
from audiodrama.speakers.board import Opinions
from audiodrama.speakers.cast import gather
from audiodrama.speakers.decode import Verdict, decode
from audiodrama.speakers.encoder.opinions import Prose, meant, opinions, prose
from audiodrama.speakers.encoder.sheets import Sheet, sheets
from audiodrama.speakers.evidence import Clue, clues
from audiodrama.speakers.labels import heard
from audiodrama.speakers.links import learn_sexes, link, settle_offices, unite_kin
from audiodrama.speakers.mentions import NAME, refs
from audiodrama.speakers.names import sight
from audiodrama.speakers.narrator import name_narrators
from audiodrama.speakers.nouns import appose
from audiodrama.speakers.page import Passage, passages, spoken
from audiodrama.speakers.people import Cast, Person, written
from audiodrama.speakers.reading import SOMEONE, Attribution, Mention, Reading
from audiodrama.speakers.second import again, net
from audiodrama.speakers.weights import table
from audiodrama.speakers.why import Beside, because, mention_of, why
from audiodrama.text import Manuscript, Span

AROUND = 12  # lines before one that its reason may speak of


TAGGED = 0.9  # how often a tag by name is right where all else speaks for another


@dataclass(slots=True)
class Study:
    """Everything found before a speaker is chosen."""

    pages: list[Passage]
    cast: Cast
    clues: list[Clue]
    asked: list[same.Question] = field(default_factory=list)  # whom each noun phrase means, as asked before the answer
    narrators: list[int] = field(default_factory=list)  # each passage's "I", -1 where the story is told of others


@dataclass(frozen=True, slots=True)
class Sketch:
    """The named cast, each passage's "I" and a first decision, while every noun phrase is still a person of its own; ``look`` surveys it as it stands."""

    study: Study
    narrators: list[int]
    first: list[Verdict]
    look: Callable[[], scenery.Scenery]

    def told(self, m: Manuscript, layout: Layout) -> tuple[list[Sheet], Prose, list[Verdict]]:
        """The prose as the encoder is shown it now, and what is thought of the lines."""
        found, cast = self.study, self.study.cast
        narrators = [cast.now(who) for who in self.narrators]
        read = sheets(m, layout, found.pages, cast, found.clues, narrators)
        verdicts = [Verdict(cast.now(v.who), v.share, cast.now(v.second), {}) for v in self.first]
        return read, prose(read, narrators, cast), verdicts

    def whom(self, m: Manuscript, layout: Layout, units: Sequence[scenery.Unit]) -> Opinions:
        """Whom the encoder takes these units' phrases for, by where they begin."""
        phrases = same.in_question(units)
        if not phrases:
            return {}
        _, told, verdicts = self.told(m, layout)
        return meant(told, verdicts, phrases)


def study(m: Manuscript, layout: Layout, known: Sequence[Role] = (), weights: Path | None = None) -> Study:
    """The cast of the prose and one clue a quotation."""
    drawn = sketch(m, layout, known, weights)
    found, cast = drawn.study, drawn.study.cast
    seen, units = name_all(drawn, weights)
    asked = same.questions(cast, seen, found.clues, units, drawn.whom(m, layout, units))
    same.introduce(cast, asked, found.clues, seen)
    same.unite(cast, asked, same.table(weights))
    found.asked += asked
    gender.settle(cast)
    found.narrators = [cast.now(who) for who in drawn.narrators]
    found.clues = clues(m, layout, found.pages, cast, found.narrators)
    return found


def name_all(drawn: Sketch, weights: Path | None) -> tuple[scenery.Scenery, list[scenery.Unit]]:
    """Settles which names are one person's; gives the noun phrases that speak."""
    found, seen = drawn.study, drawn.look()
    found.asked = same.questions(found.cast, seen, found.clues, same.name_units(found.cast, seen), {})
    if same.unite(found.cast, found.asked, same.table(weights)):
        seen = drawn.look()
    return seen, same.noun_units(found.cast, seen, found.clues)


def sketch(m: Manuscript, layout: Layout, known: Sequence[Role] = (), weights: Path | None = None) -> Sketch:
    """What can be said of the cast before anybody asks whom a phrase means."""
    pages = passages(m, layout)
    told = [(page.tokens, False) for page in pages if not page.title]
    said = [(spoken(m, layout, number), True) for number in range(len(layout.quotations))]
    forms = sight([*told, *said])
    heard([quotation.label for quotation in layout.quotations if quotation.label], forms)
    cast = gather(forms, known)
    appose(cast, (stream for stream, _ in told))
    for page in pages:
        refs(page.tokens, cast)
    unite_kin(cast)
    gender.vote(cast, (refs(page.tokens, cast) for page in pages))
    narrators = pov.narrators(m, layout, pages, cast)
    gender.settle(cast)
    found = Study(pages, cast, clues(m, layout, pages, cast, narrators))
    first = decode(found.clues, cast, table(weights))
    learn_sexes(cast, found.clues, first)
    link(cast, found.clues, first)
    name_narrators(cast, pages, narrators, found.clues, first)
    settle_offices(cast)
    gender.settle(cast)
    said_words = [stream for stream, _ in said]
    nameless = _nameless(found, weights)
    return Sketch(
        found, narrators, first, lambda: scenery.survey(pages, said_words, cast, found.clues, first, nameless)
    )


def _nameless(found: Study, weights: Path | None) -> list[Verdict]:
    """A decision in which no noun phrase speaks for itself: each is read like a pronoun."""
    nouns = [person for person in found.cast.persons if person.kind == "noun"]
    for person in nouns:
        person.hidden = True
    verdicts = decode(found.clues, found.cast, table(weights))
    for person in nouns:
        person.hidden = False
    return verdicts


def attribute(m: Manuscript, layout: Layout, known: Sequence[Role] = (), weights: Path | None = None) -> Reading:
    """Who speaks each quotation. ``known`` roles override what is found: their aliases are one person, their genders the truth."""
    found = study(m, layout, known, weights)
    first = decode(found.clues, found.cast, table(weights))
    second = decided(m, layout, found, first, weights)
    verdicts = one_hand(found.clues, [named(*both, found.cast) for both in zip(found.clues, second, strict=True)])
    lines = [Beside(clue, verdict.who) for clue, verdict in zip(found.clues, verdicts, strict=True)]
    attributions: list[Attribution] = []
    for number, (verdict, beam) in enumerate(zip(verdicts, first, strict=True)):
        if verdict.who < 0:
            made = Attribution(layout.quotations[number], SOMEONE, "implicit", "nobody is named near it", None, 0.0)
        else:
            person = found.cast.persons[verdict.who]
            sure = trust.confidence(lines[number].clue, verdict, beam, person, trust.table(weights))
            made = _attribution(m, layout, found, lines, number=number, sure=sure, second=verdict.second)
        attributions.append(made)
    return Reading(_roles(found.cast, verdicts), tuple(attributions))


def decided(
    m: Manuscript, layout: Layout, found: Study, first: Sequence[Verdict], weights: Path | None
) -> list[Verdict]:
    """The beam's verdicts ``first`` looked at again, with the encoder's opinion of the doubtful ones."""
    read = sheets(m, layout, found.pages, found.cast, found.clues, found.narrators)
    told = prose(read, found.narrators, found.cast)
    return again(
        found.pages,
        found.cast,
        found.clues,
        first,
        net(weights),
        partial(opinions, told),
    )


def named(clue: Clue, verdict: Verdict, cast: Cast) -> Verdict:
    """A tag by name has the last word: "Mara thought" is Mara, whoever the paragraph tells of."""
    if clue.tag is None or clue.tag.ref.kind != NAME or clue.label >= 0:
        return verdict
    who = cast.now(clue.tag.ref.who)
    if who < 0 or who == verdict.who or cast.persons[who].kind != "name":
        return verdict
    return Verdict(who, TAGGED, verdict.who, {who: TAGGED, verdict.who: 1 - TAGGED})


def one_hand(clues: Sequence[Clue], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts with every letter in one hand: its signature's, else that of its surest paragraph."""
    made = list(verdicts)
    start = 0
    for end in range(1, len(clues) + 1):
        if end < len(clues) and clues[end].kind == "letter" and clues[end].continued:
            continue
        letter = range(start, end)
        if len(letter) > 1 and clues[start].kind == "letter":
            best = max(letter, key=lambda number: (clues[number].label >= 0, verdicts[number].share))
            made[start:end] = [verdicts[best]] * len(letter)
        start = end
    return made


def _attribution(
    m: Manuscript,
    layout: Layout,
    found: Study,
    lines: Sequence[Beside],
    *,
    number: int,
    sure: float,
    second: int,
) -> Attribution:
    clue, who = lines[number]
    stream = found.pages[clue.passage].tokens
    ref = mention_of(clue, who)
    mention = None
    if ref is not None:
        span = Span(stream[ref.first].start, stream[ref.last - 1].end)
        mention = Mention(span, m.text[span.start : span.end], _name(found.cast, who))
    before = [line for line in lines[max(0, number - AROUND) : number] if line.clue.scene == clue.scene]
    after = next((line for line in lines[number + 1 : number + 2] if line.clue.scene == clue.scene), None)
    return Attribution(
        layout.quotations[number],
        _name(found.cast, who),
        because(clue),
        why(clue, who, found.cast, stream, before, after),
        mention,
        round(sure, 3),
        _name(found.cast, second) if second >= 0 else "",
    )


def _name(cast: Cast, who: int) -> str:
    return cast.persons[who].name


def _roles(cast: Cast, verdicts: Sequence[Verdict]) -> tuple[Role, ...]:
    """Everyone who speaks, once, in order of their first words."""
    order: dict[str, Role] = {}
    for verdict in verdicts:
        if verdict.who < 0:
            order.setdefault(SOMEONE, Role(SOMEONE))
        else:
            person = cast.persons[verdict.who]
            order.setdefault(person.name, _role(cast, person))
    return tuple(order.values())


def _role(cast: Cast, person: Person) -> Role:
    forms = [written(form) for form, count in person.forms.most_common() if count or person.given]
    nouns = [key for key, number in cast.nouns.items() if number == person.number]
    aliases = dict.fromkeys(alias for alias in [*person.aliases, *forms, *nouns] if alias != person.name)
    return Role(person.name, tuple(aliases), person.gender)
