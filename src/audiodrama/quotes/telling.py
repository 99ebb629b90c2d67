"""How a story is told, by person and tense, and which of its sentences somebody says to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audiodrama.quotes.vocabulary import word_set

A = "['’]"
FIRST = re.compile(rf"\b(?:I|I{A}(?:m|ll|d|ve)|me|my|mine|myself|[Mm]y|[Mm]e|Im|Ill|Ive)\b(?!\.)")
I_ALONE = re.compile(rf"\bI(?:{A}\w+)?\b(?!\.)")
I_DID = re.compile(
    r"\bI\s(?:\w+ly\s|never\s|just\s|only\s|still\s|also\s)?([a-z’']+)"
)  # a narrator's "I" does things in the past
FIRST_PLURAL = re.compile(rf"\b(?:[Ww]e|us|[Ll]et{A}s)\b")
# What was done is no past tense behind "have" or "be": "she's never called me", "it is broken".
PARTICIPLE = re.compile(
    rf"(?:\b(?:have|has|haven{A}t|hasn{A}t|having|is|are|am|be|been|being)|\w{A}(?:ve|s|re|m))\s(?:(?:not|never|always|already|just|been|ever|all|only|really)\s)*(\w+)",
    re.I,
)
ADJECTIVE = re.compile(r"\b(?:a|an|the|my|your|our|two|three|four|like|with)\s(\w+ed)\s[a-z]", re.I)
VIVID = re.compile(
    r"(?:He|She|They)\b(?!\s(?:has|have|hasn|haven|put|set|let|cut|shut|hit|read|beat|spread|quit|burst)\b)"
)
LONGEST_VIVID = 14  # words
LONGEST_THOUGHT = 30  # words of one sentence that nothing marks as a thought
LONGEST_TOLD = 14  # words of a sentence in the first person and past tense: longer, and the author speaks
CONTRACTED = re.compile(rf"\b(?:he|she|it|they|you|we|who|that|there){A}d\b", re.I)
PRESENT = re.compile(
    rf"\b(?:am|is|are|isn{A}t|aren{A}t|ain{A}t|do|does|don{A}t|doesn{A}t|has|have|haven{A}t|hasn{A}t|will|won{A}t|can|can{A}t|cannot|may)\b"
    rf"|\w{A}(?:m|re|ll|ve)\b|\b(?:it|he|she|that|there|what|who|where|here|how|why){A}s\b"
    r"|\b(?:he|she|it|who|nobody|everybody|somebody|everyone|someone|this)\s(?!was\b|is\b|has\b|does\b|always\b|perhaps\b|as\b|this\b)[a-z]{2,}(?<!s)s\b",
    re.I,
)
IRREGULAR = (
    "was were wasn't weren't wasn’t weren’t had hadn't hadn’t did didn't didn’t said went came took got gave saw knew thought felt stood sat ran fell held kept "
    "left made told found began became brought bought caught chose drew drove drank ate fought flew forgot grew hung heard hid hit hurt laid led lay lost meant met "
    "paid rang rose sang sank sent shook shone shot showed slept slid spoke spent stole stuck struck swam swept swore swung taught threw tore understood woke wore won wrote "
    "broke bent bit blew built bled could couldn't couldn’t would wouldn't wouldn’t might should've stopped"
)
MODAL_PAST = word_set("should shouldn't shouldn’t must ought could couldn't couldn’t would wouldn't wouldn’t might")
AUXILIARIES = word_set("was were had did wasn't wasn’t weren't weren’t hadn't hadn’t didn't didn’t")
PAST_WORDS = word_set(IRREGULAR)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NOT_PAST = word_set(
    "need indeed speed feed bed red hundred sacred naked wicked kindred shed seed deed weed led blessed beloved ahead instead bleed breed exceed proceed succeed ned fred ted"
)
IMPERATIVE = re.compile(
    rf"(?:[Oo]h,? )?(?:Don{A}t|Do not|Do NOT|Please|[Ll]et (?:me|her|him|it|them|us)|Let{A}s|Never|Stop|Say|Tell|Think|Breathe|Run|Go|Get|Keep|Look|Smile|Stand|Wait|Stay|Come|[Jj]ust|Focus|Move|Shut|Remember|Forget|Try|Be|Calm|Hold|Listen|Be careful)\b"
)
FORBIDS = re.compile(
    rf"(?:[Oo]h,? |[Pp]lease,? |[Jj]ust )?(?:Don{A}t|Do not|Do NOT|don{A}t)\s(?!know\b|think\b|get\b|you\b|they\b|we\b|I\b)"
)
EXCLAIMS = re.compile(
    r"(?:(?:oh|no|god|please|damn|dammit|shit|fuck|hell|crap|yes|okay|ok|well|right|fine|great|perfect|lovely|stupid|idiot|dear|good|lord|christ|jesus|heavens|ugh|ah|ouch|ow|bloody|blast|bugger|hm+|huh|wait|what|why|how|not|now|never|again|him|her|me|them|this|that|so|and|too|the)\b[\s,!?.…]*)+\Z",
    re.I,
)
CALLS = re.compile(r",\s(?:[A-Z][\w’'-]+|son|dear|love|girl|boy|kid|mate|buddy|idiot|you(?:\s\w+){1,3})[.!?…]*\Z")
LONGEST_CALL = 8  # words
# "Put" and its like are told in the past behind somebody who is one person.
UNCHANGED = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|(?!(?:You|They|We|Please|Just|Now|Then|And|But|Never|Always|So|To|Not|Or|Don|If)\b)[A-Z][a-z]+)\s(?:put|set|let|cut|shut|hit|spread|quit|burst)\b"
)
ORDERS = re.compile(
    r"(?:Say|Tell|Ask|Give|Leave|Keep|Take|Put|Hold|Get|Let|Make)\s(?:him|her|it|them|me|us|something|anything|nothing|yourself)\b"
)
SHORT_QUESTION = re.compile(
    rf"(?:Is|Are|Do|Does|Has|Have|Was|Did|Wo|Ca)n{A}t\s(?:that|this|it|he|she|they|you|I|we|there)\b"
)
NAME_AND_VERB = re.compile(r"\b[A-Z]\w+\s\w+s\b")
COLLOQUIAL = re.compile(
    rf"(?:(?:[Ww]ell|[Nn]o|[Yy]es|[Ss]o|[Aa]nd|[Bb]ut|[Oo]h|[Tt]hen),?\s)?(?:(?:[Ii]t|[Tt]hat|[Tt]here|[Tt]his|[Hh]ere|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ww]hat){A}(?:s|re)\b|(?:[Ii]t|[Tt]hat|[Tt]his)\s(?:is|isn{A}t|doesn{A}t|won{A}t|can{A}t)\b)"
)
CRIES = re.compile(
    r"(?:Oh,?\s|God\b|Dear God\b|Please\b|Damn\b|Shit\b|Fuck\b|No,?\s*no\b|Oh\b|Heaven|Christ\b|Jesus\b)"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """``first``: the narrator is "I"; ``present``: the story is told in the present tense."""

    first: bool = False
    present: bool = False


FIRST_PERSON = 0.12  # share of narration paragraphs with an "I" of the narrator's
FEWEST = 8  # paragraphs of narration by which a section shows its own person


def telling_of(narration: Iterable[str], otherwise: Telling | None = None) -> Telling:
    """Judged over paragraphs of narration, quotations left out; ``otherwise``, the whole text's, stands when they are too few.

    A section of a text told by an "I" is told so too as soon as it has a single deed of theirs.
    """
    said = did = paragraphs = past = present = 0
    for words in narration:
        paragraphs += 1
        said += I_ALONE.search(words) is not None
        did += any(is_past(word) for word in I_DID.findall(words))
        past += sum(is_past(word) for word in set(WORD.findall(words)))
        present += len(PRESENT.findall(words))
    if otherwise is not None and paragraphs < FEWEST:
        return otherwise
    now = present > past
    often = FIRST_PERSON * paragraphs
    seldom = said if otherwise is not None and otherwise.present else did
    goes_on = otherwise is not None and otherwise.first and (seldom > 0 or said > often)
    return Telling(paragraphs > 0 and (goes_on or (said if now else did) > often), now)


@dataclass(frozen=True, slots=True)
class Tone:
    """What a sentence shows of its person, tense and mood."""

    first: bool
    present: bool
    past: bool
    auxiliary: bool  # was, were, had, did
    modal: bool  # could, would: free indirect speech loves them
    imperative: bool
    forbids: bool
    orders: bool  # begins with what somebody should do to somebody: "Tell him now."
    mine: bool  # has a word of the first person, in whatever tense
    yours: bool
    calls: bool  # ends with a term of address: "Breathe, Mari."
    cries: bool
    pleads: bool  # begins with "please", "oh" or an oath
    question: bool
    address: bool  # begins with "you"
    vivid: bool  # begins with "he", "she" or "they", in the present tense, and is short
    colloquial: bool  # begins as talk does: "It's", "That isn't", "There's"
    verbless: bool
    exclaims: bool  # ends with "!"
    broken: bool  # begins with a small letter: a piece of a sentence
    words: int


def tone(sentence: str) -> Tone:
    body = sentence.strip(" \t\r\n*_\"'“”‘’")
    words = WORD.findall(body)
    lower = [word.lower() for word in words]
    done = {adjective.lower() for adjective in ADJECTIVE.findall(body)}
    done |= {participle.lower() for participle in PARTICIPLE.findall(body)}
    past = any(is_past(word) for word in words if word.lower() not in done) or UNCHANGED.search(body) is not None
    present = PRESENT.search(body) is not None
    modal = any(word in MODAL_PAST for word in lower) or CONTRACTED.search(body) is not None
    i = I_ALONE.search(body) is not None
    return Tone(
        first=i
        or (not past and FIRST.search(body) is not None)
        or (present and len(words) <= LONGEST_VIVID and FIRST_PLURAL.search(body) is not None),
        present=present,
        past=past,
        auxiliary=any(word in AUXILIARIES for word in lower),
        modal=modal,
        imperative=IMPERATIVE.match(body) is not None,
        forbids=FORBIDS.match(body) is not None,
        orders=ORDERS.match(body) is not None,
        mine=FIRST.search(body) is not None,
        yours=any(word in ("you", "your") for word in lower),
        calls=CALLS.search(body) is not None and len(words) <= LONGEST_CALL,
        cries=CRIES.match(body) is not None or (EXCLAIMS.match(body) is not None and len(words) > 0),
        pleads=CRIES.match(body) is not None,
        question="?" in body[-4:] or SHORT_QUESTION.match(body) is not None,
        address=lower[:1] in (["you"], ["your"]) or (bool(lower) and lower[0][:4] in ("you'", "you’")),
        vivid=VIVID.match(body) is not None and present and not past and not modal and len(words) <= LONGEST_VIVID,
        colloquial=COLLOQUIAL.match(body) is not None,
        verbless=not (present or past or modal or NAME_AND_VERB.search(body)),
        exclaims="!" in body[-2:],
        broken=body[:1].islower(),
        words=len(words),
    )


def is_past(word: str) -> bool:
    lower = word.lower()
    if lower in PAST_WORDS:
        return lower not in MODAL_PAST
    return len(lower) > 3 and lower.endswith("ed") and lower not in NOT_PAST and not word[0].isupper()


def strong(mood: Tone, telling: Telling) -> bool:
    """A sentence that the narrator of such a story would not tell: somebody says it to themselves, untagged."""
    if mood.words > (LONGEST_TOLD if mood.past and not mood.present else LONGEST_THOUGHT):
        return False
    if mood.broken:
        return False
    if (mood.forbids or mood.calls or (mood.orders and not telling.first)) and not (mood.past or mood.modal):
        return True
    if telling.first:
        return not telling.present and not mood.past and mood.present and mood.question and not mood.address
    if mood.first or (mood.mine and telling.present):
        return True
    if mood.past or mood.modal:
        return False
    if telling.present:
        return mood.pleads
    if mood.address and mood.verbless and mood.words <= LONGEST_CALL:
        return True
    here = mood.present and mood.words <= LONGEST_VIVID and (mood.yours or mood.colloquial)
    return mood.cries or mood.vivid or here or (mood.present and (mood.question or mood.address))


def fits(mood: Tone, telling: Telling) -> bool:
    """A sentence that may stand beside a thought and belong to it."""
    if (mood.first or mood.mine or mood.exclaims) and not telling.first:
        return True
    if mood.past and mood.yours and mood.words <= LONGEST_CALL and not telling.present:
        return True
    if mood.past or (mood.modal and not mood.address):
        return False
    if telling.present:
        return mood.question or mood.imperative or mood.cries or (mood.words <= 4 and mood.verbless)
    if telling.first and mood.first:
        return mood.present
    return mood.present or mood.question or mood.imperative or mood.cries or mood.words <= 8
