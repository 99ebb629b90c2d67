"""Forms heard only in address, tied to the one who answers to them: the name of "I", a surname's first name, "Cap"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audiodrama.speakers.decode import Verdict
from audiodrama.speakers.evidence import Clue, ruler
from audiodrama.speakers.mentions import PRONOUN
from audiodrama.speakers.names import Form
from audiodrama.speakers.people import Cast, Person, clash, merge, sex_of_name, titled_sex
from audiodrama.speakers.words import KIN_GROUPS, KIN_NAMES

NEXT, LAST = 1.0, 0.6  # who answers an address counts more than who spoke before it
NAMELESS = 1.5  # "I" has no name of its own, so it wants one more
SHARE = 0.55  # of the weight that the best answerer must have
HEARD = 0.3  # who speaks next to one that talks of the name
ENOUGH = 1.0
UNTOLD = 4  # times as often called as told of: the author's role that may be "I"
NOUN_ENOUGH = 2.0  # a nameless person takes a name only when it answers twice or says it
Answers = dict[int, dict[int, float]]  # address-only person -> speaker -> weight
SURE = 0.6  # shares of a verdict from which it may settle a sex


def link(cast: Cast, clues: Sequence[Clue], verdicts: Sequence[Verdict]) -> bool:
    """Merges address-only persons into those who answer to them; True when anything changed."""
    changed = False
    answers = _answers(clues, verdicts)
    for number, votes in sorted(answers.items(), key=lambda item: -sum(item[1].values())):
        small = cast.persons[number]
        if small.given and small.conduct.told * UNTOLD <= small.conduct.called > 1:
            changed = _name_narrator(cast, small, votes) or changed
        if small.kind != "name" or small.given or small.conduct.told:
            continue
        target = _answerer(cast, small, votes)
        if target is not None:
            tie(cast, small, target)
            changed = True
    return changed


def _name_narrator(cast: Cast, given: Person, votes: dict[int, float]) -> bool:
    """The author's role that nobody tells of is "I" when "I" answers to its name."""
    best = max(votes, key=lambda who: votes[who] if who >= 0 else 0.0)
    narrator = cast.persons[best]
    if best < 0 or narrator.kind != "narrator" or votes[best] < ENOUGH:
        return False
    if clash(_sex(narrator), given.gender if given.gender in ("m", "f") else ""):
        return False
    merge(cast, narrator, given)
    return True


def _answers(clues: Sequence[Clue], verdicts: Sequence[Verdict]) -> Answers:
    """Address-only person -> how much each speaker answers to it."""
    found: Answers = defaultdict(lambda: defaultdict(float))
    for k, clue in enumerate(clues):
        for who in clue.called:
            for other, weight in _neighbours(clues, verdicts, k):
                if other not in (who, verdicts[k].who):
                    found[who][other] += weight
        for who in clue.about - clue.called:
            for other, weight in _neighbours(clues, verdicts, k):
                if weight >= LAST and other not in (who, verdicts[k].who) and verdicts[k].who != who:
                    found[who][other] += HEARD * weight
        for who in clue.claims:
            if verdicts[k].who != who:
                found[who][verdicts[k].who] += 2 * NEXT
    return found


def _neighbours(clues: Sequence[Clue], verdicts: Sequence[Verdict], k: int) -> Iterator[tuple[int, float]]:
    speaker = verdicts[k].who
    for j in range(k + 1, min(k + 4, len(clues))):
        if clues[j].scene != clues[k].scene or clues[j].passage - clues[k].passage > 3:
            break
        if verdicts[j].who != speaker:
            yield verdicts[j].who, NEXT / (clues[j].passage - clues[k].passage or 1)
            break
    for j in range(k - 1, max(k - 4, -1), -1):
        if clues[j].scene != clues[k].scene or clues[k].passage - clues[j].passage > 3:
            break
        if verdicts[j].who != speaker:
            yield verdicts[j].who, LAST / (clues[k].passage - clues[j].passage or 1)
            break


def _answerer(cast: Cast, small: Person, votes: dict[int, float]) -> Person | None:
    if small.conduct.called * 2 < small.conduct.seen and best_claim(votes) < 2:
        return None
    fits = {
        who: weight * (NAMELESS if cast.persons[who].label == "I" else 1.0)
        for who, weight in votes.items()
        if who >= 0 and may_be(cast, small, cast.persons[who])
    }
    if not fits:
        return None
    best = max(fits, key=lambda who: fits[who])
    if fits[best] < (NOUN_ENOUGH if cast.persons[best].kind == "noun" else ENOUGH) or fits[best] < SHARE * sum(
        fits.values()
    ):
        return None
    return cast.persons[best]


def best_claim(votes: dict[int, float]) -> float:
    return max(votes.values(), default=0.0)


def unite_kin(cast: Cast) -> None:
    """ "Mum" and "her mother" are one when the prose has one mother."""
    for group in KIN_GROUPS:
        nouns = [
            p
            for p in cast.persons
            if p.kind == "noun"
            and p.label.split()[-1].lower() in group
            and p.sort == "kin"
            and len(p.label.split()) == 2
        ]
        names = [
            p
            for p in cast.persons
            if p.kind == "name"
            and p.forms
            and all((not n and t[-1] in group) or (n and n[-1].lower() in group) for t, n in p.forms)
        ]
        both = nouns + names
        if len({p.label.split()[0] for p in nouns}) <= 1 and len(both) > 1:
            for other in both[1:]:
                merge(cast, other, both[0])


def settle_offices(cast: Cast) -> None:
    """ "the captain" is the one person called captain."""
    for noun in [
        p for p in cast.persons if p.kind == "noun" and p.label.startswith(("the ", "her ladyship", "his lordship"))
    ]:
        head = noun.label.split()[-1].lower()
        holders = cast.holders(head) or _called(cast, head)
        if len(holders) == 1 and len(noun.label.split()) == 2:
            merge(cast, noun, holders[0])


def _called(cast: Cast, head: str) -> list[Person]:
    """Whoever is called by the noun as by a name: "Skipper!" for the skipper."""
    number = cast.meant.get(((), (head.capitalize(),)))
    person = None if number is None else cast.persons[number]
    return [person] if person is not None and person.kind == "name" and not person.given else []


def may_be(cast: Cast, small: Person, large: Person) -> bool:
    """Nothing speaks against the address-only form being this person's."""
    if large.kind == "gone" or large.kind == "group":
        return False
    if _kin(large) and not _kin(small):
        return False
    sexes = {_sex(small), large.gender} - {""}
    if len(sexes) > 1:
        return False
    own, others = _given_names(small), _given_names(large)
    if own and others:
        return False
    return not (_surnames(small) and _surnames(large))


def _kin(person: Person) -> bool:
    if person.kind == "noun":
        return person.sort == "kin"
    return bool(person.forms) and all(is_kin(form) for form in person.forms)


def is_kin(form: Form) -> bool:
    """ "Mum", "Auntie": kin and nothing else."""
    titles, names = form
    return names[-1].lower() in KIN_NAMES if names else titles[-1] in KIN_NAMES


def _sex(person: Person) -> str:
    return person.gender or titled_sex(person) or next((s for s in map(sex_of_name, sorted(person.firsts)) if s), "")


def _given_names(person: Person) -> set[str]:
    """Listed first names, and the single untitled names of somebody the narration tells of."""
    return {low for low in person.firsts if sex_of_name(low) and low not in KIN_NAMES}


def _surnames(person: Person) -> set[str]:
    return {names[-1].lower() for titles, names in person.forms if names and (titles or len(names) > 1)}


def tie(cast: Cast, small: Person, large: Person) -> None:
    kin = _kin(small)
    if large.kind in ("narrator", "noun") and not kin and _names_somebody(small):
        large.label = ""
        if large.kind == "noun":
            large.kind = "name"
    elif large.kind == "name" and large.conduct.told:
        large.label = large.name  # a wrong tie must not rename anybody
    merge(cast, small, large)


def _names_somebody(person: Person) -> bool:
    return any(names for _, names in person.forms)


def learn_sexes(cast: Cast, clues: Sequence[Clue], verdicts: Sequence[Verdict]) -> None:
    """Pronoun tags and deeds of sure speakers vote on a sex that nothing else has told."""
    for clue, verdict in zip(clues, verdicts, strict=True):
        ref = clue.tag.ref if clue.tag else ruler(clue)
        if (
            verdict.who >= 0
            and ref is not None
            and ref.kind == PRONOUN
            and ref.sex in ("m", "f")
            and verdict.share > SURE
        ):
            cast.persons[verdict.who].votes[ref.sex] += 1
