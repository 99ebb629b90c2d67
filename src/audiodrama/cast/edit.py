"""Changes to the text of a voices.yaml that leave every other byte as it was: splices at the marks of what is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from audiodrama.cast.marks import CHOSEN, MarkFound, find_mark, line_end
from audiodrama.cast.nodes import Items, Map, Node, Scalar, compose, written
from audiodrama.errors import CastError, near_misses
from audiodrama.script import NARRATOR

BEFORE_COMMENT = "   "  # between an entry and its comment


class Splice(NamedTuple):
    """``text`` takes the place of [start, end); start == end inserts."""

    start: int
    end: int
    text: str


class Entry(NamedTuple):
    """One name and its value as YAML text, and a comment for the end of the line ("" = none)."""

    name: str
    value: str
    comment: str = ""

    @property
    def yaml(self) -> str:
        return f"{written(self.name)}: {self.value}".rstrip()

    def line(self, comma: str = "") -> str:
        return f"{self.yaml}{comma}" + (f"{BEFORE_COMMENT}# {self.comment}" if self.comment else "")


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text with all splices made; they must not overlap, and those at one place keep their order."""
    pieces, done = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice.start):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def newline(text: str) -> str:
    """The line ending that a text uses."""
    found = re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"


def _margin(text: str, column: int) -> str:
    """A new line, up to a column (from 1)."""
    return newline(text) + " " * (column - 1)


def add_under(text: str, node: Node, entries: Sequence[Entry], column: int) -> list[Splice]:
    """Entries on lines of their own, under the last line of a node."""
    end = line_end(text, node.at.end)
    return [Splice(end, end, "".join(_margin(text, column) + entry.line() for entry in entries))]


def add_before(text: str, block: Map, entry: Entry) -> list[Splice]:
    """An entry on a line of its own, before the first of a block."""
    start = block.at.start
    return [Splice(start, start, entry.line() + _margin(text, block.at.column))]


def add_entries(text: str, parent: Node, entries: Sequence[Entry], under: Scalar | None = None) -> list[Splice]:
    """Entries at the end of a map: lines of their own in a block, after a comma in braces.

    A value that is nothing yet (blank, ``~``, ``{}``) gives way to a block, two columns in from ``under``, its key.
    """
    blank = isinstance(parent, Scalar) or (not parent.at.end - parent.at.start > len("{}") and isinstance(parent, Map))
    if blank and under:
        start = len(text[: parent.at.start].rstrip(" \t"))
        return [Splice(start, parent.at.end, ""), *add_under(text, parent, entries, under.at.column + 2)]
    if isinstance(parent, Map) and parent.flow:
        return _add_in_braces(text, parent, entries)
    if isinstance(parent, Map):
        explicit = text[parent.at.start] == "?"  # "? Tom" keeps its names two columns further in
        return add_under(text, parent, entries, parent.at.column if explicit else parent.pairs[0][0].at.column)
    return []


def _add_in_braces(text: str, parent: Map, entries: Sequence[Entry]) -> list[Splice]:
    """Each entry on a line of its own before the closing brace, which needs one too, for an entry ends in a comment."""
    opening, brace = parent.at.start + 1, parent.at.end - 1
    margin = _margin(text, parent.pairs[0][0].at.column if parent.pairs else parent.at.column + 1)
    commas = [","] * (len(entries) - 1) + [""]
    lines = "".join(margin + entry.line(comma) for entry, comma in zip(entries, commas, strict=True))
    last = parent.pairs[-1][1].at.end if parent.pairs else opening
    rest = re.sub(r"#[^\r\n]*", "", text[last:brace])
    comma = [Splice(last, last, ",")] if parent.pairs and "," not in rest else []
    start = opening + len(text[opening:brace].rstrip())
    close = "" if re.search(r"[\r\n]", text[start:brace]) else margin
    return [*comma, Splice(start, start, lines + close)]


def give_voice(text: str, value: Node, fields: Sequence[Entry], comment: str) -> list[Splice]:
    """The fields of a voice for an entry that has none: in its block, in its braces, or in new braces where it is blank."""
    if isinstance(value, Map) and not value.flow:
        first, *rest = fields
        lines = [first._replace(comment=comment), *rest]
        return [splice for entry in lines for splice in add_before(text, value, entry)]
    end = line_end(text, value.at.end)
    mark = [Splice(end, end, f"{BEFORE_COMMENT}# {comment}")] if comment else []
    inner = ", ".join(entry.yaml for entry in fields)
    if isinstance(value, Map):
        start = value.at.start + 1
        return [Splice(start, start, inner + (", " if value.pairs else "")), *mark]
    space = "" if text[value.at.start - 1 : value.at.start].isspace() else " "
    new = fields[0].value if len(fields) == 1 else f"{{{inner}}}"
    return [Splice(value.at.start, value.at.end, space + new), *mark]


def voice_node(value: Node) -> Scalar | None:
    """Where the voice of an entry is written, in its short or long form."""
    node = value.get("voice") if isinstance(value, Map) else value
    return node if isinstance(node, Scalar) and not node.nothing else None


def recast(text: str, role: str, voice: str) -> str:
    """The text with another voice ("hibari/alto") for a role or "Narrator", and without the mark of a choice by the tool.

    Nothing else changes; a pitch or speed written for the role stays. Whether the voice exists, ``loads`` of the result
    says. CastError when the role has no entry.
    """
    key, value = entry_of(compose(text), role)
    node, mark = voice_node(value), find_mark(text, key, value)
    if node:
        splices = [Splice(node.at.start, node.at.end, written(voice))]
    else:
        splices = give_voice(text, value, [Entry("voice", written(voice))], "")
    changed = spliced(text, [*splices, *([_unmark(text, mark)] if mark else [])])
    now = voice_node(entry_of(compose(changed), role)[1])
    if now is None or now.text != voice:
        raise CastError(f"the voice of {role} cannot be replaced where it stands; change it by hand to {voice}")
    return changed


def _unmark(text: str, mark: MarkFound) -> Splice:
    """The words "chosen for you" gone, and the whole comment when it says no more."""
    end = line_end(text, mark.end)
    rest = re.sub(rf"\b{CHOSEN}\b[:;,]?[ \t]*", "", text[mark.start : end], count=1)
    if rest.strip(" \t#"):
        return Splice(mark.start, end, rest)
    return Splice(len(text[: mark.start].rstrip(" \t")), end, "")


def entry_of(root: Node | None, role: str) -> tuple[Scalar, Node]:
    """The entry of a role ("Narrator" too), by its name or an alias, in the shape of a file. CastError if there is none."""
    pairs = root.pairs if isinstance(root, Map) else ()
    characters = root.get("characters") if isinstance(root, Map) else None
    everyone = characters.pairs if isinstance(characters, Map) else ()
    if role == NARRATOR:
        found = [pair for pair in pairs if pair[0].text == "narrator"]
    else:
        named = [pair for pair in everyone if pair[0].text == role]
        found = named or [pair for pair in everyone if role in _aliases(pair[1])]
    if not found:
        known = [form for key, value in everyone for form in (key.text, *_aliases(value))]
        raise CastError(
            f"{role} has no entry in voices.yaml{near_misses(role, known) or '.'} `audiodrama cast` adds a story's roles"
        )
    return found[0]


def _aliases(value: Node) -> list[str]:
    aliases = value.get("aliases") if isinstance(value, Map) else None
    return [item.text for item in aliases.items if isinstance(item, Scalar)] if isinstance(aliases, Items) else []
