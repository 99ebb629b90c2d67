"""From a Script to the text of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiodrama.fountain.characters import is_unforced, write_character
from audiodrama.fountain.marks import SLUG, escape, escape_start
from audiodrama.fountain.notes import END_OF_SCENE, write_cue, write_doubt, write_note
from audiodrama.script import Beat, Cue, Line, Scene, Script, one_line, tagged

_GLYPHS = re.compile(r"[^\w\s\\/\[\]]+(?: [^\w\s\\/\[\]]+)*")  # a break that needs no escapes: "* * *", "~", "⁂"
_SIGNS = re.compile(r"[#!@>~=]|\.(?!\.)")  # an action that starts so must be forced


def dumps(script: Script) -> str:
    """The script as Fountain text, with "\\n" line ends; ``loads`` of it gives ``script.bare()``.

    A line whose speaker is in doubt gets a remark above it. ValueError for a cue whose length is no length.
    """
    blocks = [_title_page(script)]
    for number, scene in enumerate(script.scenes, 1):
        blocks += _scene(scene, number)
    return "\n\n".join(blocks) + "\n"


def _title_page(script: Script) -> str:
    title, author = one_line(script.title) or "Untitled", one_line(script.author)
    page = f"Title: {escape(title)}"
    return f"{page}\nCredit: by\nAuthor: {escape(author)}" if author else page


def _scene(scene: Scene, number: int) -> Iterator[str]:
    beats = [beat for beat in scene.beats if not beat.blank]
    above = _above_heading(beats, first=number == 1)
    heading = escape(one_line(scene.title) or f"Scene {number}").replace("#", "\\#")
    blocks = [block for beat, derived in zip(beats, tagged(beats), strict=True) for block in _beat(beat, derived)]
    yield from blocks[:above]  # only voiced lines take more than one block, and none of them stands there
    yield "." + (heading if re.match(r"[^.\s]", heading) else "\\" + heading)
    yield from blocks[above:]
    if len(beats) > above and _is_title(beats[-1]):
        yield write_note(END_OF_SCENE)


def _above_heading(beats: list[Beat], *, first: bool) -> int:
    """How many beats stand above the scene's heading: the titles it begins with; in the first scene front matter before them too."""
    count = 0
    for at, beat in enumerate(beats):
        if _is_title(beat):
            count = at + 1
        elif not first or (isinstance(beat, Line) and beat.performed):
            break
    return count


def _is_title(beat: Beat) -> bool:
    return isinstance(beat, Line) and beat.kind == "title"


def _beat(beat: Beat, derived: Beat) -> Iterator[str]:
    """The blocks of one beat. ``derived``: the same as a reader would take it, without an override."""
    if isinstance(beat, Cue):
        yield write_cue(beat.bare())
        return
    line = beat.bare()
    if beat.doubtful:
        yield write_doubt(beat)
    if line.voiced:
        yield _dialogue(line)
    elif line.kind == "title":
        yield "# " + ("\\" if line.text.startswith("#") else "") + escape(line.text)
    elif line.kind == "front_matter":
        yield "/* " + escape(line.text).replace("*/", "*\\/") + " */"
    elif line.kind == "break":
        yield _break(line.text)
    else:
        yield _action(line.text) + _override(line, derived)


def written(beat: Beat) -> str:
    """One beat as a block of a script's file, its remark of doubt above it; no line end after it."""
    return "\n\n".join(_beat(beat, beat))


def _dialogue(line: Line) -> str:
    cue, manner = write_character(line)
    parts = [cue, f"({escape(manner)})" if manner else "", escape_start(escape(line.text))]
    return "\n".join(part for part in parts if part)


def _break(text: str) -> str:
    if _GLYPHS.fullmatch(text):
        return f"> {text} <"
    skip = " " + write_note("skip") if any(map(str.isalnum, text)) else ""
    return f"> {escape(text)}{skip} <"


def _action(text: str) -> str:
    return action_sign(text) + escape(text)


def action_sign(text: str) -> str:
    """The "!" that a paragraph of narration needs when it would be read as anything else; "" when it needs none."""
    looks_else = _SIGNS.match(text) or SLUG.match(text) or text.isupper() or is_unforced(text)
    return "!" if looks_else else ""


def _override(line: Line, derived: Beat) -> str:
    if isinstance(derived, Cue) or derived.kind == line.kind:
        return ""
    return " " + write_note("skip" if line.kind == "tag" else "speak")
