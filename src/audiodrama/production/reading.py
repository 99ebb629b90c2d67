"""From a story to its script on disk. A script edited by hand is the truth; what the story changes since is merged into it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audiodrama import fountain
from audiodrama.adapt import adapt
from audiodrama.errors import ProductionError, UnknownLanguage
from audiodrama.production import record
from audiodrama.production.changes import (
    Change,
    differences,
    edition,
    familiar,
    resourced,
    source_of,
    sourced,
    unsourced,
    words_of,
)
from audiodrama.production.files import numbered_backup, read_bytes, read_text, write_text
from audiodrama.production.folder import Play, Production
from audiodrama.script import VOICED, Role, Script
from audiodrama.text import Manuscript, decode

Answer = Literal["auto", "merge", "keep", "reread"]
# What becomes of a script that is there: "auto" merges what the story changed since into it; "merge" reads and merges also when
# nothing changed; "keep" leaves it as it is; "reread" makes it anew.


@dataclass(frozen=True, slots=True)
class ReadPlay:
    """A play's script in memory, nothing written yet. ``news`` says in words what is new about it ("" = nothing).

    ``text`` is the script to write ("" = the file stays as it is), ``record`` the machine reading to keep, ``backup``
    where the old script went; ``differences`` are what story and script have differently, and stays so.
    """

    play: Play
    script: Script
    news: str = ""
    text: str = ""
    record: record.Reading | None = None
    backup: Path | None = None
    differences: tuple[Change, ...] = ()

    @property
    def told(self) -> str:
        """The news, and where the old script is."""
        return "; ".join(filter(None, (self.news, f"the old script is {self.backup.name}" if self.backup else "")))


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
    answer: Answer = "auto",
    any_language: bool = False,
    title: str = "",
) -> ReadPlay:
    """The play's script: from its file, with what the story changed since, or made from its story. Writes nothing; ``settle`` does."""
    if play.story is None:
        return ReadPlay(play, _load(play.script))
    last = record.load(production.reading(play))
    if answer == "reread" or not play.script.exists():
        return _made(play, known, any_language, title or (last.title if last else ""))
    prose = manuscript(play.story)
    if last is None:
        return _adopted(play, prose, known, put_in=answer == "merge" or (answer == "auto" and _is_newer(play, prose)))
    if answer == "keep" or (answer == "auto" and words_of(prose) == last.paragraphs):
        return _kept(play, last, words_of(prose), known)
    return _merged(play, last, known, any_language)


def _is_newer(play: Play, prose: Manuscript) -> bool:
    """Whether the story has changed since its script was made from it: as the script says, else by the dates of the files."""
    assert play.story is not None
    source = source_of(_text(play))
    return source != edition(prose) if source else play.story.stat().st_mtime > play.script.stat().st_mtime


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
    text = sourced(fountain.dumps(script), prose)
    if play.script.exists() and read_text(play.script) == text:
        return ReadPlay(
            play, script, "read anew it gives the script that is there", record=_reading(prose, text, script, title)
        )
    news = "; ".join(filter(None, (prose.assumed, f"its script is {play.script.name}")))
    return ReadPlay(play, script, news, text, _reading(prose, text, script, title))


def _kept(play: Play, last: record.Reading, words: tuple[str, ...], cast: Sequence[Role]) -> ReadPlay:
    """The script as its file has it, with what the last machine reading knows about its lines."""
    text = read_text(play.script)
    script = fountain.loads(text, str(play.script))
    known = record.annotate(script, last, fountain.doubted(fountain.blocks(text)), cast)
    return ReadPlay(play, known, record=dataclasses.replace(last, paragraphs=words))


def _merged(play: Play, last: record.Reading, known: Sequence[Role], any_language: bool) -> ReadPlay:
    """The script with all that the story changed since the last reading and the author did not."""
    assert play.story is not None
    prose, fresh = interpret(play.story, known, any_language, last.title)
    mine = _text(play)
    merged = fountain.merge(last.script, mine, sourced(fountain.dumps(fresh), prose))
    now = record.carried(_reading(prose, merged.base, fresh, last.title), last)
    return _with(play, merged, mine, now, known, _news(merged))


def _adopted(play: Play, prose: Manuscript, known: Sequence[Role], put_in: bool) -> ReadPlay:
    """The script of which no last reading is known: all in it is the author's, and nothing of it changes. ``put_in``: the
    paragraphs that are new in the story go into it."""
    fresh = adapt(prose, known=known, any_language=True)
    mine, theirs = _text(play), sourced(fountain.dumps(fresh), prose)
    base, new = familiar(prose, fresh, theirs, mine)
    base = resourced(base, source_of(mine)) if put_in and new else theirs
    merged = fountain.merge(base, mine, theirs)
    differing = differences(prose, _load(play.script), new if put_in else ())
    said = merged.base if source_of(mine) else unsourced(merged.base)  # so that its next merge tells the source
    done = _with(play, merged, mine, _reading(prose, said, fresh), known)
    count = f"{len(new)} new paragraph{'s' if len(new) > 1 else ''} of the story"
    news = [f"{count} put into {play.script.name}"] if done.text else []
    if differing:
        news.append(f"{play.script.name} is taken as it is, though {_count(differing)} from the story")
    return dataclasses.replace(done, news="; ".join(news), differences=differing)


def _count(differing: Sequence[Change]) -> str:
    return f"{len(differing)} paragraph{'s differ' if len(differing) > 1 else ' differs'}"


def _with(
    play: Play, merged: fountain.Merged, mine: str, reading: record.Reading, cast: Sequence[Role], news: str = ""
) -> ReadPlay:
    script = fountain.loads(merged.text, str(play.script))
    known = record.annotate(script, reading, fountain.doubted(fountain.blocks(merged.text)), cast)
    return ReadPlay(play, known, news, "" if merged.text == mine else merged.text, reading)


def _news(merged: fountain.Merged) -> str:
    """What a merge did, in words."""
    counts = ((merged.changed, "changed"), (merged.new, "new"), (merged.gone, "gone"), (merged.moved, "moved"))
    taken = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing that the script has not"
    if not merged.conflicts:
        return f"taken over from the story: {taken}"
    many = f"{len(merged.conflicts)} conflicts are" if len(merged.conflicts) > 1 else "1 conflict is"
    return f"taken over from the story: {taken}; {many} noted in the script as [[conflict: ...]], with your words kept"


def _text(play: Play) -> str:
    """The script's file, one that can be read. ScriptError, with its place, otherwise."""
    text = read_text(play.script)
    fountain.loads(text, str(play.script))
    return text


def _load(path: Path) -> Script:
    text = read_text(path)
    return record.noted(fountain.loads(text, str(path)), fountain.remarks(fountain.blocks(text)))


def _reading(prose: Manuscript, text: str, script: Script, title: str = "") -> record.Reading:
    voiced = tuple(line for line in script.lines if line.kind in VOICED)
    return record.Reading(words_of(prose), text, script.roles, voiced, title)
