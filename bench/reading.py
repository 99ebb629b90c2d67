"""Reads annotated texts and scores the scripts: speakers, kinds, scenes, cast, and how honest the confidence is; and the speed.

    python bench/reading.py [--shipped] [--classics] [--speed] [--gold FOLDER] [--errors 40] [--record] [--check]

Every text is read with weights that have not seen it (bench/folds); ``--shipped`` reads with those that the package ships.
``--classics`` scores LitBank and QuoteLi3 too, ``--speed`` reads War and Peace and a story from the shell. ``--record`` keeps
the figures in bench/recorded.json, ``--check`` fails when one has dropped by more than a point since. The texts and
their scorers are found beside the repository, in shared/.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from audiodrama.adapt import Reading, adapt, as_json
from audiodrama.text import Manuscript, decode
from corpora import Story, excerpts, fold, novel, scorer, shared, stories, truths

RECORDED = Path(__file__).parent / "recorded.json"
HELD = ("voiced", "speech", "scenes F1", "unmarked scenes R", "cast found once", "gender")
HELD_KINDS = ("kind thought", "kind message", "kind letter", "kind front_matter")
DROP = 1.0  # points that a figure may fall below the recorded one
SURE, LEAST = 0.9, 0.15  # a sure line's confidence; the share of lines that are the least certain
STEP = 0.1  # of the table of confidence


class Decision(NamedTuple):
    """One voiced line: how sure the reading was, and whether it was right."""

    confidence: float
    right: bool


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--shipped", action="store_true", help="read with the shipped weights, which saw the stories")
    parser.add_argument("--errors", type=int, default=0, help="print this many wrong lines")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--classics", action="store_true", help="score LitBank and QuoteLi3 too")
    parser.add_argument("--speed", action="store_true", help="time War and Peace, and a story of 2,000 words")
    parser.add_argument("--record", action="store_true", help="keep the figures as those to hold")
    parser.add_argument("--check", action="store_true", help="fail when a figure has dropped by more than a point")
    return parser.parse_args()


def decisions(story: Story, reading: Reading) -> Iterator[Decision]:
    """Every voiced line of a reading beside the annotation; a line that no character says is a wrong one."""
    resolve = scorer("score_attribution").Resolver(story.gold["characters"])
    lines = [line for line in reading["segments"] if line["speaker"]]
    gold = truths([(line["start"], line["end"]) for line in lines], story.gold["segments"])
    for line, truth in zip(lines, gold, strict=True):
        yield Decision(line["confidence"], truth is not None and resolve(line["speaker"]) == truth)


def honesty(made: list[Decision]) -> dict[str, float]:
    """Shares in per cent: of lines that are sure, of those that are right, and of the errors among the least certain."""
    sure = [d.right for d in made if d.confidence >= SURE]
    doubtful = sorted(made)[: round(LEAST * len(made))]
    wrong = sum(not d.right for d in made)
    return {
        "sure lines": 100 * len(sure) / len(made),
        "right of the sure": 100 * sum(sure) / max(len(sure), 1),
        "errors in the least certain": 100 * sum(not d.right for d in doubtful) / max(wrong, 1),
    }


def show_confidence(made: list[Decision]) -> None:
    print("confidence   lines  right")
    for low in range(round(1 / STEP)):
        held = [d.right for d in made if low <= min(d.confidence, 0.999) / STEP < low + 1]
        if held:
            print(f"{low * STEP:.1f} to {(low + 1) * STEP:.1f} {len(held):7} {100 * sum(held) / len(held):6.1f}")
    print("; ".join(f"{name} {share:.1f}" for name, share in honesty(made).items()))


def read_stories(args: argparse.Namespace) -> dict[str, float]:
    """Scores the stories and prints their table; the total's figures."""
    made: list[Decision] = []
    characters, seconds = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for story in stories(args.gold):
            weights = None if args.shipped else fold(story.place)
            m = decode(story.data, story.name)
            began = time.perf_counter()
            reading = as_json(adapt(m, weights=weights))
            seconds += time.perf_counter() - began
            characters += len(m.text)
            made += decisions(story, reading)
            Path(folder, f"{story.name}.json").write_text(json.dumps(reading), "utf-8")
        figures = Path(folder, "figures")
        command = ["--gold", str(args.gold), "--pred", folder, "--errors", str(args.errors), "--json", str(figures)]
        scorer("score_story").main(command)
        total: dict[str, float] = json.loads(figures.read_text("utf-8"))["total"]
    show_confidence(made)
    print(f"read {characters:,} characters in {seconds:.2f} s: {characters / seconds:,.0f} a second, one process")
    return total | honesty(made)


def read_classics(corpus: str, shipped: bool) -> dict[str, float]:
    """Scores one corpus of classic prose, raw text in; named accuracy over quotations, and over texts with 5 or more."""
    with tempfile.TemporaryDirectory() as folder:
        for excerpt in excerpts(shared(f"corpus/{corpus}")):
            weights = None if shipped else fold(excerpt.place)
            reading = as_json(adapt(Manuscript(excerpt.text, excerpt.name), weights=weights, any_language=True))
            Path(folder, f"{excerpt.name}.json").write_text(json.dumps(reading), "utf-8")
        figures = Path(folder, "figures")
        with contextlib.redirect_stdout(io.StringIO()):
            command = ["--gold", str(shared(f"corpus/{corpus}")), "--pred", folder, "--json", str(figures), "--quiet"]
            scorer("score_attribution").main(command)
        scored = json.loads(figures.read_text("utf-8"))
    texts = [100 * one["named_acc"] for one in scored["texts"].values() if one["quotes"] >= 5]
    return {
        f"{corpus} named": 100 * scored["total"]["named_acc"],
        f"{corpus} named, macro": sum(texts) / len(texts),
        f"{corpus} detection F1": 100 * scored["total"]["det_iou50_f1"],
    }


TIMED = """
import resource, sys, time
from audiodrama.adapt import adapt
from audiodrama.text import Manuscript
text = sys.stdin.read()
began = time.perf_counter()
adapt(Manuscript(text, "War and Peace"))
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def show_speed() -> None:
    """War and Peace in a process of its own; a story of 2,000 words from the shell prompt to its script."""
    done = subprocess.run(
        [sys.executable, "-c", TIMED],
        input=novel("tolstoy-war-and-peace"),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    seconds, peak = map(float, done.stdout.split())
    print(f"War and Peace: {seconds:.1f} s, {peak:.0f} MiB")
    story = next(s for s in stories(shared("corpus/stories")) if len(s.data.split()) >= 2000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "story.txt")
        path.write_bytes(b" ".join(story.data.split(b" ")[:2000]))
        walls = []
        for _ in range(5):
            path.with_suffix(".fountain").unlink(missing_ok=True)
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "audiodrama", "script", str(path)], check=True, capture_output=True)
            walls.append(time.perf_counter() - began)
    print(f"2,000 words from the shell to the script: {sorted(walls)[2]:.2f} s, median of 5")


def dropped(figures: Mapping[str, float]) -> list[str]:
    """Each held figure that is more than a point below the recorded one, in words."""
    recorded: dict[str, float] = json.loads(RECORDED.read_text("utf-8"))
    return [
        f"{name} is {figures[name]:.1f}, recorded {was:.1f}"
        for name, was in recorded.items()
        if name in figures and figures[name] < was - DROP
    ]


def main() -> int:
    args = arguments()
    total = read_stories(args)
    kept = {
        name: total[name]
        for name in (*HELD, *HELD_KINDS, *(n for n in total if n.startswith(("sure", "right", "errors"))))
    }
    if args.classics:
        for corpus in ("litbank", "quoteli3"):
            scored = read_classics(corpus, args.shipped)
            print("; ".join(f"{name} {share:.1f}" for name, share in scored.items()))
            kept |= scored
    if args.json:
        args.json.write_text(json.dumps(total | kept), "utf-8")
    if args.record:
        before = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
        RECORDED.write_text(json.dumps(before | {n: round(v, 1) for n, v in kept.items()}, indent=1) + "\n", "utf-8")
    if args.speed:
        show_speed()
    if total["lost"] or total["overlap"]:
        print("words of a story are lost or twice in its script")
        return 1
    fallen = dropped(kept) if args.check else []
    print("\n".join(fallen), end="\n" if fallen else "")
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
