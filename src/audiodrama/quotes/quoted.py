"""Words in quotation marks that are not said aloud: thought, or written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiodrama.quotes.cues import NOTE_BY_HAND, PHONE
from audiodrama.quotes.vocabulary import ADVERB, NAME, PRONOUN, THINKS, WHO
from audiodrama.script import Kind
from audiodrama.text import Span

WRITES = r"(?:typed|types|texted|texts|messaged|messages|wrote|writes|scribbled|scrawled)"
THOUGHT_AFTER = re.compile(
    rf"\s*(?:(?:{PRONOUN}|{NAME}|[Tt]he\s\w+)\s{ADVERB}{THINKS}\b|(?:thought|thinks|wondered)\s{WHO}\b)(?=\s*[.,:;!?]|\s*\Z|\s(?:as|and|with|at|to|in|\w+ly)\b)"
)
THOUGHT_BEFORE = re.compile(
    rf"(?:^|[.!?]\s)(?:{PRONOUN}|{NAME}|[Tt]he\s\w+)\s{ADVERB}(?:thought|thinks|wondered)(?:\sto\s\w+sel\w+)?\s?[,:]\s*\Z"
)
WRITTEN_AFTER = re.compile(rf"\s*(?:{WHO}\s{ADVERB}{WRITES}\b|{WRITES}\s(?:back\s)?{WHO}\b)")
WRITTEN_BEFORE = re.compile(
    rf"\b(?:{WRITES}(?:\s(?:back|out|down|him|her|them|me))?|(?:text|message|e-?mail|note|letter|card|sign|postcard|telegram|label|notice|inscription|banner|caption)\s(?:\w+\s){{0,4}}?(?:said|read|says|reads|saying|reading))\s?[,:]?\s*\Z",
    re.I,
)
REACH = 80  # characters looked at before and after


def kind_of_quoted(text: str, paragraph: Span, spans: Sequence[Span]) -> Kind:
    """Speech, unless the words around the first or last stretch say that it is thought or written."""
    before = text[max(paragraph.start, spans[0].start - REACH) : spans[0].start]
    after = [text[span.end : min(paragraph.end, span.end + REACH)] for span in spans]
    if any(THOUGHT_AFTER.match(words) for words in after) or THOUGHT_BEFORE.search(before):
        return "thought"
    if any(WRITTEN_AFTER.match(words) for words in after):
        return written_kind(text[paragraph.start : paragraph.end])
    if WRITTEN_BEFORE.search(before):
        return written_kind(before)
    return "speech"


def written_kind(around: str) -> Kind:
    """A message when a phone or a note is near, else a letter."""
    return "message" if PHONE.search(around) or NOTE_BY_HAND.search(around) else "letter"
