"""Which marked stretches are heard, and which are scare quotes, slogans and titles that stay narration."""

from __future__ import annotations

import re

from audiodrama.quotes.marks import Stretch
from audiodrama.quotes.vocabulary import NAME, SPEECH_VERBS, TAG, TAG_AFTER, word_set
from audiodrama.text import Span

MARKS = "\"“”„‟«»「」『』'‘’‚`＂*_ \t\r\n\u00a0\u202f"
QUOTES = re.compile(r"[\"”’'»]")
CLOSED = re.compile(r"[,.!?…—–-][\"”’'»]")
ONLY_TAG = re.compile(rf"\s*(?:{TAG}|(?:thought|wondered)\s(?:poor\s|little\s|old\s)?{NAME})\s*")
QUOTE = re.compile(r"[\"“”«»‘]")
FINAL = ".!?…—–-,。！？~"
NAMING = word_set(
    "called named titled entitled labelled labeled marked word words phrase term nicknamed dubbed signed spelled spelt",
    "of the a an his her their its my our your this that these those as with for by and or in on from to is was were are so",
)
LONGEST_SILENCE = 40  # characters of a paragraph that is only "..."
LONGEST_NOTICE = 120  # characters
LONG = 8  # words; scare quotes, slogans and titles are rarely longer
# What nobody says: "as if to say", "he did not say", the words on somebody's face.
UNSAID = re.compile(
    r"(?:\b(?:as (?:if|though|much as) to say|clearly (?:saying|indicating)|(?:seemed?|seems) to say|might as well have said)|(?:\w+n['’]t|\b(?:never|not))\s(?:\w+ly\s)?(?:say|said|saying)),?\s*\Z"
)
SMALL_WORDS = word_set("a an the and or but of in on at to for from with by as nor so yet is i")
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
    if UNSAID.search(before) or is_printed(text[paragraph.start : paragraph.end], words):
        return False
    if TAG_AFTER.match(after) and (words[-1] in FINAL or not before or before[-1] in '.!?…:,—”"'):
        return True
    final = words[-1] in FINAL
    if not before or before[-1] in '.!?…—–"”’*_)]>;':
        return final or not goes_on(after) or len(words.split()) > LONG
    if before[-1] == "," and is_aside(text[paragraph.start : stretch.span.start], words) and goes_on(after):
        return leads_in(before)
    if before[-1] in ",:":
        return final or leads_in(before) or (words[0].isupper() and not goes_on(after))
    return is_interruption(before) or embedded(words, before, after)


def is_interruption(before: str) -> bool:
    """Whether only a tag stands between the quotation before and this one, its comma forgotten: ``"Eat," said Orla "and hush."``"""
    return CLOSED.search(before) is not None and ONLY_TAG.fullmatch(re.split(QUOTES, before)[-1]) is not None


def is_printed(whole: str, words: str) -> bool:
    """A nickname in a line of capitals: ``"DUSTY" MAE CORRIGAN``."""
    return len(words) < len(whole) - 6 < LONGEST_NOTICE and whole.isupper() and words[-1] not in FINAL


def goes_on(after: str) -> bool:
    """Whether the sentence around a stretch goes on behind it in small letters: ``"Freedom" was the word``."""
    rest = after.lstrip(" \t\r\n")
    return rest[:1].islower()


def is_aside(told: str, words: str) -> bool:
    """A word or two in small letters where nobody has spoken yet: ``unlike himself, "met," and had``."""
    return words[0].islower() and len(words.split()) < 3 and not QUOTE.search(told)


def is_named(words: str) -> bool:
    """Whether the words are written as titles are, each with a capital: ``The Poet and the Peasant.``"""
    large = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if word.lower() not in SMALL_WORDS]
    return len(large) > 1 and all(word[0].isupper() for word in large)


def leads_in(before: str) -> bool:
    """Whether a verb of speech stands among the last words: ``he said, at last,``."""
    return any(word in SPEECH_VERBS for word in re.findall(r"[\w']+", before.lower())[-6:])


def embedded(words: str, before: str, after: str) -> bool:
    """A stretch in the middle of a sentence is heard when a verb of speech leads to it, or it is a whole sentence itself."""
    last = LAST_WORD.search(before)
    verb = last.group(1).lower() if last else ""
    if verb in ("went", "goes", "go", "going") and words[0].islower() and len(words.split()) == 1:
        return False
    if verb in SPEECH_VERBS and verb not in ("called", "calls", "call", "read", "reads"):
        return True
    if verb in NAMING and is_named(words) and words[-1] not in "!?":
        return False
    if verb in NAMING and not (words[-1] in ".!?" and len(words.split()) > 3 and words[0].isupper()):
        return False
    sentence = words[0].isupper() and words[-1] in ".!?…—" and len(words.split()) > 1
    return sentence or len(words.split()) > LONG
