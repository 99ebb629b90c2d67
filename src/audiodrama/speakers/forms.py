"""Short and misspelt forms: a pet name goes to the one person it can be short for, a typing error to its owner."""

from __future__ import annotations

from audiodrama.speakers.firstnames import MEN, NICKNAMES, WOMEN
from audiodrama.speakers.names import Form, Sightings
from audiodrama.speakers.people import DOMINANT, Cast, Person, clash, likely_sex, merge, sex_of_titles

RARELY = 4  # times as often told of by the short name as by the long one
MISSPELT_SHARE = 0.5  # a rare form is a typing error of one at least twice as frequent


def shorten(cast: Cast) -> None:
    """Pet names go to the one person they can be short for."""
    singles = [
        p
        for p in cast.persons
        if not p.given and p.kind == "name" and all(len(n) == 1 for _, n in p.forms) and any(not t for t, _ in p.forms)
    ]
    for person in sorted(singles, key=lambda p: p.conduct.seen):
        low = next(n for t, n in person.forms if not t)[0].lower()
        heard = not person.conduct.told  # a listed name may be short for a longer one where it is only called
        fits = [
            q for q in cast.persons if q is not person and q.forms and q.kind == "name" and short_for(low, q, heard)
        ]
        fits = [
            q
            for q in fits
            if not (likely_sex(person) and likely_sex(q) and likely_sex(person) != likely_sex(q))
            or low not in WOMEN | MEN
            or (len(low) > 2 and any(first.startswith(low) for first in q.firsts))
        ]
        fits = _longest(fits)
        if len(fits) > 1 and max(q.conduct.seen for q in fits) >= DOMINANT * sorted(q.conduct.seen for q in fits)[-2]:
            fits = [max(fits, key=lambda q: q.conduct.seen)]
        if len(fits) == 1 and _mere_address(person, fits[0]):
            merge(cast, person, fits[0])


def _longest(fits: list[Person]) -> list[Person]:
    """The one whose name all the others shorten ("Maggie" and "Margaret" for "Mag"), else all."""
    for whole in fits:
        if all(other is whole or any(short_for(first, whole) for first in other.firsts) for other in fits):
            return [whole]
    return fits


def _mere_address(person: Person, whole: Person) -> bool:
    """The short form is mostly spoken, or the long one is: nobody is told of under both names as two people."""
    short, long = person.conduct, whole.conduct
    return short.told <= 1 or short.told * 2 <= short.seen or long.told <= 1 or long.told * RARELY <= short.told


def short_for(low: str, whole: Person, heard: bool = False) -> bool:
    """The first name ``low`` may be short for one of the person's; ``heard``: also if it is a name of its own elsewhere."""
    firsts = {n.lower() for t, names in whole.forms for n in (names[:1] if not t or len(names) > 1 else ())}
    firsts |= {n.lower() for _, names in whole.forms for n in names if "-" in n}
    stem = low
    for ending in ("ies", "ie", "ey", "s", "y", "z", "o", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            stem = low[: -len(ending)]
            stem = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem  # "Mollie", "Billy"
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
            and (low not in WOMEN | MEN or (heard and len(stem) >= 3))
        ):
            return True
        if len(low) >= 3 and first.endswith(low) and low not in WOMEN | MEN:
            return True
    return False


def respell(cast: Cast, seen: Sightings) -> None:
    """A rare form one edit away from a frequent one of the same shape is its typing error."""
    frequent: dict[str, Person] = {}
    for person in cast.persons:
        for (_, names), count in person.forms.items():
            for name in names:
                if count >= 2 and len(name) >= 4:
                    frequent.setdefault(name.lower(), person)
    for form in [f for f, c in seen.forms.items() if c.seen <= 2 and len(f[1]) > 1]:
        _respell_first(cast, form, frequent)
    rare = [f for f, c in seen.forms.items() if f[1] and c.seen <= 2 and len(f[1][-1]) >= 4]
    for form in rare:
        low = form[1][-1].lower()
        if low in frequent or (seen.lower[low] and seen.firm[low] == 0):
            continue
        fits = [p for name, p in frequent.items() if near(low, name) and low != name + "s"]
        fits = [p for p in fits if not clash(sex_of_titles(form[0]), likely_sex(p))]
        titled = [p for name in frequent if near(low, name) for p in _titled(cast, form, name)]
        if len({p.number for p in fits + titled}) == 1:
            _correct(cast, form, (fits + titled)[0], sure=bool(titled))


def _respell_first(cast: Cast, form: Form, frequent: dict[str, Person]) -> None:
    """A full name whose first part is a slip of the pen for one that bears the last part too."""
    names = form[1]
    first, number = names[0].lower(), cast.meant.get(form)
    if len(first) < 4 or first in frequent or number is None or len(cast.persons[number].forms) > 1:
        return
    fits = {p.number: p for name, p in frequent.items() if near(first, name) and names[-1].lower() in p.lasts}
    fits.update({p.number: p for name, p in frequent.items() if near(first, name) and name in p.firsts and not p.lasts})
    other = next(iter(fits.values()), None)
    if other is not None and len(fits) == 1 and other.number != number:
        merge(cast, cast.persons[number], other)


def _titled(cast: Cast, form: Form, name: str) -> list[Person]:
    """Who bears the title and names of the form with its last name spelt so ("Mrs Ostlr" of two Ostlers)."""
    number = cast.meant.get((form[0], (*form[1][:-1], name.capitalize()))) if form[0] or len(form[1]) > 1 else None
    return [] if number is None else [cast.persons[number]]


def _correct(cast: Cast, form: Form, person: Person, *, sure: bool) -> None:
    """``sure``: the person has the same title and, but for a letter, the same name, however seldom."""
    number = cast.meant.get(form)
    if number is not None and number != person.number:
        other = cast.persons[number]
        if other.given or (not sure and other.conduct.seen > MISSPELT_SHARE * person.conduct.seen):
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
