"""Stretches of one paragraph that one voice speaks: interrupted speech is one quotation of several spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiodrama.quotes.vocabulary import SAID, WHO, word_set
from audiodrama.text import Span

TAGGED = re.compile(
    rf"[\s—–-]*(?:(?P<who>{WHO})\s(?:\w+ly\s|had\s|is\s|was\s)?(?:{SAID}\b|\w+ing\b)|{SAID}\s(?P<whom>{WHO})\b)"
)
PRONOUNS = word_set("he she they i it we you")
TAG_REACH = 80  # characters behind a quotation in which its tag begins and ends


def joined(text: str, paragraph: Span, spoken: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The spans grouped by voice, in order. A paragraph has one voice, unless its marks or tags say otherwise."""
    groups: list[list[Span]] = []
    for span in spoken:
        if groups and same_voice(text, paragraph, groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(tuple(group) for group in groups)


def same_voice(text: str, paragraph: Span, before: Span, after: Span) -> bool:
    """Two quotations side by side are two voices; so are two with a tag each that name two people. All else is one voice."""
    told = text[before.end : after.start].strip()
    if not told:
        return False
    if told[-1] not in ".!?…":
        return True
    first = tagged(text, before.end, after.start)
    second = tagged(text, after.end, min(paragraph.end, after.end + TAG_REACH))
    if not first or not second:
        return True
    return first == second or first.lower() in PRONOUNS or second.lower() in PRONOUNS


def tagged(text: str, start: int, end: int) -> str:
    """Who a tag that begins at ``start`` names, "" when there is none."""
    tag = TAGGED.match(text, start, end)
    return (tag.group("who") or tag.group("whom")) if tag else ""
