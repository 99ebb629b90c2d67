"""Paragraphs that stand for what somebody reads off a page, a screen or a slate, by the narration that leads to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiodrama.quotes.cues import (
    CALLED_UPON,
    DATED,
    INITIALS,
    POSTSCRIPT,
    QUOTED,
    SALUTED,
    VALEDICTION,
    WRITTEN_TAG,
    is_shouted,
)
from audiodrama.quotes.telling import Telling, Tone, tone
from audiodrama.quotes.thoughts import STARRED, TAG
from audiodrama.script import Kind

# What hands words to and fro at once: nobody would wait for the post.
AT_ONCE = re.compile(
    r"\b(?:phones?|mobile|texts?|texted|messages?|typed|types|typing|keyboard|keypad|screen|monitor|terminal|buzz(?:ed|es)?|vibrat\w+|ping(?:ed|s)?|notification|chat|console|"
    r"slates?|whiteboard|pager|napkin|beer ?mat|tape|post-?it|sticky note)\b",
    re.I,
)
# What is handed over, or answered beneath, while both are there.
HANDED = re.compile(
    r"\bwr(?:ote|ites?|itten|iting)\b[^.!?]{0,60}\b(?:under(?:neath)?|below|beneath|slid|slides|nudged|passed|pushed|turned|held)\b|\b(?:slid|nudged|under the (?:edge|table|desk)|along under|wr(?:ote|ites) on (?:his|her|my|their|it\b)|turn(?:ed|s) (?:it|the pad|the notebook) (?:round|around))\b",
    re.I,
)
AT_LEISURE = re.compile(
    r"\b(?:letters?|postcards?|envelope|telegram|diary|journal|log(?: ?book)?|ledger|minutes|notice|poster|plaque|parchment|scroll|handwriting|capitals|will|report|certificate|form|typescript|laminated|sheet|cards?|page|leaf|newspaper|cutting|brass|sign|ribbon|seal)\b",
    re.I,
)
WRITES = re.compile(
    r"\b(?:wr(?:ote|ites?|itten|iting)|typed|types|typing|texted|texts|scrawl\w*|scribbl\w+|chalked|chalks|print(?:ed|s)|pencill?ed|spell(?:ed|s|ing)|spelt|scratched|tapped)\b",
    re.I,
)
READS = re.compile(
    r"\b(?:reads?|reading)\b(?! (?:his|her|my|their) (?:mind|face|eyes|lips))|\b(?:it|they|which|that|words|phone|screen|display|note|card|letter|sign|board|label|slip|page|slate) (?:just |only |had )?(?:said|says|saying|ran|went)\b|"
    r"\b(?:came up|went up|lit up|lights up|buzz(?:ed|es)|ping(?:ed|s)|flashed|appeared|unfold(?:ed|s)|smoothed|held (?:it|the \w+) (?:up|out)|turn(?:ed|s) it (?:over|round|around|about))\b",
    re.I,
)
SURFACE = re.compile(
    rf"{AT_ONCE.pattern}|{AT_LEISURE.pattern}|\b(?:note|pad|notebook|paper|words|lines|handwriting|in (?:his|her|my|their|that|a|an) (?:\w+ )?hand|ink|in (?:\w+ )?(?:pen|pencil)|envelope|ticket|label|slip|list|scrap|receipt|writing|capitals|letters|crayon|paint)\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’'»*_]*\s+(?=[\"“‘«A-Z*_])")
GREETED = re.compile(
    r"[\s*_]*(?:My )?[Dd]ear(?:est)?\s(?!God\b|Lord\b|me\b|oh\b|dear\b|no\b|heaven)(?:[A-Z]|\w+ [A-Z]|\w+,)[^.!?\n]{0,40}[,:—]\s+\w"
)
FROM = re.compile(
    r"\b(?:[Ii]t|one|first|second|third|last|next|another|was|is|['’]s|texts?|messages?|e-?mail|notes?|letters?|cards?|postcard|line|word) from (?P<who>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]+)?)"
    r"|\bin (?P<hand>[A-Z]\w+)['’]s? (?:\w+ ){0,2}(?:writing|handwriting|hand|scrawl|capitals)\b"
)
WROTE = re.compile(
    r"(?<!to )(?<!for )\b(?P<who>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\w-]*(?: [A-Z][\w-]+)?) (?:(?:had|has|\w+ly|then|just) )*(?:wrote|writes|written|typed|types|texted|texts|messaged|scribbled|scrawled|printed|chalked)\b"
)
SMALL_AGAIN = re.compile(r"[a-z]{2}[.?!]\s+[a-z]")
NOBODY = frozenset(
    [
        "He",
        "She",
        "They",
        "I",
        "It",
        "We",
        "You",
        "Somebody",
        "Someone",
        "The",
        "A",
        "An",
        "His",
        "Her",
        "My",
        "And",
        "But",
        "Then",
        "So",
        "What",
        "That",
        "This",
        "Who",
        "Everyone",
        "Nobody",
    ]
)
LONGEST_SHOWN = 130  # words
LONGEST_SENT = 40  # words of a message that no phone shows
PLAIN = 4  # otherness that shows something written where it was named a little before
FOLLOWING = 2  # otherness that goes on with what was written in the paragraph above


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
            return 1 if acts else 0
        strength = 1 + surface * 1 + (acts and (surface or around)) * 1
        return min(4, strength + self.colon)

    @property
    def kind(self) -> Kind | None:
        """A message when the words went to and fro at once, a letter when they came on a page; None when nothing tells."""
        return kind_told(self.last) or kind_told(self.near)


def kind_told(words: str) -> Kind | None:
    at_once = len(AT_ONCE.findall(words)) + 2 * (HANDED.search(words) is not None)
    at_leisure = len(AT_LEISURE.findall(words))
    if at_once == at_leisure:
        return None
    return "message" if at_once > at_leisure else "letter"


def kind_shown(words: str, lead: Lead, far: str) -> Kind:
    """Message or letter, by what stands before it and else by its look: nobody writes letters in small letters."""
    body = words.strip(" \t*_")
    informal: Kind = "message" if body[:1].islower() or (body[-1:].isalnum() and not body.isupper()) else "letter"
    if len(body.split()) > LONGEST_SENT and not AT_ONCE.search(lead.last):
        return "letter"
    return lead.kind or kind_told(far) or informal


def acts_in(words: str) -> bool:
    return WRITES.search(words) is not None or READS.search(words) is not None


def lead_of(narration: str) -> Lead:
    """What leads to the paragraph below; nothing where the narration ends with words to "you", which are somebody's already."""
    units = SENTENCE.split(narration.strip())
    last = tone(units[-1])
    spoken = last.yours or last.imperative
    return Lead(
        "" if spoken else units[-1], "" if spoken else " ".join(units[-4:-1]), narration.rstrip(" *_")[-1:] == ":"
    )


def otherness(words: str, telling: Telling) -> int:
    """How little a paragraph sounds like the narrator of such a story, 0 where it may well be his; 6 at most."""
    body = words.strip(" \t*_")
    units = [unit for unit in SENTENCE.split(body) if any(char.isalnum() for char in unit)]
    if not units or len(body.split()) > LONGEST_SHOWN:
        return 0
    moods = [tone(unit) for unit in units]
    score = looks_sent(body) + spoken_to(moods, telling)
    marked = body[:1].islower() or body.isupper()
    if is_told(moods[0], telling) and not marked:
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
    if mood.yours or mood.imperative or mood.question:
        return False
    if telling.present:
        return mood.present and (telling.first or not mood.first)
    return mood.past and (telling.first or not mood.first)


def is_shown(words: str, lead: Lead, far: str, telling: Telling) -> bool:
    """Whether a paragraph is something written: the narration right before leads to it, or its look and that a little before, ``far``."""
    other = otherness(words, telling)
    if lead.strength == 0:
        return other >= PLAIN and looks_sent(words.strip(" \t*_")) > 0 and SURFACE.search(far) is not None
    needed = (4 if tells(words, telling) else 3) - lead.strength
    return other >= max(1, needed)


def tells(words: str, telling: Telling) -> bool:
    """Whether any sentence of a paragraph is the narrator's."""
    return any(is_told(tone(unit), telling) for unit in SENTENCE.split(words.strip()))


def is_no_heading(words: str, above: str) -> bool:
    """Whether a line in capitals is not a title but what the paragraph above leads to: "And under it:", "He chalked two lines."."""
    body = words.strip(" \t*_")
    lead = lead_of(above)
    return body.isupper() and body.replace(" ", "").isalpha() and " " in body and (lead.colon or lead.strength > 1)


def is_small(words: str) -> bool:
    """Whether a paragraph begins with a small letter and a sentence in it does, too, or it lacks its stop: typed with a thumb."""
    body = words.strip(" \t*_")
    return body[:1].islower() and (body[-1:].isalnum() or body.endswith("??") or SMALL_AGAIN.search(body) is not None)


def goes_on(words: str, telling: Telling) -> bool:
    """Whether a paragraph behind something written is written too."""
    return otherness(words, telling) >= FOLLOWING and not tells(words, telling)


def is_quoted(words: str) -> bool:
    """Whether a paragraph holds quotation marks, a tag of writing or of thought: others read those."""
    return (
        words[0] in "'‘"
        or QUOTED.search(words) is not None
        or WRITTEN_TAG.search(words) is not None
        or any(TAG.match(words, starred.end()) for starred in STARRED.finditer(words))
    )


def is_greeted(words: str, telling: Telling) -> bool:
    """Whether a paragraph by itself is a letter to somebody, "Dear Mam, it is cold here."; a prayer begins so, too."""
    return GREETED.match(words) is not None and not is_told(tone(SENTENCE.split(words)[0]), telling)


def sender_of(lead: Lead) -> str:
    """The name of who sent or wrote what follows, by the narration before it ("from Moira", "Moira had written"); else ""."""
    for words in (lead.last, lead.near):
        named = FROM.search(words) or WROTE.search(words)
        who = next((name for name in named.groups() if name), "") if named else ""
        if who and who.split()[0] not in NOBODY:
            return who
    return ""
