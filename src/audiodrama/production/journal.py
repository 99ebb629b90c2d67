"""The journal of corrections: what each one changed in the author's files, so that it can be taken back.

It lies in ``.audiodrama`` and may be thrown away; that costs the undo and no decision, for the decisions are in the files.
"""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiodrama.errors import HandEdited, ProductionError
from audiodrama.production.files import read_text, write_text
from audiodrama.production.folder import Play, Production

EDITION = 1  # of the file's form; another edition is read as if there were no journal
AROUND = (200, 60, 20, 0)  # characters on either side by which a place is known again after a hand edit elsewhere
KEPT = 1000  # corrections; older ones can no longer be taken back


@dataclass(frozen=True, slots=True)
class Hunk:
    """A place where a file changed: ``after`` stands at ``at`` (code points) where ``before`` stood, between ``left`` and ``right``."""

    at: int
    before: str
    after: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one file. ``path`` is relative to the production; ``digest`` (sha256) is of the file as it then was."""

    path: str
    digest: str
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction: what it did, in words, and to which files; ``plays`` are the scripts of the plays that
    sound different for it, relative to the production."""

    what: str
    plays: tuple[str, ...]
    changes: tuple[Change, ...]


def path_of(production: Production) -> Path:
    return production.scratch / "corrections.json"


def history(production: Production) -> tuple[Entry, ...]:
    """The corrections that can be taken back, the last one last. A journal that cannot be read is as good as none."""
    path = path_of(production)
    if not path.is_file():
        return ()
    try:
        data = json.loads(read_text(path))
        return tuple(map(_entry, data["entries"])) if data["edition"] == EDITION else ()
    except (ValueError, KeyError, TypeError, ProductionError):
        return ()


def carry_out(
    production: Production, what: str, plays: Sequence[Play], files: Mapping[Path, tuple[str, str]]
) -> Entry | None:
    """Write each file's new text (path -> text before, text now) and enter it; None when nothing changes.

    ProductionError when a file cannot be written; those written before it are put back.
    """
    changed = {path: texts for path, texts in files.items() if texts[0] != texts[1]}
    if not changed:
        return None
    _write_all(changed)
    scripts = tuple(_within(production, play.script) for play in plays)
    entry = Entry(what, scripts, tuple(_change(production, path, *texts) for path, texts in changed.items()))
    _save(production, (*history(production), entry)[-KEPT:])
    return entry


def take_back(production: Production) -> Entry:
    """Undo the last correction and forget it. HandEdited (nothing is written) when the author changed that place since."""
    entries = history(production)
    if not entries:
        raise ProductionError("there is nothing to take back: no correction is on record here")
    last = entries[-1]
    files = {}
    for change in last.changes:
        path = production.root / change.path
        text = read_text(path)
        files[path] = (text, _reverted(text, change, last.what))
    _write_all(files)
    _save(production, entries[:-1])
    return last


def forget(production: Production) -> Entry:
    """Leave the last correction as it is, and out of the journal, so that the one before it can be taken back."""
    entries = history(production)
    if not entries:
        raise ProductionError("there is nothing to forget: no correction is on record here")
    _save(production, entries[:-1])
    return entries[-1]


def _write_all(files: Mapping[Path, tuple[str, str]]) -> None:
    written: list[Path] = []
    try:
        for path, (_, text) in files.items():
            write_text(path, text)
            written.append(path)
    except ProductionError:
        for path in written:
            write_text(path, files[path][0])
        raise


# --- from two texts to what differs


def _change(production: Production, path: Path, before: str, after: str) -> Change:
    return Change(_within(production, path), digest(after), tuple(_hunks(before, after)))


def _within(production: Production, path: Path) -> str:
    return path.relative_to(production.root).as_posix() if path.is_relative_to(production.root) else str(path)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hunks(before: str, after: str) -> Iterator[Hunk]:
    """The rows that differ; what is the same at both ends is not compared row by row."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = _same(old, new)
    last = _same(old[first:][::-1], new[first:][::-1])
    at = sum(map(len, new[:first]))
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    starts = [at]
    for row in new:
        starts.append(starts[-1] + len(row))
    codes = _codes(old, new)
    for a, b, c, d in codes:
        start, end = starts[c], starts[d]
        yield Hunk(
            start,
            "".join(old[a:b]),
            after[start:end],
            after[max(0, start - AROUND[0]) : start],
            after[end : end + AROUND[0]],
        )


def _codes(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where the rows differ. As many rows as before are compared one by one: renaming a role changes thousands."""
    if len(old) == len(new):
        rows = [at for at in range(len(old)) if old[at] != new[at]]
        return [(at, at + 1, at, at + 1) for at in rows]
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(a, b, c, d) for verb, a, b, c, d in codes if verb != "equal"]


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


# --- and back


def _reverted(text: str, change: Change, what: str) -> str:
    known = digest(text) == change.digest
    places = [hunk.at if known else _place(text, hunk) for hunk in change.hunks]
    found = [place for place in places if place is not None]
    ends = [at + len(hunk.after) for at, hunk in zip(found, change.hunks, strict=False)]
    if len(found) < len(places) or any(end > start for end, start in zip(ends, found[1:], strict=False)):
        lost = next((hunk for hunk, place in zip(change.hunks, places, strict=True) if place is None), change.hunks[0])
        raise HandEdited(
            f"{change.path} was edited by hand since, where this correction was made ({what}); it is left as it is. "
            f"There stood:\n{_quoted(lost.before)}\nPut it back by hand if you want it, and drop the correction from the "
            "list: audiodrama undo --forget"
        )
    for at, hunk in reversed(list(zip(found, change.hunks, strict=True))):
        text = text[:at] + hunk.before + text[at + len(hunk.after) :]
    return text


def _place(text: str, hunk: Hunk) -> int | None:
    """Where a hunk's text stands now, by what is around it; None when it is not there, or there twice."""
    for size in AROUND:
        left, right = hunk.left[len(hunk.left) - min(size, len(hunk.left)) :], hunk.right[:size]
        wanted = left + hunk.after + right
        if not wanted or (size == 0 and not hunk.after.strip()):
            return None
        at = text.find(wanted)
        if at >= 0:
            return at + len(left) if text.find(wanted, at + 1) < 0 else None
    return None


def _quoted(text: str) -> str:
    rows = [row for row in re.split(r"\r\n|\r|\n", text) if row.strip()]
    return "\n".join(f"  {row}" for row in rows) or "  (nothing)"


# --- on disk


def _save(production: Production, entries: Sequence[Entry]) -> None:
    data = {"edition": EDITION, "entries": [dataclasses.asdict(entry) for entry in entries]}
    write_text(path_of(production), json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _entry(data: Mapping[str, object]) -> Entry:
    changes = tuple(_loaded(change) for change in _list(data["changes"]))
    return Entry(str(data["what"]), tuple(map(str, _list(data["plays"]))), changes)


def _loaded(change: object) -> Change:
    if not isinstance(change, dict):
        raise TypeError(change)
    hunks = tuple(
        Hunk(int(h["at"]), str(h["before"]), str(h["after"]), str(h["left"]), str(h["right"])) for h in change["hunks"]
    )
    return Change(str(change["path"]), str(change["digest"]), hunks)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
