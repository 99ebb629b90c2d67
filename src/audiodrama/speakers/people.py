"""A person of the cast, and the cast as a register: which form, which noun phrase means whom."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from audiodrama.script import Gender
from audiodrama.speakers.firstnames import MEN, WOMEN
from audiodrama.speakers.names import Conduct, Form, Run
from audiodrama.speakers.words import EPITHETS, KIN, OFFICES, PERSONS, SHORT_TITLES, SUFFIX_TITLES, TITLES, VOICES

DOMINANT = 4  # times as often seen, and a form that could be several people's is this one's


@dataclass(slots=True)
class Person:
    """Somebody the prose names or describes. ``forms`` counts how often each form stands; ``given`` = the author's own role."""

    number: int
    forms: Counter[Form] = field(default_factory=Counter)
    conduct: Conduct = field(default_factory=Conduct)
    gender: Gender = ""
    votes: Counter[str] = field(default_factory=Counter)
    label: str = ""  # set when the name is not one of the forms: "the waiter", "I"
    kind: str = "name"  # name, noun, group, narrator
    aliases: list[str] = field(default_factory=list)
    given: bool = False
    hidden: bool = False  # speaks nothing for now: a phrase read as if it meant somebody else
    sort: str = ""  # of a noun: voice, kin, new (brought in by "a"), epithet, office

    @property
    def titles(self) -> set[str]:
        return {SHORT_TITLES.get(title, title) for titles, _ in self.forms for title in titles}

    @property
    def firsts(self) -> set[str]:
        return {names[0].lower() for _, names in self.forms if len(names) > 1 or (names and not _)}

    @property
    def lasts(self) -> set[str]:
        return {names[-1].lower() for titles, names in self.forms if len(names) > 1 or (names and titles)}

    @property
    def name(self) -> str:
        """The fullest form in steady use."""
        if self.label:
            return self.label
        return written(max(self.forms, key=lambda form: (_fullness(form), self.forms[form])))


def _fullness(form: Form) -> int:
    titles, names = form
    return (2 if len(names) > 1 else 1 if names else 0) * 2 + (1 if titles and len(names) < 2 else 0)


def written(form: Form) -> str:
    """A form as a reader writes it: "Dr Marsh", "Ann Bell"."""
    titles, names = form
    return " ".join([*(title.capitalize() for title in titles), *names])


class Cast:
    """The persons, and which form means whom."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.meant: dict[Form, int | None] = {}
        self.nouns: dict[str, int] = {}
        self.places: dict[int, int] = {}  # where a noun phrase stands in the text -> whom it means there
        self.runs: dict[int, dict[int, Run]] = {}  # the capitals of each passage by the identity of its tokens
        self.gone: dict[int, int] = {}  # merged person -> the person it is now

    def now(self, who: int) -> int:
        """The person that this one is by now, after merges; -1 stays -1."""
        while who in self.gone:
            who = self.gone[who]
        return who

    def new(self, *, kind: str = "name", label: str = "") -> Person:
        person = Person(len(self.persons), kind=kind, label=label)
        self.persons.append(person)
        return person

    def give(self, person: Person, form: Form, conduct: Conduct | None = None) -> None:
        """This form means this person."""
        self.meant[form] = person.number
        person.forms[form] += conduct.seen if conduct else 0
        if conduct:
            person.conduct.add(conduct)

    def noun(self, key: str, head: str, *, introduced: bool = False, owned: bool = False, at: int = -1) -> int:
        """The person a noun phrase means: the one linked to it (at this place of the text), the only holder of a title, else one of its own."""
        if at in self.places:
            return self.now(self.places[at])
        if key in self.nouns:
            return self.nouns[key]
        holders = self.holders(head) if key.startswith(("the ", "her ladyship", "his lordship")) else []
        if len(holders) == 1:
            number = holders[0].number
        else:
            person = self.new(kind="noun", label=key)
            person.gender = noun_sex(head, key)
            person.sort = "kin" if owned else noun_sort(head, key, introduced=introduced)
            number = person.number
        self.nouns[key] = number
        return number

    def holders(self, head: str) -> list[Person]:
        """The named persons whose title makes them "the captain", "the doctor", "her ladyship"."""
        offices = OFFICES.get(head, frozenset({SHORT_TITLES.get(head, head)}))
        return (
            [p for p in self.persons if p.kind == "name" and offices & p.titles]
            if head in TITLES or head in OFFICES
            else []
        )

    def group(self, key: str) -> int:
        """The role of several people who speak together."""
        if key not in self.nouns:
            person = self.new(kind="group", label=key)
            person.gender = "n"
            self.nouns[key] = person.number
        return self.nouns[key]

    def who(self, titles: tuple[str, ...], names: tuple[str, ...]) -> int | None:
        """Whom a run of capitals means: the whole form, else without a title, else its parts."""
        for form in _readings(titles, names):
            if form in self.meant:
                return self.meant[form]
        return None


def _readings(titles: tuple[str, ...], names: tuple[str, ...]) -> Iterable[Form]:
    yield (titles, names)
    if titles and names:
        yield (titles[-1:], names)
    if names:
        yield ((), names)
        bare = without_suffix(names)
        if bare != names:
            yield ((), bare)
    if len(names) > 2:
        yield ((), (names[0], names[-1]))
    if len(names) > 1:
        yield ((), names[:1])
        yield ((), names[-1:])
    if titles and not names:
        yield (titles[-1:], ())


def without_suffix(names: tuple[str, ...]) -> tuple[str, ...]:
    head, _, tail = names[-1].rpartition("-")
    return (*names[:-1], head) if head and tail.lower() in SUFFIX_TITLES else names


def merge(cast: Cast, small: Person, large: Person) -> None:
    """Everything that meant ``small`` means ``large`` now."""
    for form, count in list(small.forms.items()):
        large.forms[form] += count
    for form, number in list(cast.meant.items()):
        if number == small.number:
            cast.meant[form] = large.number
    large.conduct.add(small.conduct)
    large.votes.update(small.votes)
    large.aliases += small.aliases
    large.gender = large.gender or small.gender
    for key, number in list(cast.nouns.items()):
        if number == small.number:
            cast.nouns[key] = large.number
    small.forms.clear()
    small.kind = "gone"
    cast.gone[small.number] = large.number


def sex_of_titles(titles: Iterable[str]) -> str:
    """The sex a row of titles tells, "" if none."""
    return next((TITLES[t] for t in titles if TITLES.get(t)), "")


def plain(low: str) -> str:
    """The word without its accents: "zoë" is "zoe"."""
    if low.isascii():
        return low
    return "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))


def sex_of_name(low: str) -> Gender:
    """The usual sex of a first name, "" if it is not in the list."""
    low = plain(low)
    low = low.split("-")[0] if low not in WOMEN and low not in MEN else low
    return "f" if low in WOMEN else "m" if low in MEN else ""


def clash(one: str, other: str) -> bool:
    """Two sexes that are both told and differ."""
    return bool(one and other and one != other)


def titled_sex(person: Person) -> str:
    """The sex that most of the person's titled forms tell, "" if none."""
    sexes: Counter[str] = Counter()
    for (titles, _), count in person.forms.items():
        sex = sex_of_titles(titles)
        if sex:
            sexes[sex] += count + 1
    return max(sorted(sexes), key=lambda sex: sexes[sex], default="")


def likely_sex(person: Person) -> str:
    return person.gender or titled_sex(person) or next((s for s in map(sex_of_name, sorted(person.firsts)) if s), "")


def noun_sort(head: str, key: str, *, introduced: bool) -> str:
    """What a noun phrase does at its first place: brings somebody in, or describes somebody the reader may know."""
    if head in VOICES:
        return "voice"
    if key.split()[0] in ("his", "her", "my", "their", "our"):
        return "kin"
    if introduced:
        return "new"
    return "epithet" if head in EPITHETS else "office"


def noun_sex(head: str, key: str) -> Gender:
    """The sex a noun phrase tells, "n" for a thing that speaks."""
    if head in VOICES and not any(word in PERSONS for word in key.split()[:-1]):
        return "n" if head not in ("voice",) else ""
    for word in (head, *key.split()):
        sex = PERSONS.get(word, "") or KIN.get(word, "")
        if sex in ("f", "m"):
            return "f" if sex == "f" else "m"
    return ""
