"""The shape of a YAML text, with where each piece of it stands. Scalars stay the text they are: No is a name, not a Boolean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import yaml

from audiodrama.errors import CastError


class Mark(NamedTuple):
    """Where a piece stands: [start, end) in code points of the text, without what surrounds it; line and column from 1."""

    path: str
    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or number as it is meant, quotes resolved. ``plain``: written without quotes, so ``~`` and "" mean nothing."""

    text: str
    at: Mark
    plain: bool = True

    @property
    def nothing(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    at: Mark


@dataclass(frozen=True, slots=True)
class Map:
    """Names and their values, no name twice. ``flow``: written in braces."""

    pairs: tuple[tuple[Scalar, Node], ...]
    at: Mark
    flow: bool

    def get(self, name: str) -> Node | None:
        return next((value for key, value in self.pairs if key.text == name), None)

    def key(self, name: str) -> Scalar | None:
        return next((key for key, _ in self.pairs if key.text == name), None)


Node = Scalar | Items | Map


def wrong(node: Node, message: str) -> CastError:
    """The error to raise about a piece, with its place."""
    return CastError(message, node.at.path, node.at.line, node.at.column)


def compose(text: str, path: str = "voices.yaml") -> Node | None:
    """The document in a text, None if it holds nothing but comments. CastError (line, column) for a syntax error."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
        if root is None:
            return None
        node = _Composer(text, path, set()).node(root)
    except yaml.reader.ReaderError as error:
        raise _unreadable(error, text, path) from error
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, text, path) from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise CastError(f"this cannot be read as YAML ({error})", path) from error
    return None if isinstance(node, Scalar) and node.nothing else node


@dataclass(frozen=True, slots=True)
class _Composer:
    """PyYAML's nodes as ours. ``seen``: the ids of those met, to refuse one that stands in two places."""

    text: str
    path: str
    seen: set[int]

    def node(self, node: yaml.Node) -> Node:
        start, end = node.start_mark.index, node.end_mark.index
        at = Mark(self.path, start, end, node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self.seen:
            raise CastError("anchors (&) and references (*) are not read here; write the value out", *_place(at))
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            end = start + len(self.text[start:end].rstrip())
            return Scalar(node.value, at._replace(end=end), plain=node.style is None)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self.node(item) for item in node.value)
            return Items(items, at if node.flow_style or not items else at._replace(end=items[-1].at.end))
        assert isinstance(node, yaml.MappingNode)
        pairs = self.pairs(node)
        return Map(
            pairs, at if node.flow_style or not pairs else at._replace(end=pairs[-1][1].at.end), bool(node.flow_style)
        )

    def pairs(self, node: yaml.MappingNode) -> tuple[tuple[Scalar, Node], ...]:
        first: dict[str, Scalar] = {}
        pairs = []
        for raw, value in node.value:
            key = self.node(raw)
            if not isinstance(key, Scalar):
                raise wrong(key, "a name is expected here; put quotes round a name with brackets or braces")
            if key.text in first:
                raise wrong(key, f"{key.text} is here twice; the first is on line {first[key.text].at.line}")
            first[key.text] = key
            pairs.append((key, self.node(value)))
        return tuple(pairs)


def _place(at: Mark) -> tuple[str, int, int]:
    return at.path, at.line, at.column


def _unreadable(error: yaml.reader.ReaderError, text: str, path: str) -> CastError:
    before = text[: error.position]
    line, column = before.count("\n") + 1, error.position - (before.rfind("\n") + 1) + 1
    return CastError(
        f"a character that no text file should hold (U+{ord(text[error.position]):04X}); delete it", path, line, column
    )


SYNTAX = (  # what PyYAML says -> what an author can do about it
    (
        "mapping values are not allowed",
        "a second `: ` where only one can stand; put quotes round a name or value that holds a colon",
    ),
    ("could not find expected ':'", "expected `Name: voice` on this line or the one before"),
    ("expected <block end>", "this line does not line up with those above it; indent it like its neighbours"),
    ("expected ',' or '}'", "a comma or a closing } is missing before this"),
    ("expected ',' or ']'", "a comma or a closing ] is missing before this"),
    ("undefined alias", "what starts with * needs quotes"),
    ("duplicate anchor", "what starts with & needs quotes"),
    ("while scanning a quoted scalar", "a quotation mark is never closed"),
    ("expected a single document", "only one document can stand in this file; remove the line `---`"),
)


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str) -> CastError:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return CastError(str(error), path)
    place = (path, mark.line + 1, mark.column + 1)
    here = text[mark.index : mark.index + 1]
    before = text[mark.index - mark.column : mark.index]
    if "\t" in here + before[len(before.rstrip()) :] + before[: len(before) - len(before.lstrip())]:
        return CastError("a tab; use spaces", *place)
    said = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in said or "expected alphabetic or numeric" in said:
        return CastError(f"what starts with {here or 'this'} needs quotes round it", *place)
    return CastError(next((ours for theirs, ours in SYNTAX if theirs in said), said.strip()), *place)


def written(words: str) -> str:
    """A word or name as it can stand in YAML on one line, in braces or not: plain when that is safe, else in double quotes."""
    if _plain(words):
        return words
    escaped = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(escaped.get(c) or (c if c.isprintable() else f"\\U{ord(c):08x}") for c in words) + '"'


def _plain(words: str) -> bool:
    """Whether nobody, we or another YAML reader, can take the bare words for anything else."""
    harmless = all(c.isalnum() or c in " _-./()+'’" for c in words) and words.isprintable()
    return harmless and words[:1].isalpha() and words == words.strip() and bool(yaml.safe_load(words) == words)
