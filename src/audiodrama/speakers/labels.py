"""A name written beside the words: the label of a message or script line, the signature of a letter, mere initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiodrama.speakers.mentions import named_in
from audiodrama.speakers.names import Conduct, Sightings, cased, runs
from audiodrama.speakers.page import WORD, Token, tokens
from audiodrama.speakers.people import Cast
from audiodrama.text import Span

CLOSINGS = frozenset(
    [
        "regards",
        "yours",
        "sincerely",
        "faithfully",
        "truly",
        "love",
        "thanks",
        "thank",
        "thanking",
        "you",
        "kind",
        "best",
        "wishes",
        "from",
        "signed",
        "respectfully",
        "cordially",
        "affectionately",
        "hugs",
        "kisses",
        "xx",
        "xxx",
        "ever",
        "always",
        "warmly",
        "cheers",
        "ps",
    ]
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?\s?){1,4}")


def heard(labels: Sequence[str], seen: Sightings) -> None:
    """A name that stands as a label speaks, as surely as one with "said"."""
    for label in labels:
        for run in runs(_words(label)):
            if run.names and not label.isupper():
                conduct = seen.forms.setdefault(run.form, Conduct())
                conduct.add(Conduct(seen=1, firm=1, speaks=1))
                for name in run.names:
                    seen.firm[name.lower()] += 1


def labelled(label: str, cast: Cast) -> int:
    """The person a label means: a name of the cast, its initials, else a role of that name; -1 when it names nobody."""
    words = _words(label)
    if not words:
        return -1
    if label.isupper() and _INITIALS.fullmatch(label.strip()):
        signer = of_initials("".join(token.text.replace(".", "") for token in words), cast)
        if signer >= 0:
            return signer
    for _, who in named_in(words, cast):
        return who
    if not any(cased(token) or token.kind == WORD for token in words):
        return -1
    bare = "the " + words[-1].low
    if len(words) == 1 and bare in cast.nouns:
        return cast.now(cast.nouns[bare])
    name = " ".join(token.text for token in words if token.kind == WORD)
    return cast.noun(name.lower() if name.islower() else name, words[-1].low)


def of_initials(letters: str, cast: Cast) -> int:
    """The only person whose names begin with these letters; a single letter may begin a first name only; else -1."""
    fits = {
        person.number
        for person in cast.persons
        if person.kind == "name"
        for _, names in person.forms
        if names and "".join(name[0] for name in names).upper() == letters
    }
    if not fits and len(letters) == 1:
        fits = {p.number for p in cast.persons if p.kind == "name" and p.forms and p.name.upper().startswith(letters)}
    return fits.pop() if len(fits) == 1 else -1


def _words(label: str) -> list[Token]:
    return [token for token in tokens(label, Span(0, len(label))) if token.low not in CLOSINGS]
