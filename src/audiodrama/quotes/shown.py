"""Paragraphs that stand for what somebody reads off a page, a screen or a slate, by the narration that leads to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiodrama.quotes.cues import (
    CALLED_UPON,
    DATED,
    INITIALS,
    POSTSCRIPT,
    SALUTED,
    VALEDICTION,
    is_shouted,
)
from audiodrama.quotes.telling import Telling, Tone, tone
from audiodrama.script import Kind

# What hands words to and fro at once: nobody would wait for the post.
AT_ONCE = re.compile(
    r"\b(?:phones?|mobile|cell|texts?|texted|messages?|typed|types|typing|keys|keyboard|keypad|screen|display|monitor|terminal|buzz(?:ed|es)?|vibrat\w+|ping(?:ed|s)?|dots|notification|chat|console|"
    r"slates?|whiteboard|board|marker|(?:grease|wax) pencil|chalk|chalked|tablet|pager|teleprinter|napkin|beer ?mat|sleeve|wrist|palm|pad|knee|"
    r"slid|nudged|underneath|beneath it|under (?:it|that|these|this|the table)|turned (?:it|the \w+) (?:round|around)|held (?:it|the \w+) up|tape|biro|post-?it|sticky note)\b",
    re.I,
)
AT_LEISURE = re.compile(
    r"\b(?:letters?|postcards?|envelope|telegram|diary|journal|log(?: ?book)?|ledger|minutes|notice|poster|plaque|parchment|scroll|handwriting|will|report|certificate|form|typescript|laminated|sheet|cards?|page|leaf|newspaper|cutting|brass|sign)\b",
    re.I,
)
WRITES = re.compile(
    r"\b(?:wr(?:ote|ites?|itten|iting)|typed|types|typing|texted|texts|scrawl\w*|scribbl\w+|chalked|chalks|print(?:ed|s)|pencill?ed|spell(?:ed|s|ing)|spelt|scratched|tapped)\b",
    re.I,
)
READS = re.compile(
    r"\b(?:reads?|reading)\b(?! (?:his|her|my|their) (?:mind|face|eyes|lips))|\b(?:said|says|ran|went|came up|lit up|lights up|buzz(?:ed|es)|ping(?:ed|s)|flashed|appeared|unfold(?:ed|s)|turned it (?:over|round|around|about)|turns it (?:over|round))\b",
    re.I,
)
SURFACE = re.compile(
    rf"{AT_ONCE.pattern}|{AT_LEISURE.pattern}|\b(?:note|paper|words|lines?|handwriting|hand|ink|pencil|pen|envelope|book|ticket|label|slip|list|scrap|receipt|writing|capitals|letters|crayon|paint|stone|wall)\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’'»*_]*\s+(?=[\"“‘«A-Z*_])")
LONGEST_SHOWN = 130  # words
ENOUGH = 5  # how much the lead and the words must show together


@dataclass(frozen=True, slots=True)
class Lead:
    """The narration before a paragraph: ``last`` is its last sentence, ``near`` the two or three sentences before that."""

    last: str
    near: str
    colon: bool

    @property
    def strength(self) -> int:
        """How surely something written follows, 0 to 4."""
        surface, acts = SURFACE.search(self.last) is not None, acts_in(self.last)
        around = SURFACE.search(self.near) is not None
        if not (surface or around):
            return 1 if acts and WRITES.search(self.last) else 0
        strength = 1 + surface * 1 + (acts and (surface or around)) * 1
        return min(4, strength + self.colon)

    @property
    def kind(self) -> Kind:
        """A message when the words went to and fro at once, a letter when they came on a page."""
        for words in (self.last, self.near):
            at_once, at_leisure = len(AT_ONCE.findall(words)), len(AT_LEISURE.findall(words))
            if at_once != at_leisure:
                return "message" if at_once > at_leisure else "letter"
        return "letter"


def acts_in(words: str) -> bool:
    return WRITES.search(words) is not None or READS.search(words) is not None


def lead_of(narration: str) -> Lead:
    units = SENTENCE.split(narration.strip())
    return Lead(units[-1], " ".join(units[-4:-1]), narration.rstrip(" *_")[-1:] == ":")


def otherness(words: str, telling: Telling) -> int:
    """How little a paragraph sounds like the narrator of such a story, 0 where it may well be his; 6 at most."""
    body = words.strip(" \t*_")
    units = [unit for unit in SENTENCE.split(body) if any(char.isalnum() for char in unit)]
    if not units or len(body.split()) > LONGEST_SHOWN:
        return 0
    moods = [tone(unit) for unit in units]
    score = looks_sent(body) + spoken_to(moods, telling)
    if is_told(moods[0], telling) and not looks_sent(body):
        return 0
    return min(6, score)


def looks_sent(body: str) -> int:
    """By its letters and marks alone: in capitals, without capitals, without a stop, greeting, signed."""
    caps = is_shouted(body) or (body.isupper() and len(body) > 3)
    small = body[:1].islower()
    open_end = body[-1:].isalnum()
    opens = SALUTED.match(body) is not None or CALLED_UPON.match(body) is not None
    closes = any(sign.search(body) is not None for sign in (VALEDICTION, INITIALS, POSTSCRIPT))
    return 3 * caps + 3 * small + 2 * (open_end and not caps) + 2 * opens + 2 * closes + (DATED.match(body) is not None)


def spoken_to(moods: list[Tone], telling: Telling) -> int:
    """By whom its sentences speak of: "you", an order, an "I" in a story without one, the present in a story of the past."""
    count = len(moods)
    yours = any(mood.yours or mood.imperative or mood.calls for mood in moods)
    mine = any(mood.first for mood in moods) and not telling.first
    now = sum(mood.present and not mood.past for mood in moods) * 2 >= count and not telling.present
    bare = all(not mood.past and not mood.modal for mood in moods)
    return yours + mine + now + bare


def is_told(mood: Tone, telling: Telling) -> bool:
    """Whether a first sentence is in the narrator's own person and tense."""
    if telling.first and mood.first:
        return True
    if telling.present:
        return mood.present and not (mood.yours or mood.imperative or mood.question)
    return mood.past and not mood.first


def is_shown(words: str, lead: Lead, telling: Telling) -> bool:
    """Whether a paragraph is what the narration before it leads to: something written."""
    strength, other = lead.strength, otherness(words, telling)
    return strength > 0 and other > 0 and strength + other >= ENOUGH
