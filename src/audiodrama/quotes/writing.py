"""What is written inside a story: letters, notices, notes, text messages, the boxes of a game."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiodrama.quotes.furniture import Page
from audiodrama.quotes.layout import Quotation
from audiodrama.quotes.telling import Telling, fits, tone
from audiodrama.quotes.vocabulary import ADVERB, WHO, word_set
from audiodrama.script import Kind
from audiodrama.text import Manuscript, Span, sentences

PHONE = re.compile(
    r"\b(?:phones?|cell|mobile|text(?:s|ed|ing)?|messag(?:e|es|ed|ing)|chat|typed|types|typing|screen|notifications?|buzz(?:ed|es|ing)?|dm(?:s|ed)?|inbox|e-?mail(?:s|ed)?|thread|"
    r"whiteboard|unread|keyboard|app|server|discord|whatsapp|slack|pinged|vibrated|vibrates)\b",
    re.I,
)
PAPER = re.compile(
    r"\b(?:letters?|card|postcard|page|pages|leaf|handwriting|sheet|paper|ledger|diary|journal|entry|entries|telegram|telegraph|envelope|ink|pencil(?:led)?|scrawl(?:ed)?|capitals|notice|sign|poster|"
    r"parchment|scroll|wrote|writes|written|scribbled|inscription|engraved|carved|chalked|painted|label|spell(?:ed)?|note|plaque|headline|newspaper|lines?|words|read(?:s|ing)?(?= it| out| like|:))\b",
    re.I,
)
NOTE_BY_HAND = re.compile(r"\bnote\b", re.I)
SALUTATION = re.compile(
    r"[>\s*_]*(?:My\s)?(?:Dear(?:est)?|Darling|Beloved|Cher|Chère|To\s(?:whom|my|the)|Hi|Hello|Hey)\b[^.!?\n]{0,40}?(?:,|:|—|!|\Z)|[>\s*_]*[A-Z]\w+,?\s(?:my|our)\s(?:\w+\s){0,2}\w+,"
)
SALUTED = re.compile(r"[>\s*_]*(?:My\s)?(?:Dear(?:est)?|Darling|Beloved|Cher|Chère)\b", re.I)
VALEDICTION = re.compile(
    r"\b(?:[Yy]ours\s(?:sincerely|truly|faithfully|ever|always|affectionately)|[Ss]incerely|[Ww]ith (?:all my )?love|[Ll]ove(?= from|,)|[Yy]our (?:\w+ )?(?:son|daughter|father|mother|friend|brother|sister|servant|husband|wife)|"
    r"[Bb]est wishes|[Kk]ind regards|[Rr]egards|xx+|XO+)\b[^.!?]{0,50}[.,]?\s*\Z"
)
POSTSCRIPT = re.compile(r"\bP\.?\s?S\.?\b\s*[:.\w]")
SIGNED = re.compile(r"(?:[.!?…’”\"]|—)\s+[—–-]?\s*((?:[A-Z][\w’'-]*\.?\s?){1,4}(?:,\s[\w ]{3,30})?)\.?\s*[*_]*\Z")
SIGNATURE = re.compile(r"[>\s*_—–-]*((?:[A-Z][\w’'-]*\.?,?\s?){1,4})[.\s*_]*\Z")
DATED = re.compile(
    r"[>\s*_]*(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z]\w+|[A-Z]\w+\s\d{1,2}(?:st|nd|rd|th)?\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[^.:]{0,20}[.:,]"
)
LABEL = re.compile(
    r"(?P<lead>\s*(?:\[[\d: apmAPM.]+\]\s*)?(?P<bold>\*\*|__)?<?(?P<name>[A-Z][\w.'’&-]*(?:\s[A-Z0-9(][\w.'’)&-]*){0,2}|[a-z][\w]{2,19}|Me)>?(?:\s\([^)\n]{1,20}\))?\s?(?::\s?(?P<close>\*\*|__)?|(?:\*\*|__):)\s?)(?=\S)"
)
NOT_LABELS = word_set(
    "note notes ps nb tip warning title chapter part author rating fandom summary disclaimer p.s time date place location to from subject re http https example remember conclusion result"
)
BOX = re.compile(r"[\[【<《〈{]{1,2}[^\]\n]*[\]】>》〉}]{1,2}\Z")
QUOTED = re.compile(r"[\"“”«»„]")
TYPED = rf"(?:{WHO}\s{ADVERB}(?:typed|types|type|texted|texts|wrote|writes|messaged|tapped out|sent|sends)(?:\sback)?|(?:it|the (?:text|message|note|card|letter|sign|screen|caption))\s(?:just\s|only\s)?(?:said|says|read|reads|went)|(?:was|is)\sall\s(?:it|that it|the \w+)\s(?:said|says|read))"
WRITTEN_TAG = re.compile(
    rf"(?P<comma>[,?!…—–.]*)\s*(?<![\w’'])(?P<tag>{TYPED})\b(?P<after>\s*(?:[.,:;!?]|\Z)|\sand\s|,\s)"
)
BEFORE_TAG = re.compile(
    r"\b(?:what|that|as|than|when|if|and|but|who|which|how|why|where|because|whatever|so|all|first|then|while)\Z", re.I
)
SAYS = re.compile(
    r"\b(?:[Ii]t|[Tt]he (?:text|message|note|card|screen|whole message|caption|reply))\s(?:just\s|only\s|simply\s)?(?:said|says|read|reads)\s(?!that\b|so\b|to\b|it\b|the\b|a\b|on\b|in\b|nothing\b|something\b|about\b|like\b|out\b|over\b|three\b|twice\b|again\b|by\b|MISS\b)(?=[\w*])"
    r"|\b(?:typed|texted|wrote|writes|types|texts|typed|sent)(?:\s(?:back|out|with [^.,]{1,40}|her|him|them))?(?::\s*|,\s(?:with[^,]{1,50},\s)?)(?=[\w*])"
)
RUNS_ON = re.compile(
    r"[,]?\s(?:and\s(?:then|the|she|he|they|it|I|a)\b|but\s(?:she|he|they|I)\b|then\s(?:she|he|they|a)\b)"
)
SCRIPT_RUN = 2  # labelled paragraphs that make a script of a text
MESSAGE_REACH = 3  # paragraphs of narration that may lie between a phone and the message on it
LONGEST_LETTER = 40  # paragraphs


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


def written(m: Manuscript, page: Page, told: Sequence[Sequence[Span]], telling: Telling) -> Iterator[Writing]:
    """What is written in the narration, paragraph by paragraph; ``told`` holds the stretches that nothing has claimed."""
    desk = Desk(m, page, told, telling)
    index = 0
    while index < len(told):
        found = list(desk.whole(index)) if desk.is_free(index) else []
        if not found:
            found = list(desk.inline(index))
        yield from found
        index = max(index + 1, 1 + max((writing.paragraph for writing in found), default=0))


class Desk:
    """One text with what stands around each paragraph; answers what is written in it."""

    def __init__(self, m: Manuscript, page: Page, told: Sequence[Sequence[Span]], telling: Telling) -> None:
        self.m, self.page, self.told, self.telling = m, page, told, telling
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
            yield from self.letter(index)

    def labelled_line(self, index: int, label: re.Match[str]) -> Iterator[Writing]:
        """``Mama: where are you`` is a message where a phone is at hand, ``MAMA: Where are you?`` speech in a script."""
        span, name = self.page.paragraphs[index].span, label.group("name")
        body = Span(label.end(), span.end)
        if body.end <= body.start:
            return
        if self.phone_at_hand(index):
            yield Writing(body, "message", index, name)
        elif self.is_script(name, label):
            yield Writing(body, "speech", index, name)

    def phone_at_hand(self, index: int) -> bool:
        """Whether a phone is named close by, other messages between them not counted."""
        first = index
        while first and self.label(first - 1) is not None:
            first -= 1
        own = self.page.text[slice(*self.page.paragraphs[index].span)] if first == index else ""
        return PHONE.search(self.around(max(first - 1, 0), MESSAGE_REACH)) is not None and not own.isupper()

    def is_script(self, name: str, label: re.Match[str]) -> bool:
        lines = sum(self.labels.values())
        marked = name.isupper() or label.group("bold") is not None
        return (marked and lines >= SCRIPT_RUN) or (
            lines > SCRIPT_RUN and len(self.labels) > 1 and self.labels[name.lower()] > 1
        )

    # ---- letters

    def letter(self, index: int) -> Iterator[Writing]:
        """A letter that begins with this paragraph: one paragraph, or from its salutation to its signature."""
        words = self.page.words(index)
        lead = self.around(index - 1, 1) if index else ""
        cue = PAPER.search(lead) is not None or PHONE.search(lead) is not None
        if SALUTED.match(words) and len(words) < 60 and words.rstrip("*_ ")[-1:] in ",:!—-":
            yield from self.long_letter(index)
        elif letterlike(words, self.telling) + (2 if cue else 0) + (1 if lead.rstrip()[-1:] == ":" else 0) >= 4:
            kind: Kind = "message" if PHONE.search(lead) and not PAPER.search(lead) else "letter"
            yield Writing(self.page.paragraphs[index].span, kind, index, signature(words))

    def long_letter(self, index: int) -> Iterator[Writing]:
        last = index
        name = ""
        for there in range(index + 1, min(len(self.told), index + LONGEST_LETTER)):
            if not self.is_free(there) or QUOTED.search(self.page.words(there)):
                break
            words = self.page.words(there)
            last = there
            if SIGNATURE.match(words) or VALEDICTION.search(words) or SIGNED.search(words):
                name = signature(words)
                last = self.past_postscript(there)
                break
        else:
            last = index + 1 if index + 1 < len(self.told) else index
        if not name and last > index:
            last = self.fitting(index, last)
        for there in range(index, last + 1):
            yield Writing(self.page.paragraphs[there].span, "letter", there, name, there > index)

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
        for gap in self.told[index]:
            yield from self.in_gap(index, gap)

    def in_gap(self, index: int, gap: Span) -> Iterator[Writing]:
        text = self.page.text
        near = self.around(index, 1)
        phone, paper = PHONE.search(near), PAPER.search(near)
        if not (phone or paper):
            return
        kind: Kind = "message" if phone or NOTE_BY_HAND.search(self.around(index, 0)) else "letter"
        for span in merged(
            text,
            [
                *self.behind_colon(gap),
                *self.behind_name(gap),
                *self.said_by_paper(gap),
                *self.tagged(gap),
                *self.capitals(gap),
            ],
        ):
            yield Writing(span, kind, index)

    def behind_colon(self, gap: Span) -> Iterator[Span]:
        """``In square capitals it said: KEEP OUT.`` runs to the end of the narration."""
        colon = re.compile(r":\s+(?=[A-Z*_])").search(self.page.text, gap.start, gap.end)
        if colon is None:
            return
        lead = self.page.text[max(gap.start, colon.start() - 160) : colon.start()]
        sentence = re.split(r"[.!?]\s", lead)[-1]
        rest = self.page.text[colon.end() : gap.end]
        if PHONE.search(sentence) or PAPER.search(sentence) or is_shouted(rest):
            yield Span(colon.end(), gap.end)

    def behind_name(self, gap: Span) -> Iterator[Span]:
        """``She pulled out the phone. Mama: where are you``"""
        name = re.compile(r"(?<=[.!?]\s)[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?:\s+(?=\S)").search(
            self.page.text, gap.start, gap.end
        )
        if name and PHONE.search(self.page.text, gap.start, name.start()):
            yield Span(name.end(), gap.end)

    def said_by_paper(self, gap: Span) -> Iterator[Span]:
        """``It said come home now and then a little ghost.``: from the verb to where the narrator goes on."""
        for says in SAYS.finditer(self.page.text, gap.start, gap.end):
            over = RUNS_ON.search(self.page.text, says.end(), gap.end)
            end = over.start() if over else self.fitting_end(Span(says.end(), gap.end))
            if end > says.end() + 1:
                yield Span(says.end(), end)

    def fitting_end(self, rest: Span) -> int:
        """The end of the sentences that still speak as a message does; the first always does."""
        end = rest.start
        for number, sentence in enumerate(sentences(self.m, rest)):
            if number and not fits(tone(self.page.text[sentence.start : sentence.end]), self.telling):
                break
            end = sentence.end
        return end

    def tagged(self, gap: Span) -> Iterator[Span]:
        """``Found him, she typed. Not thin.``: the sentence before the tag and those after it that fit."""
        for sentence in sentences(self.m, gap):
            tag = WRITTEN_TAG.search(self.page.text, sentence.start, sentence.end)
            if tag is None:
                continue
            lead = self.page.text[sentence.start : tag.start("comma")].rstrip()
            if not lead or (not tag.group("comma") and BEFORE_TAG.search(lead)) or looks_told(lead):
                continue
            yield Span(sentence.start, tag.end("comma"))
            onward = Span(sentence.end, gap.end)
            if self.page.text[tag.end("tag") : sentence.end].strip(" .,") == "" or tone(lead).words < 8:
                yield from self.after_tag(onward)

    def after_tag(self, rest: Span) -> Iterator[Span]:
        start = end = 0
        for sentence in sentences(self.m, rest):
            if not fits(tone(self.page.text[sentence.start : sentence.end]), self.telling):
                break
            start, end = start or sentence.start, sentence.end
        if end:
            yield Span(start, end)

    def capitals(self, gap: Span) -> Iterator[Span]:
        """Sentences in capitals from end to end, where something written is at hand."""
        run = [s for s in sentences(self.m, gap) if is_shouted(self.page.text[s.start : s.end])]
        if run:
            yield Span(run[0].start, run[-1].end)


def merged(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without those inside others, white space trimmed, in order."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end and text[span.start : span.end].strip():
            words = text[span.start : span.end]
            yield Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
            end = span.end


def is_shouted(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 8 and " " in words.strip() and sum(char.isupper() for char in letters) > 0.95 * len(letters)


def looks_told(lead: str) -> bool:
    """Whether the words before a tag are the narrator's: they tell in the past tense and nobody speaks in them."""
    mood = tone(lead)
    return mood.past and not mood.first and mood.words > 4


def letterlike(words: str, telling: Telling) -> int:
    """How much a paragraph looks like a letter, 0 to 8."""
    if QUOTED.search(words) or len(words) < 3:
        return 0
    mood = tone(words)
    score = 2 * (SALUTATION.match(words) is not None) + 2 * (
        VALEDICTION.search(words) is not None or SIGNED.search(words) is not None
    )
    score += 2 * (POSTSCRIPT.search(words) is not None) + 3 * is_shouted(words) + (DATED.match(words) is not None)
    return score + (mood.first and not telling.first)


def signature(words: str) -> str:
    """The name a letter is signed with, "" when none."""
    signed = SIGNED.search(words) or (SIGNATURE.match(words) if len(words) < 40 else None)
    return signed.group(1).strip(" .,") if signed else ""
