"""THIRD_PARTY.md names everything that audiodrama is installed with, with the licence that the distribution declares."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NOTICES = (ROOT / "THIRD_PARTY.md").read_text("utf-8")

REQUIREMENTS = [*PROJECT["dependencies"], *(r for extra in PROJECT["optional-dependencies"].values() for r in extra)]
NAMES = sorted({re.split(r"[^\w.-]", requirement)[0] for requirement in REQUIREMENTS} - {PROJECT["name"]})


def row(name: str) -> str:
    """The table row that begins with this package, or ""."""
    return next((line for line in NOTICES.splitlines() if re.match(rf"\| (\S+ \[\S+\], )*{name} \[", line)), "")


@pytest.mark.parametrize("name", NAMES)
def test_every_dependency_is_named_with_its_licence(name: str) -> None:
    assert row(name), f"add {name} to THIRD_PARTY.md, with its licence and its use"
    try:
        declared = metadata(name).get("License-Expression")
    except PackageNotFoundError:
        return  # another platform's or Python's
    assert declared is None or declared in row(name), f"{name} declares {declared}"


def test_what_the_dependencies_bring_is_named_too() -> None:
    for name in ("onnxruntime", "flatbuffers", "protobuf", "packaging", "markdown-it-py", "mdurl", "Pygments"):
        assert row(name), name
