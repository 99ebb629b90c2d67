"""From rows to what they mean: blocks are told apart by their first signs, and each is read by its own function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from audiodrama.errors import ScriptError
from audiodrama.fountain.characters import is_unforced, personal, read_character
from audiodrama.fountain.marks import SLUG, plain, unescape
from audiodrama.fountain.notes import END_OF_SCENE, Override, read_cue, read_override
from audiodrama.fountain.rows import Mark, Row
from audiodrama.script import NARRATOR, Beat, Kind, Line, one_line, role_name


@dataclass(frozen=True, slots=True)
class Placed:
    """A beat, its line in the file (from 1), and the author's word on whether it is a tag."""

    beat: Beat
    number: int
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene begins."""

    title: str


@dataclass(frozen=True, slots=True)
class SceneEnd:
    """Chapter headings before this stay in their scene."""


Element = Placed | Heading | SceneEnd
ShapeKind = Literal["heading", "title", "dialogue", "action", "centred", "note", "aside", "blank"]
# A note is a row of notes and boneyards only; an aside is the page's own: a transition, a synopsis, a page break.


def kind_of(beat: Beat) -> Kind | None:
    return beat.kind if isinstance(beat, Line) else None


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows that belong together: ``rows[start:end]`` of the body, what they are, and what they mean."""

    start: int
    end: int
    kind: ShapeKind
    elements: tuple[Element, ...]


def elements(rows: Sequence[Row], path: str) -> Iterator[Element]:
    """What the rows under the title page mean, in order. ScriptError, with ``path`` and line, for what was mistyped."""
    alone: Override | None = None  # an override on a line of its own is for the narration after it
    for shape in shapes(rows, path):
        for element in shape.elements:
            yield _with_override(element, alone)
        alone = None if rows[shape.start].text else _override(rows[shape.start : shape.end]) or alone


def shapes(rows: Sequence[Row], path: str) -> Iterator[Shape]:
    """The rows under the title page, in the groups that are read together; every row is in one. ScriptError as ``elements``."""
    names = _names(rows)
    at = 0
    while at < len(rows):
        end, read = _shape(rows, at)
        yield Shape(at, end, _kind(read, rows[at]), tuple(read(_Block(rows[at:end], path, names))))
        at = end


def _kind(read: _Reader, row: Row) -> ShapeKind:
    if read is not _read_marks:
        return _KINDS[read]
    if row.text:
        return "aside"
    return "blank" if row.blank else "note"


def _with_override(element: Element, alone: Override | None) -> Element:
    if isinstance(element, Placed) and kind_of(element.beat) == "narration" and element.override is None:
        return replace(element, override=alone)
    return element


def _override(rows: Sequence[Row]) -> Override | None:
    return next((word for row in rows for mark in row.marks if (word := read_override(mark.inside))), None)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that belong together, and what is needed to read them; ``names``: casefolded name to its spelling after an @."""

    rows: Sequence[Row]
    path: str
    names: Mapping[str, str]

    @property
    def number(self) -> int:
        return self.rows[0].number


_Reader = Callable[[_Block], Iterator[Element]]


def _names(rows: Iterable[Row]) -> dict[str, str]:
    spelled = (role_name(re.split(r"[(^]", row.text[1:])[0]) for row in rows if row.text.startswith("@"))
    return {name.casefold(): name for name in spelled}


def _shape(rows: Sequence[Row], at: int) -> tuple[int, _Reader]:
    """Where the block that begins here ends, and what reads it."""
    text = rows[at].text
    if not text:
        return at + 1, _read_marks
    if read := _forced(text):
        return (_dialogue_end(rows, at) if read is _read_dialogue else at + 1), read
    before, after = at > 0 and rows[at - 1].text, at + 1 < len(rows) and rows[at + 1].text
    if not before and not after and _is_transition(text):
        return at + 1, _read_marks
    if not before and SLUG.match(text) and (not after or text.isupper()):
        return at + 1, _read_heading
    if is_unforced(text) and at + 1 < len(rows) and _speaks(rows, at + 1):
        return _dialogue_end(rows, at), _read_dialogue
    end = at + 1
    while end < len(rows) and not rows[end].blank and not _forced(rows[end].text):
        end += 1
    return end, _read_action


_SIGNS = frozenset(".#!@~=>")


def _forced(text: str) -> _Reader | None:
    """What reads a row whose first sign says what it is; None for any other row."""
    if text[:1] not in _SIGNS:
        return None
    if text.startswith(">") and text.endswith("<"):
        return _read_centred
    if re.fullmatch("={3,}", text) or text.startswith(("=", ">", "##")):
        return _read_marks  # page break, synopsis, transition, a section under a chapter: the page's own
    if re.match(r"\.[^.\s]", text):
        return _read_heading
    return {"#": _read_title, "!": _read_forced_action, "~": _read_lyric, "@": _read_dialogue}.get(text[0])


def _is_transition(text: str) -> bool:
    return text.isupper() and bool(re.search(r"TO:$|^FADE (IN|OUT|TO BLACK)\b", text))


def _speaks(rows: Sequence[Row], at: int) -> bool:
    return not rows[at].blank and _forced(rows[at].text) in (None, _read_lyric)


def _dialogue_end(rows: Sequence[Row], at: int) -> int:
    """The end of the block under a character cue: at a blank row, unless two spaces hold it open, or at another element."""
    end = at + 1
    while end < len(rows):
        held = len(rows[end].raw) >= 2 and end + 1 < len(rows) and not rows[end + 1].blank and end > at + 1
        sign = _forced(rows[end].text)
        if (rows[end].blank and not held) or (sign and sign is not _read_lyric):
            break
        end += 1
    return end


# --- from a block to its elements

_BEATS = frozenset({"beat", "a beat", "pause", "a pause"})  # parentheticals that are no way of speaking


def _read_marks(block: _Block) -> Iterator[Element]:
    """The cues and boneyards of rows whose text, if any, is not performed."""
    for row in block.rows:
        alone = not row.text
        for mark in row.marks:
            yield from _boneyard(mark) if mark.kind == "boneyard" and alone else _note(mark, block.path)


def _boneyard(mark: Mark) -> Iterator[Element]:
    for paragraph in re.split(r"\n\s*\n", mark.inside):
        if text := unescape(one_line(paragraph)):
            yield Placed(Line(NARRATOR, text, "front_matter"), mark.line)


def _note(mark: Mark, path: str) -> Iterator[Element]:
    if mark.kind == "boneyard":
        return
    if " ".join(mark.inside.split()).casefold() == END_OF_SCENE:
        yield SceneEnd()
    elif cue := read_cue(mark.inside, path, mark.line):
        yield Placed(cue, mark.line)


def _read_heading(block: _Block) -> Iterator[Element]:
    row = block.rows[0]
    text = re.sub(r"(?<!\\)#[\w.-]+#$", "", row.text.removeprefix(".")).strip()  # less a scene number
    yield Heading(plain(text) or row.text)
    yield from _read_marks(block)


def _read_title(block: _Block) -> Iterator[Element]:
    if text := plain(block.rows[0].text.lstrip("#").strip()):
        yield Placed(Line(NARRATOR, text, "title"), block.number)
    yield from _read_marks(block)


def _read_centred(block: _Block) -> Iterator[Element]:
    row = block.rows[0].without(">", "<")
    skipped = _override([row]) == "skip"
    if skipped or not any(map(str.isalnum, row.text)):
        text = plain(row.text) if skipped else unescape(row.text)
        if text:
            yield Placed(Line(NARRATOR, text, "break"), row.number)
        yield from _read_marks(block)
    else:
        yield from _narration([row], block.path)


def _read_action(block: _Block) -> Iterator[Element]:
    yield from _narration(block.rows, block.path)


def _read_forced_action(block: _Block) -> Iterator[Element]:
    yield from _narration([block.rows[0].without("!")], block.path)


def _read_lyric(block: _Block) -> Iterator[Element]:
    yield from _narration([block.rows[0].without("~")], block.path)


def _narration(rows: Sequence[Row], path: str) -> Iterator[Element]:
    override = _override(rows)
    for placed in _words(rows, Line(NARRATOR, ""), path):
        yield replace(placed, override=override)


def _read_dialogue(block: _Block) -> Iterator[Element]:
    """The lines under a character cue: a new one at each parenthetical, lyric and held blank row."""
    cue = block.rows[0]
    who = read_character(cue.text.removeprefix("@"), block.path, cue.number)
    name = who.name if cue.text.startswith("@") else block.names.get(who.name.casefold(), personal(who.name))
    yield from _read_marks(_Block([cue], block.path, block.names))
    spoken = False
    for delivery, rows in _deliveries(block.rows[1:]):
        manner = ", ".join(filter(None, (who.manner, delivery)))
        for placed in _words(rows, Line(role_name(name), "", who.kind, manner), block.path):
            first = isinstance(placed.beat, Line) and not spoken
            spoken = spoken or first
            yield replace(placed, number=cue.number) if first else placed
    if not spoken:
        raise ScriptError(
            f"{name} has nothing to say: write the words on the line under the name", block.path, cue.number
        )


def _deliveries(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The stretches of a dialogue that are spoken in one way: (delivery, rows). A ``(beat)`` between words is a pause."""
    delivery, stretch = "", list[Row]()
    said = False
    for row in rows:
        parenthetical = re.fullmatch(r"\((.*)\)", row.text)
        lyric = row.text.startswith("~")
        if parenthetical and said and parenthetical[1].casefold() in _BEATS:
            stretch.append(Row(row.number, (Mark("note", f"pause: {parenthetical[1]}", row.number),)))
            continue
        said = said or not parenthetical
        if parenthetical or lyric or row.blank:
            if stretch:
                yield delivery, stretch
            delivery = plain(parenthetical[1]).strip() if parenthetical else "singing" if lyric else delivery
            stretch = [row.without("~")] if lyric else []
        else:
            stretch.append(row)
    if stretch:
        yield delivery, stretch


def _words(rows: Sequence[Row], model: Line, path: str) -> Iterator[Placed]:
    """Lines like ``model`` with the words of the rows, one until a cue stands between them."""
    said: list[str] = []
    number = rows[0].number
    for row in rows:
        if said:
            said.append(" ")
        for piece in row.pieces:
            if isinstance(piece, str):
                if said or piece.strip():
                    number = number if said else row.number
                    said.append(piece)
                continue
            for cue in _note(piece, path):
                if isinstance(cue, Placed):
                    yield from _line(said, model, number)
                    yield cue
                    said = []
    yield from _line(said, model, number)


def _line(said: list[str], model: Line, number: int) -> Iterator[Placed]:
    if text := plain("".join(said).strip()).strip():
        yield Placed(replace(model, text=text), number)


_KINDS: dict[_Reader, ShapeKind] = {
    _read_heading: "heading",
    _read_title: "title",
    _read_dialogue: "dialogue",
    _read_action: "action",
    _read_forced_action: "action",
    _read_lyric: "action",
    _read_centred: "centred",
}
