"""Where the annotated texts and their scorers lie, and which fold of the weights has not seen a text. Run by nobody; imported by the benches."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared"
FOLDER = Path(__file__).parent / "folds"  # FOLDER/K: weights that saw no text of fold K; never packaged
FOLDS = 5


def shared(path: str) -> Path:
    """The path in shared/ beside the repository, or one folder further up, where a worktree keeps it."""
    here = BESIDE / path
    return here if here.exists() else BESIDE.parent.parent / "shared" / path


def fold(place: int) -> Path:
    """The weights for the text at this place (from 0) of its corpus in order of file names: fitted without it."""
    return FOLDER / str(place % FOLDS)


@dataclass(frozen=True, slots=True)
class Story:
    """An annotated story: its file's bytes, the gold script, and its place among the stories."""

    name: str
    data: bytes
    gold: Mapping[str, Any]
    place: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Annotated classic prose: quotations and speakers only."""

    name: str
    text: str
    place: int


def stories(folder: Path) -> Iterator[Story]:
    for place, path in enumerate(sorted(folder.glob("*.gold.json"))):
        gold = json.loads(path.read_text("utf-8"))
        yield Story(gold["id"], path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes(), gold, place)


def excerpts(folder: Path) -> Iterator[Excerpt]:
    for place, path in enumerate(sorted(folder.glob("*.jsonl"))):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            yield Excerpt(record["id"], record["text"], place)


def novel(name: str) -> str:
    """A whole novel of corpus/raw."""
    return gzip.decompress(shared(f"corpus/raw/{name}.txt.gz").read_bytes()).decode("utf-8")


def scorer(name: str) -> ModuleType:
    """A scorer of shared/eval as a module: ``score_story`` or ``score_attribution``."""
    path = shared(f"eval/{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def truths(spans: Sequence[tuple[int, int]], gold: Sequence[Mapping[str, Any]]) -> list[str | None]:
    """For each stretch the character whose voice the annotation has at most of it; None where it has no voice."""
    voiced = sorted((s for s in gold if s["speaker"]), key=lambda s: s["start"])
    found: list[str | None] = []
    for start, end in spans:
        shares: dict[str, int] = {}
        for segment in voiced:
            if segment["start"] >= end:
                break
            if segment["end"] > start:
                inside = min(end, segment["end"]) - max(start, segment["start"])
                shares[segment["speaker"]] = shares.get(segment["speaker"], 0) + inside
        found.append(max(shares, key=lambda who: shares[who]) if shares else None)
    return found
