"""The sex of each person: titles, first names and the pronouns that follow a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audiodrama.script import Gender
from audiodrama.speakers.mentions import NAME, NOUN, OWNER, PRONOUN, SUBJECT, Ref
from audiodrama.speakers.people import Cast, Person, sex_of_name, sex_of_titles

NAME_WEIGHT = 4.0  # a listed first name outweighs four stray pronouns
REACH = 30  # tokens a pronoun may stand behind the name it means


def vote(cast: Cast, passages: Iterable[Sequence[Ref]]) -> None:
    """Counts for each person the pronouns that can mean nobody else in the passage."""
    for found in passages:
        sexes = {ref.sex for ref in found if ref.kind == PRONOUN and ref.sex in ("m", "f")}
        alone = {ref.who for ref in found if ref.kind in (NAME, NOUN) and ref.place != OWNER}
        holder: Ref | None = None
        for ref in found:
            if ref.kind in (NAME, NOUN):
                holder = ref if ref.place == SUBJECT or holder is None else holder
            elif ref.kind == PRONOUN and ref.sex in ("m", "f") and holder and ref.first - holder.last < REACH:
                sole = len(alone) == 1 and len(sexes) == 1
                near = ref.sentence - holder.sentence <= 1
                cast.persons[holder.who].votes[ref.sex] += 3 if sole else near


def settle(cast: Cast) -> None:
    """Gives every person without a given sex the likeliest one."""
    for person in cast.persons:
        if not person.gender:
            person.gender = _likeliest(person)


def _likeliest(person: Person) -> Gender:
    told = sex_of_titles(person.titles)
    if told:
        return "f" if told == "f" else "m"
    names = [sex_of_name(first) for first in person.firsts]
    woman = NAME_WEIGHT * 2 * ("f" in names) + person.votes["f"]
    man = NAME_WEIGHT * 2 * ("m" in names) + person.votes["m"]
    if woman == man:
        return ""
    return "f" if woman > man else "m"
