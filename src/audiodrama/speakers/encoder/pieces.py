"""Word pieces: text cut into the units of the encoder's vocabulary, as BERT's uncased tokenizer cuts it.

Source of the procedure: Devlin et al. 2019, BERT, and Wu et al. 2016 (WordPiece). The vocabulary, one piece a line, lies beside this file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

VOCABULARY = "pieces.txt"
UNKNOWN = 100
LONGEST = 100  # letters of a word that is still looked up
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")
_IDEOGRAPHS = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U0002fa1f]")


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """Piece -> its number."""
    lines = (Path(__file__).parent / VOCABULARY).read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def pieces(text: str) -> list[int]:
    """The numbers of a text's pieces, in order."""
    return [number for word in _words(text) for number in _cut(word)]


def _words(text: str) -> Iterator[str]:
    """Words and single marks, small, without accents and control characters."""
    small = "".join(map(_plain, text)).lower()
    if not small.isascii():
        small = "".join(c for c in unicodedata.normalize("NFD", small) if unicodedata.category(c) != "Mn")
    for chunk in small.split():
        start = 0
        for at, c in enumerate(chunk):
            if _mark(c):
                if at > start:
                    yield chunk[start:at]
                yield c
                start = at + 1
        if start < len(chunk):
            yield chunk[start:]


@lru_cache(maxsize=4096)
def _plain(c: str) -> str:
    """What a character is to the words: itself, a space, or nothing."""
    if c.isspace():
        return " "
    if c == "\ufffd" or unicodedata.category(c).startswith("C"):
        return ""
    return f" {c} " if _IDEOGRAPHS.match(c) else c


@lru_cache(maxsize=4096)
def _mark(c: str) -> bool:
    return _SIGNS.match(c) is not None if c.isascii() else unicodedata.category(c).startswith("P")


@lru_cache(maxsize=50_000)
def _cut(word: str) -> tuple[int, ...]:
    """The longest pieces that make up a word, from its start; UNKNOWN when it has none."""
    if len(word) > LONGEST:
        return (UNKNOWN,)
    known, found, start = vocabulary(), [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            number = known.get(word[start:end] if start == 0 else f"##{word[start:end]}")
            if number is not None:
                break
        else:
            return (UNKNOWN,)
        found.append(number)
        start = end
    return tuple(found)
