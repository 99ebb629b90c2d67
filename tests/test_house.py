"""The architecture holds: who may import whom, which library lives in which file, and a few habits of the house.

A room is a file ``NAME.py`` or a folder ``NAME/`` of the package. The west wing reads, the east wing sounds,
they meet in the hall (the script); only the production sees both wings, only the shells see the production.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "audiodrama"
BEDROCK = {"errors"}
HALL = BEDROCK | {"text", "script"}  # what both wings know; `text` is there for Span
WEST = {"quotes", "speakers", "adapt"}
EAST = {"engines", "cast", "performance", "mix", "episode"}
MAY_IMPORT = {  # room -> the rooms that it may import besides itself
    "errors": set(),
    "text": BEDROCK,
    "script": BEDROCK | {"text"},
    "fountain": HALL,
    "quotes": HALL,
    "speakers": HALL | {"quotes"},
    "adapt": HALL | {"quotes", "speakers"},
    "sound": BEDROCK,
    "engines": BEDROCK | {"script", "sound"},  # the script for one name, Gender
    "cast": BEDROCK | {"script", "engines"},
    "performance": BEDROCK | {"script", "cast", "engines", "sound"},
    "mix": BEDROCK | {"script", "cast", "performance", "sound"},
    "episode": BEDROCK | {"script", "cast", "performance", "mix", "sound"},
    "production": HALL | WEST | EAST | {"fountain", "sound"},
    "cli": HALL | WEST | EAST | {"fountain", "sound", "production"},
    "studio": HALL | WEST | EAST | {"fountain", "sound", "production"},
    "__main__": {"cli"},
    "__init__": HALL | WEST | EAST | {"fountain", "sound", "production"},
}
SHELLS = {"cli", "studio", "__main__"}  # only these may use the front door, `from audiodrama import render`
SHARED = {"numpy", "onnxruntime"}  # the two libraries that more than one file may import
ONLY_IN: dict[str, tuple[str, ...]] = {
    "click": ("cli",),
    "imageio_ffmpeg": ("sound/ffmpeg.py",),
    "subprocess": (  # ffmpeg, a player, pyttsx3's child, the workers
        "sound/ffmpeg.py",
        "sound/playing.py",
        "engines/pyttsx3",
        "performance",
    ),
    "urllib": ("production/chat.py",),  # the one place that may open a connection, and only when it is asked to
    "http": ("production/chat.py",),
}
PROGRAMS = {"engines/pyttsx3/child.py"}  # a process of its own: it answers on its pipe, loads its library when asked
FORBIDDEN_NAMES = {"utils", "util", "common", "core", "manager", "service", "handler", "helpers", "misc"}
LONGEST = 400  # lines; about 300 is where a room becomes a folder

Imported = tuple[str, ...]  # a dotted name, in parts: ("audiodrama", "sound", "ffmpeg")


def room(file: str) -> str:
    return file.split("/")[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, Imported]]:
    """Every imported name. `from audiodrama.text import Span` gives ("audiodrama", "text", "Span")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, tuple(alias.name.split("."))) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = ("." * node.level,) if node.level else tuple((node.module or "").split("."))
            yield from ((node, (*home, alias.name)) for alias in node.names)


def crossings(file: str, tree: ast.AST) -> Iterator[str]:
    """Imports between rooms that the table forbids."""
    here = room(file)
    for _, name in imports(tree):
        if name[0].startswith("."):
            yield f"{file}: a relative import hides its room, write audiodrama.ROOM"
        elif name[0] in {"tests", "bench"}:
            yield f"{file}: imports {name[0]}, which is never part of the package"
        elif name[0] == "audiodrama":
            there = name[1] if name[1:] and name[1] in MAY_IMPORT else "__init__"
            allowed = MAY_IMPORT.get(here, set()) | {here} | ({"__init__"} if here in SHELLS else set())
            if there not in allowed:
                yield f"{file}: {here} may not import {there}"


def strangers(files: dict[str, ast.Module]) -> Iterator[str]:
    """Third-party packages imported in more than one file, and those with a home, outside it."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for file, tree in files.items():
        for _, name in imports(tree):
            homes[name[0]].add(file)
    for package, found in homes.items():
        away = sorted(f for f in found if not f.startswith(ONLY_IN.get(package, ("",))))
        if away:
            yield f"{package} belongs in {' or '.join(ONLY_IN[package])}, not in {', '.join(away)}"
        ours = package in sys.stdlib_module_names or package.startswith(".") or package == "audiodrama"
        if len(found) > 1 and not ours and package not in SHARED | ONLY_IN.keys():
            yield f"{package} is imported in {len(found)} files: {', '.join(sorted(found))}"


def hidden_imports(file: str, tree: ast.AST) -> Iterator[str]:
    """Imports inside functions, but an engine's constructor, the front door and the commands."""
    if file == "__init__.py" or room(file) == "cli":
        return
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            constructor = room(file) == "engines" and function.name == "__init__"
            if not constructor and any(True for _ in imports(function)):
                yield f"{file}:{function.lineno}: {function.name}() hides an import"


def habits(file: str, tree: ast.AST) -> Iterator[str]:
    """Broad excepts outside record(), and prints outside the command line."""
    pardoned = {
        handler
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and (room(file), function.name) == ("performance", "record")
        for handler in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node not in pardoned:
            caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"Exception"}
            if caught & {"Exception", "BaseException"}:
                yield f"{file}:{node.lineno}: a broad except; only performance.record may"
        if isinstance(node, ast.Name) and node.id == "print" and room(file) != "cli":
            yield f"{file}:{node.lineno}: the library is quiet, no print"


def shape(file: str, source: str) -> Iterator[str]:
    """Names that say nothing, rooms that the house does not have, files that have outgrown one idea."""
    names = file.removesuffix(".py").split("/")
    if FORBIDDEN_NAMES & {name.split("_")[-1] for name in names}:
        yield f"{file}: name it from the stage or the grammar"
    if names[0] not in MAY_IMPORT:
        yield f"{file}: {names[0]} is not a room of the house"
    if (length := source.count("\n")) > LONGEST:
        yield f"{file}: {length} lines, more than {LONGEST}"


def problems(package: Path) -> list[str]:
    """Everything in this package folder that breaks the rules of the house."""
    sources = {p.relative_to(package).as_posix(): p.read_text("utf-8") for p in sorted(package.rglob("*.py"))}
    trees = {file: ast.parse(source) for file, source in sources.items()}
    found = [problem for file, source in sources.items() for problem in shape(file, source)]
    for file, tree in trees.items():
        found += crossings(file, tree)
        if file not in PROGRAMS:
            found += [*hidden_imports(file, tree), *habits(file, tree)]
    return found + list(strangers(trees))


def test_the_house_stands() -> None:
    assert problems(PACKAGE) == []


def test_the_wings_never_meet_but_in_the_production() -> None:
    seen_by = {here: MAY_IMPORT[here] for here in MAY_IMPORT if here not in SHELLS | {"production", "__init__"}}
    assert all(not (rooms & WEST and rooms & (EAST | {"sound"})) for rooms in seen_by.values())
    assert all(not (seen_by[here] & (EAST | {"sound"})) for here in WEST | HALL | {"fountain"})
    assert all(not (seen_by[here] & (WEST | {"fountain"})) for here in EAST | {"sound"})


GOOD = {
    "text.py": "import re\n",
    "cli/__init__.py": "import click\n",
    "cli/render.py": "import click\n\ndef render():\n    from audiodrama.production import render\n    print(1)\n",
    "engines/hibari.py": "class Hibari:\n    def __init__(self):\n        import hibari\n",
    "performance/record.py": "def record(u):\n    try:\n        return u\n    except Exception:\n        return None\n",
    "sound/ffmpeg.py": "import subprocess\nimport imageio_ffmpeg\nimport numpy\n",
    "mix.py": "import numpy\nfrom audiodrama.sound.ffmpeg import run\n",
}


@pytest.mark.parametrize(
    ("file", "source", "complaint"),
    [
        ("quotes.py", "from audiodrama.mix import arrange", "quotes may not import mix"),
        ("quotes.py", "import audiodrama.sound.ffmpeg", "quotes may not import sound"),
        ("mix.py", "from audiodrama import speakers", "mix may not import speakers"),
        ("cast/load.py", "from audiodrama import Production", "cast may not import __init__"),
        ("sound/meter.py", "from audiodrama.cli import main", "sound may not import cli"),
        ("mix.py", "from .sound import Sound", "relative import"),
        ("mix.py", "from tests.tones import sine", "imports tests"),
        ("mix.py", "import click", "click belongs in cli"),
        ("mix.py", "import subprocess", "subprocess belongs in sound/ffmpeg.py"),
        ("mix.py", "from imageio_ffmpeg import get_ffmpeg_exe", "imageio_ffmpeg belongs in"),
        ("engines/other.py", "import hibari", "hibari is imported in 2 files"),
        ("mix.py", "def arrange():\n    import numpy", "arrange() hides an import"),
        ("engines/hibari.py", "def speak():\n    import hibari", "speak() hides an import"),
        ("mix.py", "try:\n    pass\nexcept Exception:\n    pass", "broad except"),
        ("mix.py", "try:\n    pass\nexcept:\n    pass", "broad except"),
        ("mix.py", "try:\n    pass\nexcept (OSError, BaseException):\n    pass", "broad except"),
        ("performance/workers.py", "try:\n    pass\nexcept Exception:\n    pass", "broad except"),
        ("mix.py", "print('hello')", "no print"),
        ("sound/utils.py", "", "name it from the stage"),
        ("cast_manager.py", "", "name it from the stage"),
        ("cellar.py", "", "cellar is not a room"),
        ("mix.py", "x = 1\n" * 401, "401 lines"),
    ],
)
def test_the_checker_finds_what_it_looks_for(file: str, source: str, complaint: str, tmp_path: Path) -> None:
    for name, text in (GOOD | {file: source}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = problems(tmp_path)
    assert any(complaint in problem for problem in found), found


def test_the_checker_lets_a_good_house_stand(tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert problems(tmp_path) == []
