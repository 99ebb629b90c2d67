"""Persons out of names: which forms are one person. Merged only on evidence; a doubtful form stays apart or means nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from audiodrama.script import Gender, Role
from audiodrama.speakers.firstnames import MEN, NICKNAMES, WOMEN
from audiodrama.speakers.names import Conduct, Form, Sightings, names_of, proper
from audiodrama.speakers.words import EPITHETS, KIN, OFFICES, PARTICLES, PERSONS, SUFFIX_TITLES, TITLES, VOICES

MISSPELT_SHARE = 0.5  # a rare form is a typing error of one at least twice as frequent

DOMINANT = 4  # times as often seen, and a bare surname means this bearer


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
    sort: str = ""  # of a noun: voice, kin, new (brought in by "a"), epithet, office

    @property
    def titles(self) -> set[str]:
        return {title for titles, _ in self.forms for title in titles}

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
    """A form as a reader writes it: "Dr Quill", "Ann Bell"."""
    titles, names = form
    return " ".join([*(title.capitalize() for title in titles), *names])


class Cast:
    """The persons, and which form means whom."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.meant: dict[Form, int | None] = {}
        self.nouns: dict[str, int] = {}

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

    def noun(self, key: str, head: str, *, introduced: bool = False, owned: bool = False) -> int:
        """The person a noun phrase means: the one linked to it, the only holder of a title, else a person of its own."""
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
        offices = OFFICES.get(head, frozenset({head}))
        return [p for p in self.persons if p.kind == "name" and offices & p.titles] if head in TITLES or head in OFFICES else []

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
        bare = _without_suffix(names)
        if bare != names:
            yield ((), bare)
    if len(names) > 2:
        yield ((), (names[0], names[-1]))
    if len(names) > 1:
        yield ((), names[:1])
        yield ((), names[-1:])
    if titles and not names:
        yield (titles[-1:], ())


def _without_suffix(names: tuple[str, ...]) -> tuple[str, ...]:
    head, _, tail = names[-1].rpartition("-")
    return (*names[:-1], head) if head and tail.lower() in SUFFIX_TITLES else names


def gather(seen: Sightings, known: Sequence[Role]) -> Cast:
    """The cast of names in the prose; roles the author gave come first and are never merged with one another."""
    cast = Cast()
    for role in known:
        _admit(cast, role)
    found = names_of(seen)
    for form, conduct in sorted(found.items(), key=lambda item: (_rank(item[0]), -item[1].seen, item[0])):
        _place(cast, form, conduct)
    _respell(cast, seen)
    _shorten(cast)
    return cast


def _admit(cast: Cast, role: Role) -> None:
    person = cast.new(label=role.name)
    person.given, person.gender = True, role.gender
    for name in (role.name, *role.aliases):
        person.aliases.append(name)
        words = name.split()
        titles = []
        while words and words[0].strip(".").lower() in TITLES and len(words) > 1:
            titles.append(words.pop(0).strip(".").lower())
        if words and words[0].lower() not in ("the", "a", "an", "his", "her", "my"):
            cast.give(person, (tuple(titles), tuple(proper(word) for word in words)))
            if not titles and len(words) == 1 and words[0].lower() in TITLES:
                cast.give(person, ((words[0].lower(),), ()))


def _rank(form: Form) -> int:
    """Full names first, then titled ones, then single names, then bare titles."""
    titles, names = form
    if len(names) > 1:
        return 0
    if names:
        return 1 if titles else 2
    return 3


def _place(cast: Cast, form: Form, conduct: Conduct) -> None:
    titles, names = form
    if form in cast.meant:
        number = cast.meant[form]
        if number is not None:
            cast.give(cast.persons[number], form, conduct)
        return
    home = _home(cast, titles, names)
    if home == "nobody":
        cast.meant[form] = None
        return
    person = home if isinstance(home, Person) else cast.new()
    cast.give(person, form, conduct)


def _home(cast: Cast, titles: tuple[str, ...], names: tuple[str, ...]) -> Person | str | None:
    """The person a form belongs to, None for a new one, "nobody" when it could be several."""
    if not names:
        return _by_office(cast, titles)
    bare = _without_suffix(names)
    lows = [name.lower() for name in bare if name.lower() not in PARTICLES] or [bare[-1].lower()]
    if len(lows) > 1:
        sex = sex_of_titles(titles)
        fits = [p for p in cast.persons if p.kind == "name" and _same_full(p, lows) and not clash(sex, _likely_sex(p))]
        return fits[0] if len(fits) == 1 else None
    low = lows[0]
    if titles:
        return _by_title(cast, titles, low)
    first = [p for p in cast.persons if low in p.firsts or _component(p, low)]
    if first:
        return max(first, key=lambda p: p.conduct.seen)
    return _by_surname([p for p in cast.persons if low in p.lasts])


def _by_surname(bearers: list[Person]) -> Person | str | None:
    """Whom a bare surname means: its only bearer, the only man called by nothing else, the one told of far more than the rest."""
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    plain = [p for p in bearers if not p.firsts and _likely_sex(p) != "f"]
    if len(plain) == 1:
        return plain[0]
    first, second = sorted(bearers, key=lambda p: -p.conduct.seen)[:2]
    return first if first.conduct.seen >= DOMINANT * second.conduct.seen and "mrs" not in first.titles else "nobody"


def _component(person: Person, low: str) -> bool:
    """A later given name of a full name ("Sol-mi" of "Bae Sol-mi")."""
    return any(len(names) > 1 and "-" in low and low in [n.lower() for n in names] for _, names in person.forms)


def _same_full(person: Person, lows: list[str]) -> bool:
    for _, names in person.forms:
        have = [n.lower() for n in names if n.lower() not in PARTICLES]
        if have == lows or (len(have) > 1 and have[0] == lows[0] and have[-1] == lows[-1]):
            return True
    return False


def sex_of_titles(titles: Iterable[str]) -> str:
    """The sex a row of titles tells, "" if none."""
    return next((TITLES[t] for t in titles if TITLES.get(t)), "")


def sex_of_name(low: str) -> Gender:
    """The usual sex of a first name, "" if it is not in the list."""
    low = low.split("-")[0] if low not in WOMEN and low not in MEN else low
    return "f" if low in WOMEN else "m" if low in MEN else ""


def clash(one: str, other: str) -> bool:
    """Two sexes that are both told and differ."""
    return bool(one and other and one != other)


def _likely_sex(person: Person) -> str:
    return (
        person.gender
        or sex_of_titles(person.titles)
        or next((s for s in map(sex_of_name, sorted(person.firsts)) if s), "")
    )


def _by_title(cast: Cast, titles: tuple[str, ...], low: str) -> Person | None:
    sex = sex_of_titles(titles)
    fits = [p for p in cast.persons if low in p.lasts or low in p.firsts and (sex or low in WOMEN | MEN or not p.lasts)]
    fits = [p for p in fits if not sex or _likely_sex(p) in ("", sex)]
    if len(fits) != 1:
        return None
    wedded = "mrs" in titles and "mrs" not in fits[0].titles and low in fits[0].lasts
    return None if wedded else fits[0]


def _by_office(cast: Cast, titles: tuple[str, ...]) -> Person | None:
    holders = [p for p in cast.persons if titles[-1] in p.titles]
    return holders[0] if len(holders) == 1 else None


def _shorten(cast: Cast) -> None:
    """Pet names go to the one person they can be short for."""
    singles = [
        p
        for p in cast.persons
        if not p.given and p.kind == "name" and all(len(n) == 1 for _, n in p.forms) and any(not t for t, _ in p.forms)
    ]
    for person in sorted(singles, key=lambda p: p.conduct.seen):
        low = next(n for t, n in person.forms if not t)[0].lower()
        fits = [q for q in cast.persons if q is not person and q.forms and q.kind == "name" and _short_for(low, q)]
        fits = [
            q
            for q in fits
            if not (_likely_sex(person) and _likely_sex(q) and _likely_sex(person) != _likely_sex(q))
            or low not in WOMEN | MEN
            or len(low) > 2 and any(first.startswith(low) for first in q.firsts)
        ]
        if len(fits) > 1 and max(q.conduct.seen for q in fits) >= DOMINANT * sorted(q.conduct.seen for q in fits)[-2]:
            fits = [max(fits, key=lambda q: q.conduct.seen)]
        if len(fits) == 1 and _mere_address(person, fits[0]):
            merge(cast, person, fits[0])


def _mere_address(person: Person, whole: Person) -> bool:
    """The short form is mostly spoken, or the long one is: nobody is told of under both names as two people."""
    return person.conduct.told <= 1 or person.conduct.told * 2 <= person.conduct.seen or whole.conduct.told <= 1


def _short_for(low: str, whole: Person) -> bool:
    firsts = {n.lower() for t, names in whole.forms for n in (names[:1] if not t or len(names) > 1 else ())}
    firsts |= {n.lower() for _, names in whole.forms for n in names if "-" in n}
    stem = low
    for ending in ("ies", "ie", "ey", "s", "y", "z", "o"):
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            stem = low[: -len(ending)]
            break
    for first in firsts:
        if first == low:
            continue
        if first in NICKNAMES.get(low, ()) or low in NICKNAMES.get(first, ()):
            return True
        if len(low) >= 2 and len(low) < len(first) and first.startswith(low):
            return True
        if (
            len(stem) >= 2
            and len(stem) < len(first)
            and first.startswith(stem)
            and len(low) <= len(first) + 1
            and low not in WOMEN | MEN
        ):
            return True
        if len(low) >= 3 and first.endswith(low) and low not in WOMEN | MEN:
            return True
    return False


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


def _respell(cast: Cast, seen: Sightings) -> None:
    """A rare form one edit away from a frequent one of the same shape is its typing error."""
    frequent: dict[str, Person] = {}
    for person in cast.persons:
        for (_, names), count in person.forms.items():
            for name in names:
                if count >= 2 and len(name) >= 4:
                    frequent.setdefault(name.lower(), person)
    rare = [f for f, c in seen.forms.items() if f[1] and c.seen <= 2 and len(f[1][-1]) >= 4]
    for form in rare:
        low = form[1][-1].lower()
        if low in frequent or (seen.lower[low] and seen.firm[low] == 0):
            continue
        fits = [p for name, p in frequent.items() if near(low, name) and low != name + "s"]
        fits = [p for p in fits if not clash(sex_of_titles(form[0]), _likely_sex(p))]
        if len({p.number for p in fits}) == 1:
            _correct(cast, form, fits[0])


def _correct(cast: Cast, form: Form, person: Person) -> None:
    number = cast.meant.get(form)
    if number is not None and number != person.number:
        other = cast.persons[number]
        if other.given or other.conduct.seen > MISSPELT_SHARE * person.conduct.seen:
            return
        merge(cast, other, person)
    else:
        cast.meant[form] = person.number
        cast.meant.setdefault(((), form[1][-1:]), person.number)


def near(a: str, b: str) -> bool:
    """One letter wrong, lost, doubled, or two swapped; the first letter stands."""
    if a == b or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if len(a) >= 5 and _undoubled(a) == _undoubled(b):
        return True
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        if len(wrong) == 1:
            return len(a) >= 5
        return (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
    if len(a) > len(b):
        a, b = b, a
    return any(b[:i] + b[i + 1 :] == a for i in range(1, len(b)))


def _undoubled(word: str) -> str:
    return "".join(letter for k, letter in enumerate(word) if not k or letter != word[k - 1])


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
