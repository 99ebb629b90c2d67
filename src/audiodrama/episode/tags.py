"""What a player shows: tags, chapters and cover, in the words of ffmpeg's metadata file (it writes ID3 CHAP and CTOC from them)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from audiodrama.episode.contents import Chapter
from audiodrama.errors import EpisodeError

MOST_CHAPTERS = 255  # the table of contents (CTOC) counts them in one byte; beyond it the file would be corrupt
COVERS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}  # how each begins; players know no other
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")  # no tag holds a line break or a control character


@dataclass(frozen=True, slots=True)
class Tags:
    """ "" or None: not written. ``date``: a year or YYYY-MM-DD; ``cover``: a JPEG or PNG."""

    title: str = ""
    artist: str = ""
    album: str = ""
    date: str = ""
    cover: Path | None = None


def metadata(tags: Tags, chapters: Sequence[Chapter], rate: int) -> str:
    """The text of an ffmetadata file; chapter times are milliseconds, to the nearest."""
    told = {"title": tags.title, "artist": tags.artist, "album": tags.album, "date": tags.date}
    lines = [";FFMETADATA1", *(f"{name}={_escaped(value)}" for name, value in told.items() if value)]
    for chapter in listed(chapters):
        start, end = (round(1000 * frame / rate) for frame in (chapter.start, chapter.end))
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start}", f"END={end}", f"title={_escaped(chapter.title)}"]
    return "\n".join(lines) + "\n"


def listed(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The chapters that fit in one table: all, or if they are too many, each with the short ones after it, evenly."""
    if len(chapters) <= MOST_CHAPTERS:
        return tuple(chapters)
    firsts = [len(chapters) * index // MOST_CHAPTERS for index in range(MOST_CHAPTERS)] + [len(chapters)]
    groups = [chapters[a:b] for a, b in pairwise(firsts)]
    return tuple(Chapter(group[0].start, group[-1].end, group[0].title) for group in groups)


def vetted_cover(tags: Tags) -> Path | None:
    """The cover, if one is given and players can show it. EpisodeError when it is missing or of another kind."""
    if tags.cover is None:
        return None
    try:
        with tags.cover.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise EpisodeError(
            f"the cover {tags.cover} cannot be read; put the picture there or remove `cover:`"
        ) from error
    if not any(start.startswith(magic) for magic in COVERS):
        raise EpisodeError(f"the cover {tags.cover} is neither a JPEG nor a PNG; players show no other picture")
    return tags.cover


def _escaped(text: str) -> str:
    """One line, with a backslash before what means something in the file."""
    return re.sub(r"([=;#\\])", r"\\\1", UNSPEAKABLE.sub(" ", text).strip())
