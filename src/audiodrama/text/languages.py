"""Which language a text is in, by its script and by the small words that no text can do without."""

from __future__ import annotations

import re
from collections import Counter

# The commonest function words of each language, those it shares with few others preferred.
FUNCTION_WORDS = {
    "en": "the and of to was a in that he she it his her with had you for i is not they at on as but said be him from were what this have all would there been could",
    "French": "le la les de des du et un une il elle que qui ne pas dans est était je vous avec pour sur son ses sa ce cette mais au aux nous plus lui se par avait où",
    "German": "der die das und ist nicht ich sie er es ein eine einen dem den zu mit von auf war sich wie für auch aber an hatte als noch ihr ihm wir nur so im nach doch",
    "Spanish": "el la los las de que y en un una no se por con para su lo es era había como más pero sus le al del yo cuando qué ya muy si porque está ella él",
    "Italian": "il la di che e un una non per con del della si era le lo gli i ma come più suo sua nel alla da ha aveva al dei è sono mi ti questo anche lui lei disse",
    "Portuguese": "o a os as de que e um uma não em por com para do da no na se seu sua mais mas como ele ela foi era dos das ao estava eu você disse quando muito isso",
    "Dutch": "de het een en van niet ik hij zij ze was dat in op te met voor zijn haar maar had naar er aan om als ook toen nog je wat dan zo die bij uit werd geen",
    "Swedish": "och att det som en ett på är inte jag han hon var med för den av till hade sig om men så de från hans hennes när vi du skulle efter ut kunde",
    "Danish": "og at det en et på er ikke jeg han hun var med for den af til havde sig om men så de fra hans hendes når vi du skulle efter ud kunne blev",
    "Norwegian": "og at det en et på er ikke jeg han hun var med for den av til hadde seg om men så de fra hans hennes når vi du skulle etter ut kunne ble",
    "Polish": "i w nie na się z to że do jest jak ale był była po co tak za od przez jego jej już ja go tylko mnie było o czy ty jeszcze może być sobie który",
    "Czech": "a se v na je že to s z do by jsem jako ale si byl byla po když jeho jen ještě tak jak jsi už být který není ho mu od",
    "Hungarian": "a az és hogy nem egy is volt de ez azt meg csak már mint el ha van még ki én ő mit mi vagy majd aki nagyon le",
    "Finnish": "ja on ei se että hän oli en mutta kun niin hänen minä joka mitä sen tai jos ole vain kuin nyt sitten siitä minun ollut mitään vielä",
    "Turkish": "bir ve bu da de için ne çok o ben gibi daha ama var kadar sonra diye değil olan olarak her sen mi dedi ki onun en benim",
    "Romanian": "și de la în cu nu o un pe că să se din a era lui care mai ce pentru am ca dar ei este fost ea său i-a le",
    "Indonesian": "yang dan di itu dengan tidak dari aku ini untuk dia akan ke ada pada saya kau kami juga sudah bisa seperti tapi karena hanya",
    "Vietnamese": "và của là không một những cho được trong anh người có với tôi đã này cô khi đó như em lại ra",
}
WORDS = {name: frozenset(words.split()) for name, words in FUNCTION_WORDS.items()}
SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Russian": "\u0400-\u052f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f",
    "Hindi": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "Japanese": "\u3040-\u30ff",
    "Korean": "\uac00-\ud7af\u1100-\u11ff",
    "Chinese": "\u4e00-\u9fff\u3400-\u4dbf",
}
IN_SCRIPT = {name: re.compile(f"[{ranges}]") for name, ranges in SCRIPTS.items()}
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 60_000  # characters looked at, a third each from the start, the middle and the end
FEWEST = 25  # words; a shorter text does not show its language
SURE = 1.4  # times the function words of English that another language must show
LEAST = 0.15  # share of words that must be its function words


def language(text: str) -> str:
    """ "en", or another language by its English name ("French"). A text too short or too odd to tell is "en"."""
    sample = sampled(text)
    script = script_of(sample)
    return script or by_words([word.lower() for word in WORD.findall(sample)])


def sampled(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third, middle = SAMPLE // 3, len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


def script_of(sample: str) -> str:
    """The language of a script other than Latin in which more than half of the letters are written, else ""."""
    counts = {name: len(pattern.findall(sample)) for name, pattern in IN_SCRIPT.items()}
    letters = sum(counts.values()) + len(LATIN.findall(sample)) / 3  # a letter of CJK weighs about three of ours
    name = max(counts, key=lambda key: counts[key])
    if sum(counts.values()) <= letters / 2:
        return ""
    if counts["Japanese"] * 8 > counts["Chinese"] and name == "Chinese":
        return "Japanese"  # Chinese characters among kana
    return "Ukrainian" if name == "Russian" and re.search("[іїєґ]", sample) else name


def by_words(words: list[str]) -> str:
    if len(words) < FEWEST:
        return "en"
    counts = Counter(words)
    hits = {name: sum(counts[word] for word in small) for name, small in WORDS.items()}
    best = max(hits, key=lambda name: hits[name])
    sure = hits[best] >= SURE * hits["en"] and hits[best] >= LEAST * len(words)
    return best if sure else "en"
