"""The sex of each person: titles, first names and the pronouns that follow a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from audiodrama.script import Gender
from audiodrama.speakers.firstnames import MEN, WOMEN
from audiodrama.speakers.mentions import NAME, NOUN, OBJECT, OWNER, PRONOUN, SUBJECT, Ref
from audiodrama.speakers.people import Cast, Person, plain, sex_of_name, titled_sex

NAME_WEIGHT = 4.0  # a listed first name outweighs four stray pronouns
SHORTEST = 4  # letters of a name whose sound is judged
ALIKE = 8  # listed names with the same ending that make a sound
PLAIN_SOUND = 0.8  # share of them from which it is a woman's, or a man's
REACH = 30  # tokens a pronoun may stand behind the name it means


def vote(cast: Cast, passages: Iterable[Sequence[Ref]]) -> None:
    """Counts for each person the pronouns that can mean nobody else in the passage."""
    for found in passages:
        acts = {ref.sentence for ref in found if ref.kind in (NAME, NOUN) and ref.place == SUBJECT}
        free = [ref for ref in found if ref.kind == PRONOUN and ref.sex in ("m", "f") and not _another(ref, acts)]
        sexes = {ref.sex for ref in free}
        alone = {ref.who for ref in found if ref.kind in (NAME, NOUN) and ref.place != OWNER}
        holder: Ref | None = None
        for ref in found:
            if ref.kind in (NAME, NOUN):
                holder = ref if ref.place == SUBJECT or holder is None else holder
            elif ref in free and holder and ref.first - holder.last < REACH:
                sole = len(alone) == 1 and len(sexes) == 1
                near = ref.sentence - holder.sentence <= 1
                own = ref.place == OWNER and holder.place == SUBJECT and ref.sentence == holder.sentence
                cast.persons[holder.who].votes[ref.sex] += 3 if sole else near + own


def _another(ref: Ref, acts: set[int]) -> bool:
    """ "Ann thanked him": an object means somebody else than the subject of its sentence."""
    return ref.place == OBJECT and ref.sentence in acts


def settle(cast: Cast) -> None:
    """Gives every person the likeliest sex, but those whose sex the author or the noun itself tells."""
    for person in cast.persons:
        if not person.gender or (person.kind == "name" and not person.given):
            person.gender = _likeliest(person) or person.gender


def _likeliest(person: Person) -> Gender:
    told = titled_sex(person)
    if told:
        return "f" if told == "f" else "m"
    names = [sex_of_name(first) for first in person.firsts]
    woman = NAME_WEIGHT * 2 * ("f" in names) + person.votes["f"]
    man = NAME_WEIGHT * 2 * ("m" in names) + person.votes["m"]
    if woman == man:
        woman = sum(sounds(first) for first in person.firsts)
        man = 0.0
    if woman == man:
        return ""
    return "f" if woman > man else "m"


def sounds(first: str) -> float:
    """How a name that no list has sounds: above 0 like a woman's, below like a man's, 0 for neither. By its last letters."""
    low = plain(first)
    if len(low) < SHORTEST or not low.isalpha():
        return 0.0
    for size in (3, 2, 1):
        women, men = _endings()[low[-size:]]
        if women + men >= ALIKE:
            share = women / (women + men)
            return share - 0.5 if share > PLAIN_SOUND or share < 1 - PLAIN_SOUND else 0.0
    return 0.0


@lru_cache(maxsize=1)
def _endings() -> dict[str, list[int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column, names in enumerate((WOMEN, MEN)):
        for name in names:
            for size in (1, 2, 3):
                counts[name[-size:]][column] += 1
    return counts
