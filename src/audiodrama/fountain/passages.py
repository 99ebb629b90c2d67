"""A script's file in blocks, every byte of it in one of them: what machines edit, so that all else stays as the author left it.

blocks(text)                     "".join(block.text for block in blocks(text)) == text, whatever its line ends
given(block, role=, kind=, delivery=)   the block as another's line, another kind of line, spoken another way
saying(block, words)             the block with other words, plain ones
spelling(block, raw)             the same, with words already written as Fountain (escapes, emphasis, notes)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from audiodrama.fountain.blocks import Element, Heading, Placed, ShapeKind, shapes
from audiodrama.fountain.characters import is_unforced, personal, read_character, with_extensions, write_character
from audiodrama.fountain.marks import escape, escape_start
from audiodrama.fountain.read import KEY, opened
from audiodrama.fountain.rows import Row
from audiodrama.fountain.write import action_sign, written
from audiodrama.script import NARRATOR, VOICED, Beat, Kind, Line, one_line, role_name

BlockKind = Literal["page", ShapeKind]
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARKS = r"(?:[\ufeff\s]|\[\[(?s:.*?)\]\]|/\*(?s:.*?)\*/)*"  # what may stand before a name
_CUE = re.compile(
    rf"(?P<before>{_MARKS})(?P<name>@?(?:(?!\[\[|/\*)[^(^\r\n])*?)(?P<extensions>(?:\s*\([^()\r\n]*\))*)(?P<after>\s*(?:(?:\^|\[\[|/\*)(?s:.*))?)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the file: ``head + manner + rest`` is the block itself, ``gap`` the blank lines after it.

    dialogue: ``head`` is the row of the name, ``manner`` the parenthetical under it, ``rest`` the rows below;
    page (one entry of the title page): ``role`` is its key in small letters, ``words`` its value;
    action, title, heading: ``head`` is the sign that forces it ("!", "# ", "."), ``rest`` its rows; others: all in ``rest``.
    """

    kind: BlockKind
    head: str
    manner: str
    rest: str
    gap: str
    line: int  # of the file, from 1
    role: str = NARRATOR
    says: Kind = "narration"  # the kind of its first line, as far as the block alone tells it (tags are narration)
    delivery: str = ""
    words: str = ""  # of its lines, plain, or of its heading
    beats: tuple[Beat, ...] = ()  # what it holds: several lines where a delivery or a cue parts a speech
    notes: tuple[str, ...] = ()  # what stands inside its [[ ]]

    @property
    def body(self) -> str:
        return self.head + self.manner + self.rest

    @property
    def text(self) -> str:
        return self.body + self.gap

    @property
    def voiced(self) -> bool:
        return self.kind == "dialogue"

    @property
    def end(self) -> int:
        """The line of the file after its last, blank lines left out."""
        return self.line + len(_LINE.findall(self.body))


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a script's file, in order. ScriptError for what cannot be read (see ``fountain.loads``)."""
    if not text.removeprefix("\ufeff").strip():
        return (Block("blank", "", "", "", text, 1),) if text else ()
    return tuple(_with_gaps(_cut(text)))


def line_end(text: str) -> str:
    """What ends the lines of this text: that of its first, else "\\n"."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


# --- from a file to its blocks


def _cut(text: str) -> Iterator[Block]:
    """The blocks without their gaps: blank rows are blocks too."""
    _, page, body = opened(text, "")
    lines = _LINE.findall(text)
    first = (*page, *body)[0].number
    if first > 1:
        yield Block("blank", "", "", "", "".join(lines[: first - 1]), 1)
    under = body[0].number if body else len(lines) + 1
    yield from _page(page, lines, under)
    for shape in shapes(body, ""):
        rows = body[shape.start : shape.end]
        after = body[shape.end].number if shape.end < len(body) else len(lines) + 1
        yield _block(shape.kind, rows, ["".join(lines[a - 1 : b - 1]) for a, b in _spans(rows, after)], shape.elements)


def _spans(rows: Sequence[Row], after: int) -> list[tuple[int, int]]:
    numbers = [*(row.number for row in rows), after]
    return list(pairwise(numbers))


def _page(rows: Sequence[Row], lines: Sequence[str], under: int) -> Iterator[Block]:
    """One block for each entry of the title page."""
    starts = [at for at, row in enumerate(rows) if KEY.fullmatch(row.raw)]
    for at, end in pairwise((*starts, len(rows))):
        match = KEY.fullmatch(rows[at].raw)
        assert match is not None
        after = rows[end].number if end < len(rows) else under
        words = " ".join([match[2].strip(), *(row.text for row in rows[at + 1 : end])]).strip()
        text = "".join(lines[rows[at].number - 1 : after - 1])
        yield Block(
            "page", "", "", text, "", rows[at].number, match[1].lower(), words=words, notes=_notes(rows[at:end])
        )


def _block(kind: ShapeKind, rows: Sequence[Row], texts: Sequence[str], elements: Sequence[Element]) -> Block:
    if kind == "blank":
        return Block("blank", "", "", "", "".join(texts), rows[0].number)
    beats = tuple(element.beat for element in elements if isinstance(element, Placed))
    told = [beat for beat in beats if isinstance(beat, Line)]
    first = told[0] if told else Line(NARRATOR, "")
    titles = [element.title for element in elements if isinstance(element, Heading)]
    words = " ".join((*titles, *(line.text for line in told)))
    head, manner, rest = _parted(kind, rows, texts)
    place = (rows[0].number, first.role, first.kind, first.delivery, words, beats, _notes(rows))
    return Block(kind, head, manner, rest, "", *place)


def _parted(kind: ShapeKind, rows: Sequence[Row], texts: Sequence[str]) -> tuple[str, str, str]:
    """Head, manner and rest."""
    if kind == "dialogue":
        manner = len(rows) > 2 and not rows[1].marks and re.fullmatch(r"\(.*\)", rows[1].text)
        return texts[0], texts[1] if manner else "", "".join(texts[2 if manner else 1 :])
    text = "".join(texts)
    sign = {"action": r"[\ufeff\s]*!", "title": r"[\ufeff\s]*#\s*", "heading": r"[\ufeff\s]*\."}.get(kind)
    match = re.match(sign, text) if sign else None
    return (match[0], "", text[match.end() :]) if match else ("", "", text)


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(one_line(mark.inside) for row in rows for mark in row.marks if mark.kind == "note")


def _with_gaps(cut: Iterator[Block]) -> Iterator[Block]:
    """The blocks with the blank rows after each as its gap; blank rows that begin a file stay a block."""
    last: Block | None = None
    for block in cut:
        if last is not None and block.kind == "blank":
            last = replace(last, gap=last.gap + block.gap)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


# --- a block that is said otherwise


def given(block: Block, *, role: str | None = None, kind: Kind | None = None, delivery: str | None = None) -> Block:
    """The block as a line of ``role``, of ``kind``, spoken in the way of ``delivery`` ("" = plainly); what is not named stays.

    Every byte that need not change stays too. A narration, a title and the like are the Narrator's, whatever the role.
    """
    role = block.role if role is None else role_name(role)
    kind = block.says if kind is None else kind
    delivery = block.delivery if delivery is None else one_line(delivery)
    if (kind in VOICED) != block.voiced or not (block.voiced or kind == block.says):
        return _turned(block, Line(role, block.words, kind, delivery).bare())
    if not block.voiced:
        return block
    return _spoken(block, role, kind, delivery)


def saying(block: Block, words: str) -> Block:
    """The block with these words, plain ones, instead of all its own; notes among its own words go with them."""
    words = one_line(words)
    if block.says in ("front_matter", "break"):
        return _turned(block, Line(NARRATOR, words, block.says))
    raw = escape(words)
    return spelling(block, raw.replace("#", "\\#") if block.kind == "heading" else raw)


def spelling(block: Block, raw: str) -> Block:
    """The block with ``raw`` as its rest, words that Fountain's escapes and emphasis are in already; no blank line in it."""
    raw = raw.strip()
    head = block.head
    if block.kind == "dialogue":
        raw = escape_start(raw)
    elif block.kind == "action" and not head.strip("\ufeff \t"):
        head += action_sign(raw)
    return _read_again(replace(block, head=head, rest=raw + _ending(block.rest)))


# --- how


def _spoken(block: Block, role: str, kind: Kind, delivery: str) -> Block:
    """A dialogue block with another cue."""
    match = _CUE.fullmatch(block.head)
    if match is None:
        return _turned(block, Line(role, block.words, kind, delivery))
    name = match["name"] if role == block.role else _name(role, match["name"])
    other_kind, other_manner = kind != block.says, delivery != block.delivery
    cue, rest = write_character(Line(role, "", kind, delivery))
    manner = _manner(cue) if other_manner else None
    extensions = with_extensions(match["extensions"], kind if other_kind else None, manner)
    head = f"{match['before']}{name}{extensions}{match['after']}"
    parenthetical = (f"({escape(rest)}){line_end(block.head)}" if rest else "") if other_manner else block.manner
    return _read_again(replace(block, head=head, manner=parenthetical), role)


def _name(role: str, old: str) -> str:
    """The role as a cue has it: in capitals without a sign when ``old`` was so and nothing is lost by it."""
    capitals = role.upper()
    return capitals if old[:1] != "@" and is_unforced(capitals) and personal(capitals) == role else f"@{role}"


def _manner(cue: str) -> str:
    return read_character(cue[1:], "", 0).manner


def _turned(block: Block, line: Line) -> Block:
    """The block as another sort of block; its rows stay as they are written when both sorts read them alike."""
    end, newline = _ending(block.rest), line_end(block.text)
    before = "\ufeff" if block.body.startswith("\ufeff") else ""
    alike = {"dialogue", "action"} >= {block.kind} and len(block.beats) == 1
    if line.voiced and alike:
        cue, manner = write_character(line)
        head, parenthetical = cue + newline, f"({escape(manner)}){newline}" if manner else ""
        changed = replace(block, kind="dialogue", head=before + head, manner=parenthetical)
        return _read_again(replace(changed, rest=escape_start(block.rest.strip()) + end))
    if line.kind in ("narration", "tag") and alike:
        raw = block.rest.strip()
        return _read_again(replace(block, kind="action", head=before + action_sign(raw), manner="", rest=raw + end))
    return _read_again(replace(block, head=before, manner="", rest=written(line).replace("\n", newline) + end))


def _ending(rest: str) -> str:
    match = re.search(r"[ \t]*(?:\r\n|\r|\n)?\Z", rest)
    return match[0] if match else ""


def _read_again(block: Block, role: str = "") -> Block:
    """What the block's text now says; ``role``: as the whole file spells a name that the block alone has in capitals."""
    read = next(found for found in blocks(block.body) if found.kind != "blank")
    spelled = role or block.role
    if read.voiced and read.role.casefold() == spelled.casefold():
        beats = tuple(replace(beat, role=spelled) if isinstance(beat, Line) else beat for beat in read.beats)
        read = replace(read, role=spelled, beats=beats)
    return replace(read, gap=block.gap, line=block.line)
