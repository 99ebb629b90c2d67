"""The words by which a reader knows who is heard: verbs of speech, thought and writing, pronouns, elisions."""

from __future__ import annotations

import re


def word_set(*lists: str) -> frozenset[str]:
    """The words of space-separated lists."""
    return frozenset(word for words in lists for word in words.split())


# Past tense and the s-form of the present; those that speak or come as tags of speech in amateur prose.
SPEECH_VERBS = word_set(
    "said says say saying asked asks ask asking replied replies answered answers whispered whispers muttered mutters",
    "murmured murmurs shouted shouts yelled yells screamed screams cried cries called calls exclaimed exclaims",
    "growled growls snapped snaps hissed hisses grumbled grumbles mumbled mumbles stammered stammers stuttered stutters",
    "added adds continued continues began begins started starts finished finishes interrupted interrupts explained explains",
    "told tells tell demanded demands insisted insists suggested suggests agreed agrees admitted admits announced announces",
    "declared declares observed observes remarked remarks repeated repeats returned returns rejoined retorted retorts",
    "protested protests pleaded pleads begged begs urged urges warned warns ordered orders commanded commands promised",
    "promises offered offers objected objects commented comments noted notes pointed points mused muses gasped gasps",
    "breathed breathes sighed sighs sobbed sobs laughed laughs giggled giggles chuckled chuckles snorted snorts barked",
    "barks bellowed bellows roared roars shrieked shrieks squeaked squeaks squealed wailed wails moaned moans groaned",
    "groans croaked croaks rasped rasps purred purrs drawled drawls crooned croons sang sings chanted chants recited",
    "recites read reads went goes goin' going put informed informs assured assures confessed confesses greeted greets",
    "teased teases joked jokes corrected corrects conceded concedes concluded concludes countered counters guessed",
    "guesses inquired inquires enquired enquires ventured ventures echoed echoes prompted prompts pressed quipped quoted",
    "blurted bawled brayed spat sneered grunted grunts huffed puffed hollered hollers lied lies choked sniffed sniffled",
    "reminded reminds responded responds stated states swore swears vowed chimed piped cut broke boomed rumbled rumbles",
    "signed signs intoned proclaimed thundered grinned smiled scoffed cooed trilled lisped ejaculated vouchsafed opined wondered",
    "apologised apologized complained whimpered whined yelped pronounced proposed supplied persisted allowed",
)
THOUGHT_VERBS = word_set(
    "thought thinks think thinking wondered wonders wonder mused reflected realised realized prayed prays pray reasoned decided"
)
PRONOUNS = word_set("i he she they we it you who")
DETERMINERS = word_set("the a an his her my their our your its this that one some somebody someone everybody everyone")
# Words that begin with an apostrophe in dialect and old spelling; also what a bare apostrophe d, s, t would start.
ELISIONS = word_set(
    "em im er ere is e ave ad as ow ead ell ard ouse orse eart and ome ope elp undred ello ey old ot ungry arf urt",
    "tis twas twere twill twould twon't tisn't twasn't bout cause cos coz cept til till round neath gainst tween pon",
    "neither nother n nuff nough fraid morning mornin night evening arternoon eard eaven tain't spect scuse bye way",
    "ee shamed oman ud ood un ull d s t m ve re ll isself imself erself stead sides fore tude flu phone cello plane bus",
    "twenty thirty forty fifty sixty seventy eighty ninety twenties thirties forties fifties sixties seventies eighties nineties",
)
# Of these, words that begin a quotation more often than they drop a letter, when they begin with a capital.
WHOLE_WORDS = word_set(
    "and as is ad ow ave at on till round neither morning evening night old out bye way stead fore time plane bus phone cause",
    "twenty thirty forty fifty sixty seventy eighty ninety twenties thirties forties fifties sixties seventies eighties nineties",
)
DROPPED_ENDS = re.compile(
    r"(?:in|an|o|th|wi|t|ol|mo|lil|d|y|de|tha|don|las|jus|mus|po|fo|on|gi|ha|i|wha|bes|nex|ne)\Z", re.I
)

NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Lady|Lord|Sir|St)\.?\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}"
NOUN = r"(?:the|a|an|his|her|my|their|our|your|its|this|that|one|some|[Tt]he|both)\s(?:[\w’'-]+\s){0,2}?[\w’'-]+"
PRONOUN = r"(?:he|she|I|they|we|it|you|He|She|They|We|It|You|someone|somebody|everyone|everybody)"
WHO = rf"(?:{PRONOUN}|{NOUN}|{NAME})"
ADVERB = r"(?:\w+ly\s|then\s|just\s|only\s|at last\s|had\s|has\s)?"
# Verbs that also do other work after a comma are left out of tags that stand without marks to show them.
PLAIN_SPEECH = "|".join(
    sorted(
        SPEECH_VERBS - word_set("read reads put cut lie lies going broke pressed guess smiled grinned allowed"),
        key=len,
        reverse=True,
    )
)
SAID = rf"(?:{PLAIN_SPEECH})"
TAG = rf"(?:{WHO}\s{ADVERB}{SAID}\b(?!\s(?:him|her|my|your|it|them)sel)|{SAID}\s{WHO}\b)"
TAG_AFTER = re.compile(rf"\s*{TAG}(?!(?<=called)\s(?:an?\s|the\s)?[\"“‘'])")
# A tag inside a stretch that lacks its closing mark: after a comma or a stop, and itself ending or going on as tags do.
TAG_INSIDE = re.compile(
    rf"(?<=[,!?…—–-])\s+{TAG}(?=[.,;:!?]|\s(?:\w+ly|as|and|with|to|in|from|at|while|when|when|before|after)\b|\s*\Z)"
)
THINKS = (
    r"(?:thought|thinks|think|wondered|wonders|mused|reflected|realised|realized|prayed|prays|"
    r"(?:told|tells|tell|reminded|reminds|asked|promised|scolded|warned)\s(?:him|her|my|your|it|them)sel(?:f|ves)|said\sto\s(?:him|her|my|them)sel(?:f|ves))"
)
