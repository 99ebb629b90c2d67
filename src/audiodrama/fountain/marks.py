"""Marks inside a text: escapes and emphasis. ``plain(escape(text)) == text`` for every text of one line."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

_MARKS = re.compile(r"[\\*_]|\[(?=\[)|(?<=\[)\[|\](?=\])|(?<=\])\]")  # what may mean something anywhere in a text
_ESCAPABLE = frozenset(string.punctuation)  # after a backslash; white space too
_TOKEN = re.compile(r"\\[\s\S]|\*+|_+|[^\\*_]+|\\")
SLUG = re.compile(
    r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I\.?/E)(?=[.\s])|FADE IN(?=:)", re.IGNORECASE
)  # starts a heading


def escape(text: str) -> str:
    """The text with a backslash before each mark that would mean something inside a line."""
    return _MARKS.sub(r"\\\g<0>", text)


def escape_start(text: str) -> str:
    """Dialogue (already escaped) with its beginning made harmless: ``\\(hm) I``, ``\\#1``, ``INT\\. HOUSE``."""
    if text[:1] in set("(#!@>~=") or re.match(r"\.[^.\s]", text):
        return "\\" + text
    return SLUG.sub(r"\g<0>\\", text, count=1) if SLUG.match(text) else text


def plain(raw: str) -> str:
    """The words of a raw text: pairs of ``*`` and ``_`` that mean emphasis taken away, escapes undone."""
    return "".join(token.words for token in _without_emphasis(_tokens(raw)))


def unescape(raw: str) -> str:
    """The raw text with escapes undone and nothing else changed."""
    return "".join(token.words for token in _tokens(raw))


@dataclass(frozen=True, slots=True)
class _Token:
    raw: str

    @property
    def words(self) -> str:
        return self.raw[1] if self.escaped else self.raw

    @property
    def escaped(self) -> bool:
        return len(self.raw) == 2 and self.raw[0] == "\\" and (self.raw[1] in _ESCAPABLE or self.raw[1].isspace())

    @property
    def emphasis(self) -> bool:
        return self.raw in ("*", "**", "***", "_")


def _tokens(raw: str) -> list[_Token]:
    return [_Token(token) for token in _TOKEN.findall(raw)]


def _without_emphasis(tokens: list[_Token]) -> list[_Token]:
    """The tokens less each pair of equal marks that hugs its words on the inside."""
    open_at: dict[str, int] = {}
    gone: set[int] = set()
    for at, token in enumerate(tokens):
        if not token.emphasis:
            continue
        before = tokens[at - 1].words[-1] if at else " "
        after = tokens[at + 1].words[0] if at + 1 < len(tokens) else " "
        if token.raw in open_at and not before.isspace() and not (token.raw == "_" and after.isalnum()):
            gone |= {open_at.pop(token.raw), at}
        elif not after.isspace() and not (token.raw == "_" and before.isalnum()):
            open_at[token.raw] = at
    return [token for at, token in enumerate(tokens) if at not in gone]
