"""How somebody talks: small habits a line shows, and how well a line fits what a person says elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audiodrama.speakers.page import STOP, WORD, Token

FORMAL = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "will",
        "would",
        "shall",
        "should",
        "could",
        "can",
        "must",
        "cannot",
        "not",
    ]
)
COARSE = frozenset(
    [
        "ain't",
        "gonna",
        "wanna",
        "gotta",
        "dunno",
        "kinda",
        "sorta",
        "y'all",
        "'em",
        "em",
        "'cause",
        "yeah",
        "yep",
        "nope",
        "huh",
        "nah",
        "hell",
        "damn",
        "crap",
    ]
)
POLITE = frozenset(["please", "thank", "thanks", "sir", "ma'am", "madam", "miss", "pardon", "sorry"])
FOND = frozenset(
    [
        "dear",
        "darling",
        "love",
        "honey",
        "sweetheart",
        "child",
        "boy",
        "girl",
        "lad",
        "lass",
        "son",
        "kid",
        "buddy",
        "pal",
        "mate",
        "dearest",
        "sweetie",
        "lamb",
    ]
)
SOFT = frozenset(["well", "oh", "um", "uh", "er", "ah", "hm", "hmm", "perhaps", "maybe", "suppose"])


def habits(words: Sequence[Token]) -> frozenset[str]:
    """The habits that a quotation's words show."""
    found: set[str] = set()
    spoken = [token for token in words if token.kind == WORD]
    lows = {token.low for token in spoken}
    for name, listed in (("coarse", COARSE), ("polite", POLITE), ("fond", FOND), ("soft", SOFT)):
        if lows & listed:
            found.add(name)
    shortened = any("'" in token.low[1:-1] or token.low in ("'m", "'re", "'ll", "'ve", "'d") for token in spoken)
    found.add("short" if shortened else "full" if lows & FORMAL else "none")
    if any(token.low.endswith(("in'", "in’")) or token.low.startswith(("'", "’")) for token in spoken):
        found.add("clipped")
    letters = [token.text for token in spoken if token.text.isalpha() and len(token.text) > 1]
    if letters and all(text.isupper() for text in letters) and sum(map(len, letters)) > 3:
        found.add("loud")
    if spoken and spoken[0].text[0].islower():
        found.add("small")
    stops = [token.text for token in words if token.kind == STOP]
    for name, mark in (("cry", "!"), ("ask", "?"), ("trail", "..")):
        if any(mark in stop for stop in stops) or (mark == ".." and any("…" in stop for stop in stops)):
            found.add(name)
    if any("—" in token.text or "–" in token.text for token in words if token.kind not in (WORD, STOP)):
        found.add("dash")
    if any(len(a.text) == 1 and a.low == b.low[:1] and b.start - a.start <= 2 for a, b in pairwise(spoken)):
        found.add("stutter")
    size = len(spoken)
    found.add("words1" if size <= 3 else "words2" if size <= 9 else "words3" if size <= 25 else "words4")
    return frozenset(found)
