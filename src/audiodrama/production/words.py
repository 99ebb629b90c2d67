"""Words as an author quotes them: whole, in a row, whatever their case and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from audiodrama.errors import ProductionError
from audiodrama.script import role_name

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no case, no punctuation, no way of encoding accents; "don't" is one word."""
    return [word for word, _ in ends_of(text)]


def ends_of(text: str) -> list[tuple[str, int]]:
    """Each word as it is compared, and where it ends in the text."""
    return [(word, match.end()) for match in _WORD.finditer(text) for word in _plain(match[0])]


def _plain(word: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", word).casefold().replace("’", "").replace("'", ""))


def rows_in(words: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Where ``wanted`` stands in a row among the words; nowhere when it is nothing."""
    for start in range(len(words) - len(wanted) + 1 if wanted else 0):
        if words[start] == wanted[0] and list(words[start : start + len(wanted)]) == list(wanted):
            yield start


def around(text: str, wanted: Sequence[str], before: int = 16) -> str:
    """The text from shortly before where ``wanted`` stands in it, with what is left out told by dots; all of it if nowhere."""
    said = ends_of(text)
    at = next(rows_in([word for word, _ in said], wanted), 0)
    start = said[at - 1][1] if at else 0
    if start <= before:
        return text
    return "... " + text[text.find(" ", start - before) + 1 :].lstrip()


def first_words(text: str, limit: int = 48) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " ..."


def name_of(wanted: str) -> str:
    """The name of a role as a script can write it. ProductionError when nothing of it can be said."""
    if not any(char.isalnum() for char in wanted):
        raise ProductionError(f"a role needs a name that can be said, not {wanted!r}")
    return role_name(wanted)
