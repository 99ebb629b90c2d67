"""What shows that something is written: phones, paper, salutations, signatures, verbs of writing."""

from __future__ import annotations

import re

from audiodrama.quotes.chats import EMOJI
from audiodrama.quotes.telling import Telling, tone
from audiodrama.quotes.vocabulary import ADVERB, NAME, PRONOUN, WHO, word_set
from audiodrama.script import Kind

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
    r"[>\s*_]*(?:My\s)?(?:Dear(?:est)?|Darling|Beloved|Cher|Chère|To\s(?:whom|my|the)|Hi|Hello|Hey)\b[^.!?\n]{0,40}?(?:,|:|—|!|\Z)|[>\s*_]*(?!(?:Even|And|But|So|Was|Is|In|On|With|Not|All|For|To|Of|By|From|At|Then|When|If|As|Since|Now|It|That|This|Here|There)\b)[A-Z]\w+\s(?:my|our)\s(?:\w+\s){0,2}\w+,"
)
SALUTED = re.compile(r"[>\s*_]*(?:My\s)?(?:Dear(?:est)?|Darling|Beloved|Cher|Chère)\b", re.I)
# Words to whoever is addressed: "Sir, you do not know me.", "Whoever finds this:"
CALLED_UPON = re.compile(
    r"[>\s*_]*(?:(?:Sir|Madam|Ma['’]am|Se[ñn]ora?|Monsieur|Madame|Darling(?:\s\w+)?|Dearest(?:\s\w+)?|My (?:love|darling|friend|dear)|Mother|Father|Mum|Mam|Mama|Papa|Dad)[,:.—]|(?:To )?[Ww]hoever (?:finds|has|reads|is reading|opens|shall)\b)"
)
INITIALS = re.compile(r"[.!?…)’]\s(?:[A-Z]\.\s?){1,3}(?:(?:&|and)\s(?:[A-Z]\.\s?){1,2})?[\s*_]*\Z")
# The last words of a paragraph that leads to what is written below it.
LEADS_TO_TEXT = re.compile(
    r"\b(?:in (?:a|an|his|her|the|my|their)\s(?:[\w’',-]+\s){0,5}?(?:hand|writing|handwriting|script|capitals|letters|scrawl|pencil|ink|chalk)\b|(?:the|its) ink\b|handwriting|unfolded|"
    r"(?:read|reads) (?:it|them|the \w+)(?: out| aloud| again| twice| to \w+)*|(?:it|the (?:note|card|letter|slip|page|sign|cutting|entry)) (?:just |only )?(?:said|read|says|reads)|"
    r"(?:there was|there were|found|left|pinned|taped|stuck|drew out|pulled out|handed (?:her|him|them|me|over)|held up|holding up|slid)\s(?:[\w’'-]+\s){0,6}?(?:note|letter|card|slip|notice|cutting|page|paper|envelope|list|telegram|postcard|sheet|ticket|entry)\b|"
    r"(?:wrote|written|writing|typed|scribbled|scrawled)\b|fresh page)",
    re.I,
)
VALEDICTION = re.compile(
    r"\b(?:[Yy]ours\s(?:sincerely|truly|faithfully|ever|always|affectionately)|[Ss]incerely|[Ww]ith (?:all my )?love|[Ll]ove(?= from|,)|[Yy]our (?:loving|affectionate|devoted|obedient|faithful|humble|own|ever) \w+|[Yy]our (?:\w+ )?(?:son|daughter|father|mother|friend|brother|sister|servant|husband|wife|gran|granny|grandma|grandad|grandmother|grandfather|aunt|uncle|mum|mom|dad|cousin|niece|nephew)(?=[,.\s]*(?:[A-Z]|\Z))|"
    r"[Bb]est wishes|[Kk]ind regards|[Rr]egards|xx+|XO+)\b[^.!?]{0,50}[.,]?\s*\Z"
)
LOVING = re.compile(
    r"\b[Yy]our (?:loving|affectionate|devoted|faithful|own|ever loving)\s([A-Z]\w+(?:\s[A-Z]\w+)?)\W*\Z"
)  # "Your loving Aunt"
POSTSCRIPT = re.compile(r"\bP\.?\s?S\.?\b\s*[:.\w]")
SIGNED = re.compile(
    r"(?<!Mrs)(?<!Mr)(?<!Dr)(?<!St)(?:[.!?…’”\"]|—)\s+[—–-]?\s*((?:[A-Z][\w’'-]*\.?\s?){1,4}(?:,\s[\w ]{3,30})?)\.?\s*[*_]*\Z"
)
SIGNATURE = re.compile(r"[>\s*_—–-]*((?:[A-Z][\w’'-]*\.?,?\s?){1,4})[.\s*_]*\Z")
BEHIND_NAME = re.compile(
    r"(?:\s\([^()]{1,20}\))+\W*\Z|(?<=[A-Za-z]),\s(?:Hon|Capt|Esq|Prop|Sec|Treas|Lt|Sgt|Supt|Insp|Rev|M\.?D|Ph\.?D|J\.?P|R\.?N)\b[\w.,\s]{0,24}\Z"
)
INITIALLED = re.compile(r"(?:[A-Z]\.\s?){1,3}[A-Z]{2,}")
ANONYMOUS = "Someone"  # who writes in capitals and does not sign
WIRED = re.compile(r"\bSTOP\.?\s+([A-Z]+(?:\s[A-Z]+)?)\W*\Z")  # a telegram
DATED = re.compile(
    r"[>\s*_]*(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z]\w+|[A-Z]\w+\s\d{1,2}(?:st|nd|rd|th)?\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[^.:]{0,20}[.:,]"
)
LABEL = re.compile(
    r"(?P<lead>\s*(?:\[[\d: apmAPM.]+\]\s*)?(?P<bold>\*\*|__)?<?(?P<name>[A-Z][\w.'’&-]*(?:\s[A-Z0-9][\w.'’&-]*){0,2}|[a-z][\w]{2,19}|Me)>?"
    rf"{EMOJI}(?:\s?\((?P<how>[^)\n]{{1,30}})\))?\s?(?::\s?(?P<close>\*\*|__)?|(?:\*\*|__):)\s?)(?=\S)"
)
BOLD_LABEL = re.compile(
    r"(?P<lead>\s*(?P<bold>\*\*|__)(?P<name>[^\W_][^*_:\r\n]{0,30}?)(?:\s?\((?P<how>[^)\n]{1,30})\))?\s?(?::(?P<close>\*\*|__)|(?:\*\*|__):)\s?)(?=\S)"
)
NOT_LABELS = word_set(
    "note notes ps nb tip warning title chapter part author rating fandom summary disclaimer p.s time date place location to from subject re http https example remember conclusion result no yes so but and then well now first second third"
)
QUOTED = re.compile(r"[\"“”«»„]")
TYPED = rf"(?:{WHO}\s{ADVERB}(?:typed|types|type|texted|texts|wrote|writes|messaged|tapped out)(?:\sback)?|(?:it|the (?:text|message|note|card|letter|sign|screen|caption))\s(?:just\s|only\s)?(?:said|says|read|reads|went)|(?:was|is)\sall\s(?:it|that it|the \w+)\s(?:said|says|read))"
WRITTEN_TAG = re.compile(
    rf"(?P<comma>[,?!…—–.]{{0,4}})\s{{0,3}}(?<![\w’'])(?P<tag>{TYPED})\b(?P<after>\s*(?:[.,;!?]|\Z)|\sand\s)"
)
BEFORE_TAG = re.compile(
    r"\b(?:what|that|as|than|when|if|and|but|who|which|how|why|where|because|whatever|so|all|first|then|while)\Z", re.I
)
NOT_ITS_WORDS = r"(?!(?:that|so|to|it|the|a|on|in|nothing|something|about|like|out|over|three|twice|again|by|as|when|with|and|at|of|only|aloud|nice|MISS)\b|\w+ly\b)"
SAYS = re.compile(
    rf"\b(?:[Ii]t|[Tt]he (?:text|message|note|card|screen|whole message|caption|reply))\s(?:just\s|only\s|simply\s)?(?:said|says|read|reads)\s{NOT_ITS_WORDS}(?=[\w*])"
    rf"|(?:\b{WHO}\s{ADVERB}(?:typed|texted|wrote)|\b(?:{PRONOUN}|{NAME})\s{ADVERB}(?:writes|types|texts))(?:\s(?:back|out|with [^.,]{{1,40}}|her|him|them))?(?::\s*|,\s(?:with[^,]{{1,50}},\s)*)(?!(?:and|but|then|as|while|who|which)\b)(?=[\w*])"
)
# Words that begin a message and are nobody's name: "wrote Come home now", not "wrote Mara".
MESSAGE_STARTS = "|".join(
    [
        "Ok",
        "Okay",
        "Come",
        "Go",
        "I",
        "I'm",
        "I’m",
        "I'll",
        "I’ll",
        "Im",
        "Yes",
        "Yeah",
        "No",
        "Nope",
        "Sorry",
        "Where",
        "What",
        "When",
        "Who",
        "Why",
        "How",
        "Be",
        "Don't",
        "Don’t",
        "Do",
        "Can",
        "Are",
        "Is",
        "Am",
        "Meet",
        "Call",
        "Get",
        "Help",
        "Please",
        "We",
        "You",
        "He",
        "She",
        "They",
        "It",
        "It's",
        "It’s",
        "Not",
        "Home",
        "Hey",
        "Hi",
        "Hello",
        "Thanks",
        "Thank",
        "See",
        "Stay",
        "Tell",
        "Just",
        "Love",
        "Miss",
        "Good",
        "Running",
        "Leaving",
        "Coming",
        "Almost",
        "On",
        "Let",
        "Let's",
        "Let’s",
        "Need",
        "Want",
        "Look",
        "Run",
        "Wait",
        "Stop",
        "Send",
        "Look",
        "Bring",
        "Pick",
        "Found",
        "Done",
        "Fine",
        "Sure",
        "Nothing",
        "Maybe",
    ]
)
WROTE = re.compile(rf"\b(?:wrote|typed|texted|replied|messaged|sent)(?:\sback|\sout)?\s(?=(?:{MESSAGE_STARTS})\b)")
POSSESSED = re.compile(
    r"([A-Z][\w’'-]*?)['’]s?\s(?:\w+\s)?(?:letter|note|diary|journal|message|e-?mail|will|log|postcard)\b", re.I
)
IT_SAYS = re.compile(rf"(?:^|(?<=[.!?]\s))It (?:just |only )?says {NOT_ITS_WORDS}(?=\w)")
TEXTING = re.compile(r"\b(?:phones?|texted|typed|typing|buzz(?:ed|es)|chat|messaged|hit send|sent)\b", re.I)
TYPED_VERB = re.compile(r"\b(?:typed|types|texted|texts|wrote|writes|scrawled|scribbled)\b")
RUNS_ON = re.compile(
    r"[,]?\s(?:and\s(?:then|the|she|he|they|it|I|a)\b|but\s(?:she|he|they|I)\b|then\s(?:she|he|they|a)\b)"
)


def is_shouted(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 8 and " " in words.strip() and sum(char.isupper() for char in letters) > 0.95 * len(letters)


def looks_told(lead: str) -> bool:
    """Whether the words before a tag are the narrator's: they tell in the past tense and nobody speaks in them."""
    mood = tone(lead)
    if lead[:1].islower():
        return False
    return mood.past and not mood.first and mood.words > 4


def letterlike(words: str, telling: Telling) -> int:
    """How much a paragraph looks like a letter, 0 to 8."""
    if QUOTED.search(words) or len(words) < 3:
        return 0
    mood = tone(words)
    first = tone(re.split(r"[.!?]\s", words)[0])
    if first.past and not first.first and not SALUTATION.match(words) and not CALLED_UPON.match(words):
        return 0
    opens = SALUTATION.match(words) is not None or CALLED_UPON.match(words) is not None
    closes = any(sign.search(words) is not None for sign in (VALEDICTION, SIGNED, INITIALS))
    score = 2 * opens + 2 * closes
    score += 2 * (POSTSCRIPT.search(words) is not None) + 3 * is_shouted(words) + (DATED.match(words) is not None)
    return score + (mood.first and not telling.first)


def addresses(words: str, telling: Telling) -> bool:
    """Whether a paragraph speaks to somebody, or of "me", as the narrator of such a story would not."""
    mood = tone(re.split(r"(?<=[.!?])\s", words)[0])
    return not mood.past and (
        mood.yours or mood.imperative or mood.question or (mood.first and not telling.first) or mood.verbless
    )


def signature(words: str) -> str:
    """The name a letter is signed with, "" when none; what stands behind it, "(Mrs)", "Hon. Sec.", a postscript, is no name."""
    words = BEHIND_NAME.sub("", POSTSCRIPT.split(words)[0].rstrip() or words)
    wired = WIRED.search(words)
    if wired:
        return wired.group(1).title()
    signed = LOVING.search(words) or SIGNED.search(words) or (SIGNATURE.match(words) if len(words) < 40 else None)
    name = signed.group(1).strip(" .,").removeprefix("From ") if signed else ""
    if is_shouted(words) and INITIALLED.fullmatch(name):
        return name.title()
    if is_shouted(words) and (" " in name or not name):
        return ANONYMOUS  # NO POLICE
    return name if len(name) > 2 else ""  # initials are no name


def written_by(words: str, kind: Kind) -> str:
    """Who signed; nobody in particular signs a notice in capitals, but somebody present a message in capitals."""
    name = signature(words)
    if name and name.lower() == words.strip(" .*_").lower():
        name = ANONYMOUS if name.isupper() else ""  # the whole is no signature of itself
    return "" if name == ANONYMOUS and kind == "message" else name


def last_sentence(words: str) -> str:
    return re.split(r"[.!?]\s", words.strip())[-1]
