"""Which quotation marks of a paragraph open and close, and the stretches between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from audiodrama.quotes.style import Style
from audiodrama.quotes.vocabulary import DROPPED_ENDS, ELISIONS, TAG, TAG_AFTER, TAG_INSIDE, WHOLE_WORDS
from audiodrama.text import Span

Side = Literal["open", "close", "either"]
DOUBLES = re.compile(r"[\"“”„‟«»「」『』]|''|``|＂")
SINGLES = re.compile(r"['‘’‚‛`]")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
OPENS_AFTER = ' \t\r\n\v\f\u00a0\u202f\u2009([{—–-―*_/>«“‘"…\ufeff'
CLOSES_BEFORE = " \t\r\n\v\f\u00a0\u202f\u2009)]}—–-―*_/.,;:!?…”’»\"'。，、"
LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
SENTENCE_END = re.compile(r"[.!?…]\s+")
# Closed by a mark of the other kind: “Well!' said Tom. Opened by one: 'Well,” said Tom.
WRONG_CLOSES = {
    True: re.compile(rf"(?:[,.!?…—–-]|(?<=[^\Ws])(?<!in))(['’])(?=\s+{TAG})"),
    False: re.compile(rf"[,.!?…—–-]([\"”])(?=\s+{TAG})"),
}
OTHER_OPENS = {
    True: re.compile(r"(?<![^\s(—–-])['‘](?=[^\W\d_])"),
    False: re.compile(r"(?<![^\s(—–-])[\"“](?=[^\W\d_])"),
}
STOPS = '.,!?…;:—–-―*_~"”'


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: where it stands and which way it points."""

    span: Span
    side: Side
    strong: bool = True  # a weak closing mark may be an apostrophe


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between marks, the marks included. ``opened``, ``closed``: whether each mark is really there.

    ``own``: in the marks that the text uses for its speech, not in its second pair.
    """

    span: Span
    opened: bool = True
    closed: bool = True
    own: bool = True


def stretches(text: str, span: Span, style: Style) -> tuple[Stretch, ...]:
    """The marked stretches of one paragraph, in order, none inside another. ``style.single`` decides which marks are looked for first."""
    if style.single:
        outer = list(paired(text, span, list(single_marks(text, span))))
        inner = DOUBLES
    else:
        outer = list(paired(text, span, list(double_marks(text, span, style))))
        inner = SINGLES
    rest = (gap for gap in gaps(span, outer) if inner.search(text, gap.start, gap.end))
    more = [stretch for gap in rest for stretch in second_marks(text, gap, style)]
    return tuple(sorted(outer + more, key=lambda stretch: stretch.span))


def second_marks(text: str, span: Span, style: Style) -> Iterator[Stretch]:
    """Stretches in the marks that are not the text's own; only those that open and close."""
    marks = double_marks(text, span, style) if style.single else single_marks(text, span)
    whole = (stretch for stretch in paired(text, span, list(marks)) if stretch.opened and stretch.closed)
    return (
        replace(stretch, own=style.single) for stretch in whole
    )  # doubles beside single quotes are speech all the same


def gaps(span: Span, taken: list[Stretch]) -> Iterator[Span]:
    start = span.start
    for stretch in taken:
        yield Span(start, stretch.span.start)
        start = stretch.span.end
    yield Span(start, span.end)


def double_marks(text: str, span: Span, style: Style) -> Iterator[Mark]:
    opened = False
    for match in DOUBLES.finditer(text, span.start, span.end):
        if match.group() == "''" and style.single:
            continue
        side = side_of(text, span, match, style)
        if side == "close" and not opened and is_inch(text, span, match):
            continue
        opened = True
        yield Mark(Span(*match.span()), side)


def side_of(text: str, span: Span, match: re.Match[str], style: Style) -> Side:
    mark = match.group()
    if mark in "「『":
        return "open"
    if mark in "」』":
        return "close"
    if mark in "«»":
        return "open" if (mark == "«") != style.inward else "close"
    before, after = around(text, span, match.start(), match.end())
    opens, closes = before in OPENS_AFTER, after in CLOSES_BEFORE
    if mark in "„``":
        return "open"
    if mark == "“" and not (closes and not opens):
        return "open"
    if mark == "”" and not (opens and not closes and before not in '—–-…*_"“'):
        return "close"
    return "either" if opens == closes else "open" if opens else "close"


def around(text: str, span: Span, start: int, end: int) -> tuple[str, str]:
    """The characters before and after, a space at the paragraph's ends."""
    return (text[start - 1] if start > span.start else " ", text[end] if end < span.end else " ")


def is_inch(text: str, span: Span, match: re.Match[str]) -> bool:
    """6' 2\" or a 12\" record: a straight mark right after a digit."""
    start = match.start()
    return match.group() == '"' and start > span.start and text[start - 1].isdigit()


def single_marks(text: str, span: Span) -> Iterator[Mark]:
    """Marks that may open or close; apostrophes inside words and before known elisions are none.

    An opening mark before an elision ('Tis) is "either": it opens only where nothing else can be meant.
    """
    for match in SINGLES.finditer(text, span.start, span.end):
        at, mark = match.start(), match.group()
        before, after = around(text, span, at, at + 1)
        if before.isalnum() and after.isalnum():
            continue
        opens = before in OPENS_AFTER + "'‘" and not after.isspace() and at + 1 < span.end
        if mark in "‘‚`" and not (before.isalnum() and (after.isspace() or after in CLOSES_BEFORE)):
            dropped = mark == "‘" and elided(
                text, at + 1, span.end
            )  # typed by a machine that takes it for a quotation's
            if not (dropped and before == "‘"):
                yield Mark(Span(at, at + 1), "either" if dropped else "open")
        elif mark == "’" or not opens or (before in "—–-…*_" and after in CLOSES_BEFORE):
            if mark != "’" or not (opens and after.isalnum() and before not in '—–-…*_"'):
                yield Mark(Span(at, at + 1), "close", before in STOPS or before.isspace())
        elif before == "'" and elided(text, at + 1, span.end):
            continue  # the apostrophe after an opening mark: ''Tis
        else:
            yield Mark(Span(at, at + 1), "either" if elided(text, at + 1, span.end) else "open")


def elided(text: str, at: int, end: int) -> bool:
    """Whether the word here is one that often stands with its first letters left off, or a year ('87)."""
    lower = first_word(text, at, end)
    if lower in WHOLE_WORDS and text[at].isupper():
        return False
    return (
        lower in ELISIONS
        or lower[:2].isdigit()
        or (lower.startswith(("eight", "nine", "seven", "sixt", "fift")) and lower.endswith("s"))
    )


def first_word(text: str, at: int, end: int | None = None) -> str:
    """The word here, in small letters; "" when there is none."""
    word = WORD.match(text, at, min(at + 20, len(text) if end is None else end))
    return word.group().lower() if word else ""


def paired(text: str, span: Span, marks: list[Mark]) -> Iterator[Stretch]:
    """The outermost stretches. A mark left open runs to the paragraph's end or to the next mark that clearly opens."""
    index, floor = 0, span.start
    while index < len(marks):
        mark = marks[index]
        if mark.side == "close":
            repaired = missing_opening(text, span, floor, mark)
            if repaired is None and (turned := turned_opening(text, marks, index)) is not None:
                yield Stretch(Span(mark.span.start, marks[turned].span.end))
                index, floor = turned + 1, marks[turned].span.end
                continue
            if repaired:
                yield repaired
            index, floor = index + 1, mark.span.end
        elif mark.side == "either" and not really_opens(text, span, marks, index):
            index += 1
        else:
            closing = closing_of(text, marks, index)
            if closing is None and text[mark.span.end : mark.span.end + 1].islower() and in_mid_sentence(text, mark):
                index += 1
            elif closing is None:
                following = next_opening(marks, index)
                end = marks[following].span.start if following < len(marks) else span.end
                wrong = wrongly_closed(text, mark, end)
                yield Stretch(Span(mark.span.start, wrong)) if wrong else unclosed(text, Span(mark.span.start, end))
                index, floor = following, end
            else:
                wrong = wrongly_closed(text, mark, marks[closing].span.start)
                end = wrong or marks[closing].span.end
                yield Stretch(Span(mark.span.start, end))
                index, floor = closing if wrong else closing + 1, end


def in_mid_sentence(text: str, mark: Mark) -> bool:
    """Whether a single mark stands between two words of a sentence, where an apostrophe or a scare quote is likelier than speech."""
    at = mark.span.start
    return not is_double(text, mark) and at > 1 and text[at - 1].isspace() and text[at - 2].isalnum()


def wrongly_closed(text: str, mark: Mark, end: int) -> int | None:
    """Where a tag behind a mark of the other kind shows that the speech had ended, before ``end``; None when it had not."""
    double = is_double(text, mark)
    wrong = WRONG_CLOSES[double].search(text, mark.span.end, end)
    if wrong is None or OTHER_OPENS[double].search(text, mark.span.end, wrong.start()):
        return None
    return wrong.end()


def really_opens(text: str, span: Span, marks: list[Mark], index: int) -> bool:
    """A mark that may be an apostrophe opens when a strong closing mark comes before anything else opens."""
    at = marks[index].span.start
    if text[at] == '"' or (
        text[at] == "‘" and text[at + 1 : at + 2].islower() and first_word(text, at + 1) in WHOLE_WORDS
    ):
        return True
    for mark in marks[index + 1 : index + 9]:
        if mark.side == "open":
            return False
        if mark.side == "close" and (mark.strong or text[mark.span.end : mark.span.end + 1] in tuple(".,;:!?")):
            return before_speech(text, span, at)
    return False


def before_speech(text: str, span: Span, at: int) -> bool:
    """Whether speech may begin here: at the paragraph's start or after the end of a sentence, a comma, a colon, a dash."""
    lead = text[max(span.start, at - 4) : at].rstrip()
    return not lead or lead[-1] in ".,!?…:;—–-”’'\"*_"


def closing_of(text: str, marks: list[Mark], index: int) -> int | None:
    """The index of the mark that closes the one at ``index``, None when it is left open."""
    depth, weak, dropped = 0, None, None
    for there in range(index + 1, len(marks)):
        mark = marks[there]
        if mark.side == "open":
            if weak is not None or not nested(marks, there):
                return weak
            depth += 1
        elif mark.side == "close" or is_double(text, mark):
            if depth:
                depth -= 1
            elif mark.strong:
                return there
            elif weak is None and not drops_letters(text, mark):
                weak = there
            else:
                dropped = dropped or there
    return dropped if weak is None and in_mid_sentence(text, marks[index]) else weak


def is_double(text: str, mark: Mark) -> bool:
    return SINGLES.match(text, mark.span.start) is None or mark.span.end - mark.span.start == 2


def nested(marks: list[Mark], index: int) -> bool:
    """Whether the opening mark at ``index``, met inside a quotation, opens another inside it: all that opens from here on closes again."""
    depth = 1
    for there in range(index, len(marks)):
        depth += 1 if marks[there].side == "open" else -1
        if depth == 0 or depth > 2:
            break
    return depth == 0


def drops_letters(text: str, mark: Mark) -> bool:
    """An apostrophe after a word that drops its end (goin', an', o')."""
    word = LAST_LETTERS.search(text, max(0, mark.span.start - 12), mark.span.start)
    if word is None:
        return False
    return DROPPED_ENDS.fullmatch(word.group()) is not None or (len(word.group()) > 3 and word.group().endswith("in"))


def next_opening(marks: list[Mark], index: int) -> int:
    """The index of the next mark that clearly opens, or the number of marks."""
    return next((there for there in range(index + 1, len(marks)) if marks[there].side == "open"), len(marks))


def unclosed(text: str, span: Span) -> Stretch:
    """A quotation whose closing mark is missing: it ends before the tag in it, when there is one, else where the stretch does."""
    tag = TAG_INSIDE.search(text, span.start, span.end)
    end = tag.start() if tag else span.end
    return Stretch(Span(span.start, end - trailing_space(text, span.start, end)), closed=False)


def missing_opening(text: str, span: Span, floor: int, mark: Mark) -> Stretch | None:
    """A quotation whose opening mark is missing, where a tag or the paragraph's end after the closing mark makes it evident."""
    if not (mark.strong and is_double(text, mark)):
        return None
    evident = mark.span.end >= span.end or TAG_AFTER.match(text, mark.span.end, min(span.end, mark.span.end + 80))
    if not evident:
        return None
    start = span.start
    other = opened_by_other(text, Span(floor, mark.span.start))
    if other is not None:
        start = other
    elif floor > span.start:
        stop = SENTENCE_END.search(text, floor, mark.span.start)
        if stop is None:
            return None
        start = stop.end()
    return Stretch(Span(start, mark.span.end), opened=False) if text[start : mark.span.start].strip() else None


def turned_opening(text: str, marks: list[Mark], index: int) -> int | None:
    """The index of the mark that closes what one turned the wrong way opens: ``Mir said.” You do.”``; None where it opens nothing."""
    mark, after = marks[index], index + 1
    if (
        not is_double(text, mark)
        or after == len(marks)
        or marks[after].side != "close"
        or not is_double(text, marks[after])
    ):
        return None
    words = text[mark.span.end : marks[after].span.start].strip()
    begins = words[:1].isupper() and text[mark.span.start - 1 : mark.span.start] in (".", ",", "!", "?", ":")
    return after if begins and words[-1] in STOPS else None


def opened_by_other(text: str, span: Span) -> int | None:
    """The first mark of the other kind here that may begin speech, and does not begin an elision."""
    for mark in OTHER_OPENS[True].finditer(text, span.start, span.end):
        if before_speech(text, span, mark.start()) and not elided(text, mark.end(), span.end):
            return mark.start()
    return None


def trailing_space(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) - len(piece.rstrip())
