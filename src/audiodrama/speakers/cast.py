"""Persons out of names: which forms are one person. Merged only on evidence; a doubtful form stays apart or means nobody."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.script import Role
from audiodrama.speakers.firstnames import MEN, WOMEN
from audiodrama.speakers.forms import respell, shorten
from audiodrama.speakers.names import Conduct, Form, Sightings, proper
from audiodrama.speakers.naming import names_of
from audiodrama.speakers.people import (
    DOMINANT,
    Cast,
    Person,
    clash,
    likely_sex,
    sex_of_name,
    sex_of_titles,
    without_suffix,
)
from audiodrama.speakers.words import PARTICLES, SHORT_TITLES, TITLES

DETERMINERS = frozenset(
    ["the", "a", "an", "his", "her", "my", "their", "our"]
)  # an alias that begins so is a noun phrase


def gather(seen: Sightings, known: Sequence[Role]) -> Cast:
    """The cast of names in the prose; roles the author gave come first and are never merged with one another."""
    cast = Cast()
    for role in known:
        _admit(cast, role)
    found = names_of(seen)
    for form in _plurals(seen):
        cast.meant.setdefault(form, None)
        found.pop(form, None)
    for form, conduct in sorted(found.items(), key=lambda item: (_rank(item[0]), -item[1].seen, item[0])):
        _place(cast, form, conduct)
    _adopt(cast, seen)
    respell(cast, seen)
    shorten(cast)
    return cast


def _plurals(seen: Sightings) -> list[Form]:
    """ "the Miss Ashes", "the Hollers": a family, nobody of it."""
    bearers = {names[-1]: c.seen for (titles, names), c in seen.forms.items() if names and (titles or len(names) > 1)}
    return [
        form
        for form, conduct in seen.forms.items()
        if form[1] and form[1][-1].endswith("s") and conduct.seen < bearers.get(form[1][-1][:-1], 0)
    ]


def _admit(cast: Cast, role: Role) -> None:
    person = cast.new(label=role.name)
    person.given, person.gender = True, role.gender
    for name in (role.name, *role.aliases):
        person.aliases.append(name)
        words = name.split()
        if len(words) > 1 and words[0].lower() in DETERMINERS:
            cast.nouns.setdefault(
                " ".join(["the" if words[0].lower() in ("a", "an") else words[0].lower(), *words[1:]]), person.number
            )
        titles = []
        while words and words[0].strip(".").lower() in TITLES and len(words) > 1:
            titles.append(words.pop(0).strip(".").lower())
        if words and words[0].lower() not in DETERMINERS:
            cast.give(person, (tuple(titles), tuple(proper(word) for word in words)))
            if not titles and len(words) == 1 and words[0].lower() in TITLES:
                cast.give(person, ((words[0].lower(),), ()))


def _adopt(cast: Cast, seen: Sightings) -> None:
    """A form too weak to make a person of its own still means the one who has that name."""
    for form, conduct in seen.forms.items():
        if form[1] and form not in cast.meant:
            home = _home(cast, *form)
            if isinstance(home, Person):
                cast.give(home, form, conduct)


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
    bare = without_suffix(names)
    lows = [name.lower() for name in bare if name.lower() not in PARTICLES] or [bare[-1].lower()]
    if len(lows) > 1:
        sex = sex_of_titles(titles) or sex_of_name(lows[0])
        fits = [p for p in cast.persons if p.kind == "name" and _same_full(p, lows) and not clash(sex, likely_sex(p))]
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
    plain = [p for p in bearers if not p.firsts and likely_sex(p) != "f"]
    if len(plain) == 1:
        return plain[0]
    first, second = sorted(bearers, key=lambda p: -p.conduct.seen)[:2]
    return first if first.conduct.seen >= DOMINANT * second.conduct.seen and "mrs" not in first.titles else "nobody"


def _component(person: Person, low: str) -> bool:
    """A later given name of a full name ("Yu-na" of "Han Yu-na")."""
    return any(len(names) > 1 and "-" in low and low in [n.lower() for n in names] for _, names in person.forms)


def _same_full(person: Person, lows: list[str]) -> bool:
    for _, names in person.forms:
        have = [n.lower() for n in names if n.lower() not in PARTICLES]
        if have == lows or (len(have) > 1 and have[0] == lows[0] and have[-1] == lows[-1]):
            return True
    return False


def _by_title(cast: Cast, titles: tuple[str, ...], low: str) -> Person | None:
    sex = sex_of_titles(titles)
    fits = [
        p for p in cast.persons if low in p.lasts or (low in p.firsts and (sex or low in WOMEN | MEN or not p.lasts))
    ]
    fits = [p for p in fits if not sex or likely_sex(p) in ("", sex)]
    if len(fits) != 1:
        return None
    wedded = "mrs" in titles and "mrs" not in fits[0].titles and low in fits[0].lasts
    return None if wedded else fits[0]


def _by_office(cast: Cast, titles: tuple[str, ...]) -> Person | None:
    holders = [p for p in cast.persons if SHORT_TITLES.get(titles[-1], titles[-1]) in p.titles]
    return holders[0] if len(holders) == 1 else None
