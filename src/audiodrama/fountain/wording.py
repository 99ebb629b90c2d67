"""Words changed by two hands: both changes where they do not meet, None where they do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_STYLES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})  # one mark, however it is typed

_WORD = re.compile(r"((?:\[\[(?s:.*?)\]\]|\S)+)(\s*)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared and as it is written, with the space after it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _Change:
    """``base[start:end]`` became words of these keys."""

    start: int
    end: int
    keys: tuple[str, ...]


def words_of(raw: str) -> tuple[Word, ...]:
    """The words of a raw text, less the space around it; a note is one word."""
    return tuple(Word(match[1], match[0]) for match in _WORD.finditer(raw.strip()))


def unstyled(key: str) -> str:
    """A word with its marks typed plainly: straight or curly, an apostrophe is one."""
    return key.translate(_STYLES)


def merge_words(base: Sequence[Word], mine: Sequence[Word], theirs: Sequence[Word]) -> tuple[Word, ...] | None:
    """``mine`` with what ``theirs`` changed in ``base``; None where both changed the same words differently.

    Words that ``theirs`` only types in another style are no change to set against one of ``mine``.
    """
    ours, kept = _changes(base, mine)
    every, _ = _changes(base, theirs)
    others = {
        change: words
        for change, words in every.items()
        if not _restyled(change, base) or not any(_meet(one, change) for one in ours)
    }
    if any(_meet(one, other) for one in ours for other in others):
        return None
    merged: list[Word] = []
    at = 0
    for change in sorted(others | ours, key=lambda change: (change.start, change.end)):
        merged += [kept[n] for n in range(at, change.start)]
        merged += (ours | others)[change]
        at = change.end
    return (*merged, *(kept[n] for n in range(at, len(base))))


def written_out(words: Sequence[Word]) -> str:
    """The words as one raw text, with no space at its end."""
    spaced = (word if word.text[-1:].isspace() else replace(word, text=word.text + " ") for word in words)
    return "".join(word.text for word in spaced).rstrip()


def _changes(base: Sequence[Word], other: Sequence[Word]) -> tuple[dict[_Change, tuple[Word, ...]], dict[int, Word]]:
    """What was changed, with the words that came for it; and the words that stayed, by their index in ``base``."""
    matcher = difflib.SequenceMatcher(None, [w.key for w in base], [w.key for w in other], autojunk=False)
    changes: dict[_Change, tuple[Word, ...]] = {}
    kept: dict[int, Word] = {}
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb == "equal":
            kept |= dict(zip(range(a, b), other[c:d], strict=True))
        else:
            changes[_Change(a, b, tuple(word.key for word in other[c:d]))] = tuple(other[c:d])
    return changes, kept


def _restyled(change: _Change, base: Sequence[Word]) -> bool:
    return [unstyled(word.key) for word in base[change.start : change.end]] == [unstyled(key) for key in change.keys]


def _meet(one: _Change, other: _Change) -> bool:
    """Whether two changes are of the same words, or put something into the same place, and differ."""
    if one == other:
        return False
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return max(one.start, other.start) < min(one.end, other.end) or _inside(one, other) or _inside(other, one)


def _inside(one: _Change, other: _Change) -> bool:
    return one.start == one.end and other.start < one.start < other.end
