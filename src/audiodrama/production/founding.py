"""A new production: a folder with a commented voices.yaml, a place for stories, and a .gitignore."""

from __future__ import annotations

from pathlib import Path

from audiodrama import cast as casts
from audiodrama.engines import open_engine
from audiodrama.errors import ProductionError
from audiodrama.production.files import cannot_write, read_bytes, safe_name, write_text
from audiodrama.production.folder import Play, Production
from audiodrama.text import decode

IGNORED = "# What can be made again: takes and episodes.\n/.audiodrama/\n/episodes/\n"
TITLE_WORDS = 6  # of pasted prose that has no title of its own


def found(name: str, story: Path | None, here: Path) -> tuple[Production, Path | None]:
    """Make the folder ``name`` (below ``here``) a production, with a copy of ``story`` in its scripts folder."""
    path = Path(name)
    root = (path if path.is_absolute() else here / path.parent / safe_name(path.name)).resolve()
    if (root / "voices.yaml").exists():
        raise ProductionError(f"{root} is a production already; render in it, or choose another name")
    if root.exists() and not root.is_dir():
        raise ProductionError(f"{root} is a file; choose another name")
    if not name.strip(" ./"):
        raise ProductionError("the new production needs a name: audiodrama new NAME")
    data = read_bytes(story) if story else b""
    if story:
        decode(data, story.name)  # what is no prose is refused before anything is made
    production = Production(root)
    try:
        (root / "scripts").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProductionError(cannot_write(root, error)) from error
    write_text(production.voices, casts.complete("", (), open_engine))
    if not (root / ".gitignore").exists():
        write_text(root / ".gitignore", IGNORED)
    return production, keep(production, safe_name(story.stem) + story.suffix, data) if story else None


def keep(production: Production, name: str, data: bytes) -> Path:
    """The story ``data`` in the production's scripts folder; a file of the same name with other words stays, and the new one is numbered."""
    stem, suffix = Path(name).stem, Path(name).suffix
    path, number = production.root / "scripts" / name, 1
    while path.exists() and path.read_bytes() != data:
        number += 1
        path = path.with_name(f"{stem}-{number}{suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise ProductionError(cannot_write(path, error)) from error
    return path


def pasted(data: bytes, title: str, here: Path) -> tuple[Production, Play]:
    """Prose from standard input, kept as a story of the production in ``here`` and named by its title, else by its first words."""
    prose = decode(data, title or "the pasted text")
    first = next((line for line in prose.text.splitlines() if line.strip()), "")
    name = safe_name(title or " ".join(first.strip(" #*\"“”‘’'_.,").split()[:TITLE_WORDS]))
    production = Production.of(here)
    return production, Play.of(keep(production, f"{name}.txt", data))
