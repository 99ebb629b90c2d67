"""What is written inside a story: letters, notices, notes, text messages, the boxes of a game."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiodrama.quotes.cues import (
    BOX,
    IT_SAYS,
    LABEL,
    NOT_LABELS,
    NOTE_BY_HAND,
    PAPER,
    PHONE,
    POSSESSED,
    POSTSCRIPT,
    QUOTED,
    SALUTED,
    SIGNATURE,
    SIGNED,
    VALEDICTION,
    WRITTEN_TAG,
    last_sentence,
    letterlike,
    looks_told,
    signature,
)
from audiodrama.quotes.furniture import Page
from audiodrama.quotes.inline import (
    after_typing,
    behind_colon,
    behind_name,
    capitals,
    in_small_letters,
    inline_letter,
    merged,
    said_by_paper,
    signs,
    tagged,
)
from audiodrama.quotes.layout import Quotation
from audiodrama.quotes.telling import Telling, tone
from audiodrama.script import Kind
from audiodrama.text import Manuscript, Span, sentences

SCRIPT_RUN = 2  # labelled paragraphs that make a script of a text
MESSAGE_REACH = 3  # paragraphs of narration that may lie between a phone and the message on it
LONGEST_LETTER = 40  # paragraphs
LONGEST_MESSAGE = 60  # words


@dataclass(frozen=True, slots=True)
class Writing:
    """A stretch that somebody wrote."""

    span: Span
    kind: Kind
    paragraph: int
    label: str = ""
    continued: bool = False

    def quotation(self) -> Quotation:
        return Quotation((self.span,), self.kind, self.paragraph, self.continued, self.label)


def written(
    m: Manuscript, page: Page, told: Sequence[Sequence[Span]], tellings: Sequence[Telling]
) -> Iterator[Writing]:
    """What is written in the narration, paragraph by paragraph; ``told`` holds the stretches that nothing has claimed."""
    desk = Desk(m, page, told, tellings)
    index = 0
    while index < len(told):
        found = list(desk.whole(index)) if desk.is_free(index) else []
        if not found:
            found = list(desk.inline(index))
        yield from found
        index = max(index + 1, 1 + max((writing.paragraph for writing in found), default=0))


class Desk:
    """One text with what stands around each paragraph; answers what is written in it."""

    def __init__(self, m: Manuscript, page: Page, told: Sequence[Sequence[Span]], tellings: Sequence[Telling]) -> None:
        self.m, self.page, self.told, self.tellings = m, page, told, tellings
        narration = [" ".join(m.text[gap.start : gap.end] for gap in gaps) for gaps in told]
        self.phones = [PHONE.search(words) is not None for words in narration]
        self.papers = [PAPER.search(words) is not None for words in narration]
        self.labels = self.labelled()
        self.boxes = sum(self.is_free(index) and BOX.match(page.words(index)) is not None for index in range(len(told)))

    def is_free(self, index: int) -> bool:
        """Whether the paragraph is narration from end to end."""
        return len(self.told[index]) == 1 and self.told[index][0] == self.page.paragraphs[index].span

    def labelled(self) -> Counter[str]:
        """How often each label opens a paragraph."""
        counts: Counter[str] = Counter()
        for index in range(len(self.told)):
            label = self.label(index)
            if label:
                counts[label.group("name").lower()] += 1
        return counts

    def label(self, index: int) -> re.Match[str] | None:
        if not self.told[index]:
            return None
        span = self.page.paragraphs[index].span
        label = LABEL.match(self.page.text, span.start, min(span.end, span.start + 80))
        if label is None or label.group("name").lower() in NOT_LABELS or self.told[index][0].start != span.start:
            return None
        return label

    def around(self, index: int, back: int) -> str:
        """The narration of the paragraph and of those before it."""
        first = max(0, index - back)
        return " ".join(self.page.text[gap.start : gap.end] for gaps in self.told[first : index + 1] for gap in gaps)

    # ---- whole paragraphs

    def whole(self, index: int) -> Iterator[Writing]:
        words, span = self.page.words(index), self.page.paragraphs[index].span
        label = self.label(index)
        if label is not None:
            yield from self.labelled_line(index, label)
        elif words.startswith(">"):
            yield Writing(span, "letter", index, signature(words))
        elif BOX.match(words) and self.boxes > 1:
            yield Writing(span, "message", index, "System")
        else:
            found = list(self.letter(index)) or list(self.text_message(index))
            yield from found

    def labelled_line(self, index: int, label: re.Match[str]) -> Iterator[Writing]:
        """``Mama: where are you`` is a message where a phone is at hand, ``MAMA: Where are you?`` speech in a script."""
        span, name = self.page.paragraphs[index].span, label.group("name")
        body = Span(label.end(), span.end)
        if body.end <= body.start:
            return
        marked = name.isupper() or label.group("bold") is not None
        if self.phone_at_hand(index, 1 if marked else MESSAGE_REACH):
            yield Writing(body, "message", index, name)
        elif self.is_script(name, marked):
            yield Writing(body, "speech", index, name)

    def phone_at_hand(self, index: int, reach: int) -> bool:
        """Whether a phone is named close by, before the run of labelled lines or inside and behind it."""
        first, last = index, index
        while first and self.label(first - 1) is not None:
            first -= 1
        while last + 1 < len(self.told) and self.label(last + 1) is not None:
            last += 1
        return any(self.phones[max(0, first - 1 - reach) : first]) or any(self.phones[last + 1 : last + 1 + reach])

    def is_script(self, name: str, marked: bool) -> bool:
        lines = sum(self.labels.values())
        return (marked and lines >= SCRIPT_RUN) or (
            lines > SCRIPT_RUN and len(self.labels) > 1 and self.labels[name.lower()] > 1
        )

    def text_message(self, index: int) -> Iterator[Writing]:
        """A paragraph that ends without a stop, as only messages do, where a phone is at hand or other messages stand beside it."""
        words = self.page.words(index)
        unfinished = words.rstrip("*_ ")[-1:].isalnum() and len(words.split()) <= LONGEST_MESSAGE
        if not unfinished or not index or looks_told(words) or words.istitle() or WRITTEN_TAG.search(words):
            return
        beside = [there for there in (index - 1, index + 1) if there < len(self.told)]
        if any(self.label(there) is not None for there in beside) or PHONE.search(
            last_sentence(self.around(index - 1, 0))
        ):
            yield Writing(self.page.paragraphs[index].span, "message", index)

    # ---- letters

    def letter(self, index: int) -> Iterator[Writing]:
        """A letter that begins with this paragraph: one paragraph, or from its salutation to its signature."""
        words = self.page.words(index)
        lead = self.around(index - 1, 1) if index else ""
        phone, paper = any(self.phones[max(0, index - 2) : index]), any(self.papers[max(0, index - 2) : index])
        if SALUTED.match(words) and len(words) < 60 and words.rstrip("*_ ")[-1:] in ",:!—-":
            yield from self.long_letter(index)
        elif (
            letterlike(words, self.tellings[index])
            + (2 if phone or paper else 0)
            + (1 if lead.rstrip()[-1:] == ":" else 0)
            >= 4
        ):
            kind: Kind = "message" if phone and not paper else "letter"
            yield Writing(self.signed_part(index), kind, index, signature(words))

    def signed_part(self, index: int) -> Span:
        """The paragraph up to the sentence that signs, if the narrator goes on behind it."""
        span = self.page.paragraphs[index].span
        for unit in sentences(self.m, span):
            rest = self.page.text[unit.end : span.end]
            if signs(self.page.text[unit.start : unit.end]) and looks_told(rest.strip()):
                return Span(span.start, unit.end)
        return span

    def long_letter(self, index: int) -> Iterator[Writing]:
        last = index
        name, signed = "", False
        for there in range(index + 1, min(len(self.told), index + LONGEST_LETTER)):
            if not self.is_free(there) or QUOTED.search(self.page.words(there)):
                break
            words = self.page.words(there)
            last = there
            if SIGNATURE.match(words) or VALEDICTION.search(words) or SIGNED.search(words):
                name, signed = signature(words), True
                last = self.past_postscript(there)
                break
        else:
            last = index + 1 if index + 1 < len(self.told) else index
        name = name or self.heading_name(index)
        if not signed and last > index:
            last = self.fitting(index, last)
        for there in range(index, last + 1):
            yield Writing(self.page.paragraphs[there].span, "letter", there, name, there > index)

    def heading_name(self, index: int) -> str:
        """Whose letter it is by the line above it ("Mara's letter to Tom")."""
        above = POSSESSED.match(self.page.words(index - 1)) if index else None
        return above.group(1) if above else ""

    def past_postscript(self, index: int) -> int:
        """The index of the last paragraph of a letter signed at ``index``: what follows may be the signature's name or a postscript."""
        while index + 1 < len(self.told) and self.is_free(index + 1):
            words = self.page.words(index + 1)
            if not (POSTSCRIPT.match(words) or (SIGNATURE.match(words) and len(words) < 40)):
                break
            index += 1
        return index

    def fitting(self, index: int, last: int) -> int:
        """For a letter without signature: the last paragraph that still speaks as a letter does."""
        for there in range(index + 1, last + 1):
            mood = tone(self.page.words(there))
            if not (mood.first or mood.address or mood.imperative):
                return there - 1 if there > index + 1 else there
        return last

    # ---- inside a paragraph

    def inline(self, index: int) -> Iterator[Writing]:
        phone, paper = any(self.phones[max(0, index - 1) : index + 1]), any(self.papers[max(0, index - 1) : index + 1])
        if not (phone or paper or IT_SAYS.search(self.around(index, 0))):
            return
        kind: Kind = "message" if phone or NOTE_BY_HAND.search(self.around(index, 0)) or not paper else "letter"
        for gap in self.told[index]:
            ways = (
                inline_letter,
                behind_colon,
                behind_name,
                said_by_paper,
                tagged,
                capitals,
                after_typing,
                in_small_letters,
            )
            found = [span for way in ways for span in way(self.m, gap, self.tellings[index])]
            for span in merged(self.m.text, found):
                yield Writing(span, kind, index)
