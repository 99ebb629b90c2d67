"""Fits the table of speakers/weights.py on annotated stories, and says what stories left out of the fit score.

    python bench/weights.py --gold FOLDER [--only 02-30] [--folds 5] [--write]

The gold folder holds NN-slug.txt beside NN-slug.gold.json. A log-linear ranker: at every quotation the candidates'
features are summed, the right speaker's share of the softmax is raised, large weights are held down (ridge). The
histories are the true ones. No seed is needed; but the table in place ties names heard in address to their owners before
the fit, so each refit starts from the one before it and moves the figures by up to a point and a half. Right means that the role's name resolves to the right
character as in the scorer of whole stories, which is found beside the repository, in shared/eval.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiodrama.quotes import survey
from audiodrama.speakers import weights as table
from audiodrama.speakers.attribution import Study, study
from audiodrama.speakers.decode import PAST, Bench, benches, decode, turn_of
from audiodrama.speakers.features import Turn
from audiodrama.text import decode as decode_text
from corpora import fold, scorer, shared, truths

RIDGE = 3.0  # 1 to 8 gave the same within a point
SEEN = 3  # candidates a feature must stand at to get a weight
STEPS = 400  # of accelerated gradient ascent; the figure moves no more after 300
SMALL = 0.03  # weights below it are not written

Row = tuple[list[list[str]], list[int]]  # candidates' features, which of them are right


@dataclass
class Story:
    """``truth``: each quotation's right character, None when the annotation has none there."""

    name: str
    study: Study
    truth: list[str | None]
    kinds: list[str]
    resolve: Callable[[str], str | None]

    def is_right(self, who: int, number: int) -> bool:
        person = self.study.cast.persons[who]
        return self.truth[number] is not None and self.resolve(person.name) == self.truth[number]


def load(
    gold: Path, make: Callable[[list[dict[str, object]]], Callable[[str], str | None]], weights: Path | None = None
) -> Story:
    """One story as the program reads it (with this folder of weights), with the truth of every quotation it finds."""
    data = json.loads(gold.read_text("utf-8"))
    m = decode_text(gold.with_name(gold.name.replace(".gold.json", ".txt")).read_bytes(), gold.stem)
    layout = survey(m)
    longest = [max(q.spans, key=lambda span: span.end - span.start) for q in layout.quotations]
    truth = truths(longest, data["segments"])
    kinds = [q.kind for q in layout.quotations]
    return Story(data["id"], study(m, layout, weights=weights), truth, kinds, make(data["characters"]))


def rows(stories: Sequence[Story]) -> list[Row]:
    """Every quotation with more than one candidate, told in the light of the true turns before it."""
    found: list[Row] = []
    for story in stories:
        past: tuple[Turn, ...] = ()
        tally: dict[int, int] = {}
        for bench in benches(story.study.clues, story.study.cast):
            past, tally = _row(story, bench, past, tally, found)
    return found


def _row(
    story: Story, bench: Bench, past: tuple[Turn, ...], tally: dict[int, int], found: list[Row]
) -> tuple[tuple[Turn, ...], dict[int, int]]:
    clue = bench.clue
    if past and past[-1].scene != clue.scene:
        tally = {}
    pool = bench.pool(past)
    right = [k for k, who in enumerate(pool) if story.is_right(who, clue.number)]
    if right and len(pool) > 1:
        found.append(([bench.features(who, past, tally) for who in pool], right))
    if not pool:
        return past, tally
    spoke = pool[right[0]] if right else pool[0]
    tally = {**tally, spoke: tally.get(spoke, 0) + 1}
    return (*past, turn_of(clue, spoke))[-PAST:], tally


def fit(examples: Sequence[Row], ridge: float = RIDGE) -> dict[str, float]:
    """The weights with the highest likelihood less the ridge."""
    counts = collections.Counter(name for features, _ in examples for one in features for name in set(one))
    index = {name: k for k, name in enumerate(sorted(name for name, n in counts.items() if n >= SEEN))}
    cells = [
        (row, index[name])
        for row, one in enumerate(one for features, _ in examples for one in features)
        for name in one
        if name in index
    ]
    at, column = np.array(cells).T
    group = np.repeat(np.arange(len(examples)), [len(features) for features, _ in examples])
    right = np.concatenate([np.isin(np.arange(len(features)), good) for features, good in examples])
    starts = np.flatnonzero(np.r_[True, np.diff(group) > 0])

    def slope(w: np.ndarray) -> np.ndarray:
        scores = np.bincount(at, w[column], minlength=len(group))
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every = scores / np.add.reduceat(scores, starts)[group]
        good = scores * right / (np.add.reduceat(scores * right, starts)[group] + 1e-12)
        return np.bincount(column, (good - every)[at], minlength=len(index)) - ridge * w

    w, before = np.zeros(len(index)), np.zeros(len(index))
    spread = np.bincount(column, minlength=len(index)) + ridge  # a bound on each weight's curvature
    for step in range(STEPS):
        ahead = w + step / (step + 3) * (w - before)
        before, w = w, ahead + slope(ahead) / np.sqrt(spread * spread.max()) * 0.9
    return {name: float(w[k]) for name, k in index.items()}


def score(stories: Sequence[Story], weights: Mapping[str, float]) -> collections.Counter[str]:
    """Quotations and right ones, by kind of evidence, of kind speech and of all kinds."""
    tally: collections.Counter[str] = collections.Counter()
    for story in stories:
        verdicts = decode(story.study.clues, story.study.cast, weights)
        for clue, verdict in zip(story.study.clues, verdicts, strict=True):
            if story.truth[clue.number] is None:
                continue
            good = verdict.who >= 0 and story.is_right(verdict.who, clue.number)
            bucket = f"sure {min(int(verdict.share * 5), 4) * 20:02d}"
            for key in ("voiced", story.kinds[clue.number], clue.manner, bucket):
                tally["n " + key] += 1
                tally["ok " + key] += good
    return tally


def show(name: str, tally: Mapping[str, int]) -> None:
    keys = sorted(key[2:] for key in tally if key.startswith("n "))
    parts = (f"{key} {100 * tally['ok ' + key] / tally['n ' + key]:.1f} of {tally['n ' + key]}" for key in keys)
    print(f"{name}: " + "; ".join(parts))


def write(weights: Mapping[str, float], folder: Path) -> Path:
    """Puts the table into a folder where speakers/ may read it."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: round(worth, 2) for name, worth in sorted(weights.items()) if abs(worth) >= SMALL}
    path = folder / table.NAME
    path.write_text(json.dumps(kept, indent=0) + "\n", "utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--only", default="", help="fit on these stories, such as 02-30, and score the others unseen")
    parser.add_argument(
        "--folds",
        type=int,
        default=0,
        help="also score each of so many parts of the fitted stories, fitted on the rest",
    )
    parser.add_argument("--write", action="store_true", help="write the table")
    args = parser.parse_args()
    make = scorer("score_attribution").Resolver
    stories = [load(gold, make) for gold in sorted(args.gold.glob("*.gold.json"))]
    low, high = args.only.split("-") if args.only else ("", "~")
    fitted = [story for story in stories if low <= story.name[: len(high)] <= high]
    unseen = [story for story in stories if story not in fitted]
    weights = fit(rows(fitted))
    show("fitted", score(fitted, weights))
    if unseen:
        show("unseen", score(unseen, weights))
    if args.folds:
        total: collections.Counter[str] = collections.Counter()
        for k in range(args.folds):
            rest = [story for i, story in enumerate(fitted) if i % args.folds != k]
            part = fit(rows(rest))
            total.update(score(fitted[k :: args.folds], part))
            if args.write:
                write(part, fold(k))
        show("left out", total)
    if args.write:
        print(f"wrote {write(weights, table.SHIPPED)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
