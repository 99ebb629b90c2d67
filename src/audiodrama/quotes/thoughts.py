"""Words that somebody says only to themselves: starred, tagged "she thought", or bare in the narration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiodrama.quotes.telling import Telling, Tone, fits, strong, tone
from audiodrama.quotes.vocabulary import ADVERB, NAME, PRONOUN, TAG_AFTER, THINKS
from audiodrama.text import Manuscript, Span, sentences

STARRED = re.compile(
    r"(?<![\w*_])(\*{1,3}|_{1,2})(?=[^\s*_])([^*_\r\n]{1,700}(?:\r?\n[^*_\r\n]{1,200}){0,8})(?<=[^\s*_])\1(?![\w*_])"
)
# Between slashes, as the old newsgroups wrote italics: whole sentences of more than one word.
SLASHED = re.compile(r"(?<![\w/:])(/)(?=[A-Z…])([^/*_\r\n]{3,700})(?<=[^\s/])/(?![\w/])")
# "The thought" is no tag: what is thought of here must be somebody.
THINKER = rf"(?:{PRONOUN}|[Tt]he\s(?!thought|same\b|first\b|last\b|second\b|next\b|only\b|very\b|mere\b|happy\b|sudden\b|awful\b|terrible\b)\w+(?:\s\w+)?|(?:his|her|my)\s(?:mother|father|brother|sister|aunt|uncle|friend|wife|husband)|{NAME})"
THOUGHT = (
    rf"(?:{THINKER}\s{ADVERB}{THINKS}|(?:thought|thinks|wondered)\s(?:he|she|I|they|[Tt]he\s\w+(?:\s\w+)?|{NAME}))"
)
HEDGE = re.compile(r"I think\b")
SUBORDINATE = re.compile(
    r"(?:As|When|While|If|Though|Although|After|Before|Since|Until|Once|In|At|For|With|By|On|To)\b"
)
SPLITS_VERB = re.compile(
    r"\b(?:must|might|could|would|was|is|are|were|be|had|has|have|not|should|will|can|did|do|to|a|the)\s*,?\s*\Z"
)
VERB_FIRST = re.compile(
    r"\s*,?\s*(?:must|might|could|would|was|is|are|were|be|had|has|have|should|will|can|did|do|to)\b"
)
BEFORE_TAG = re.compile(
    r"\b(?:what|that|as|than|when|if|and|but|who|which|how|why|where|because|like|whatever|so|all|first|never|or|until|till|while|before|after|the|what's|once|then|of)\Z",
    re.I,
)
TAG = re.compile(
    rf"(?P<comma>[,?!…—–.]{{0,4}}[*_'’]{{0,4}})\s{{0,3}}(?<![\w’'])(?P<tag>{THOUGHT})\b(?P<after>\s*(?:[.,:;!?—]|\Z)|\s(?:at|to|with|in|as|and|for|bitterly|grimly|\w+ly)\b)"
)
TURNS = re.compile(
    r",?\s*(?:but|and|as|with|at|in|over|from|across|into|looking|because|for|while|when|then|though|who|which|that|late|too late|or something|watching|trying|feeling|\w+ing|\w+ly)\b",
    re.I,
)
# What the thinker goes on with behind the tag: ", and I haven't got it".
THINKS_ON = re.compile(r",?\s*(?:but|and|because|for|as|when|if)\s(?:I|you)\b")
ASKS_ITSELF = re.compile(rf"\b{THINKS}\Z")
AT_SOMEBODY = re.compile(r"\s*(?:(?:him|her|my|it|them|your)(?:sel(?:f|ves))?|me|you|us)?\W*")  # "I thought at her."
LONGEST_TAG = 160  # characters, with what is told behind it


def thoughts_in(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """The thoughts in a stretch of narration, in order."""
    taken = list(starred(m.text, gap, telling))
    start = gap.start
    for span in [*taken, Span(gap.end, gap.end)]:
        if span.start > start:
            yield from bare(m, Span(start, span.start), telling)
        if span.end > span.start:
            yield span
        start = span.end


def starred(text: str, gap: Span, telling: Telling) -> Iterator[Span]:
    """Whole sentences between emphasis marks. A stressed word inside a sentence is none, nor a told flashback in italics."""
    end = gap.start
    for match in sorted([*STARRED.finditer(text, *gap), *SLASHED.finditer(text, *gap)], key=re.Match.start):
        inner = match.group(2)
        if match.start() < end or (match.group(1) == "/" and " " not in inner):
            continue
        goes_on = end > gap.start and is_only_tag(text[end : match.start()])
        if is_whole(text, gap, match) and (goes_on or is_direct(inner, text[match.end() : gap.end], telling)):
            yield Span(*match.span())
            end = match.end()


def is_only_tag(words: str) -> bool:
    tag = TAG.match(words)
    return tag is not None and not words[tag.end() :].strip()


def is_whole(text: str, gap: Span, match: re.Match[str]) -> bool:
    """Whether the marks hold whole sentences: what comes before has ended, or is a tag, and so has what they hold."""
    before = text[gap.start : match.start()].rstrip()
    after = text[match.end() : gap.end].lstrip()
    begins = not before or before[-1] in ".!?…:,;—\"”’'*_" or ASKS_ITSELF.search(before) is not None
    ends = match.group(2)[-1] in ".!?…,—–-" or not after or after[0] in ".!?" or TAG.match(" " + after[:60]) is not None
    return (
        begins
        and ends
        and (match.group(2)[0].isupper() or not match.group(2)[0].isalpha() or (not before and not after))
    )


def is_direct(inner: str, after: str, telling: Telling) -> bool:
    if inner[-1] == ":" or any(mark in inner for mark in '"“”«'):
        return False
    if TAG.match(after[:80]):
        return True
    mood = tone(inner)
    return not mood.past or (mood.first and not telling.first) or mood.words <= 12


# ---- thoughts without marks


def bare(m: Manuscript, gap: Span, telling: Telling) -> Iterator[Span]:
    """Thoughts with a tag, and those that only their person and mood show."""
    units = [unit for sentence in sentences(m, gap) for unit in parts(m.text, sentence)]
    moods = [tone(m.text[unit.start : unit.end]) for unit in units]
    tags = {index for index, unit in enumerate(units) if is_tag(m.text[unit.start : unit.end], telling)}
    marked = tagged(m.text, units, moods, tags, telling)
    heard = {0} if tags_speech(m.text, gap) else set()
    marked |= untagged(moods, marked | tags | heard, telling)
    yield from runs(units, marked)


def tags_speech(text: str, gap: Span) -> bool:
    """Whether the narration begins with the tag of the quotation before it (``"No," I said.``)."""
    lead = text[max(0, gap.start - 1) : gap.start]
    return lead in tuple("\"”’'»") and TAG_AFTER.match(text, gap.start, gap.end) is not None


def parts(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut at a tag of thought: the words before it, the tag, and those after it."""
    tag = TAG.search(text, sentence.start, sentence.end)
    if tag is None or not parts_well(text, sentence, tag):
        yield sentence
        return
    start, end = tag.start("tag"), tag.end("tag")
    told = TURNS.match(text, end, sentence.end) and (" I " in f" {tag['tag']} " or not THINKS_ON.match(text, end))
    comma = text[end : end + 1] == "," and not told
    stop = end + 1 if comma else sentence.end
    if start > sentence.start:
        yield trimmed(text, Span(sentence.start, start))
    yield trimmed(text, Span(start, stop))
    if stop < sentence.end:
        yield trimmed(text, Span(stop, sentence.end))


def parts_well(text: str, sentence: Span, tag: re.Match[str]) -> bool:
    """Whether the tag stands behind words that could be thought, not behind "what" or "as"."""
    lead = text[sentence.start : tag.start("comma")]
    after = text[tag.end("tag") : tag.end("tag") + 1]
    if SUBORDINATE.match(lead) and after.isspace():
        return False
    if not lead.strip():
        return text[tag.end("tag") : tag.end("tag") + 1] in (",", ":")
    splits = after == "," and SPLITS_VERB.search(lead + text[tag.start("comma") : tag.start("tag")])
    if splits or VERB_FIRST.match(text, tag.end("tag"), sentence.end):
        return False
    return bool(tag.group("comma")) or BEFORE_TAG.search(lead.rstrip()) is None


def trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def is_tag(words: str, telling: Telling) -> bool:
    """A tag of thought; "I think" is one only where the story is told in the present."""
    return TAG.match(words) is not None and len(words) < LONGEST_TAG and (telling.present or not HEDGE.match(words))


def tagged(text: str, units: Sequence[Span], moods: Sequence[Tone], tags: set[int], telling: Telling) -> set[int]:
    """The units that tags of thought show: those beside a tag, and on both sides as long as the sentences fit."""
    found: set[int] = set()
    for tag in sorted(tags):
        before, after = tag - 1, tag + 1
        if (
            before >= 0
            and before not in tags
            and text[units[before].end - 1] != "."
            and not reported(moods[before], telling)
        ):
            found.add(before)
            found |= reach(range(before - 1, -1, -1), moods, tags, telling)
        if text[units[tag].end - 1] in ",:" and after < len(units):
            found.add(after)
        if before in found or after in found:
            found |= onward(text[units[tag].start : units[tag].end], range(after, len(units)), moods, tags, telling)
    return found


def onward(words: str, indices: range, moods: Sequence[Tone], tags: set[int], telling: Telling) -> set[int]:
    """How far a thought goes on behind its tag. A tag that tells more ("she thought, and bent lower") ends it, unless what comes is strong."""
    tag = TAG.match(words)
    more = tag is not None and AT_SOMEBODY.fullmatch(words, tag.end()) is None
    if not indices or (more and not strong(moods[indices[0]], telling)):
        return set()
    mixed = moods[indices[0]]
    first = (
        {indices[0]} if mixed.present and not mixed.modal and not telling.present and indices[0] not in tags else set()
    )
    return first | reach(indices[len(first) :], moods, tags, telling)


def reported(mood: Tone, telling: Telling) -> bool:
    """Thought told in the narrator's own past tense, with nothing of the thinker's voice in it."""
    return (
        mood.past
        and not mood.present
        and not telling.present
        and not (mood.first and not telling.first)
        and mood.words > 9
    )


def reach(indices: range, moods: Sequence[Tone], tags: set[int], telling: Telling) -> set[int]:
    near: set[int] = set()
    for index in indices:
        trails = indices.step < 0 and moods[index].verbless and moods[index].words > 3 and not moods[index].cries
        if index in tags or trails or not fits(moods[index], telling):
            break
        near.add(index)
    return near


def untagged(moods: Sequence[Tone], known: set[int], telling: Telling) -> set[int]:
    """Runs of sentences in which at least one is strong, or two that a narrator in the first person would hardly tell."""
    found: set[int] = set()
    for index, mood in enumerate(moods):
        if index in known or index in found:
            continue
        if strong(mood, telling) or (
            telling.first and not telling.present and index and mood.vivid and moods[index - 1].vivid
        ):
            found.add(index)
            found |= reach(range(index - 1, -1, -1), moods, known, telling)
            found |= reach(range(index + 1, len(moods)), moods, known, telling)
    return found


def runs(units: Sequence[Span], marked: set[int]) -> Iterator[Span]:
    start: int | None = None
    for index in range(len(units) + 1):
        if index in marked and start is None:
            start = index
        elif index not in marked and start is not None:
            yield Span(units[start].start, units[index - 1].end)
            start = None
