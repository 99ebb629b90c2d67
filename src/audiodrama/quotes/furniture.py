"""What stands around a story and is not its prose: titles and headings, author's notes, scene breaks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from audiodrama.quotes.chats import CHAT, STATUS
from audiodrama.quotes.cues import BOLD_LABEL
from audiodrama.quotes.layout import Block
from audiodrama.quotes.layout import Page as Page
from audiodrama.quotes.markers import heads_scene, is_aside, lone_headings, parts_scenes, repeated_glyphs
from audiodrama.quotes.notes import (
    BRACKET_NOTE,
    NOTE,
    OPENING_MARKS,
    closing_matter,
    has_speech,
    is_bracket_note,
    opening_matter,
    sections,
)
from audiodrama.quotes.shown import is_no_heading
from audiodrama.script import Kind
from audiodrama.text import Span, only_tags

KISSES = re.compile(r"[xX]{3,12}|[oO]{3,12}")
WORD_OR_NUMBER = re.compile(r"[^\W_]{2}|\d|^\W*[IA]\W*$")
ANYTHING = re.compile(r"[^\W_]")
# Lines of o, x and v between dashes and stars: -o-O-o-, oOo, xXx. Never a bare "oh" or "xx".
LETTERED_BREAK = re.compile(
    r"(?=.{3,60}\Z)(?=.*[-–—~=*.+_#oO])[-–—~=*.+_#\s]*(?:[oO0]+|[xX]+)(?:[-–—~=*.+_#\s]*[oO0xX]+)*[-–—~=*.+_#\s]*\Z"
)
WRITTEN_BREAK = re.compile(
    r"[\[(*_~-]+\s*(?:interval|intermission|recess|(?:smash )?cut to|recording (?:stops|ends)|tape (?:stops|ends)|end of (?:tape|recording|transcript))\b[^.!?\n]{0,40}[\])*_~-]+\Z|[\W_]*(?:line ?break|page ?break|scene ?break|time ?skip|linebreak|pov change)[\W_]*\Z",
    re.I,
)
NUMBER = (
    r"(?:\d{1,4}|[IVXLC]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|(?:twenty|thirty|forty|fifty)[- ]\w+|"
    r"the\s+(?:\w+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+th|last)|the\s+\w+)"
)
CHAPTER = re.compile(
    rf"[\s#*_=\[(~-]*(?:chapter|chap\.?|ch\.?|part|episode|ep\.?|book|act|scene|section|volume|vol\.?|prologue|epilogue|interlude)\b\s*(?:{NUMBER}\b|[.:—–-]|\Z)",
    re.I,
)
ALONE = re.compile(r"[\s#*_]*(?:prologue|epilogue|interlude|preface|foreword|the end|end|fin|finis)[\s*_.!]*\Z", re.I)
NUMBERED = re.compile(r"[*_]*(?:\d{1,3}|[IVXLC]{1,7})[.):]?(?:\s+[^a-z\s].{0,60})?[*_]*\Z")
NUMBER_WORD = re.compile(
    r"[*_]*(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen|Twenty)[*_]*"
)
BARE_NUMBER = re.compile(r"[*_]*(\d{1,3})[.):]?[*_]*\Z")
MARKDOWN = re.compile(r"#{1,6}\s+\S")
EMPHASISED = re.compile(r"(\*\*\*|\*\*|__|\*|_)(?=\S)(.{1,60}?)(?<=\S)\1\Z")
POINT_OF_VIEW = re.compile(
    r"[\W_]*(?:[A-Z][\w'’-]*\s){0,2}?[A-Z][\w'’-]*(?:['’]s)?\s*(?:pov|p\.o\.v\.?|point of view)[\W_]*\Z|[\W_]*pov\s*[:—-]?\s*[\w ]{1,30}[\W_]*\Z",
    re.I,
)
DATE_ALONE = re.compile(
    r"[\s*_]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?(?:(?:the\s)?\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s\d{1,2}(?:st|nd|rd|th)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Day\s(?:\d{1,4}|[a-z-]{3,12}))(?:,?\s\d{4})?(?:,\s[\w :.]{3,20})?[\s*_.:,]*"
)
DIARY = re.compile(
    r"\b(?:diary|diaries|journal|log ?book|notebook|ledger|entry|entries|first page|last page|captain['’]s log|ship['’]s log|pages?)\b",
    re.I,
)
ENTRY_REACH = 2  # paragraphs between a diary's name and its first entry
FIRST_ENTRY = 3  # paragraphs; a diary named sooner is the story
LONGEST_ENTRY = 6  # paragraphs
LONGEST_NEAR = 400  # characters of a paragraph in which a diary is looked for
# What announces letters in capitals: those are no heading.
PRINTED = re.compile(
    r"\b(?:poster|posters|sign|newspaper|paper|headline|notice|telegram|telegraph|envelope|banner|placard|plaque|label|note|card|letters|written|wrote|painted|read|reads|said|board|message|screen|wall|front page|words)\b",
    re.I,
)
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december"
CLOCK = r"\d{1,2}[:.h]\d\d|\b\d{4}\b|\d{1,2}\s?[ap]\.?m\.?|midnight|noon|o['’]clock|(?:ten|five|quarter|half|twenty)\s(?:to|past)\s\w+"
LAPSE = (
    r"(?:(?:about|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|some|few|many|a few|\d+)\s){1,3}"
    r"(?:second|minute|hour|day|night|week|month|year|century|centurie|decade)s?\s(?:later|earlier|ago|after|before)"
)
TIME_CARD = re.compile(
    rf"(?:.*\b(?:{DAY})\b|.*(?:{CLOCK})|(?:{LAPSE})|(?:the\s)?(?:next|following|same|that)\s(?:day|morning|night|evening|week|afternoon)\b|(?:meanwhile|later|present day|flashback|years? ago)\b|(?:now|then)\b\W*\Z)",
    re.I,
)
HOUR = re.compile(r"\d{1,2}[:.]\d\d\s?[ap]\.?m\.?", re.I)  # alone in its paragraph, with the stop of its "m."
COUNTED = re.compile(
    r"([A-Z]\w+)\s\d{1,3}\b(?:[.:,–—-]+\s?[^.!?\n]{1,40})?|(?:[A-Z][\w’' ]{0,30}\.\s)?[\d,]{1,6}\s([a-z]{1,12})"
)
LEAST_SERIES = 2  # lines of one series, none near another
SOURCE = re.compile(r"\s*(?:[—–―-]|--)\s?[A-Z\"“*_][^.!?\n]{1,80}")
TOP_EPIGRAPH = 12  # paragraphs at the top among which an epigraph is looked for
TOP = 8  # paragraphs at the top among which a title is looked for
LONGEST_BREAK = 80  # characters
HEADING_LENGTH = 90  # characters; longer lines are prose


def furniture(page: Page) -> tuple[Block, ...]:
    """Titles, front matter and breaks in order; most are whole paragraphs, a note in brackets is part of one."""
    kinds = kinds_of(page)
    return tuple(block for index in range(len(page.paragraphs)) for block in blocks_of(page, index, kinds[index]))


def blocks_of(page: Page, index: int, kind: Kind | None) -> Iterator[Block]:
    span = page.paragraphs[index].span
    if kind is not None:
        yield Block(span, kind)
    else:
        for note in BRACKET_NOTE.finditer(page.text, span.start, span.end):
            yield Block(Span(*note.span()), "front_matter")


def kinds_of(page: Page) -> list[Kind | None]:
    """The kind of each paragraph that is furniture as a whole, None for prose."""
    count = len(page.paragraphs)
    kinds: list[Kind | None] = [kind_alone(page.words(index)) for index in range(count)]
    lines = [page.words(index) for index in range(count)]
    for index in repeated_glyphs(lines):
        kinds[index] = "break"
    for index in lone_headings(lines):
        kinds[index] = kinds[index] or "title"
    sections(page, kinds)
    title_lines(page, kinds, opening_matter(page, kinds))
    closing_matter(page, kinds)
    epigraphs(page, kinds)
    headings_by_place(page, kinds)
    numbers_in_order(page, kinds)
    headings_in_series(page, kinds)
    for index in range(1, count):
        if kinds[index] == "title" and is_no_heading(lines[index], lines[index - 1]):
            kinds[index] = None
    return kinds


def headings_in_series(page: Page, kinds: list[Kind | None]) -> None:
    """Lines that count by the same word, in place: ``Item 2. The Shelter``, ``Item 3``; ``Alder Halt. 30 miles``, ``12 miles``."""
    series: dict[str, list[int]] = {}
    for index, kind in enumerate(kinds[:-1]):
        words = page.words(index)
        counted = COUNTED.fullmatch(words) if kind is None and not is_talk(words) else None
        if counted and unfinished(words) and index and page.words(index - 1)[-1] in ".!?…\"”’'»":
            series.setdefault(counted.group(1) or counted.group(2), []).append(index)
    for found in series.values():
        apart = all(after - before > 2 for before, after in itertools.pairwise(found))
        if len(found) >= LEAST_SERIES and apart:
            for index in found:
                kinds[index] = "title"


def numbers_in_order(page: Page, kinds: list[Kind | None]) -> None:
    """Bare numbers are headings where they count up; a 3 out of nowhere, or a countdown, is prose."""
    last = 0
    for index, kind in enumerate(kinds):
        number = BARE_NUMBER.match(page.words(index)) if kind == "title" else None
        if number is None:
            continue
        value = int(number.group(1))
        if (value not in (1, last + 1) and index >= TOP) or value == last - 1:
            kinds[index] = None
        last = value


def kind_alone(words: str) -> Kind | None:
    """What a paragraph is by its own look."""
    if only_tags(words):
        return "break" if "<hr" in words.lower() or "[hr" in words.lower() else "front_matter"
    if is_break(words) or parts_scenes(words):
        return "break"
    if NOTE.match(words):
        return "front_matter"
    if is_heading(words):
        return "title"
    return None


def is_break(words: str) -> bool:
    """A line of glyphs: ***, * * *, ---, ~*~, oOo, ❦. Dots alone and dialogue of only punctuation are none."""
    if len(words) > LONGEST_BREAK:
        return False
    if not ANYTHING.search(words):
        return not any(char in "\"“”«»‘’'!?…。" for char in words) and bool(words.strip(". \t"))
    return WRITTEN_BREAK.match(words) is not None or is_lettered_break(words)


def is_lettered_break(words: str) -> bool:
    """oOo, xXx, -o-O-o-, x-x-x: small letters and signs that are no word."""
    letters = "".join(char for char in words if char.isalnum())
    if is_drawing(words) or KISSES.fullmatch(words):
        return True
    mixed = letters.lower() != letters and letters.upper() != letters
    if len(letters) == 1:  # -x-
        return LETTERED_BREAK.match(words) is not None and not words[0].isalnum() and not words[-1].isalnum()
    return LETTERED_BREAK.match(words) is not None and (mixed or letters != words)


def is_drawing(words: str) -> bool:
    """A line of a picture made of signs: ( o.o )"""
    signs = sum(not char.isalnum() and not char.isspace() for char in words)
    return (
        signs > 2
        and not WORD_OR_NUMBER.search(words)
        and signs > sum(map(str.isalnum, words))
        and not any(char in "\"“”'’?!" for char in words)
    )


def is_heading(words: str) -> bool:
    if len(words) > HEADING_LENGTH or "\n" in words or words[0] in "\"“«‘'>":
        return False
    if MARKDOWN.match(words) or POINT_OF_VIEW.match(words) or ALONE.match(words) or NUMBERED.match(words):
        return True
    if CHAPTER.match(words):
        return not words.rstrip().endswith((".", "!", "?", ",", ";")) or len(words) < 30
    inner = emphasised(words) if words.startswith(("**", "__")) else ""
    return bool(inner) and len(inner.split()) <= 6 and inner[-1] not in ".!?…,:;" and "*" not in inner


def emphasised(words: str) -> str:
    """The words between emphasis marks that hold the whole paragraph, else ""."""
    match = EMPHASISED.match(words)
    return match.group(2) if match else ""


def unfinished(words: str) -> bool:
    """Whether a line ends without the stop that a sentence has."""
    return BRACKET_NOTE.sub("", words).rstrip("*_])} ")[-1:] not in tuple(".!?…,;:\"”’'»«“‘」』—-")


def is_caps(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 2 and all(char.isupper() for char in letters)


def is_talk(words: str) -> bool:
    """Whether a line is somebody's: a message with its sender, a song, a thought sent between marks; never a heading."""
    return (
        words[0] in "♪♫♬<"
        or words.startswith(("::", "//"))
        or CHAT.match(words) is not None
        or BOLD_LABEL.match(words) is not None
        or STATUS.fullmatch(words) is not None
    )


def entries(page: Page) -> frozenset[int]:
    """The dates that head entries of a diary which is read in the story: a diary is named just above, or another entry is near."""
    found: set[int] = set()
    named = near = -LONGEST_ENTRY - 1
    for index in range(
        FIRST_ENTRY, len(page.paragraphs)
    ):  # a story that begins as a diary is one: its dates are headings
        words = page.words(index)
        if DATE_ALONE.fullmatch(words) and (index - named <= ENTRY_REACH or index - near <= LONGEST_ENTRY):
            found.add(index)
            near = index
        elif DIARY.search(words[-LONGEST_NEAR:]):
            named = index
    return frozenset(found)


def is_time_card(words: str) -> bool:
    bare = words.strip("[]()*_~ ")
    return (
        len(words) <= 70
        and (unfinished(bare) or HOUR.fullmatch(bare) is not None)
        and TIME_CARD.match(bare) is not None
        and not any(c in '"“”' for c in words)
    )


def epigraphs(page: Page, kinds: list[Kind | None]) -> None:
    """A saying in quotation marks with its source behind a dash, between a title and the story: told, and nobody's speech."""
    for index in range(min(len(kinds) - 2, TOP_EPIGRAPH)):
        words, source = page.words(index), page.words(index + 1)
        free = kinds[index] is None and kinds[index + 1] is None
        beside = [*kinds[max(0, index - 1) : index], *kinds[index + 2 : index + 4]]
        if free and has_speech(words) and SOURCE.fullmatch(source) and ("title" in beside or "break" in beside):
            kinds[index] = kinds[index + 1] = "narration"


def title_lines(page: Page, kinds: list[Kind | None], index: int) -> None:
    """The first lines of the story proper, as long as they look like titles."""
    for there in range(index, min(index + 8, len(kinds))):
        words = page.words(there)
        if kinds[there] in ("front_matter", "break", "title"):
            continue
        if (
            looks_like_title(words)
            and there + 1 < len(kinds)
            and (
                there == 0 or not page.text[page.paragraphs[there].span.start].islower() or kinds[there - 1] == "title"
            )
        ):
            kinds[there] = "title"
        elif is_bracket_note(words):
            kinds[there] = "front_matter"
        else:
            break


def looks_like_title(words: str) -> bool:
    if is_talk(words):
        return False
    if len(words) > HEADING_LENGTH or not ANYTHING.search(words) or words[0] in OPENING_MARKS + "-[>":
        return is_time_card(words)
    return unfinished(words) or is_caps(words)


def headings_by_place(page: Page, kinds: list[Kind | None]) -> None:
    """Short lines in capitals, lone names in bold and time cards, where blank lines or other furniture set them apart."""
    dated = entries(page)
    numbers = sum(NUMBER_WORD.fullmatch(page.words(index)) is not None for index in range(len(kinds)))
    for index, kind in enumerate(kinds):
        words = page.words(index)
        if kind is not None or len(words) > HEADING_LENGTH:
            continue
        if is_bracket_note(words):
            kinds[index] = "front_matter"
        elif is_talk(words) or index in dated:
            continue
        elif (
            (
                (is_time_card(words) and (words[0] in "[(*_" or len(words.split()) <= 6))
                or (index and index + 1 < len(kinds) and (heads_scene(words) or is_aside(words)))
                or (
                    is_caps(words)
                    and unfinished(words)
                    and len(words.split()) <= 6
                    and set_apart(page, kinds, index)
                    and not is_printed(page, kinds, index)
                )
                or (
                    unfinished(words)
                    and index
                    and kinds[index - 1] in ("break", "title")
                    and len(words.split()) <= 8
                    and words[0] not in "\"“«‘'—["
                    and index + 1 < len(kinds)
                )
            )
            or is_outdented(page, index)
            or (NUMBER_WORD.fullmatch(words) and numbers > 1)
        ):
            kinds[index] = "title"


def is_outdented(page: Page, index: int) -> bool:
    """Whether a few capitalised words stand further left than the paragraphs around them, which are prose."""
    if not 0 < index < len(page.paragraphs) - 1:
        return False
    words, before = page.words(index), page.words(index - 1)
    here, left, right = (page.paragraphs[at].indent for at in (index, index - 1, index + 1))
    named = 0 < len(words.split()) <= 4 and words[0].isupper() and unfinished(words) and words.istitle()
    return named and here < left and here < right and before[-1] in ".!?…\"”’'*_"


def set_apart(page: Page, kinds: list[Kind | None], index: int) -> bool:
    """Whether the lines around are furniture, blank or prose that ends: not one shout among shouts."""
    before = page.words(index - 1) if index else "."
    return index + 1 < len(kinds) and before[-1] in ".!?…\"”’'*~#-—❦" and words_bare(page.words(index))


def is_printed(page: Page, kinds: list[Kind | None], index: int) -> bool:
    """Whether the sentence before tells of a poster, a headline, a sign: the capitals stand on it."""
    return (
        index > 0
        and kinds[index - 1] is None
        and PRINTED.search(page.words(index - 1)[-LONGEST_NEAR // 2 :]) is not None
    )


def words_bare(words: str) -> bool:
    return not any(char in '"“”«»' for char in words)
