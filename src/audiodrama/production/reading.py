"""From a story to its script on disk. A script edited by hand is the truth; a story that changed since is never ignored."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audiodrama import fountain
from audiodrama.adapt import adapt
from audiodrama.errors import ProductionError, StaleScript, UnknownLanguage
from audiodrama.production import record
from audiodrama.production.files import numbered_backup, read_bytes, read_text, write_text
from audiodrama.production.folder import Play, Production
from audiodrama.script import VOICED, Role, Script
from audiodrama.text import Manuscript, decode, paragraphs

Answer = Literal["ask", "keep", "reread"]  # what to do with a script older than its story
SHOWN = 6  # changed paragraphs listed in the message; the rest are counted


@dataclass(frozen=True, slots=True)
class ReadPlay:
    """A play's script in memory, nothing written yet. ``news`` says in words what is new about it ("" = nothing).

    ``text`` is the script to write ("" = the file stays as it is), ``record`` the machine reading to keep, ``backup``
    where the old script went.
    """

    play: Play
    script: Script
    news: str = ""
    text: str = ""
    record: record.Reading | None = None
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph of the story that is not what it was; ``line`` counts from 1 in the story's file."""

    line: int
    what: Literal["changed", "new", "gone"]
    words: str


def manuscript(story: Path) -> Manuscript:
    return decode(read_bytes(story), story.name)


def interpret(
    story: Path, known: Sequence[Role] = (), any_language: bool = False, title: str = ""
) -> tuple[Manuscript, Script]:
    """A fresh reading of the prose; touches no file."""
    prose = manuscript(story)
    try:
        return prose, adapt(prose, known=known, title=title, any_language=any_language)
    except UnknownLanguage as error:
        raise UnknownLanguage(f"{error} If I am mistaken: --any-language.") from error


def read(
    production: Production,
    play: Play,
    known: Sequence[Role],
    answer: Answer = "ask",
    any_language: bool = False,
    title: str = "",
) -> ReadPlay:
    """The play's script: from its file, or made from its story. Writes nothing; ``settle`` does.

    Raises StaleScript when the story changed since its script was made and ``answer`` is "ask".
    """
    if play.story is None:
        return ReadPlay(play, _load(play.script))
    if not play.script.exists():
        return _made(play, known, any_language, title)
    prose, last = manuscript(play.story), record.load(production.reading(play))
    changes = changed(prose, play, last)
    newer = last is not None or play.story.stat().st_mtime > play.script.stat().st_mtime
    if changes and newer and answer == "ask":
        raise StaleScript(_stale(play, changes))
    if changes and answer == "reread":
        return _made(play, known, any_language, title)
    return _kept(play, prose, last, known, changes)


def settle(production: Production, reading: ReadPlay) -> ReadPlay:
    """Write what was read: the script (an old one becomes a numbered backup, and comes back if writing fails) and the record."""
    done, script = reading, reading.play.script
    if reading.text:
        backup = numbered_backup(script) if script.exists() else None
        try:
            write_text(script, reading.text)
        except ProductionError:
            if backup is not None:
                backup.rename(script)
            raise
        done = dataclasses.replace(reading, backup=backup)
    if reading.record is not None:
        record.save(production.reading(reading.play), reading.record)
    return done


def _made(play: Play, known: Sequence[Role], any_language: bool, title: str) -> ReadPlay:
    assert play.story is not None
    prose, script = interpret(play.story, known, any_language, title)
    text = fountain.dumps(script)
    news = "; ".join(filter(None, (prose.assumed, f"its script is {play.script.name}")))
    return ReadPlay(play, script, news, text, _reading(prose, text, script))


def _kept(
    play: Play, prose: Manuscript, last: record.Reading | None, known: Sequence[Role], changes: Sequence[Change]
) -> ReadPlay:
    """The script as its file has it, with what the last machine reading knows about its lines."""
    text, news = read_text(play.script), ""
    script = fountain.loads(text, str(play.script))
    if last is None:
        fresh = adapt(prose, known=known, any_language=True)
        last = new = _reading(prose, fountain.dumps(fresh), fresh)
        if changes:
            count = f"{len(changes)} paragraph{'s' if len(changes) > 1 else ''}"
            news = f"{play.script.name} is taken as it is, though {count} of the story differ from it"
    else:
        new = record.Reading(_words_of(prose), last.script, last.roles, last.lines)
    return ReadPlay(play, record.annotate(script, last, fountain.doubted(fountain.blocks(text))), news, record=new)


def _load(path: Path) -> Script:
    text = read_text(path)
    return record.noted(fountain.loads(text, str(path)), fountain.remarks(fountain.blocks(text)))


def _reading(prose: Manuscript, text: str, script: Script) -> record.Reading:
    voiced = tuple(line for line in script.lines if line.kind in VOICED)
    return record.Reading(_words_of(prose), text, script.roles, voiced)


def _words_of(prose: Manuscript) -> tuple[str, ...]:
    """Each paragraph with its spacing evened out, so that re-wrapping a file changes nothing."""
    return tuple(" ".join(prose.text[p.span.start : p.span.end].split()) for p in paragraphs(prose))


def changed(prose: Manuscript, play: Play, last: record.Reading | None) -> tuple[Change, ...]:
    """The story's paragraphs that differ from those its script was made from.

    With no record of the last reading, the words of story and script are compared, both ways.
    """
    if last is not None:
        return _differences(prose, last.paragraphs)
    lines = [line.text for line in _load(play.script).lines]
    spoken, told = _letters(" ".join(lines)), _letters(prose.text)
    pairs = zip(_lines_of(prose), _words_of(prose), strict=True)
    missing = [Change(line, "changed", _start(words)) for line, words in pairs if _letters(words) not in spoken]
    return (*missing, *(Change(0, "gone", _start(line)) for line in lines if _letters(line) not in told))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _differences(prose: Manuscript, before: tuple[str, ...]) -> tuple[Change, ...]:
    now = _words_of(prose)
    if now == before:
        return ()
    line = _lines_of(prose)
    found: list[Change] = []
    for verb, a, b, c, d in difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if verb == "delete":
            found += [Change(line[min(c, len(line) - 1)], "gone", _start(words)) for words in before[a:b]]
        elif verb != "equal":
            kind: Literal["new", "changed"] = "new" if verb == "insert" else "changed"
            found += [Change(line[i], kind, _start(now[i])) for i in range(c, d)]
    return tuple(found)


def _lines_of(prose: Manuscript) -> list[int]:
    """The file's line, from 1, on which each paragraph begins."""
    lines, at, line = [], 0, 1
    for paragraph in paragraphs(prose):
        line += len(re.findall(r"\r\n|\r|\n", prose.text[at : paragraph.span.start]))
        at = paragraph.span.start
        lines.append(line)
    return lines


def _start(words: str, limit: int = 48) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " ..."


def _stale(play: Play, changes: tuple[Change, ...]) -> str:
    assert play.story is not None
    listed = [f"  {play.story.name}{f':{c.line}' if c.line else ''}  {c.what}: {c.words}" for c in changes[:SHOWN]]
    if len(changes) > SHOWN:
        listed.append(f"  ... and {len(changes) - SHOWN} more")
    return "\n".join(
        (
            f"{play.story.name} has changed since {play.script.name} was made from it; nothing was recorded.",
            *listed,
            "Say which counts: `audiodrama render --keep-script` performs the script as it is; "
            f"`--reread` makes it anew from the story (the old one is kept as {play.script.name}.1, .2 ...).",
        )
    )
