"""What is written inside a paragraph of narration, with the narrator's words before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiodrama.quotes.cues import (
    BEFORE_TAG,
    NOT_LABELS,
    PHONE,
    RUNS_ON,
    SALUTED,
    SAYS,
    SIGNATURE,
    TYPED_VERB,
    VALEDICTION,
    WRITTEN_TAG,
    WROTE,
    is_shouted,
    looks_told,
)
from audiodrama.quotes.telling import Telling, fits, strong, tone
from audiodrama.text import Manuscript, Span, sentences

COLON = re.compile(r":\s+(?=[A-Z*_])")
LEADS = re.compile(
    r"\b(?:said|says|saying|read|reads|reading|wrote|writes|typed|types|texted|written|ran|text|message|note|reply|replied|back|words|capitals|letters|postcard|card|line|legend|scrawled|scribbled|printed|painted|carved)\s*\Z",
    re.I,
)
SHOUTED_FIRST = re.compile(
    r"(?:[A-Z0-9][A-Z0-9'’&]*[,;:!?.]*\s){2,}(?P<rest>)(?=(?:in|on|with|across|and|which|that|over|under|at)\s[a-z])"
)
SLANTED = re.compile(r"([*_])(?![*_\s])[^*_\r\n]+\1")
NAMED = re.compile(r"(?<=[.!?]\s)[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?:\s+(?=\S)")
UNMARKED = re.compile(
    r".*\b(?:said|says|read|reads|typed|texted|types|texts)\b"
)  # verbs that stand behind written words with no comma between
READ_OUT = re.compile(
    r"\b(?:read|reads) (?:it|them|that|the \w+)(?: out| aloud| to (?:us|them|him|her|me))* (?:in|with) (?:a|an|the|his|her) [^.!?]{0,60}\bvoice\b|\bread (?:it|the \w+) (?:out|aloud)\b",
    re.I,
)
GOES_ON_TELLING = re.compile(
    r"(?:He|She|They|It|I|We|There|Nobody|Everyone|Everybody|Then|When|Her|His|The \w+ (?:was|had|\w+ed))\b"
)
THEN = re.compile(
    r"\s*(?:[Aa]nd\s)?(?:[Tt]hen|(?:[Aa]\s(?:second|minute|moment)|[Ss]econds)\s(?:later|after))[,:]?\s+(?=\S)"
)
SMALL = re.compile(r"(?<=[a-z]{3}[.?])\s+(?=[a-z])(?!(?:said|says|asked)\b)(?!(?<=\?\s)(?:he|she|they|it)\b)")
STOP = re.compile(r"[.!?]+\s+")
LARGE = re.compile(r"[.!?]\s+(?=[A-Z])")


def inline_letter(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``Dear Mam, the food is fine. Your son O.`` from the salutation to the signature, else to the end."""
    units = sentences(m, gap)
    for index, unit in enumerate(units):
        if SALUTED.match(m.text, unit.start, unit.end):
            dressed = SLANTED.match(m.text, unit.start, gap.end)
            signed = next((u.end for u in units[index:] if signs(m.text[u.start : u.end])), gap.end)
            yield Span(unit.start, dressed.end() if dressed else signed)
            return


def signs(sentence: str) -> bool:
    return VALEDICTION.search(sentence) is not None or (
        len(sentence) < 30 and SIGNATURE.fullmatch(sentence) is not None
    )


def behind_colon(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``In square capitals it said: KEEP OUT.`` runs to the end of the narration."""
    colon = COLON.search(m.text, gap.start, gap.end)
    if colon is None:
        return
    lead = m.text[max(gap.start, colon.start() - 160) : colon.start()]
    if LEADS.search(lead) or is_shouted(m.text[colon.end() : gap.end]):
        yield Span(colon.end(), before_told(m, Span(colon.end(), gap.end), telling))


def before_told(m: Manuscript, rest: Span, telling: Telling) -> int:
    """Where the narrator goes on behind written words: at the first sentence, not the very first, that tells as he does."""
    for number, unit in enumerate(sentences(m, rest)):
        words = m.text[unit.start : unit.end]
        if number and not telling.first and not telling.present and looks_told(words) and not tone(words).mine:
            return unit.start
    return rest.end


def read_out(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``She read it in a voice like vinegar. The shed must go.``: the sentences behind that are not told as the story is."""
    units = sentences(m, gap)
    for index, unit in enumerate(units[:-1]):
        if READ_OUT.search(m.text, unit.start, unit.end) and not telling.present:
            last = unit.end
            for following in units[index + 1 :]:
                words = m.text[following.start : following.end]
                if GOES_ON_TELLING.match(words) or (last > unit.end and looks_told(words)):
                    break
                last = following.end
            if last > unit.end:
                yield Span(unit.end, last)
            return


def behind_name(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``She pulled out the phone. Mama: where are you``"""
    name = NAMED.search(m.text, gap.start, gap.end)
    if name and name.group().split(":")[0].lower() not in NOT_LABELS and PHONE.search(m.text, gap.start, name.start()):
        yield Span(name.end(), gap.end)


def said_by_paper(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``It said come home now and then a little ghost.``: from the verb to where the narrator goes on."""
    for says in (*SAYS.finditer(m.text, gap.start, gap.end), *WROTE.finditer(m.text, gap.start, gap.end)):
        if after_quotation(m.text, says.start()):
            continue
        end = fitting_end(m, Span(says.end(), gap.end), telling)
        over = SHOUTED_FIRST.match(m.text, says.end(), end) or RUNS_ON.search(m.text, says.end(), end)
        end = over.start("rest" if "rest" in over.re.groupindex else 0) if over else end
        if end > says.end() + 1:
            yield Span(says.end(), end)


def after_quotation(text: str, at: int) -> bool:
    """Whether the verb is the tag of a quotation just before it ("Ha!" it said)."""
    lead = text[max(0, at - 3) : at].rstrip()
    return lead[-1:] in tuple("\"”’'»“")


def fitting_end(m: Manuscript, rest: Span, telling: Telling) -> int:
    """The end of the sentences that still speak as a message does; the first always does."""
    end = rest.start
    for number, unit in enumerate(sentences(m, rest)):
        if number and not fits(tone(m.text[unit.start : unit.end]), telling):
            break
        end = unit.end
    return end


def tagged(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``Found him, she typed. Not thin.``: the sentence before the tag and those after it that fit."""
    for unit in sentences(m, gap):
        tag = WRITTEN_TAG.search(m.text, unit.start, unit.end)
        if tag is None:
            continue
        start = after_stop(m.text, unit.start, tag.start("comma"))
        lead = m.text[start : tag.start("comma")].rstrip()
        if not lead or (UNMARKED.match(m.text, tag.start("tag"), tag.end("tag")) is None and not tag.group("comma")):
            continue
        if (not tag.group("comma") and BEFORE_TAG.search(lead)) or looks_told(lead):
            continue
        yield Span(start, tag.end("comma"))
        yield from then(m, Span(tag.end("tag"), gap.end), telling)


def after_stop(text: str, start: int, end: int) -> int:
    """Where the last sentence begins, if small letters begin sentences too."""
    for stop in STOP.finditer(text, start, end - 1):
        start = stop.end()
    return start


def then(m: Manuscript, rest: Span, telling: Telling) -> Iterator[Span]:
    """What goes on behind a tag: at once when it fits, or behind "then" and "a second later", each message for itself."""
    skipped = re.compile(r"[\s.,]*").match(m.text, rest.start, rest.end)
    start = skipped.end() if skipped else rest.start
    later = THEN.match(m.text, start, rest.end)
    if later is None:
        comma = m.text[rest.start : start].strip() == ","
        yield from while_it_fits(m, Span(after_comma(m.text, start, rest.end) if comma else start, rest.end), telling)
    while later is not None:
        again = re.compile(r"\sand\sthen\s").search(m.text, later.end(), rest.end)
        yield Span(later.end(), again.start() if again else fitting_end(m, Span(later.end(), rest.end), telling))
        later = again


def after_comma(text: str, start: int, end: int) -> int:
    """Behind the sentence that a tag goes on with (", one-thumbed, with my chin on her shoulder.")."""
    stop = STOP.search(text, start, end)
    return stop.end() if stop else end


def while_it_fits(m: Manuscript, rest: Span, telling: Telling) -> Iterator[Span]:
    start = end = 0
    for unit in sentences(m, rest):
        if not fits(tone(m.text[unit.start : unit.end]), telling):
            break
        start, end = start or unit.start, unit.end
    if end:
        yield Span(start, end)


def capitals(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """Sentences in capitals from end to end, up to a tag that follows them (``BACK DOOR. ALONE was all it said``)."""
    run: list[Span] = []
    for unit in sentences(m, gap):
        tag = WRITTEN_TAG.search(m.text, unit.start, unit.end)
        words = m.text[unit.start : tag.start() if tag else unit.end]
        if words.isupper():
            run.append(Span(unit.start, unit.start + len(words)))
        elif run:
            break
    if run and is_shouted(m.text[run[0].start : run[-1].end]):
        yield Span(run[0].start, run[-1].end)


def after_typing(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """``She typed with both thumbs. If he calls me that again I will scream.``: strong sentences behind one that tells of typing."""
    units = sentences(m, gap)
    for index, unit in enumerate(units[:-1]):
        following = tone(m.text[units[index + 1].start : units[index + 1].end])
        if TYPED_VERB.search(m.text, unit.start, unit.end) and strong(following, telling):
            yield from while_it_fits(m, Span(units[index + 1].start, gap.end), telling)
            return


def in_small_letters(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """Sentences that begin with small letters, as only messages do: ``It was from Moira. are you home. both ok``"""
    small = SMALL.search(m.text, gap.start, gap.end)
    if small is None or not PHONE.search(m.text, gap.start, small.start()):
        return
    tag = WRITTEN_TAG.search(m.text, small.end(), gap.end)
    large = LARGE.search(m.text, small.end(), gap.end)
    ends = [tag.start("tag")] if tag else []
    ends += [large.start() + 1] if large else []
    yield Span(small.end(), min(ends, default=gap.end))


WAYS = (
    inline_letter,
    behind_colon,
    behind_name,
    said_by_paper,
    tagged,
    capitals,
    after_typing,
    read_out,
    in_small_letters,
)


def written_inside(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """What is written in one piece of narration where a phone or paper is at hand, in order."""
    yield from merged(m.text, [span for way in WAYS for span in way(m, gap, telling)])


def merged(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without those inside others, white space trimmed, in order."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end and any(char.isalnum() for char in text[span.start : span.end]):
            words = text[span.start : span.end]
            yield Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
            end = span.end
