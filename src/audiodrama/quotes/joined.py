"""Stretches of one paragraph that one voice speaks: interrupted speech is one quotation of several spans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiodrama.quotes.vocabulary import TAG
from audiodrama.text import Span

MARKS = "\"“”„«»'‘’ \t\r\n"
TAG_STARTS = re.compile(rf"[\s—–-]*{TAG}")


def joined(text: str, paragraph: Span, spoken: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The spans grouped by voice, in order."""
    groups: list[list[Span]] = []
    for span in spoken:
        if groups and same_voice(text, groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(tuple(group) for group in groups)


def same_voice(text: str, before: Span, after: Span) -> bool:
    """Whether the words between show that the speaker goes on: a sentence that runs over both, or a tag that leads back."""
    told = text[before.end : after.start].strip()
    if not told:
        return False
    words = text[before.start : before.end].rstrip(MARKS)
    if told[-1] in ",:—–-" or told[0] in "—–-":
        return True
    return (
        words[-1:] == ","
        or (told[0].islower() and TAG_STARTS.match(told) is not None)
        or TAG_STARTS.match(told) is not None
    )
