"""How a line is said, from the words around it: the verb and adverb of its own tag, a phrase on the voice, the line it comes over.

A delivery is short and playable: ``whispering``, ``sarcastically``, ``through gritted teeth``, ``on phone, sobbing``. It belongs to
the spans that the tag belongs to and to nobody else's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiodrama.quotes.vocabulary import NAME, PRONOUN, TAG_AFTER, word_set
from audiodrama.text import Span

REACH = 140  # characters behind or before a span in which its tag is looked for
VOCAL = word_set(
    "whisper murmur mutter mumble shout yell scream shriek bellow roar holler howl sob weep wail whimper whine moan groan growl snarl snap bark",
    "hiss sneer laugh chuckle giggle snicker snort sigh gasp pant croak rasp wheeze drawl purr coo croon sing hum chant plead beg stammer stutter",
    "slur squeak squeal grumble grunt huff tease boom thunder sniff sniffle blurt lisp yawn sign cackle gurgle mewl recite intone",
)
HUSHED = word_set("whisper murmur mutter mumble hiss")
ODD = {
    "sang": "singing", "sings": "singing", "sung": "singing", "wept": "weeping", "cried out": "crying out", "cries out": "crying out", "called out": "calling out",
    "calls out": "calling out", "breathed": "breathily", "breathes": "breathily", "spat": "spitting the words", "choked": "choking", "choked out": "choking",
    "deadpanned": "deadpan", "gritted out": "through gritted teeth", "ground out": "through gritted teeth", "singsonged": "in a singsong",
    "mimicked": "mimicking", "bit out": "through gritted teeth", "joked": "jokingly", "joked back": "jokingly", "mouthed": "mouthing the words",
}  # fmt: skip


def forms_of(verb: str) -> dict[str, str]:
    """The past and present of a regular verb, each with its participle: ``sob`` gives sobbed and sobs, sobbing."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if re.fullmatch(r"[^aeiou]*[aeiou][bgmnpt]", verb):
        stem = verb + verb[-1]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "ss")) else "s")
    return {f"{stem}ed": f"{stem}ing", third: f"{stem}ing"}


SAYS_HOW = {form: how for verb in VOCAL for form, how in forms_of(verb).items()} | ODD
PARTICIPLES = word_set(
    *(how for how in SAYS_HOW.values() if " " not in how),
    "crying grinning smiling choking trembling shivering gulping smirking beaming pouting singing",
)
# Adverbs that tell when, how often or how surely, not how it sounds.
NO_MANNER = word_set(
    "finally suddenly immediately only really nearly simply early family truly mostly probably exactly merely actually presently instantly shortly",
    "currently recently repeatedly lately likely barely hardly directly eventually initially originally previously possibly certainly especially",
    "apparently obviously clearly frequently occasionally usually generally generously daily supply reply apply rely fly july sally emily kelly",
    "holly molly billy lily belly ally italy elderly lovely lonely friendly ugly silly curly bully jelly rally ally partly fully quickly",
    "slightly basically literally completely entirely absolutely equally similarly consequently accordingly momentarily simultaneously respectively unexpectedly",
)
ADVERB = re.compile(r"(?<!\bnot\s)\b([a-z]+ly)\b")
VOICE = (
    r"(?:small|tiny|low|soft|quiet|flat|hoarse|shaky|shaking|trembling|loud|high|deep|strangled|bored|singsong|sing-song|cheerful|gentle|hard|cold|cool|calm|steady|firm|"
    r"tired|sleepy|thin|weak|broken|cracked|cracking|breaking|strained|tight|thick|rough|gruff|husky|sweet|dry|dull|ghostly|squeaky|shrill|stern|warm|hollow|hushed|mocking|"
    r"stage|monotone|raw|wobbly|unsteady|level|even|clipped|wry|quavering|reedy|gravelly|raspy|rising|dangerous|silky|muffled|teasing|toneless|childish|conspiratorial)"
)
SOUND = r"(?:laugh|sigh|sob|smile|grin|shrug|groan|snort|giggle|chuckle|yawn|sniff|smirk|gasp|growl|sneer|wink|hiccup|wince|cough|grimace|scowl|squeak|moan|shudder)"
PHRASES = tuple(
    (re.compile(pattern), how)
    for pattern, how in (
        (r"\bthrough (?:gritted|clenched|chattering|bared|\w+) ?teeth\b", r"\g<0>"),
        (r"\bunder (?:his|her|my|their|its|your) breath\b", "under the breath"),
        (r"\bin (?:a|an) (?:\w+ )?whisper\b|\b(?:to|into) a (?:\w+ )?whisper\b|\bbarely above a whisper\b", "whispering"),
        (r"\bat the top of (?:his|her|my|their|its) (?:lungs|voice)\b", "at full volume"),
        (rf"\bin (?:a|an) ((?:\w+, )?{VOICE}(?:,? (?:and )?{VOICE})?) (?:voice|tone|whisper)\b", r"in a \1 voice"),
        (r"\b(?:a|an) (\w+) (?:note|edge|lilt) (?:in|to) (?:his|her|my|their) voice\b", r"voice \1"),
        (rf"\b(?:his|her|my|their|its) (?:own )?voice (?:was |went |came out |grew |turned |still |barely |)({VOICE}(?: and {VOICE})?)\b", r"in a \1 voice"),
        (r"\b(?:his|her|my|their|its) voice (?:shook|trembled|wobbled|quavered|wavered)\b", "voice shaking"),
        (r"\b(?:his|her|my|their|its) voice (?:broke|cracked|caught)\b", "voice breaking"),
        (r"\b(?:his|her|my|their|its) voice (?:dropped|fell|sank|lowered)\b|\blower(?:ed|ing) (?:his|her|my|their) voice\b|\bdropped (?:his|her|my|their) voice\b", "in a low voice"),
        (r"\b(?:his|her|my|their|its) voice (?:rose|climbed)\b|\brais(?:ed|ing) (?:his|her|my|their) voice\b", "raising the voice"),
        (rf"\bwith (?:a|an) (?:\w+ ){{0,2}}({SOUND})\b", r"with a \1"),
        (r"\bbetween (?:sobs|breaths|gasps|gulps|bites|giggles|mouthfuls)\b", r"\g<0>"),
        (r"\b(?:with|around) (?:his|her|my|their|a) mouth full\b|\baround a mouthful\b", "with a full mouth"),
        (r"\bout of breath\b|\bbreathing hard\b", "breathless"),
        (r"\bbreathless(?: with \w+)?\b", r"\g<0>"),
        (r"\bin tears\b|\btears (?:in|running|streaming)\b", "in tears"),
        (r"\bwithout moving (?:his|her|my|their|its) (?:lips|mouth)\b|\b(?:in|into|inside) (?:his|her|my|their|its|your) (?:mind|head|thoughts|skull)\b|\btelepathically\b|\bin thought-?speak\b", "telepathically"),
        (r"\bin sign(?: language)?\b|\bwith (?:his|her|my|their) hands\b", "signing"),
        (r"\b(?:deadpan|hoarse|slurring)\b", r"\g<0>"),
        (r"\bin a (?:singsong|monotone|croak|rush|squeak|growl|murmur|drawl)\b", r"\g<0>"),
    )
)  # fmt: skip
OVER = r"(?:over|on|down|through|from|across|via)\s(?:the|his|her|my|their|our|a)\s(?:\w+\s)?"
CHANNELS = tuple(
    (re.compile(pattern, re.I), how)
    for pattern, how in (
        (rf"\b{OVER}(?:phone|telephone|line|receiver|mobile|cell|speakerphone|wire|other end)\b|\bon the other end\b", "on phone"),
        (rf"\b{OVER}(?:radio|comms?|comm-?link|walkie-?talkies?|headset|earpiece|handset|transmitter|channel)\b|\bthe (?:radio|comms?|headset|earpiece|walkie-?talkie) (?:crackled|hissed|said|squawked|buzzed|spat|replied|answered|chirped)\b", "on radio"),
        (rf"\b{OVER}(?:tv|television|telly|news|screen|broadcast)\b|\bthe (?:television|tv|newsreader|news anchor|anchorman|anchorwoman|weatherman) (?:said|says|announced|announces|droned|was saying|reported|went on)\b", "on tv"),
        (rf"\b{OVER}(?:intercom|entryphone|buzzer|doorbell)\b|\bthe intercom (?:crackled|buzzed|said|hissed)\b", "on intercom"),
        (rf"\b{OVER}(?:loudspeakers?|tannoy|speakers?|pa|p\.a\.|public address|megaphone|bullhorn|public address system|pa system)\b|\bthe (?:loudspeaker|tannoy|speakers?|pa) (?:crackled|announced|said|boomed|blared|hissed|squawked)\b", "on loudspeaker"),
        (rf"\b{OVER}(?:recording|tape|voicemail|answering machine|answerphone|machine)\b|\bthe (?:recording|voicemail|answering machine) (?:said|went|continued|played)\b", "recorded"),
    )
)  # fmt: skip
SENTENCE = re.compile(r"[.!?…]+[\"”’']?\s+(?=[A-Z\"“‘«])")
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St)\.\s*\Z")
HIS_VOICE = re.compile(r"\s*(?:His|Her|My|Their|Its)\s(?:own\s)?voice\b")
BEAT = re.compile(rf"(?:{PRONOUN}|{NAME}|[Tt]he\s\w+)\s(?:\w+ly\s|just\s|only\s)?(?P<verb>\w+)\b")
PEOPLE_ONLY = word_set(  # what only people do: a dog that barks in a beat is not how the line is said
    "whispering murmuring muttering shouting yelling screaming shrieking sobbing weeping whimpering groaning laughing chuckling giggling snickering snorting",
    "sighing gasping panting sniffing sniffling yawning cackling",
)
MAIN_CLAUSE = re.compile(
    r"(?:,\s|\s)(?:and|as|while|when|before|after|then|but|who|which|that|whose|because|until|where)\s"
)
TAGGED_BEFORE = re.compile(r"\b\w+(?:ed|s|d)\b")
DEVICE = re.compile(
    r"(?:The|A|An|His|Her|My|Their|Its)\s(?:\w+\s)?(?P<name>tannoy|loudspeaker|intercom|radio|television|tv|telly|answering machine|satnav|computer)\s"
    r"(?:crackl|hiss|buzz|chim|click|boom|blar|announc|squawk|spat|said|says|dron|ping|beep|burst|sputter|came|comes|went|woke)\w*\b",
    re.I,
)
TAG_BEFORE = re.compile(r"[,:—–-]\s*[*_]*\Z")


def deliveries_of(text: str, paragraph: Span, spans: Sequence[Span]) -> tuple[str, ...]:
    """The delivery of each span, "" where the words around tell none. A tag serves the halves that it alone parts."""
    found: list[str] = []
    for index, span in enumerate(spans):
        start = spans[index - 1].end if index else paragraph.start
        end = spans[index + 1].start if index + 1 < len(spans) else paragraph.end
        own = told(text, Span(max(start, span.start - REACH), span.start), Span(span.end, min(end, span.end + REACH)))
        parted = text[start : span.start] if index else ""
        found.append(own or (found[-1] if index and only_a_tag(parted) else ""))
    return tuple(found)


def told(text: str, before: Span, after: Span) -> str:
    """The delivery that the words behind a span tell, else those before it."""
    tail = first_sentence(text[after.start : after.end])
    lead = last_sentence(text[before.start : before.end])
    how = delivery(tail) if is_tag(tail) else ""
    rest = text[after.start + len(tail) : after.end]
    if HIS_VOICE.match(rest) and is_tag(tail):
        how = how or delivery(first_sentence(rest.lstrip()))
    if how or not lead.strip():
        return how
    if TAG_BEFORE.search(lead):
        clause = MAIN_CLAUSE.split(lead)[-1]
        return delivery(clause if TAGGED_BEFORE.search(clause) else lead)
    return beat(lead) if not is_tag(tail) else ""


def device(text: str, paragraph: Span, spans: Sequence[Span]) -> str:
    """The machine whose own beat stands before untagged words: ``The tannoy crackled. "Platform two."`` is "the tannoy"; else ""."""
    start, end = spans[0].start, spans[-1].end
    beat_before = DEVICE.match(last_sentence(text[max(paragraph.start, start - REACH) : start]).lstrip())
    if beat_before is None or is_tag(text[end : min(paragraph.end, end + REACH)]):
        return ""
    return f"the {beat_before['name'].lower()}"


def is_tag(tail: str) -> bool:
    """Whether the words behind a span begin with its tag: "she said", "said Tom", "came the answer", a vocal verb of any kind."""
    if TAG_AFTER.match(tail):
        return True
    words = tail.lstrip(" —–-*_")
    verb = BEAT.match(words)
    if verb is not None and verb["verb"] in SAYS_HOW:
        return not words[:1].isupper() or verb.end() == len(words.rstrip(" .,!?"))
    return words[:1].islower() and place_of(words) != ""


def only_a_tag(words: str) -> bool:
    """Whether the words between two spans are one sentence, so that its tag serves both."""
    return len(first_sentence(words).strip()) == len(words.strip())


def first_sentence(words: str) -> str:
    for stop in SENTENCE.finditer(words):
        if not ABBREVIATED.search(words[: stop.start() + 2]):
            return words[: stop.end()]
    return words


def last_sentence(words: str) -> str:
    cuts = [stop.end() for stop in SENTENCE.finditer(words) if not ABBREVIATED.search(words[: stop.start() + 2])]
    last = next((cut for cut in reversed(cuts) if words[cut:].strip(' "“‘«*_')), 0)
    return words[last:]


def beat(words: str) -> str:
    """What a beat before the words tells of the voice: ``He sighed.``, ``Her voice dropped to a whisper.``"""
    verb = BEAT.match(words.lstrip())
    how = SAYS_HOW.get(verb["verb"], "") if verb and len(words.split()) <= 6 else ""
    how = how if how in PEOPLE_ONLY else ""
    voiced = phrase_of(words) if "voice" in words or "whisper" in words else ""
    return ", ".join(part for part in (place_of(words), voiced or how) if part)


def delivery(words: str) -> str:
    """``said Mara quietly over the phone`` is "on phone, quietly"."""
    how = phrase_of(words)
    words = MAIN_CLAUSE.split(words)[0]
    place, verb = place_of(words), verb_of(words)
    if how in ("telepathically", "signing") or (verb and how == "whispering"):
        verb, how = "", how
    manner = adverb_of(words) if not how else ""
    participle = participle_of(words) if not (verb or how or manner) else ""
    told_how = " ".join(part for part in (verb, manner or how) if part) or participle
    if verb and manner and verb.rsplit("ing", 1)[0] in HUSHED and manner in ("quietly", "softly"):
        told_how = verb
    return ", ".join(part for part in (place, told_how) if part)


def place_of(words: str) -> str:
    return next((how for pattern, how in CHANNELS if pattern.search(words)), "")


def phrase_of(words: str) -> str:
    lower = words.lower()
    for pattern, how in PHRASES:
        match = pattern.search(lower)
        if match:
            return match.expand(how)
    return ""


def verb_of(words: str) -> str:
    """The participle of the vocal verb of a tag, "" for "said"."""
    tokens = re.findall(r"\b[a-z]+\b", words)[:12]
    for index, token in enumerate(tokens):
        pair = f"{token} {tokens[index + 1]}" if index + 1 < len(tokens) else ""
        if pair in SAYS_HOW or token in SAYS_HOW:
            return SAYS_HOW.get(pair) or SAYS_HOW[token]
    return ""


def adverb_of(words: str) -> str:
    return next((word for word in ADVERB.findall(words) if word not in NO_MANNER), "")


def participle_of(words: str) -> str:
    """``he said, laughing``: what goes on while the words are said."""
    tokens = re.findall(r"\b[a-z]+\b", words)
    return next((token for token in tokens if token in PARTICIPLES), "")
