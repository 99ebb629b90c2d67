"""What every engine asks of a line: which words are in it to be spoken, and in what manner."""

from __future__ import annotations

import unicodedata
from typing import Literal

Manner = Literal["", "whisper", "soft", "shout"]

_STEMS: tuple[tuple[str, Manner], ...] = (  # beginnings of the words people write into a parenthetical
    ("whisper", "whisper"),
    ("breath", "whisper"),
    ("hiss", "whisper"),
    ("murmur", "soft"),
    ("mutter", "soft"),
    ("mumbl", "soft"),
    ("soft", "soft"),
    ("quiet", "soft"),
    ("gentl", "soft"),
    ("shout", "shout"),
    ("yell", "shout"),
    ("scream", "shout"),
    ("bellow", "shout"),
    ("roar", "shout"),
    ("holler", "shout"),
    ("loud", "shout"),
)


def words(text: str) -> str:
    """The text as one line with single spaces and nothing unprintable; "" when no letter or digit is in it."""
    clean = text if text.isprintable() else "".join(map(_printable, text))
    return " ".join(clean.split()) if any(map(str.isalnum, clean)) else ""


def manner(delivery: str) -> Manner:
    """How a delivery such as ``whispering`` changes the sound; "" for one that no engine here can act."""
    for word in delivery.lower().split():
        for stem, found in _STEMS:
            if word.strip("(,;.)").startswith(stem):
                return found
    return ""


def _printable(character: str) -> str:
    """Format characters (soft hyphen, joiner, byte order mark) vanish inside their word; other controls part words."""
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def cut(text: str, limit: int) -> list[str]:
    """The text in pieces of at most ``limit`` characters, cut after a clause mark if one is near, else between words."""
    pieces = []
    while len(text) > limit:
        at = _cut_at(text, limit)
        pieces.append(text[:at].strip())
        text = text[at:].strip()
    return [piece for piece in (*pieces, text) if piece]


def _cut_at(text: str, limit: int) -> int:
    """Where to cut: the last clause mark of the second half, the last space, or mid-word when there is neither."""
    clause = max(text.rfind(mark, limit // 2, limit) for mark in (", ", "; ", ": ", "— ", ". "))
    if clause >= 0:
        return clause + 1
    space = text.rfind(" ", 1, limit + 1)
    return space if space > 0 else limit
