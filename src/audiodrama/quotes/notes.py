"""The author's words around the story: header fields, summaries, notes to the readers at either end."""

from __future__ import annotations

import re

from audiodrama.quotes.layout import Page
from audiodrama.script import Kind

# Fields that archives print above a story.
HEADER = re.compile(
    r"[\s*_>#]*(?:title|fandoms?|rating|rated|pairings?|ships?|genre|warnings?|tags?|summary|author|disclaimers?|(?:main )?characters?|words?(?: count)?|status|beta(?:'?ed by|[- ]?readers?)?|spoilers?|"
    r"setting|series|language|category|categories|relationships?|archive warnings?|additional tags|collections?|stats|kudos|hits|bookmarks|(?:content |trigger )warnings?|inspired by|timeline|universe|published|updated|chapters|posted|prompt|for|a/?u|date|draft|notes?|story|fic|by)[*_]*\s*[:=-]",
    re.I,
)
NOTE = re.compile(
    r"[\s*_(\[{~>#/-]*(?:[atep]\s*/\s*n\b|(?-i:AN\s*[:-])|author['’]?s?['’]?\s(?:notes?|comments?)|note from the author|disclaimer\b|end notes?\b|beginning notes?\b|n\.?b\.?\s*:|"
    r"edit\s*\d*\s*:|(?-i:TODO)\b|fixme\b|to be continued|trigger warnings?\b|tw\s*:|cw\s*:|content warnings?\b|please (?:r&r|review|comment|vote)\b|"
    r"read (?:and|&) review|r&r\b|xposted|cross-?posted (?:from|to|on)|written for (?:the|@)|this (?:fic|chapter|story) is (?:for|dedicated|set)|(?:chapter|work) text\b|see (?:the )?end (?:of|notes?)\b)",
    re.I,
)
TO_READERS = re.compile(
    r"\b(?:reviews?|kudos|patrons?|patreon|ko-?fi|discord|subscribers?|followers|upvotes?|next (?:chapter|update|episode|ep)|un-?beta['’]?e?d|my beta|thanks? for reading|thank you (?:so much |all )?for (?:reading|the|\d+)|"
    r"hope you (?:all )?(?:liked?|enjoy|are enjoying)|let me know what|(?:dear|my) readers|if you (?:liked|enjoyed|spotted|caught|made it)|vote for|the prompts?\b|prompt fill|for the anon|my phone in|comment (?:ur|your|below|if|and)|in (?:the )?comments?|comments? (?:make|are|feed|below)|stay tuned|see you (?:next|in the next)|"
    r"\d+k? (?:reads|hearts|comments|likes|views|followers)|update[sd]? (?:when|every|on|soon|schedule)|this (?:fic|chapter|update)|typos?)\b",
    re.I,
)
# One of these shows a note between the title and the story, or at its end; of OWNS it takes two.
POSTED = re.compile(
    r"\b(?:(?:fan)?fics?|one-?shot|multi-?chapter|slow burn|con-?crit|otp|spoilers? for|throwaway (?:because|account|since|for)|this sub(?:reddit)?|(?:my|no|un)[ -]?beta|beta['’]?e?d|tbc|kudos|"
    r"part \d+ of my|ch(?:ap(?:ter)?)?\.? ?\d+!+|comment box|next week:|posted for)\b",
    re.I,
)
OWNS = re.compile(
    r"\b(?:(?:do not|don['’]?t) own|(?:is|are) (?:the )?property of|(?:are|is)(?: not|n['’]t) mine|belongs? to|names (?:have|haven['’]t)|(?:I['’]m|I am) not a (?:good )?writer|sorry (?:it['’]s|for the)|(?:pl[sz]|please) be|be (?:nice|kind|gentle)|first chapter|maybe a sequel|inaccuracies|any mistakes|all (?:of it )?happened|real[- ]life)\b",
    re.I,
)
LONE_FIELD = re.compile(
    r"[\s*_>#]*(?:rating|rated|fandoms?|pairings?|ships?|disclaimers?|warnings?|summary|genre)[*_]*\s*:", re.I
)
RECAP = re.compile(
    r"[\s*_>#\[(]*(?:previously(?: on [^:.…\n]{1,60})?|last (?:time|week|chapter|episode)(?: on [^:.…\n]{1,60})?|(?:the )?story so far|recap)[*_]*\s*(?:[:…–—]|\.\.\.|-\s)",
    re.I,
)
BRACKETED = re.compile(r"[\[({]{1,2}.*[\])}]{1,2}\Z", re.S)
BRACKET_NOTE = re.compile(
    r"\[(?:(?:todo|fixme|[atep]/n|tk)\b|(?:author|author['’]s note|note|edit|check|insert|fix)\s?:)[^\]\n]{0,400}\]|\((?:[atep]/n|author['’]s note|todo)\b[^)\n]{0,400}\)",
    re.I,
)
LONGEST_TAIL = 4  # paragraphs that may go on with a closing note
OPENING_MARKS = "\"“”„‟«»‹›‘’‚'「『—–―"
CLOSING = 12  # paragraphs at the end among which a closing note is looked for
LONGEST_NOTE = 600  # characters
SECTION = re.compile(
    r"[\s#*_>]*(?:(?:chapter|work|story|beginning|end|author['’]?s?)\s(?:summary|notes?|disclaimer)|summary|notes?|translations?|glossary|disclaimers?|acknowledge?ments)\s*[*_]*\s*:?\s*[*_]*",
    re.I,
)
THE_END = re.compile(r"[\s#*_~-]*(?:the end|end|fin|finis|owari)[\s*_.!~-]*", re.I)
CHEERS = re.compile(
    r"\b(?:enjoy|hope you|sorry for|first (?:fic|story|fanfic|chapter)|be (?:nice|kind|gentle)|flames|i (?:do not|don['’]t) own|own nothing|belongs? to)\b|:\)|:D|<3|xD|\blol\b",
    re.I,
)
TOP_NOTE = 4  # paragraphs at the top among which a note without a name is looked for
FEWEST_REMARKED = 5  # words
TOP_FIELDS = 40  # paragraphs at the top among which header fields are looked for
FEWEST_FIELDS = 2
LONGEST_SECTION = 8  # paragraphs
WIDEST_GAP = 3  # paragraphs between two fields of one header
LONGEST_APPENDIX = 1500  # characters behind THE END


def opening_matter(page: Page, kinds: list[Kind | None]) -> int:
    """YAML and header lines at a file's top, in place; the index behind them."""
    count, index = len(kinds), 0
    if count and page.words(0) == "---":
        index = yaml_end(page)
        kinds[:index] = ["front_matter"] * index
    while index < count and index < 40 and is_header(page, index, kinds):
        kinds[index] = kinds[index] if kinds[index] == "break" else "front_matter"
        index += 1
    return index


def yaml_end(page: Page) -> int:
    """The index after the closing --- of YAML front matter, 0 when there is none."""
    return next(
        (index + 1 for index in range(1, min(60, len(page.paragraphs))) if page.words(index) in ("---", "...")), 0
    )


def is_header(page: Page, index: int, kinds: list[Kind | None]) -> bool:
    words = page.words(index)
    return len(words) < 400 and HEADER.match(words) is not None and kinds[index] != "title"


# ---- sections: "Summary:", "Notes:" on a line of its own, what stands under it, up to the next heading


def sections(page: Page, kinds: list[Kind | None]) -> None:
    """Header fields below the title, and the paragraphs under a bare "Summary:" or "Notes:", in place."""
    for index in fields(page, kinds):
        kinds[index] = "front_matter"
    for index in range(len(kinds)):
        if SECTION.fullmatch(page.words(index)) and (kinds[index] == "front_matter" or ends_here(page, kinds, index)):
            for there in range(index, section_end(page, kinds, index)):
                kinds[there] = "front_matter"
    greeting(page, kinds)
    nameless(page, kinds)


def nameless(page: Page, kinds: list[Kind | None]) -> None:
    """Notes that nothing names, in place: before the story's first paragraph, and behind its last."""
    for index in range(min(len(kinds) - 1, TOP_NOTE)):
        words = page.words(index)
        titled = "title" in kinds[:index] or (index == 1 and page.words(0)[-1].isalnum())
        if kinds[index] is None and (is_about_story(words) or (titled and is_remark(words))):
            kinds[index] = "front_matter"
        elif kinds[index] is None and (words[-1] in ".!?…" or has_speech(words)):
            break
    if kinds and kinds[-1] is None and (is_posted(page.words(len(kinds) - 1)) or is_remark(page.words(len(kinds) - 1))):
        kinds[-1] = "front_matter"


def is_about_story(words: str) -> bool:
    """A lone field of a header, words on the story as a posted thing, or what went before it ("Previously: ...")."""
    return bool(LONE_FIELD.match(words) or RECAP.match(words)) or is_posted(words)


def is_remark(words: str) -> bool:
    """Whether a whole paragraph is a remark in brackets, of more words than a direction has."""
    return BRACKETED.match(words) is not None and len(words.split()) >= FEWEST_REMARKED


def is_posted(words: str) -> bool:
    """Whether a paragraph speaks of the story as a thing that was posted, and whose it is; it begins with nobody's speech."""
    if len(words) > LONGEST_NOTE or has_speech(words):
        return False
    owns = {match.group().lower() for match in OWNS.finditer(words)}
    return POSTED.search(words) is not None or len(owns) > 1 or (len(owns) == 1 and BRACKETED.match(words) is not None)


def fields(page: Page, kinds: list[Kind | None]) -> list[int]:
    """The paragraphs that are fields of a header: at the top, two or more, none far from the one before."""
    found: list[int] = []
    for index in range(min(len(kinds), TOP_FIELDS)):
        if index > (found[-1] if found else 2) + WIDEST_GAP:
            break
        if is_header(page, index, kinds):
            found.append(index)
    return found if len(found) >= FEWEST_FIELDS else []


def greeting(page: Page, kinds: list[Kind | None]) -> None:
    """What the author says to the readers before the story, in place: what goes on with a note at the top, up to a break or heading."""
    noted = False
    said: list[int] = []
    for index in range(min(len(kinds), TOP_FIELDS)):
        words = page.words(index)
        if kinds[index] in ("break", "title") and noted:
            break
        if kinds[index] is None and not noted and index < WIDEST_GAP and words[-1].isalnum():
            continue  # the title, the author's name
        if kinds[index] is None:
            if has_speech(words) or not (speaks_to_readers(words) or (noted and CHEERS.search(words))):
                return
            said.append(index)
        noted = noted or kinds[index] == "front_matter" or index in said[-1:]
    for index in said:
        kinds[index] = "front_matter"


def section_end(page: Page, kinds: list[Kind | None], index: int) -> int:
    """The index behind a section: at the next heading, break or field; one paragraph where none of them comes."""
    last = min(len(kinds), index + LONGEST_SECTION)
    for there in range(index + 1, last):
        if kinds[there] is not None or SECTION.fullmatch(page.words(there)):
            return there
        if has_speech(page.words(there)):
            break
    else:
        if last == len(kinds):
            return last
    return min(index + 2, len(kinds))


def ends_here(page: Page, kinds: list[Kind | None], index: int) -> bool:
    """Whether a heading or the text's end comes soon after a section's name."""
    end = section_end(page, kinds, index)
    return end == len(kinds) or kinds[end] in ("title", "break", "front_matter")


def is_bracket_note(words: str) -> bool:
    return BRACKETED.match(words) is not None and (TO_READERS.search(words) or POSTED.search(words)) is not None


def closing_matter(page: Page, kinds: list[Kind | None]) -> None:
    """The author's words to the readers at the end, in place; and the few paragraphs that go on with such a note."""
    appendix(page, kinds)
    for index in range(max(1, len(kinds) - CLOSING), len(kinds)):
        after = [there for there in range(index + 1, len(kinds)) if kinds[there] is None]
        before = sum(kind is None for kind in kinds[:index])
        online = all(TO_READERS.search(page.words(there)) or CHEERS.search(page.words(there)) for there in after)
        few = len(after) <= LONGEST_TAIL and (online or before > 2 * len(after) + 2)
        goes_on = kinds[index] == "front_matter" and few
        if (goes_on and not any(has_speech(page.words(there)) for there in after)) or to_readers_at_end(
            page, kinds, index
        ):
            kinds[index:] = [kind or "front_matter" for kind in kinds[index:]]
            return


def appendix(page: Page, kinds: list[Kind | None]) -> None:
    """What little stands behind THE END, in place."""
    for index in range(max(1, len(kinds) - CLOSING), len(kinds) - 1):
        if THE_END.fullmatch(page.words(index)):
            start, end = page.paragraphs[index + 1].span.start, page.paragraphs[-1].span.end
            if "title" not in kinds[index + 1 :] and end - start < LONGEST_APPENDIX:
                kinds[index + 1 :] = [kind or "front_matter" for kind in kinds[index + 1 :]]
            return


def has_speech(words: str) -> bool:
    return words[0] in OPENING_MARKS


def to_readers_at_end(page: Page, kinds: list[Kind | None], index: int) -> bool:
    """Whether a paragraph speaks to the readers, and so does all that follows it."""
    return all(kinds[there] is not None or speaks_to_readers(page.words(there)) for there in range(index, len(kinds)))


def speaks_to_readers(words: str) -> bool:
    """Two signs of talk about the story's life online, or one with the exclamations of a note; nothing in quotation marks."""
    if len(words) > LONGEST_NOTE or words[0] in "“«‘'\"":
        return False
    signs = len({match.group().lower() for match in TO_READERS.finditer(words)})
    if any(mark in words for mark in '"“”'):
        return signs > 1 and words[0].islower()
    return signs > 1 or (signs == 1 and ("!" in words or ":" in words or words[0].islower()))
