"""The mark "# chosen for you": the tool's own signature on a line of voices.yaml."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiodrama.cast.nodes import Map, Node, Scalar
from audiodrama.script import Gender

CHOSEN = "chosen for you"
LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]|\Z")  # what ends a comment in YAML
COMMENT = re.compile(
    rf"[ \t:,]*(#[^\r\n\x85\u2028\u2029]*?\b{CHOSEN}\b(?::[ \t]*(?P<whom>[^,;#\r\n\x85\u2028\u2029]*))?)"
)
WORDS: dict[tuple[Gender, str], str] = {
    ("f", "child"): "girl",
    ("f", "old"): "old woman",
    ("f", ""): "woman",
    ("m", "child"): "boy",
    ("m", "old"): "old man",
    ("m", ""): "man",
    ("n", ""): "group",
    ("", "child"): "child",
    ("", ""): "gender not found",
}


class MarkFound(NamedTuple):
    """A mark in the text: [start, end) of its comment up to and with the words; ``whom`` for (woman, man ...) and where that stands."""

    start: int
    end: int
    whom: str
    whom_start: int
    whom_end: int

    @property
    def gender(self) -> Gender | None:
        """The gender the voice was chosen for; None when the mark does not say."""
        return next((gender for (gender, _), word in WORDS.items() if word == self.whom), None)


def whom(gender: Gender, age: str) -> str:
    """A word for somebody: woman, old man, girl, group, or "gender not found"."""
    return WORDS.get((gender, age)) or WORDS[gender, ""]


def find_mark(text: str, key: Scalar, value: Node) -> MarkFound | None:
    """The mark of an entry: on the line of its name, of its voice, or of its end."""
    voice = value.get("voice") if isinstance(value, Map) else value
    ends = [key.at.end, *([voice.at.end] if voice else [])]
    if isinstance(value, Map) and value.flow:
        ends.append(value.at.end)
    for end in ends:
        if found := COMMENT.match(text, end):
            word = (found["whom"] or "").rstrip()
            start = found.start("whom")
            return MarkFound(found.start(1), found.end(1), word, start, start + len(word))
    return None


def line_end(text: str, index: int) -> int:
    """Where the line of an index ends, before its line break."""
    found = LINE_BREAK.search(text, index)
    return found.start() if found else len(text)
