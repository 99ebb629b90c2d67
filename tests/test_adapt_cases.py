"""Golden cases: a piece of prose and the script it becomes. `pytest --accept` rewrites them; the diff is reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiodrama.adapt import adapt
from audiodrama.script import NARRATOR, Line, Script
from audiodrama.text import Manuscript

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
FENCE = "\n--- script\n"


def read(script: Script) -> str:
    """The script for a reviewer: a line for each scene, then one for each of its lines: kind, role (delivery), words."""
    rows = [f"title | {script.title}"]
    for scene in script.scenes:
        rows.append(f"== {scene.title}")
        rows += [f"{line.kind} | {voice(line)} | {line.text}" for line in scene.lines]
    return "\n".join(rows) + "\n"


def voice(line: Line) -> str:
    name = line.role if line.role != NARRATOR else "-"
    return f"{name} ({line.delivery})" if line.delivery else name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_prose_becomes_this_script(case: Path, accept: bool) -> None:
    prose, expected = case.read_text("utf-8").split(FENCE)
    found = read(adapt(Manuscript(prose, f"{case.stem}.txt")))
    if accept:
        case.write_text(prose + FENCE + found, "utf-8", newline="")
    else:
        assert found == expected
