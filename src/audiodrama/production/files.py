"""Files at the rim: read and written whole, so a crash or a full disk never leaves half of one behind."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path

from audiodrama.errors import ProductionError, StoryError, near_misses

NAME_LIMIT = 80  # characters of a file name before its extension; common file systems allow 255 bytes
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}  # on Windows


def safe_name(raw: str) -> str:
    """A file name made of ``raw``: no separators, control characters, leading dots or reserved names; never empty."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" and c not in '/\\:*?"<>|' else " " for c in raw)
    name = re.sub(r"\s+", " ", kept).strip(" .")
    while len(name) > NAME_LIMIT or len(name.encode()) > 2 * NAME_LIMIT:
        name = name[:-1].strip(" .")
    return f"{name}_" if name.lower() in RESERVED else name or "untitled"


def read_bytes(path: Path) -> bytes:
    """The file's bytes; StoryError names its neighbours when there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        folder = path.parent
        neighbours = [p.name for p in folder.iterdir() if p.is_file()] if folder.is_dir() else []
        raise StoryError(f"{path}: there is no such file{near_misses(path.name, neighbours)}") from None
    except IsADirectoryError:
        raise StoryError(f"{path} is a folder; name a story or a script in it") from None
    except OSError as error:
        raise StoryError(f"{path} cannot be read: {error.strerror}") from error


def read_text(path: Path) -> str:
    """A text file of ours (UTF-8), line endings as they are."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProductionError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Write the whole file or nothing: a temporary neighbour takes its place by rename, and its permissions over.

    ProductionError when that cannot be, and when the author has marked the file as one to be read only.
    """
    path = Path(os.path.realpath(path))  # a link stays a link, and what it leads to is written
    temporary = path.parent / f".audiodrama-{os.getpid()}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
        if mode is not None and not mode & stat.S_IWUSR:
            raise ProductionError(f"{path} is read-only, so it stays as it is; make it writable and try again")
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise ProductionError(cannot_write(path, error)) from error


def cannot_write(path: Path, error: OSError) -> str:
    """The sentence for an author when ``path`` cannot be written."""
    if error.errno == errno.ENOSPC:
        return f"{path} cannot be written: the disk is full. Free some space and run the same command again"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path} cannot be written: no permission there. Move the production to a folder of your own"
    return f"{path} cannot be written: {error.strerror}"


def numbered_backup(path: Path) -> Path:
    """Move ``path`` to ``path.1``, ``path.2`` ... (the first free number) and return the new place."""
    number = 1
    while (backup := path.with_name(f"{path.name}.{number}")).exists():
        number += 1
    try:
        path.rename(backup)
    except OSError as error:
        raise ProductionError(cannot_write(backup, error)) from error
    return backup
