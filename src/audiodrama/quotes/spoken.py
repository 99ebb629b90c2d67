"""Which marked stretches are heard, and which are scare quotes, slogans and titles that stay narration."""

from __future__ import annotations

import re

from audiodrama.quotes.marks import Stretch
from audiodrama.quotes.vocabulary import SPEECH_VERBS, TAG_AFTER, word_set
from audiodrama.text import Span

MARKS = "\"“”„‟«»「」『』'‘’‚`＂*_ \t\r\n\u00a0\u202f"
FINAL = ".!?…—–-,。！？~"
NAMING = word_set(
    "called named titled entitled labelled labeled marked word words phrase term nicknamed dubbed signed spelled spelt",
    "of the a an his her their its my our your this that these those as with for by and or in on from to is was were are so",
)
LONGEST_SILENCE = 40  # characters of a paragraph that is only "..."
LONG = 8  # words; scare quotes, slogans and titles are rarely longer
LAST_WORD = re.compile(r"([^\W\d_]+)\s*\Z")


def is_spoken(text: str, paragraph: Span, stretch: Stretch) -> bool:
    """Whether somebody is heard in the stretch."""
    words = text[stretch.span.start : stretch.span.end].strip(MARKS)
    if not any(char.isalnum() for char in words):
        length = paragraph.end - paragraph.start
        return length <= LONGEST_SILENCE and not any(char.isalnum() for char in text[paragraph.start : paragraph.end])
    before = text[max(paragraph.start, stretch.span.start - 60) : stretch.span.start].rstrip()
    after = text[stretch.span.end : min(paragraph.end, stretch.span.end + 80)]
    if not stretch.own:
        return TAG_AFTER.match(after) is not None or (before[-1:] in (",", ":") and leads_in(before))
    if TAG_AFTER.match(after) and (words[-1] in FINAL or not before or before[-1] in '.!?…:,—”"'):
        return True
    final = words[-1] in FINAL
    if not before or before[-1] in '.!?…—–"”’*_)]>;':
        return final or not goes_on(after) or len(words.split()) > LONG
    if before[-1] in ",:":
        return final or leads_in(before) or (words[0].isupper() and not goes_on(after))
    return embedded(words, before, after)


def goes_on(after: str) -> bool:
    """Whether the sentence around a stretch goes on behind it in small letters: ``"Freedom" was the word``."""
    rest = after.lstrip(" \t\r\n")
    return rest[:1].islower()


def leads_in(before: str) -> bool:
    """Whether a verb of speech stands among the last words: ``he said, at last,``."""
    return any(word in SPEECH_VERBS for word in re.findall(r"[\w']+", before.lower())[-6:])


def embedded(words: str, before: str, after: str) -> bool:
    """A stretch in the middle of a sentence is heard when a verb of speech leads to it, or it is a whole sentence itself."""
    last = LAST_WORD.search(before)
    verb = last.group(1).lower() if last else ""
    if verb in SPEECH_VERBS and verb not in ("called", "calls", "call", "read", "reads"):
        return True
    if verb in NAMING and not (words[-1] in ".!?" and len(words.split()) > 3 and words[0].isupper()):
        return False
    sentence = words[0].isupper() and words[-1] in ".!?…—" and len(words.split()) > 1
    return sentence or len(words.split()) > LONG
