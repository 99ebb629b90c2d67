"""What is written inside a story: letters, notices, notes, text messages, the boxes of a game."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiodrama.quotes.chats import CHAT, CLOCKED, FIELD, STATUS, is_box, mail_sender, named, sender, without_directions
from audiodrama.quotes.cues import (
    ANONYMOUS,
    BOLD_LABEL,
    IT_SAYS,
    LABEL,
    LEADS_TO_TEXT,
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
    addresses,
    last_sentence,
    letterlike,
    looks_told,
    signature,
    written_by,
)
from audiodrama.quotes.furniture import Page, entries
from audiodrama.quotes.inline import signs, written_inside
from audiodrama.quotes.layout import Quotation
from audiodrama.quotes.shown import (
    goes_on,
    is_greeted,
    is_quoted,
    is_shown,
    is_small,
    kind_shown,
    kind_told,
    lead_of,
    sender_of,
)
from audiodrama.quotes.telling import Telling, tone
from audiodrama.script import Kind
from audiodrama.text import Manuscript, Span, sentences

SCRIPT_RUN = 2  # labelled paragraphs that make a script of a text
MESSAGE_REACH = 3  # paragraphs of narration that may lie between a phone and the message on it
LONGEST_LETTER = 40  # paragraphs
LONGEST_ABBREVIATION = 3  # letters of a name in capitals that stays as it is: MJ
LETTER_SIGNS = 4  # how many signs make a letter
SHORT_LEAD = 160  # characters of a paragraph in which a phone may be named anywhere
LONGEST_HEAD = 8  # paragraphs of an e-mail's fields
FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b|\b(?:I|we)['’]", re.I)
LONGEST_MESSAGE = 60  # words
MOST_SMALL = 0.1  # share of paragraphs
FAR = 3  # paragraphs before the one above in which paper or a phone may be named


@dataclass(frozen=True, slots=True)
class Writing:
    """A stretch that somebody wrote."""

    span: Span
    kind: Kind
    paragraph: int
    label: str = ""
    continued: bool = False
    delivery: str = ""

    def quotation(self) -> Quotation:
        how = (self.delivery,) if self.delivery else ()
        return Quotation((self.span,), self.kind, self.paragraph, self.continued, self.label, how)


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
        clocked = [CLOCKED.fullmatch(page.words(index)) is not None for index in range(len(told))]
        self.phones = [
            PHONE.search(words) is not None or clock for words, clock in zip(narration, clocked, strict=True)
        ]
        self.papers = [PAPER.search(words) is not None for words in narration]
        self.signs = [self.found_label(index) for index in range(len(told))]
        self.labels = Counter(label.group("name").lower() for label in self.signs if label)
        self.chatty = self.is_chat()
        self.runs = self.runs_of_labels()
        self.dated = entries(page)
        self.last: Writing | None = None  # the paragraph read last that was written from end to end
        self.message_end = -2  # the last paragraph of the run of messages read last
        self.entry_end = -2  # the last paragraph of the diary's entry read last
        small = sum(page.words(index)[:1].islower() for index in range(len(told)))
        self.terse = small <= MOST_SMALL * len(told)  # a paragraph in small letters is no habit of the narrator's
        self.boxes = sum(self.is_free(index) and is_box(page.words(index)) for index in range(len(told)))

    def is_free(self, index: int) -> bool:
        """Whether the paragraph is narration from end to end."""
        return len(self.told[index]) == 1 and self.told[index][0] == self.page.paragraphs[index].span

    def label(self, index: int) -> re.Match[str] | None:
        return self.signs[index]

    def found_label(self, index: int) -> re.Match[str] | None:
        if not self.told[index]:
            return None
        span = self.page.paragraphs[index].span
        end = min(span.end, span.start + 80)
        label = BOLD_LABEL.match(self.page.text, span.start, end) or LABEL.match(self.page.text, span.start, end)
        if label is None or label.group("name").lower() in NOT_LABELS or STATUS.fullmatch(self.page.words(index)):
            return None
        if self.told[index][0].start != span.start:
            return None
        return label

    def chat(self, index: int) -> re.Match[str] | None:
        return CHAT.match(self.page.words(index)) if self.is_free(index) else None

    def around(self, index: int, back: int) -> str:
        """The narration of the paragraph and of those before it."""
        first = max(0, index - back)
        return " ".join(self.page.text[gap.start : gap.end] for gaps in self.told[first : index + 1] for gap in gaps)

    def right_before(self, index: int) -> str:
        """The narration of the paragraph above where it ends with narration; "" behind speech."""
        gaps = self.told[index - 1]
        return self.around(index - 1, 0) if gaps and gaps[-1].end == self.page.paragraphs[index - 1].span.end else ""

    # ---- whole paragraphs

    def whole(self, index: int) -> Iterator[Writing]:
        words, span = self.page.words(index), self.page.paragraphs[index].span
        chat, label = self.chat(index), self.label(index)
        if chat is not None:
            yield Writing(Span(span.start + chat.end(), span.end), "message", index, sender(chat))
        elif self.is_field(index):
            yield from self.mail(index)
        elif index in self.dated:
            yield from self.entry(index)
        elif label is not None:
            yield from self.labelled_line(index, label)
        elif words.startswith(">"):
            yield Writing(span, "letter", index, signature(words))
        elif is_box(words) and self.boxes > 1:
            yield Writing(span, "message", index, "System")
        else:
            found = list(self.letter(index)) or list(self.text_message(index)) or list(self.shown(index))
            self.last = found[-1] if found else self.last
            yield from found

    def labelled_line(self, index: int, label: re.Match[str]) -> Iterator[Writing]:
        """``Mama: where are you`` is a message where a phone is at hand, ``MAMA: Where are you?`` speech in a script."""
        span, name = self.page.paragraphs[index].span, label.group("name")
        whose = named(name.title() if name.isupper() and len(name) > LONGEST_ABBREVIATION else name)
        body = Span(label.end(), span.end)
        if body.end <= body.start:
            return
        marked = name.isupper() or label.group("bold") is not None
        if self.chatty or self.phone_at_hand(index, 1 if marked else MESSAGE_REACH):
            yield Writing(body, "message", index, whose)
        elif self.is_script(name, marked):
            spoken, how = without_directions(self.page.text, body)
            yield Writing(spoken, "speech", index, whose, delivery=how or label.group("how") or "")

    def phone_at_hand(self, index: int, reach: int) -> bool:
        """Whether a phone is named close by, before the run of labelled lines or behind it."""
        first, last = self.runs[index]
        return any(self.phones[max(0, first - 1 - reach) : first]) or any(self.phones[last + 1 : last + 1 + reach])

    def is_chat(self) -> bool:
        """Whether what stands behind the labels is typed, not spoken: most of it begins small or ends without a stop."""
        bodies = [
            self.page.text[label.end() : self.page.paragraphs[index].span.end].strip("*_ ")
            for index, label in enumerate(self.signs)
            if label
        ]
        typed = sum(body[:1].islower() or (body[-1:].isalnum() and not body.isupper()) for body in bodies)
        return len(bodies) > SCRIPT_RUN and typed > 0.6 * len(bodies)

    def runs_of_labels(self) -> list[tuple[int, int]]:
        """For each paragraph the first and last of the run of labelled ones around it, itself where it has no label."""
        runs: list[tuple[int, int]] = []
        for labelled, run in itertools.groupby(range(len(self.told)), lambda index: self.signs[index] is not None):
            indices = list(run)
            runs += [(indices[0], indices[-1]) if labelled else (index, index) for index in indices]
        return runs

    def is_script(self, name: str, marked: bool) -> bool:
        lines = sum(self.labels.values())
        return (marked and lines >= SCRIPT_RUN) or (
            lines > SCRIPT_RUN and len(self.labels) > 1 and self.labels[name.lower()] > 1
        )

    def text_message(self, index: int) -> Iterator[Writing]:
        """A paragraph that ends without a stop, as only messages do, where a phone is at hand or other messages stand beside it."""
        words = self.page.words(index)
        if STATUS.fullmatch(words):
            return
        unfinished = words.rstrip("*_ ")[-1:].isalnum() and len(words.split()) <= LONGEST_MESSAGE
        if not unfinished or not index or looks_told(words) or words.istitle() or WRITTEN_TAG.search(words):
            return
        beside = [there for there in (index - 1, index + 1) if there < len(self.told)]
        above = self.around(index - 1, 0)
        told = above if len(above) < SHORT_LEAD else last_sentence(above)
        if (
            self.message_end == index - 1
            or any(self.label(there) is not None for there in beside)
            or PHONE.search(told)
        ):
            self.message_end = index
            yield Writing(self.page.paragraphs[index].span, "message", index)

    def shown(self, index: int) -> Iterator[Writing]:
        """A paragraph that the narration before leads to as something written, or that goes on with such a one."""
        words, telling, span = self.page.words(index), self.tellings[index], self.page.paragraphs[index].span
        if is_quoted(words) or STATUS.fullmatch(words):
            return
        if self.last and self.last.paragraph == index - 1 and goes_on(words, telling):
            kind = self.last.kind
            yield Writing(span, kind, index, written_by(words, kind), kind == "letter")
        elif self.terse and is_small(words):
            yield Writing(span, "message", index)
        elif is_greeted(words, telling):
            yield Writing(span, "letter", index, written_by(words, "letter"))
        elif index:
            lead = lead_of(self.right_before(index))
            if is_shown(words, lead, self.around(index - 1, FAR), telling):
                kind = kind_shown(words, lead, self.around(index - 1, FAR))
                yield Writing(span, kind, index, written_by(words, kind) or sender_of(lead))

    # ---- mail and diaries

    def is_field(self, index: int) -> bool:
        """Whether the head of an e-mail begins here: two fields or more, From among them."""
        head = [field["name"].lower() for field in self.head(index)]
        return len(head) > 1 and "from" in head

    def head(self, index: int) -> list[re.Match[str]]:
        """The fields of the run of paragraphs that begins here."""
        fields: list[re.Match[str]] = []
        for there in range(index, min(index + LONGEST_HEAD, len(self.told))):
            lines = [FIELD.match(line) for line in self.page.words(there).splitlines()]
            if not self.is_free(there) or not all(lines):
                break
            fields += [line for line in lines if line]
        return fields

    def mail(self, index: int) -> Iterator[Writing]:
        """The body of an e-mail, up to its sender's name or to where the narrator speaks again."""
        fields = self.head(index)
        whose = next(mail_sender(field["value"]) for field in fields if field["name"].lower() == "from")
        first = index
        while first < len(self.told) and self.is_free(first) and FIELD.match(self.page.words(first)):
            first += 1
        last, signed = first - 1, False
        for there in range(first, min(len(self.told), first + LONGEST_LETTER)):
            words = self.page.words(there)
            if signed or not self.is_free(there) or QUOTED.search(words) or FIELD.match(words):
                break
            last = there
            signed = words.strip(" .,-–—*_").lower() in (whose.lower(), whose.split()[0].lower(), whose[:1].lower())
        if not signed:
            last = self.fitting(first, last) if last >= first else last
        for there in range(first, last + 1):
            yield Writing(self.page.paragraphs[there].span, "message", there, whose, there > first)

    def entry(self, index: int) -> Iterator[Writing]:
        """An entry of a diary: its date and the paragraphs behind it that speak as a diary does."""
        owner = POSSESSED.search(self.around(index - 1, 1)) if index else None
        name = owner.group(1) if owner else ""
        goes_on = self.entry_end == index - 1  # the entry before it was written by the same hand
        yield Writing(self.page.paragraphs[index].span, "letter", index, name, goes_on)
        self.entry_end = index
        for there in range(index + 1, min(len(self.told), index + LONGEST_LETTER)):
            words = self.page.words(there)
            own = tone(words)
            told = not own.first and not FIRST_PERSON.search(words)
            if not self.is_free(there) or QUOTED.search(words) or there in self.dated or (told and there > index + 1):
                break
            yield Writing(self.page.paragraphs[there].span, "letter", there, name, True)
            self.entry_end = there

    # ---- letters

    def letter(self, index: int) -> Iterator[Writing]:
        """A letter that begins with this paragraph: one paragraph, or from its salutation to its signature."""
        words = self.page.words(index)
        lead = self.around(index - 1, 1) if index else ""
        phone, paper = any(self.phones[max(0, index - 2) : index]), any(self.papers[max(0, index - 2) : index])
        if SALUTED.match(words) and len(words) < 60 and words.rstrip("*_ ")[-1:] in ",:!—-":
            yield from self.long_letter(index)
        elif self.letter_signs(index, words, lead) + (2 if phone or paper else 0) >= LETTER_SIGNS:
            beside = self.last.kind if self.last and self.last.paragraph == index - 1 else None
            before = lead_of(self.around(index - 1, 0) if index else "")
            told = beside or before.kind or (kind_told(self.around(index - 1, FAR)) if index else None)
            kind: Kind = told or ("message" if phone and not paper else "letter")
            name = written_by(words, kind)
            named = sender_of(before) if name in ("", ANONYMOUS) else ""
            yield Writing(self.signed_part(index), kind, index, named or name)

    def letter_signs(self, index: int, words: str, lead: str) -> int:
        """How much a paragraph looks like a letter by its own words and by those that lead to it."""
        signs = letterlike(words, self.tellings[index]) + (1 if lead.rstrip()[-1:] == ":" else 0)
        if QUOTED.search(words) or not LEADS_TO_TEXT.search(last_sentence(self.around(index - 1, 0)) if index else ""):
            return signs
        speaks = addresses(words, self.tellings[index])
        return signs + 1 + speaks if signs > 1 or speaks else signs

    def signed_part(self, index: int) -> Span:
        """The paragraph up to the sentence that signs, if the narrator goes on behind it."""
        text, span = self.page.text, self.page.paragraphs[index].span
        for unit in sentences(self.m, span)[1:]:
            goes_on = looks_told(text[unit.end : span.end].strip()) and not POSTSCRIPT.search(
                text, unit.start, span.end
            )
            if goes_on and signs(text[unit.start : unit.end]):
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
            for span in written_inside(self.m, gap, self.tellings[index]):
                lead = self.m.text[max(gap.start, span.start - SHORT_LEAD) : span.start]
                yield Writing(span, kind_told(last_sentence(lead)) or kind, index)
