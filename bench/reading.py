"""Adapts every annotated story and scores the scripts: kinds, speakers, scenes, cast; and the speed of reading.

    python bench/reading.py [--gold FOLDER] [--scorer score_story.py] [--errors 40] [--json out.json]

The gold folder holds NN-slug.txt beside NN-slug.gold.json; the scorer reads predictions of the form that
``audiodrama.adapt.as_json`` gives. Both are found beside the repository, in shared/, unless named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audiodrama.adapt import adapt, as_json
from audiodrama.text import decode

FOLDER = Path(__file__).parent / "folds"
FOLDS = 5
BESIDE = Path(__file__).resolve().parent.parent.parent / "shared"


def shared(path: str) -> Path:
    """The path in shared/ beside the repository, or one folder further up, where a worktree keeps it."""
    here = BESIDE / path
    return here if here.exists() else BESIDE.parent.parent / "shared" / path


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--scorer", type=Path, default=shared("eval/score_story.py"))
    parser.add_argument("--shipped", action="store_true", help="read with the shipped weights, which saw these stories")
    parser.add_argument("--errors", type=int, default=0, help="print this many wrong lines")
    parser.add_argument("--json", type=Path, help="write the figures here")
    return parser.parse_args()


def predict(gold: Path, out: Path, folds: Path | None) -> tuple[int, float]:
    """Writes a prediction for every story; the characters read and the seconds it took.

    The weights of a story are those of the fold that has not seen it: of ``folds``/K, K = its place among the stories modulo FOLDS.
    """
    characters, seconds = 0, 0.0
    for place, annotation in enumerate(sorted(gold.glob("*.gold.json"))):
        name = annotation.name.removesuffix(".gold.json")
        data = annotation.with_name(f"{name}.txt").read_bytes()
        began = time.perf_counter()
        m = decode(data, name)
        reading = as_json(adapt(m, weights=folds / str(place % FOLDS) if folds else None))
        seconds += time.perf_counter() - began
        characters += len(m.text)
        story = json.loads(annotation.read_text("utf-8"))["id"]
        (out / f"{story}.json").write_text(json.dumps(reading), "utf-8")
    return characters, seconds


def main() -> int:
    args = arguments()
    with tempfile.TemporaryDirectory() as folder:
        characters, seconds = predict(args.gold, Path(folder), None if args.shipped else FOLDER)
        command = [sys.executable, str(args.scorer), "--gold", str(args.gold), "--pred", folder]
        command += ["--errors", str(args.errors)] + (["--json", str(args.json)] if args.json else [])
        code = subprocess.run(command, check=False).returncode
    print(
        f"read {characters:,} characters in {seconds:.2f} s: {characters / seconds:,.0f} characters a second, one process"
    )
    return code


if __name__ == "__main__":
    raise SystemExit(main())
