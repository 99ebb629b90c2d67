"""Several voices at once: ``they chorused``, ``the crowd roared``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiodrama.quotes.vocabulary import SAID
from audiodrama.text import Span

MANY = (
    r"(?:crowd|class|audience|children|twins|soldiers|villagers|mob|choir|congregation|team|crew|guests|boys|girls|others|pupils|students|sailors|dwarves|elves|"
    r"guards|knights|goblins|neighbours|neighbors|sisters|brothers|triplets|men|women|kids|passengers|court|jury|gang|fans|reporters|onlookers|spectators)"
)
EVERYONE = r"(?:everyone|everybody|all of (?:them|us)|both of (?:them|us)|(?:several|many|a dozen|two|three|a chorus of) voices)"
AS_ONE = r"(?:in unison|together|as one|in chorus|at once|at the same time|in one voice)"
BEHIND = re.compile(
    rf"\s*(?:(?:they|we)\s(?:all\s|both\s|\w+ly\s)?(?:chorus(?:ed)?|chant(?:ed)?)\b|(?:they|we)\s(?:all\s|both\s)?{SAID}\s(?:\w+\s){{0,3}}?{AS_ONE}\b"
    rf"|(?P<all>{EVERYONE})\s(?:\w+ly\s)?{SAID}\b|{SAID}\s(?P<all2>{EVERYONE})\b|(?P<many>the\s(?:\w+\s)?{MANY})\s(?:all\s|both\s|\w+ly\s)?{SAID}\b|{SAID}\s(?P<many2>the\s(?:\w+\s)?{MANY})\b)"
)
BEFORE = re.compile(
    rf"(?:\A|[.!?…]\s+)(?:(?:They|We)\s(?:all\s|both\s)?(?:chorused|chanted)|{EVERYONE}\s(?:\w+ly\s)?{SAID}|(?P<many>[Tt]he\s(?:\w+\s)?{MANY})\s(?:all\s|\w+ly\s)?{SAID})(?:\s\w+){{0,4}}\s?[,:]\s*\Z",
    re.I,
)
REACH = 80  # characters looked at before and behind
ALL = "Everyone"


def chorus(text: str, paragraph: Span, spans: Sequence[Span]) -> str:
    """The name of those who say the words together: "Everyone", "the crowd"; "" where one voice says them."""
    for index, span in enumerate(spans):
        last = spans[index + 1].start if index + 1 < len(spans) else paragraph.end
        behind = BEHIND.match(text[span.end : min(last, span.end + REACH)])
        if behind:
            return next((name for name in behind.groups() if name), ALL)
    before = BEFORE.search(text[max(paragraph.start, spans[0].start - REACH) : spans[0].start])
    return (before["many"] or ALL).lower().replace(ALL.lower(), ALL) if before else ""
