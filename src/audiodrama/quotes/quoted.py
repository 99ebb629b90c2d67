"""Words in quotation marks that are not said aloud: thought, or written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiodrama.quotes.cues import NOTE_BY_HAND, PHONE
from audiodrama.quotes.spoken import leads_in
from audiodrama.quotes.vocabulary import ADVERB, NAME, PRONOUN, TAG_AFTER, THINKS, WHO
from audiodrama.script import Kind
from audiodrama.text import Span

WRITES = r"(?:typed|types|texted|texts|messaged|messages|wrote|writes|scribbled|scrawled)"
THOUGHT = r"(?:thought|thinks|wondered)"
THINKER = rf"(?:{PRONOUN}|{NAME}|[Tt]he\s\w+|(?:poor|dear|little|old|young)\s{NAME})"
# Words in quotation marks that somebody mused are mostly said aloud.
THINKS_IT = rf"{THINKS}\b(?<!mused)(?<!reflected)(?!\s(?:aloud|out loud))"
ENDS = r"(?=\s*[.,:;!?\"“‘'—–-]|\s*\Z|\s(?:as|and|with|at|to|in|\w+ly)\b)"
THOUGHT_AFTER = re.compile(
    rf"\s*(?:{THINKER}\s{ADVERB}{THINKS_IT}|{THOUGHT}\s{THINKER}\b){ENDS}"
    rf"|\s*(?:{WHO}\s(?:said|says|added)|(?:said|says|added)\s{WHO})\s(?:(?:only|just|rather)\s)?(?:to\s(?:him|her|my|them)sel(?:f|ves)|mentally|inwardly|in (?:his|her|my) head)\b"
)
THOUGHT_BEFORE = re.compile(
    rf"(?:^|[.!?,;]\s)(?:\w+\s)?{THINKER}\s{ADVERB}(?:would\s|could\s)?(?:think|{THOUGHT})(?:\sto\s\w+sel\w+)?\s?[,:]\s*\Z"
)
WRITTEN_AFTER = re.compile(rf"\s*(?:{WHO}\s{ADVERB}{WRITES}\b|{WRITES}\s(?:back\s)?{WHO}\b)")
# Behind a full stop, "She wrote that down." is what she does, not how the words before came.
NOTES_IT = re.compile(rf"\s*{WHO}\s{ADVERB}{WRITES}\s(?:it|this|that|them|something|the|a|an|his|her|my|down)\b")
WRITTEN_BEFORE = re.compile(
    rf"\b(?:{WRITES}(?:\s(?:back|out|down|him|her|them|me))?|(?:text|message|e-?mail|note|letter|card|sign|postcard|telegram|label|notice|inscription|banner|caption)\s(?:\w+\s){{0,4}}?(?:said|read|says|reads|saying|reading)|(?:written|painted|scrawled|scribbled|carved|chalked|printed|engraved|etched|stitched|embroidered|spray-painted)(?:\s\w+){{0,6}}\s?[,:])\s?[,:]?\s*\Z",
    re.I,
)
REACH = 80  # characters looked at before and after


def by_kind(text: str, paragraph: Span, spans: Sequence[Span]) -> Iterator[tuple[Kind, tuple[Span, ...]]]:
    """The spans of one voice, parted where its words go from said to thought or written. What no tag tells goes on as before."""
    own = [kind_shown(text, paragraph, spans, index) for index in range(len(spans))]
    kind: Kind = next((shown for shown in own if shown), "speech")
    group: list[Span] = []
    for span, shown in zip(spans, own, strict=True):
        if shown and shown != kind and group:
            yield kind, tuple(group)
            group = []
        kind = shown or kind
        group.append(span)
    yield kind, tuple(group)


def kind_shown(text: str, paragraph: Span, spans: Sequence[Span], index: int) -> Kind | None:
    """What the words right behind a span, or before it, say of its kind; None when they say nothing."""
    start, end = spans[index]
    last = spans[index + 1].start if index + 1 < len(spans) else paragraph.end
    after = text[end : min(last, end + REACH)]
    if THOUGHT_AFTER.match(after):
        return "thought"
    if WRITTEN_AFTER.match(after) and not (text[start:end].rstrip("\"”’'»*_")[-1:] == "." and NOTES_IT.match(after)):
        return written_kind(text[paragraph.start : paragraph.end])
    if TAG_AFTER.match(after):
        return "speech"
    before = text[max(spans[index - 1].end if index else paragraph.start, start - REACH) : start]
    if THOUGHT_BEFORE.search(before):
        return "thought"
    if WRITTEN_BEFORE.search(before):
        return written_kind(before)
    return "speech" if index and before.rstrip()[-1:] in (",", ":") and leads_in(before) else None


def written_kind(around: str) -> Kind:
    """A message when a phone or a note is near, else a letter."""
    return "message" if PHONE.search(around) or NOTE_BY_HAND.search(around) else "letter"
