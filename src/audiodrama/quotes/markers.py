"""Lines that part scenes, as people write them online: words such as "line break", cards such as "Two days later...", "*End flashback*"."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

EDGE = r"[\s*_~=+\-–—.:;#/\\|<>\[\](){}]*"
PARTED = re.compile(
    rf"{EDGE}(?:(?:line|page|scene|section|chapter|story|time|text)?[ -]?break(?:er)?|(?:time|scene)[ -]?(?:skip|jump|lapse|change|shift|cut|divider)|"
    rf"(?:change|switch|shift) of (?:pov|scene|point of view)|pov (?:change|switch|shift)|linebreak(?: here)?|insert (?:line|page|scene)[ -]?break(?: here)?|"
    rf"&nbsp;|&emsp;|\[?/?hr\]?){EDGE}\Z",
    re.I,
)
LONE_BREAK = re.compile(r"break\W?\Z", re.I)  # somebody may say so
TAGS = re.compile(
    r"\[/?(?:center|centre|b|i|u|hr|size|color|align)[^\]]*\]|</?(?:center|p|div|b|i|span|hr|br|strong|em)\b[^>]*>|\\(?=\W)",
    re.I,
)
NUMBER = r"(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|some|few|a few|many|a couple of|half an|\d+)"
UNIT = r"(?:second|minute|hour|day|night|evening|morning|afternoon|week|weekend|month|year|decade|century|centurie|moment|class|chapter)s?"
LAPSE = rf"(?:(?:about|around|almost|nearly|exactly|just|only)\s)?(?:{NUMBER}\s){{1,3}}(?:(?:long|short|very long|more)\s)?{UNIT}\s(?:and\s.{{1,20}}\s)?(?:later|earlier|ago|before|after|pass(?:es)?)"
PERSON = r"(?-i:[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?)"
LATER = (
    rf"(?:{LAPSE}|(?:much|later|some time|sometime|a (?:little|bit) (?:while )?|a while|not long|shortly|soon)\s?(?:later|after|afterwards)?|"
    rf"(?:later|earlier|early|late) (?:that|the next|the following|the same|in the) {UNIT}|(?:the|that) (?:very )?(?:next|following|same|last|previous) {UNIT}|that (?:same )?(?:night|evening|morning|afternoon)|"
    r"later|meanwhile|elsewhere|somewhere else|back (?:at|in|on|with|to)\b.{1,40}|present day|present time|present|back to (?:the )?(?:present|now|normal|reality)|"
    r"(?:some|many) years? (?:ago|later)|years? (?:ago|later)|days later|weeks later|months later|hours later|"
    rf"with {PERSON}|to {PERSON}|a few (?:hours|days) later)"
)
LATER_CARD = re.compile(
    rf"{EDGE}{LATER}(?:,? (?:at|in|on|with|inside|outside|near|across|somewhere)\b[^.!?\"“”]{{1,40}})?{EDGE}\Z", re.I
)
MEMORY = re.compile(
    rf"{EDGE}(?:(?:start|begin|beginning|end|ends|start of|begin of|end of|close|stop|exit|/)\s*(?:of\s)?(?:the\s)?)?"
    r"(?:flash ?-?back|flash ?-?forward|memory|dream|dream sequence|vision|nightmare)(?:\s(?:sequence|scene))?"
    rf"(?:\s(?:start|starts|begin|begins|end|ends|over|ended|mode))?{EDGE}\Z",
    re.I,
)
BARE_WORD = re.compile(r"\w+\.?\Z")  # "Memory." and "dream" alone are prose; "Flashback" is not
NAME_CARD = re.compile(rf"(?:~+|-+|=+|<+|\++|–|—)\s?{PERSON}\s?(?:~+|-+|=+|>+|\++|–|—)\Z")
SPACED_DOTS = re.compile(r"(?:[.·•∙] ){2,}[.·•∙]\Z")
ASIDE = re.compile(
    r"[\[(]\s?[a-z][a-z ]*(?::|,|\s?\d)?[^\])\n:]{0,40}[\])]\Z"
)  # [prose], [tone], (recess, ten minutes), [ log 9, continued ]
LONE = re.compile(r"(?:[A-Z][a-zé]+|[A-Z]{2,}|\d(?:st|nd|rd|th|ST|ND|RD|TH))(?: [A-Z][a-zé]+| [A-Z]{2,})?\Z")
GLYPHS = re.compile(r"(?:\.{1,6}|…|[xXoO](?: ?[xXoO]){0,9}|[zZvV]{3,}|[oO0]{2,})\Z")
TWO_LETTERED = re.compile(r"(?=.*[a-z])(?=.*[A-Z0])(?:[oO0]{3,}|[xX]{3,})\Z")
RULE = re.compile(r"([^\w\s.!?\"“”'’])(?:\s?\1){40,}\s*\Z")  # a line ruled across the page
LONGEST_MARKER = 70  # characters
LONGEST_GLYPHS = 20  # characters
LONGEST_RULE = 400  # characters
LONGEST_ASIDE = 36  # characters
LEAST_LONE, APART = 2, 6  # lone headings in a text; paragraphs between two of them
FINISHED = tuple(".!?…\"”’'*_")


def parts_scenes(words: str) -> bool:
    """Whether a line is a break in words or within tags: "LINE BREAK", "[scene break]", "[center]***[/center]", xXx."""
    if len(words) > LONGEST_MARKER:
        return len(words) <= LONGEST_RULE and RULE.match(words) is not None
    inner = TAGS.sub("", words).strip()
    if inner != words.strip() and not re.search(r"[^\W_]", inner):
        return True
    if SPACED_DOTS.match(words):
        return True
    spelled = re.search(r"[^\W_]", words) is not None
    parted = PARTED.match(words) is not None and LONE_BREAK.match(words) is None
    return spelled and (parted or TWO_LETTERED.match(words) is not None)


def heads_scene(words: str) -> bool:
    """Whether a line is a card above a scene: "Two days later...", "~ Mara ~", "*Flashback*", "End of flashback"."""
    if len(words) > LONGEST_MARKER or "\n" in words or words[:1] in "\"“”‘«'":
        return False
    if MEMORY.match(words):
        return "flash" in words.lower() or BARE_WORD.match(words) is None
    if NAME_CARD.match(words):
        return True
    if not LATER_CARD.match(words):
        return False
    plain = words[0].isalnum() and words[-1] in ".:;" and not words.endswith(("..", "…", ":"))
    dressed = not words[0].isalnum() or len(words.split()) > 1 or words[-1].isalnum() or words.endswith("...")
    return not plain and dressed and words[-1] != "," and not words.endswith(("—", "–"))


def repeated_glyphs(lines: Sequence[str]) -> list[int]:
    """The places of lines such as ``.``, ``...``, ``x`` or ``xxx`` that stand more than once by themselves: one alone might be prose."""
    found = [index for index, words in enumerate(lines) if len(words) <= LONGEST_GLYPHS and GLYPHS.match(words)]
    counts = Counter(lines[index] for index in found)
    return [index for index in found if counts[lines[index]] > 1]


def lone_headings(lines: Sequence[str]) -> list[int]:
    """The places of lines of a word or two, such as ``Mara``, ``Two``, ``2ND``, that head the parts of a text told by turns.

    There are at least LEAST_LONE of them, each stands after a finished sentence and before a longer line, and no two stand near.
    """
    found: list[int] = []
    for index in range(1, len(lines) - 1):
        words, before, after = lines[index], lines[index - 1], lines[index + 1]
        if (
            len(words) <= LONGEST_GLYPHS
            and LONE.match(words)
            and before.endswith(FINISHED)
            and len(after) > 2 * len(words) + 10
        ):
            found.append(index)
    far = all(b - a >= APART for a, b in itertools.pairwise(found))
    return found if len(found) >= LEAST_LONE and far else []


def is_aside(words: str) -> bool:
    """Whether a line is a direction in brackets, in small letters: [prose], [recording stops], (recess, ten minutes)."""
    return len(words) <= LONGEST_ASIDE and ASIDE.match(words) is not None and words[-2] not in ".!?,…"
