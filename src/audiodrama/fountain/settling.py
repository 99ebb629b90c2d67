"""One passage, changed by the author and by the story: what becomes of it. Text, role, kind and delivery are settled apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from audiodrama.errors import ScriptError
from audiodrama.fountain.notes import write_note
from audiodrama.fountain.passages import Block, blocks, given, spelling
from audiodrama.fountain.units import CONFLICT, Unit, is_numbered
from audiodrama.fountain.wording import Word, merge_words, unstyled, words_of, written_out
from audiodrama.script import NARRATOR

CUT = "the story changed what is cut here: "
GONE = "the story no longer has this"
OPENING = 17  # letters of a conflict that say what it is about

_CUE = "\0"  # begins the key of a cue in a row of words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Passage:
    """The same passage three times: as the machine read it last, as the author has it, as the machine reads it now.

    Several units where one was split or joined; none where it is not there.
    """

    base: tuple[Unit, ...]
    mine: tuple[Unit, ...]
    theirs: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """``text`` takes the place of the author's (None: it stays as it is, "": it is gone); ``conflicts``: what could not be settled."""

    text: str | None = None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """How this script is written: ``text``, its line ends, and what its author calls the machine's roles."""

    text: str
    newline: str
    names: Mapping[str, str]

    def of(self, text: str) -> str:
        """The machine's text with the script's line ends."""
        return text.replace("\n", self.newline)

    def named(self, unit: Unit) -> Unit:
        """The machine's unit with the author's name for its role."""
        name = self.names.get(unit.block.role, unit.block.role) if unit.block.voiced else unit.block.role
        return unit if name == unit.block.role else replace(unit, block=given(unit.block, role=name))

    def note(self, conflict: str) -> str:
        return write_note(f"{CONFLICT} {conflict}")


def settle(passage: Passage, house: House) -> Settled:
    """What becomes of the passage: the author's version with all that the story changed and the author did not."""
    base, mine, theirs = passage.base, passage.mine, passage.theirs
    if not base or not (theirs or mine):
        return Settled()  # both wrote the same words, or both took them out
    if not theirs:
        return Settled("") if _words(mine) == _words(base) else _noted(mine, GONE, house)
    if not mine:
        return _cut(base, theirs, house)
    if len(base) == len(mine) == len(theirs) == 1:
        return _settle_one(base[0], mine[0], theirs[0], house)
    return _settle_many(passage, house)


def _cut(base: Sequence[Unit], theirs: Sequence[Unit], house: House) -> Settled:
    """What the author took out stays out; that the story has other words there now is told once."""
    conflict = f'{CUT}"{_said(theirs)}"'
    first = theirs[0].block
    typed = [[*map(unstyled, _words(units))] for units in (base, theirs)]
    same = typed[0] == typed[1] or is_numbered(first) or first.kind == "page"
    return Settled() if same or house.note(conflict) in house.text else Settled("", (conflict,))


def is_corrected(base: Unit, mine: Unit) -> bool:
    """Whether the author gave the line another speaker, or took the machine's doubt away: it is not doubted again."""
    return mine.block.voiced and (is_accepted(base, mine) or mine.block.role != base.block.role)


def is_accepted(base: Unit, mine: Unit) -> bool:
    return bool(base.doubts) and not mine.doubts and mine.block.role == base.block.role


# --- one unit on each side


def _settle_one(base: Unit, mine: Unit, theirs: Unit, house: House) -> Settled:
    theirs = _yielding(base, mine, theirs, house)
    conflicts: list[str] = []
    if _plain(mine.block.body) == _plain(base.block.body):
        block = _machine(theirs.block, mine.block, house)
    else:
        block = _reworded(base.block, mine.block, theirs.block, conflicts)
        block = _recast(base.block, mine.block, theirs.block, block, conflicts)
    doubts = _doubts(base, mine, theirs, house) if block.voiced or mine.block.voiced else mine.doubts
    return _written(mine, doubts, block, conflicts, house)


def _yielding(base: Unit, mine: Unit, theirs: Unit, house: House) -> Unit:
    """The machine's unit with the author's name for its role if that is another now; of a line that the author has settled it
    has no opinion that it doubts itself, and none where the author only accepted what it said."""
    one, other = base.block, theirs.block
    if is_corrected(base, mine) and one.voiced and (is_accepted(base, mine) or theirs.doubts or not other.voiced):
        kind, delivery = (other.says, other.delivery) if other.voiced else (one.says, one.delivery)
        return replace(theirs, block=given(other, role=one.role, kind=kind, delivery=delivery))
    return house.named(theirs) if other.role != one.role else theirs


def _doubts(base: Unit, mine: Unit, theirs: Unit, house: House) -> tuple[Block, ...]:
    """The remarks of doubt above the line: the machine's newest, unless the author settled the line or wrote there."""
    ours, before, now = ([_plain(doubt.body) for doubt in unit.doubts] for unit in (mine, base, theirs))
    if is_corrected(base, mine) or ours != before or ours == now:
        return mine.doubts
    return tuple(replace(doubt, rest=house.of(doubt.rest), gap=house.newline) for doubt in theirs.doubts)


def _written(mine: Unit, doubts: tuple[Block, ...], block: Block, conflicts: Sequence[str], house: House) -> Settled:
    """The unit with what became of it. A conflict told before takes the place of one about the same thing."""
    told = [remark.text for remark in mine.conflicts]
    if mine.block.kind == "page":  # a title is the author's, and no note can stand on a title page
        conflicts = ()
    fresh = [conflict for conflict in conflicts if house.note(conflict) not in map(str.strip, told)]
    if block is mine.block and doubts == mine.doubts and not fresh:
        return Settled()
    openings = tuple(f"[[{CONFLICT} {conflict[:OPENING]}" for conflict in fresh)
    kept = [text for text in told if not text.startswith(openings)]
    notes = [house.note(conflict) + 2 * house.newline for conflict in fresh]
    return Settled("".join((*kept, *notes, *(doubt.text for doubt in doubts))) + block.body, tuple(fresh))


def _machine(theirs: Block, mine: Block, house: House) -> Block:
    """The machine's block in the author's line ends, with the end of the file as it was."""
    if _plain(theirs.body) == _plain(mine.body):
        return mine
    body = house.of(theirs.body.rstrip("\n"))
    return replace(theirs, head="", manner="", rest=body + _ending(mine.body), gap=mine.gap)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _reworded(base: Block, mine: Block, theirs: Block, conflicts: list[str]) -> Block:
    """The author's block with what the story changed in its words."""
    if is_numbered(base) and is_numbered(theirs) and not is_numbered(mine):
        return mine  # only its number changed, and the author gave it a title
    now = words_of(theirs.rest)
    if _keys(now) == _keys(words_of(base.rest)):
        return mine
    merged = merge_words(words_of(base.rest), words_of(mine.rest), now)
    changed = _with_words(mine, merged) if merged is not None else None
    if changed is None:
        conflicts.append(f'the story now says "{theirs.words}"')
    return changed or mine


def _with_words(block: Block, words: Sequence[Word]) -> Block | None:
    """The block with these raw words, in rows as the author has them if that can be read; None when nothing is left."""
    raw = written_out(words)
    if not raw or raw == block.rest.strip():
        return block if raw else None
    rows = block.rest[: len(block.rest) - len(block.rest.lstrip())] + raw + _ending(block.rest)
    for make in (lambda: replace(block, rest=rows), lambda: spelling(block, " ".join(raw.split()))):
        changed = _checked(make, block)
        if changed is not None:
            return changed
    return None


def _checked(make: Callable[[], Block], model: Block) -> Block | None:
    """The block if it is read as one block of the same kind, role and delivery."""
    try:
        block = make()
        read = [found for found in blocks(block.body) if found.kind != "blank"]
    except (ScriptError, StopIteration):
        return None
    if len(read) != 1 or (read[0].kind, read[0].says, read[0].delivery) != (model.kind, model.says, model.delivery):
        return None
    return replace(block, words=read[0].words, beats=read[0].beats)


def _recast(base: Block, mine: Block, theirs: Block, block: Block, conflicts: list[str]) -> Block:
    """``block`` with what the machine changed in role, kind and delivery, where the author left them alone."""
    if (theirs.voiced, _told(theirs)) == (base.voiced, _told(base)):
        return _otherwise(base, mine, theirs, block, conflicts) if base.voiced else block
    if (mine.voiced, _told(mine)) == (theirs.voiced, _told(theirs)):
        return block
    if _manner(mine) != _manner(base):
        conflicts.append(f"the story now has this as {_named(theirs)}")
        return block
    return given(block, role=theirs.role, kind=theirs.says, delivery=theirs.delivery)


def _otherwise(base: Block, mine: Block, theirs: Block, block: Block, conflicts: list[str]) -> Block:
    """A voiced line's role, kind and delivery, each for itself."""
    found: list[str] = []
    role = _pick((base.role, mine.role, theirs.role), f"the story now gives this line to {theirs.role}", found)
    kind = _pick((base.says, mine.says, theirs.says), f"the story now has this as a {theirs.says}", found)
    way = f"spoken so: {theirs.delivery}" if theirs.delivery else "spoken plainly"
    delivery = _pick((base.delivery, mine.delivery, theirs.delivery), f"the story now has this {way}", found)
    conflicts += found
    return block if (role, kind, delivery) == _manner(mine) else given(block, role=role, kind=kind, delivery=delivery)


def _pick(values: tuple[T, T, T], otherwise: str, conflicts: list[str]) -> T:
    """The one of (base, mine, theirs) that holds; where both changed it differently mine, and a conflict."""
    base, mine, theirs = values
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    conflicts.append(otherwise)
    return mine


def _manner(block: Block) -> tuple[str, str, str]:
    return block.role, block.says, block.delivery


def _told(block: Block) -> str:
    """How a block that nobody voices is told: front matter, a break, narration."""
    return "" if block.voiced else f"{block.kind} {block.says}"


def _named(block: Block) -> str:
    return f"a {block.says} of {block.role}" if block.voiced else "narration" if block.role == NARRATOR else block.kind


# --- several units on a side: a speech that was split, or joined


def _settle_many(passage: Passage, house: House) -> Settled:
    """The rows of all of them as one row of words, the cues between them as words too."""
    base, mine = _stream(passage.base), _stream(passage.mine)
    theirs = _stream(tuple(map(house.named, passage.theirs)))
    if _keys(theirs) == _keys(base):
        return Settled()
    end = _ending(passage.mine[-1].body)
    if _keys(mine) == _keys(base):
        return Settled(house.of(_together(passage.theirs).rstrip("\n")) + end)
    merged = merge_words(base, mine, [replace(word, text=house.of(word.text)) for word in theirs])
    text = _rows(merged, end, house) if merged is not None else None
    if text is None:
        return _noted(passage.mine, f'the story now says "{_said(passage.theirs)}"', house)
    return Settled(text)


def _stream(found: Sequence[Unit]) -> tuple[Word, ...]:
    words: list[Word] = []
    for unit in found:
        block = unit.block
        head = "".join(remark.text for remark in unit.remarks) + block.head + block.manner
        words.append(Word(f"{_CUE}{block.kind} {_manner(block) if block.voiced else _told(block)}", head))
        rest = words_of(block.rest)
        words += [*rest[:-1], *(Word(word.key, word.text + _ending(block.rest) + block.gap) for word in rest[-1:])]
    return tuple(words)


def _rows(words: Sequence[Word], end: str, house: House) -> str | None:
    """The text of a stream; None when it cannot be read, or has a cue with nothing to say."""
    text = ""
    for word in words:
        if word.key.startswith(_CUE):
            text = text.rstrip() + (2 * house.newline if text else "") + word.text
        else:
            text += ("" if not text or text[-1].isspace() else " ") + word.text
    text = text.rstrip() + end
    try:
        read = [block for block in blocks(text) if block.voiced]
    except ScriptError:
        return None
    return text if len(read) == sum(word.key.startswith(f"{_CUE}dialogue") for word in words) else None


def _noted(mine: Sequence[Unit], conflict: str, house: House) -> Settled:
    """The author's units as they are, under a note of what the story would have them be."""
    first = _written(mine[0], mine[0].doubts, mine[0].block, [conflict], house)
    if first.text is None:
        return Settled()
    return Settled(
        _together((Unit(replace(mine[0].block, head="", manner="", rest=first.text)), *mine[1:])), first.conflicts
    )


def _together(found: Sequence[Unit]) -> str:
    """The text of the units, less the blank lines after the last."""
    text = "".join(unit.text for unit in found)
    return text[: len(text) - len(found[-1].gap)]


def _said(found: Sequence[Unit]) -> str:
    return " ".join(unit.block.words for unit in found if unit.block.words)


def _words(found: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(key for key in _keys(_stream(found)) if not key.startswith(_CUE))


def _keys(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words)


def _ending(text: str) -> str:
    return text[len(text.rstrip()) :]
