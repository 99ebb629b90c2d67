"""Words that reach a listener by another way than a mouth and quotation marks: sent by thought, signed, sung, announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiodrama.quotes.delivery import deliveries_of, last_sentence
from audiodrama.quotes.joined import joined
from audiodrama.quotes.layout import Page, Quotation
from audiodrama.quotes.thoughts import STARRED, TAG
from audiodrama.quotes.vocabulary import ADVERB, TAG_AFTER, WHO
from audiodrama.text import Span

SENT = r"(?:sent|sends|projected|projects|thought|thinks|signed|signs|broadcast|pulsed|pushed|spelled|spelt)"
SENT_AFTER = re.compile(rf"\s*(?:{WHO}\s{ADVERB}{SENT}\b|{SENT}\s{WHO}\b)")
SIGNS_BEFORE = re.compile(
    r"\b(?:signed|signs|signing|sang|sings|singing|sung|spelled out|fingerspelled)(?:\s[\w ]{1,20})?\s?[,:]\s*\Z"
)
# Marks that amateurs use for what is sent from mind to mind, each with what it does not hold.
MINDS = (
    re.compile(r"(?<![:\w]):{2}(?=[^\s:])[^:\r\n]{1,500}(?<=[^\s:]):{2}(?![:\w])"),
    re.compile(r"(?<![:/\w])//(?=[^\s/])[^/\r\n]{1,500}(?<=[^\s/])//(?![/\w])"),
    re.compile(r"(?<![\w<])<(?=[\"'“‘…A-Z])(?:[^<>\r\n]{1,500}(?<=[.,!?…—–-])|[^<>\s]+(?:\s[^<>\s]+){2,40})>(?!\w)"),
)
BRACKETED = re.compile(r"\[(?=[A-Z])[^\[\]\r\n]{1,400}[.,!?…—–-]\]")
SUNG = re.compile(r"[♪♫♬][^♪♫♬\r\n]{2,400}[♪♫♬]?|\A\s*~(?=\s?\w)[^~\r\n]{8,400}~\s*\Z")
SINGS = re.compile(
    r"\b(?:sang|sings?|singing|sung|crooned|hummed|humming|song|lullaby|chorus|verse|shanty|hymn|ballad|tune|lyrics|chanted|chanting)\b",
    re.I,
)
RECITES = re.compile(r"\b(?:recited|recites|reciting|chanted|chants|chanting|intoned|intones)\b", re.I)
DEVICE = re.compile(
    r"\b(?P<name>tannoy|loudspeakers?|speakers|intercom|public address system|pa system|pa|television|tv|telly|radio|comms?)\b(?=[^.!?]{0,60}\b(?:crackl|hiss|buzz|bo[no]g|chim|came|come|click|boom|blar|announc|squawk|spat|spit|mutter|said|says|drone|dron|ping|beep|burst|went|woke|sputter)\w*)",
    re.I,
)
OVER = {
    "tv": "on tv",
    "television": "on tv",
    "telly": "on tv",
    "radio": "on radio",
    "comm": "on radio",
    "comms": "on radio",
    "intercom": "on intercom",
}
SUBJECT = re.compile(
    r"(?:(?:Then|And|So|But|Now)\s)?(?!(?:He|She|They|It|I|We|You|The|A|An|Then|And|But|When|As|His|Her|My)\b)(?P<who>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)(?=\s[a-z])"
)
INDENT = 2  # columns more than the prose
LONGEST_LEAD = 240  # characters of the narration above a song in which the singing is told
REACH = 100  # characters behind a stretch in which its tag begins


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch, the delivery that its marks alone tell, and the device that it comes from."""

    span: Span
    how: str
    label: str = ""


def channelled(page: Page, told: Sequence[Sequence[Span]]) -> Iterator[Quotation]:
    """What is sent, signed, sung and announced in the narration, in order; one voice a paragraph unless tags say otherwise."""
    minds = [mark for mark in MINDS if is_used(page.text, mark)]
    singing = 0
    for index, gaps in enumerate(told):
        finds = [find for gap in gaps for find in found(page.text, gap, minds)]
        singing = max(0, singing - 1)
        goes_on = singing > 0
        whole = len(gaps) == 1 and gaps[0] == page.paragraphs[index].span
        if not finds and whole:
            finds = list(performed(page, told, index, on=goes_on))
            if finds and finds[0].how in ("singing", "reciting"):
                singing = 2
        yield from quotations(page, index, finds, continued=goes_on and singing == 2)


def is_used(text: str, mark: re.Pattern[str]) -> bool:
    """Whether the text has such marks twice, or once with a tag behind them."""
    finds = mark.finditer(text)
    first = next(finds, None)
    if first is None:
        return False
    return next(finds, None) is not None or is_sent(text[first.end() : first.end() + REACH])


def is_sent(after: str) -> bool:
    return SENT_AFTER.match(after) is not None or TAG_AFTER.match(after) is not None


def found(text: str, gap: Span, minds: Sequence[re.Pattern[str]]) -> Iterator[Find]:
    """The stretches in one piece of narration, by their start."""
    finds = [
        Find(Span(*match.span()), "telepathically")
        for mark in minds
        for match in mark.finditer(text, gap.start, gap.end)
    ]
    finds += [
        Find(Span(*match.span()), "singing")
        for match in SUNG.finditer(text, gap.start, gap.end)
        if match.group()[0] in "♪♫♬"
    ]
    for match in BRACKETED.finditer(text, gap.start, gap.end):
        if is_signed(text, gap, match):
            finds.append(Find(Span(*match.span()), "signing"))
    heard = False
    for match in STARRED.finditer(text, gap.start, gap.end):
        after = text[match.end() : min(gap.end, match.end() + REACH)]
        if TAG.match(after) or match.group(2)[-1] == ":":  # a thought, or the label of a chat's line
            heard = False
        elif heard and is_sentence(text, gap, match):
            finds.append(
                Find(
                    Span(*match.span()),
                    "telepathically" if "telepathically" in deliveries_of(text, gap, [finds[-1].span]) else "",
                )
            )
        elif TAG_AFTER.match(after) or SIGNS_BEFORE.search(text, max(gap.start, match.start() - REACH), match.start()):
            finds.append(Find(Span(*match.span()), ""))
            heard = True
    end = -1
    for find in sorted(finds, key=lambda find: find.span):
        if find.span.start >= end:
            yield find
            end = find.span.end


def is_signed(text: str, gap: Span, match: re.Match[str]) -> bool:
    after = text[match.end() : min(gap.end, match.end() + REACH)]
    before = text[max(gap.start, match.start() - REACH) : match.start()]
    return (
        re.match(rf"\s*{WHO}\s{ADVERB}(?:signed|signs)\b", after) is not None or SIGNS_BEFORE.search(before) is not None
    )


def is_sentence(text: str, gap: Span, match: re.Match[str]) -> bool:
    """Whether the marks hold whole sentences, and only a tag or nothing stands before them since the words that were heard."""
    return match.group(2)[-1] in ".!?…" and text[gap.start : match.start()].rstrip()[-1:] in tuple(".,!?*_")


def performed(page: Page, told: Sequence[Sequence[Span]], index: int, *, on: bool) -> Iterator[Find]:
    """A whole paragraph that is sung, recited or announced, by its look and what is told above it; ``on``: the song goes on."""
    span, words = page.paragraphs[index].span, page.words(index)
    lead = above(page, told, index)
    verse = SUNG.fullmatch(words) is not None or (
        page.paragraphs[index].indent >= INDENT + page.paragraphs[index - 1].indent
        if index and not on
        else on and page.paragraphs[index].indent >= INDENT
    )
    starred = STARRED.fullmatch(words) is not None
    if starred and (device := DEVICE.search(lead)):
        name = device["name"].lower()
        yield Find(span, OVER.get(name, "on loudspeaker"), f"the {name}")
    elif (verse or (starred and (on or lead.rstrip()[-1:] == ":"))) and (on or SINGS.search(lead)):
        yield Find(span, "reciting" if RECITES.search(lead) else "singing", singer(lead))


def singer(lead: str) -> str:
    """Who sings, by name, in the sentence that leads to a song; "" when it names nobody."""
    subject = SUBJECT.match(last_sentence(lead).lstrip())
    return subject["who"] if subject else ""


def above(page: Page, told: Sequence[Sequence[Span]], index: int) -> str:
    """The end of the narration in the paragraph above."""
    if not index or not told[index - 1]:
        return ""
    gap = told[index - 1][-1]
    return page.text[max(gap.start, gap.end - LONGEST_LEAD) : gap.end]


def quotations(page: Page, index: int, finds: Sequence[Find], *, continued: bool) -> Iterator[Quotation]:
    paragraph = page.paragraphs[index].span
    how = {find.span: find.how for find in finds}
    label = next((find.label for find in finds), "")
    for group in joined(page.text, paragraph, [find.span for find in finds]):
        told_how = deliveries_of(page.text, paragraph, group)
        yield Quotation(
            group,
            "speech",
            index,
            continued,
            label,
            deliveries=tuple(own or how[span] for own, span in zip(told_how, group, strict=True)),
        )
