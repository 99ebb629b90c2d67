"""From the text of a file to a Script. Whatever Fountain a person writes is read; what cannot be performed is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from audiodrama.errors import ScriptError
from audiodrama.fountain.characters import is_unforced, personal, read_character
from audiodrama.fountain.marks import SLUG, plain, unescape
from audiodrama.fountain.notes import END_OF_SCENE, Override, read_cue, read_override
from audiodrama.fountain.rows import Mark, Row, rows_of
from audiodrama.script import NARRATOR, Beat, Cue, Kind, Line, Scene, Script, one_line, role_name, speaking, tagged


def loads(text: str, name: str = "") -> Script:
    """The script that a Fountain text holds; ``name`` is its file, for errors and for a title when the text has none.

    ScriptError, with the line, for an empty text and for what a hand has mistyped.
    """
    page, body = _open(text, name)
    parts = _parts(_elements(body, name))
    scenes = tuple(Scene(part.title, tuple(placed.beat for placed in part.beats)) for part in parts)
    title = page.get("title", PurePath(name).stem) or "Untitled"
    author = page.get("author") or page.get("authors") or page.get("written by") or ""
    return Script(title, speaking(scenes), scenes, author)


def places(text: str) -> tuple[int, ...]:
    """Where each Line of ``loads(text)`` begins: line of the file, from 1. A voiced line begins at its character cue."""
    _, body = _open(text, "")
    parts = _parts(_elements(body, ""))
    return tuple(placed.number for part in parts for placed in part.beats if isinstance(placed.beat, Line))


@dataclass(frozen=True, slots=True)
class _Placed:
    beat: Beat
    number: int
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str


@dataclass(frozen=True, slots=True)
class _SceneEnd:
    pass


_Element = _Placed | _Heading | _SceneEnd


@dataclass(slots=True)
class _Part:
    """A scene while it is read."""

    title: str
    beats: list[_Placed]


# --- the title page

_KEY = re.compile(r"\s{0,2}([A-Za-z][A-Za-z ]*?)\s*:\s*(.*)")
_KNOWN_KEYS = frozenset(
    {
        "title",
        "credit",
        "author",
        "authors",
        "written by",
        "source",
        "draft date",
        "date",
        "contact",
        "copyright",
        "notes",
    }
)  # one of these makes the first block a title page; others may stand beside it


def _open(text: str, name: str) -> tuple[Mapping[str, str], tuple[Row, ...]]:
    """The title page as lower-case key to value, and the rows after it."""
    rows = rows_of(text, name)
    start = next((at for at, row in enumerate(rows) if not row.blank), None)
    if start is None:
        raise ScriptError("the script is empty: write something to perform in it", name)
    end = next((at for at in range(start, len(rows)) if rows[at].blank), len(rows))
    page = _title_page(rows[start:end])
    return page, rows[end if page else start :]


def _title_page(rows: Sequence[Row]) -> dict[str, str]:
    page: dict[str, str] = {}
    key = ""
    for row in rows:
        if match := _KEY.fullmatch(row.raw):
            key = match[1].lower()
            page[key] = plain(match[2].strip())
        elif key and row.raw[:1].isspace():
            page[key] = f"{page[key]} {plain(row.text)}".strip()
        else:
            return {}
    return page if page.keys() & _KNOWN_KEYS else {}


# --- from rows to elements


def _elements(rows: Sequence[Row], path: str) -> Iterator[_Element]:
    names = _names(rows)
    at = 0
    alone: Override | None = None  # an override on a line of its own is for the narration after it
    while at < len(rows):
        end, read = _shape(rows, at)
        for element in read(_Block(rows[at:end], path, names)):
            yield _with_override(element, alone)
        alone = None if rows[at].text else _override(rows[at:end]) or alone
        at = end


def _with_override(element: _Element, alone: Override | None) -> _Element:
    if isinstance(element, _Placed) and _kind(element.beat) == "narration" and element.override is None:
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


_Reader = Callable[[_Block], Iterator[_Element]]


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
    lonely = (at == 0 or not rows[at - 1].text) and (at + 1 == len(rows) or not rows[at + 1].text)
    if lonely and SLUG.match(text):
        return at + 1, _read_heading
    if lonely and _is_transition(text):
        return at + 1, _read_marks
    if is_unforced(text) and at + 1 < len(rows) and _speaks(rows, at + 1):
        return _dialogue_end(rows, at), _read_dialogue
    end = at + 1
    while end < len(rows) and not rows[end].blank and not _forced(rows[end].text):
        end += 1
    return end, _read_action


def _forced(text: str) -> _Reader | None:
    """What reads a row whose first sign says what it is; None for any other row."""
    if text.startswith(">") and text.endswith("<"):
        return _read_centred
    if re.fullmatch("={3,}", text) or text.startswith(("=", ">", "##")):
        return _read_marks  # page break, synopsis, transition, a section under a chapter: the page's own
    if re.match(r"\.[^.\s]", text):
        return _read_heading
    return {"#": _read_title, "!": _read_forced_action, "~": _read_lyric, "@": _read_dialogue}.get(text[:1])


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


def _read_marks(block: _Block) -> Iterator[_Element]:
    """The cues and boneyards of rows whose text, if any, is not performed."""
    for row in block.rows:
        for mark in row.marks:
            yield from _boneyard(mark) if mark.kind == "boneyard" and not row.text else _note(mark, block.path)


def _boneyard(mark: Mark) -> Iterator[_Element]:
    for paragraph in re.split(r"\n\s*\n", mark.inside):
        if text := unescape(one_line(paragraph)):
            yield _Placed(Line(NARRATOR, text, "front_matter"), mark.line)


def _note(mark: Mark, path: str) -> Iterator[_Element]:
    if mark.kind == "boneyard":
        return
    if " ".join(mark.inside.split()).casefold() == END_OF_SCENE:
        yield _SceneEnd()
    elif cue := read_cue(mark.inside, path, mark.line):
        yield _Placed(cue, mark.line)


def _read_heading(block: _Block) -> Iterator[_Element]:
    row = block.rows[0]
    text = re.sub(r"(?<!\\)#[\w.-]+#$", "", row.text.removeprefix(".")).strip()  # less a scene number
    yield _Heading(plain(text) or row.text)
    yield from _read_marks(block)


def _read_title(block: _Block) -> Iterator[_Element]:
    if text := plain(block.rows[0].text.lstrip("#").strip()):
        yield _Placed(Line(NARRATOR, text, "title"), block.number)
    yield from _read_marks(block)


def _read_centred(block: _Block) -> Iterator[_Element]:
    row = block.rows[0].without(">", "<")
    skipped = _override([row]) == "skip"
    if skipped or not any(map(str.isalnum, row.text)):
        text = plain(row.text) if skipped else unescape(row.text)
        if text:
            yield _Placed(Line(NARRATOR, text, "break"), row.number)
        yield from _read_marks(block)
    else:
        yield from _narration([row], block.path)


def _read_action(block: _Block) -> Iterator[_Element]:
    yield from _narration(block.rows, block.path)


def _read_forced_action(block: _Block) -> Iterator[_Element]:
    yield from _narration([block.rows[0].without("!")], block.path)


def _read_lyric(block: _Block) -> Iterator[_Element]:
    yield from _narration([block.rows[0].without("~")], block.path)


def _narration(rows: Sequence[Row], path: str) -> Iterator[_Element]:
    override = _override(rows)
    for placed in _words(rows, Line(NARRATOR, ""), path):
        yield replace(placed, override=override)


def _read_dialogue(block: _Block) -> Iterator[_Element]:
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
    """The stretches of a dialogue that are spoken in one way: (delivery, rows)."""
    delivery, held = "", list[Row]()
    for row in rows:
        lyric = row.text.startswith("~")
        if (parenthetical := re.fullmatch(r"\((.*)\)", row.text)) or lyric or row.blank:
            if held:
                yield delivery, held
            held = []
            delivery = plain(parenthetical[1]).strip() if parenthetical else "singing" if lyric else delivery
            held = [row.without("~")] if lyric else []
        else:
            held = [*held, row]
    if held:
        yield delivery, held


def _words(rows: Sequence[Row], model: Line, path: str) -> Iterator[_Placed]:
    """Lines like ``model`` with the words of the rows, one until a cue stands between them."""
    said, number = "", rows[0].number
    for row in rows:
        said += " " if said else ""
        for piece in row.pieces:
            if isinstance(piece, str):
                number = number if said.strip() else row.number
                said += piece
                continue
            for cue in _note(piece, path):
                if isinstance(cue, _Placed):
                    yield from _line(said, model, number)
                    yield cue
                    said = ""
    yield from _line(said, model, number)


def _line(said: str, model: Line, number: int) -> Iterator[_Placed]:
    if text := plain(said.strip()).strip():
        yield _Placed(replace(model, text=text), number)


# --- from elements to scenes


def _parts(elements: Iterable[_Element]) -> list[_Part]:
    """The scenes: chapter headings go with the scene heading that follows them, tags are found."""
    parts: list[_Part] = []
    beats: list[_Placed] = []
    closed = 0  # how many beats an [[end of scene]] keeps in their scene
    for element in elements:
        if isinstance(element, _Placed):
            beats.append(element)
        elif isinstance(element, _SceneEnd):
            closed = len(beats)
        else:
            start = _first_above(beats, closed, opening=not parts)
            if not parts and start:
                parts.append(_Part("Scene 1", []))
            if parts:
                parts[-1].beats, above = _settled(beats[:start]), beats[start:]
            else:
                above = beats
            parts.append(_Part(element.title, []))
            beats, closed = above, len(above)
    return _finish(parts, beats)


def _finish(parts: list[_Part], beats: list[_Placed]) -> list[_Part]:
    if beats and not parts:
        parts = [_Part("Scene 1", [])]
    if parts:
        parts[-1].beats = _settled(beats)
    return parts


def _first_above(beats: Sequence[_Placed], closed: int, *, opening: bool) -> int:
    """The index of the first beat that belongs to the scene heading after it."""
    if opening and not any(_is_performed(placed.beat) for placed in beats):
        return 0
    start = len(beats)
    while start > closed and _kind(beats[start - 1].beat) == "title":
        start -= 1
    return start


def _kind(beat: Beat) -> Kind | None:
    return beat.kind if isinstance(beat, Line) else None


def _is_performed(beat: Beat) -> bool:
    return isinstance(beat, Line) and beat.performed and beat.kind != "title"


def _settled(beats: Sequence[_Placed]) -> list[_Placed]:
    """The beats with tags told from narration, the author's [[speak]] and [[skip]] before all."""
    derived = tagged([placed.beat for placed in beats])
    return [
        replace(placed, beat=_overridden(beat, placed.override)) for placed, beat in zip(beats, derived, strict=True)
    ]


def _overridden(beat: Beat, override: Override | None) -> Beat:
    if override is None or isinstance(beat, Cue):
        return beat
    return replace(beat, kind="narration" if override == "speak" else "tag")
