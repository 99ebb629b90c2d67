"""Corrections: a line given its speaker, its words, its kind; all in the script's file, which is the author's, and all undoable.

Only the touched block of the file changes. Every edit is proved before it is written: the new text must read as the old
script with what was asked for, and nothing else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from audiodrama import fountain
from audiodrama.cast import Cast
from audiodrama.errors import NoSuchRole, ProductionError, ScriptError, near_misses
from audiodrama.production.addresses import Lines, find
from audiodrama.production.casting import completed_text, load_cast
from audiodrama.production.events import Event
from audiodrama.production.files import read_text
from audiodrama.production.folder import Play, Production
from audiodrama.production.journal import Entry, carry_out, forget, history, take_back
from audiodrama.production.promptbook import PromptBook, Spot, of_text
from audiodrama.production.rendering import Choices, render
from audiodrama.production.retouching import Correction, Draft, retouched
from audiodrama.production.words import name_of
from audiodrama.script import NARRATOR, Line, Script


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did: the lines before and after. ``what`` says it in words, "" when the line was so already.

    ``added`` is the role that just joined the cast; ``rendered``: the play has an episode, which ``patch`` brings up to date.
    """

    production: Production
    what: str
    before: tuple[Spot, ...]
    after: tuple[Spot, ...]
    added: str = ""
    rendered: bool = False


def correct(address: str, here: Path, wanted: Correction, *, dry_run: bool = False) -> Corrected:
    """Correct the line, or the range of lines, at ``address``; ``dry_run`` writes nothing.

    NoSuchLine, SeveralLines and NoSuchRole say what was probably meant; ProductionError when it cannot be done.
    """
    found = find(address, here)
    with nullcontext() if dry_run else found.production.locked():
        if read_text(found.book.play.script) != found.book.text:
            found = find(address, here)  # somebody wrote before the lock was ours
        return _carried_out(found, wanted, dry_run=dry_run)


def accept(address: str, here: Path) -> Corrected:
    """The line stands as it is: its doubt goes, and no later reading brings it back."""
    return correct(address, here, Correction())


def patch(production: Production, plays: Sequence[Play]) -> Iterator[Event]:
    """Bring the episodes of these plays up to date with their scripts; those that were never rendered stay so.

    What the stories changed meanwhile is none of it: the next render merges that.
    """
    again = [dataclasses.replace(play, story=None) for play in plays if production.episode(play).exists()]
    if again:
        yield from render(production, again, Choices(join=True))


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back (or forgotten), and how many corrections before it can still be."""

    production: Production
    entry: Entry
    left: int

    @property
    def plays(self) -> tuple[Play, ...]:
        return tuple(Play.of(self.production.root / script) for script in self.entry.plays)


def undo(here: Path, *, keep: bool = False) -> Undone:
    """Take back the last correction of the production, whichever verb made it; ``keep``: leave the files, forget it only.

    HandEdited when the author has changed that place since; nothing is written then.
    """
    production = Production.of(here)
    with production.locked():
        entry = forget(production) if keep else take_back(production)
        return Undone(production, entry, len(history(production)))


def past_corrections(here: Path) -> tuple[Entry, ...]:
    """The corrections that can be taken back, the last one first."""
    return history(Production.of(here))[::-1]


# --- how


def _carried_out(found: Lines, wanted: Correction, *, dry_run: bool) -> Corrected:
    production, book = found.production, found.book
    asked = dataclasses.replace(wanted, speaker=speaker(wanted, book, load_cast(production)))
    spots = _meant(found.spots, asked)
    now, files, added = _drafted(production, book, {spot.index: asked for spot in spots})
    what = "" if now.text == book.text else _told(spots, asked)
    if what and not dry_run:
        carry_out(production, what, [book.play], files)
    after = _standing(now, spots, len(now.spots) - len(book.spots), joined=asked.join)
    return Corrected(production, what, spots, after, added, production.episode(book.play).exists())


def amend(production: Production, book: PromptBook, wanted: Mapping[int, Correction], what: str = "") -> PromptBook:
    """Each line (by its index) of an opened script corrected in its own way, as one step that can be taken back; the script after it.

    ``what`` says it in words for the journal. ProductionError, and nothing is written, when the file is not as it was opened.
    """
    cast = load_cast(production)
    asked = {at: dataclasses.replace(one, speaker=speaker(one, book, cast)) for at, one in wanted.items()}
    with production.locked():
        if read_text(book.play.script) != book.text:
            raise ProductionError(f"{book.play.script} has been changed in the meantime; look at the line again")
        now, files, _ = _drafted(production, book, asked)
        first = min(asked)
        carry_out(production, what or _told((book.spots[first],), asked[first]), [book.play], files)
    return now


def _drafted(
    production: Production, book: PromptBook, wanted: Mapping[int, Correction]
) -> tuple[PromptBook, dict[Path, tuple[str, str]], str]:
    """The script as it will be, the files to be written (text before, text after), and the role that is new in the cast."""
    text = _proved(book, wanted)
    files, now, cast = (
        {book.play.script: (book.text, text)},
        of_text(production, book.play, text),
        load_cast(production),
    )
    names = [one.speaker for one in wanted.values() if one.speaker]
    added = next((name for name in names if not cast.knows(name)), "") if production.voices.exists() else ""
    if added:
        files[production.voices] = completed_text(production, [now.script])
    return now, files, added


def _standing(now: PromptBook, spots: Sequence[Spot], more: int, *, joined: bool) -> tuple[Spot, ...]:
    """Where the corrected lines stand now: as many as before, or one ``more`` for a line that was split."""
    if len(spots) == 1:
        return now.spots[spots[0].index : spots[0].index + 1 + more + joined]
    return tuple(now.spots[spot.index] for spot in spots)


def speaker(wanted: Correction, book: PromptBook, cast: Cast) -> str | None:
    """The name asked for in the spelling of the script or the cast. NoSuchRole, with near misses, when nobody has it."""
    if wanted.speaker is None:
        return None
    name = name_of(wanted.speaker)
    spoken = [role.name for role in book.script.roles]
    if name in spoken:
        return name
    same = next((role for role in spoken if role.casefold() == name.casefold()), "") or cast.name(name)
    if same or wanted.new:
        return same or name
    known = list(dict.fromkeys((*spoken, *(form for one in cast.everyone for form in (one.name, *one.aliases)))))
    listed = near_misses(name, known) or f"; there are {', '.join(known)}."
    raise NoSuchRole(f"nobody here is called {name!r}{listed} To add a role of that name: --new")


def _meant(spots: tuple[Spot, ...], wanted: Correction) -> tuple[Spot, ...]:
    """Those lines of a range that the correction is for: what is said of speakers is for the lines that somebody speaks."""
    if len(spots) == 1:
        return spots
    if wanted.split or wanted.join or wanted.text is not None:
        raise ProductionError("--text, --split and --join are for one line; name one line, not a range")
    voiced = tuple(spot for spot in spots if spot.line.voiced)
    if not voiced:
        raise ProductionError(f"nobody speaks between {spots[0].address} and {spots[-1].address}; it is all narration")
    return voiced


def _proved(book: PromptBook, wanted: Mapping[int, Correction]) -> str:
    """The script's new text, which reads as asked for. ProductionError when there is no safe way to write it."""
    draft = Draft(list(book.blocks), list(book.script.lines), book.play.script.name)
    for at in sorted(wanted, reverse=True):
        retouched(draft, at, _told_kind(wanted[at], book.spots[at].line))
    text = "".join(block.text for block in draft.blocks)
    try:
        read = fountain.loads(text, str(book.play.script))
    except ScriptError:
        read = None
    lines_as_asked = read is not None and list(map(_bare, read.lines)) == list(map(_bare, draft.lines))
    if read is None or not lines_as_asked or _frame(read) != _frame(book.script):
        raise ProductionError(
            f"{book.play.script}:{book.spots[min(wanted)].row}: this place is written in a way that cannot be changed safely; "
            "change it by hand in a text editor"
        )
    return text


def _told_kind(wanted: Correction, line: Line) -> Correction:
    """With the kind that follows from the speaker: who speaks is no narrator, and the narrator's words are narration."""
    if wanted.speaker is None:
        if wanted.kind in ("speech", "thought", "message", "letter") and not line.voiced:
            raise ProductionError(f"a {wanted.kind} has a speaker; say whose it is: --speaker NAME")
        return wanted
    if wanted.speaker == NARRATOR and wanted.kind is None:
        return dataclasses.replace(wanted, kind="narration")
    if wanted.kind is None and not line.voiced:
        return dataclasses.replace(wanted, kind="speech")
    return wanted


def _bare(line: Line) -> Line:
    """What of a line a file can say of itself: whether narration is a tag follows from what is beside it."""
    bare = line.bare()
    return dataclasses.replace(bare, kind="narration") if bare.kind == "tag" else bare


def _frame(script: Script) -> tuple[object, ...]:
    """What no correction of a line changes: the title, the scenes, and the cues that are no pauses."""
    cues = [
        beat for scene in script.scenes for beat in scene.beats if not isinstance(beat, Line) and beat.kind != "pause"
    ]
    return script.title, script.author, [scene.title for scene in script.scenes], cues


def _told(spots: Sequence[Spot], wanted: Correction) -> str:
    """The correction in words, for the journal: where, what, and what it was."""
    where = spots[0].address if len(spots) == 1 else f"{spots[0].address}-{spots[-1].row}"
    was = list(dict.fromkeys(spot.line.role for spot in spots))
    said = [
        f"speaker {wanted.speaker} (was {', '.join(was)})" if wanted.speaker is not None else "",
        "other words" if wanted.text is not None else "",
        f"kind {wanted.kind}" if wanted.kind else "",
        f"delivery {wanted.delivery or 'plain'}" if wanted.delivery is not None else "",
        f"pause {wanted.pause}" if wanted.pause is not None else "",
        f"split after {wanted.split!r}" if wanted.split else "",
        "joined with the next line" if wanted.join else "",
    ]
    return f"{where}: {', '.join(filter(None, said)) or 'accepted'}"
