"""Fits the table of speakers/same.py, by which a noun phrase is joined to the person it means, on annotated stories.

    python bench/people.py [--gold FOLDER] [--write] [--show]

The gold folder holds NN-slug.txt beside NN-slug.gold.json; bench/stories and bench/fitting_stories are learned from too, not the encoder's stories, of
which it knows the answers. Each noun phrase that speaks asks a question; its answer is the character that the phrase is an alias of, else the one who
has most of its lines. A log-linear choice among the candidates and nobody, as in weights.py, no seed. Fold K leaves out the stories whose place in sorted order is K modulo the number of folds, and is read with the turns of fold K.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from audiodrama.speakers import same
from corpora import FOLDER, FOLDS, fold, shared
from lessons import FURTHER, OWN, STORIES, Story, texts

FITTED = (STORIES, OWN, FURTHER)
SMALL = 0.03  # weights below it are not written
Row = tuple[list[dict[str, float]], list[int]]  # candidates' features, which of them are right


def right(story: Story, question: same.Question) -> list[int]:
    """The places of the right candidates (0 is nobody), none when the annotation does not tell.

    A phrase means the character that has most of the lines it tags; else the one it is an alias of; else the one who has most of the lines
    beside which it acts.
    """
    unit, clues = question.unit, story.study.clues
    tagged = [n for n in unit.shown if clues[n].tag is not None]
    who = _most(story, tagged) or story.resolve(question.label) or _most(story, unit.shown)
    if who is None:
        return []
    return [k for k, name in enumerate(question.names) if k and story.resolve(name) == who] or [0]


def _most(story: Story, numbers: Sequence[int]) -> str | None:
    votes = collections.Counter(story.truth[n] for n in numbers if story.truth[n] is not None)
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > sum(votes.values()) else None


def rows(stories: Sequence[Story]) -> list[Row]:
    """Every question that has an answer."""
    found: list[Row] = []
    for story in stories:
        for question in story.study.asked:
            good = right(story, question)
            if good:
                found.append((question.features, good))
    return found


def fit(examples: Sequence[Row], ridge: float) -> dict[str, float]:
    """The weights with the highest likelihood less the ridge."""
    names = sorted({name for features, _ in examples for one in features for name in one})
    index = {name: k for k, name in enumerate(names)}
    size = sum(len(features) for features, _ in examples)
    cells = np.zeros((size, len(names)))
    at = 0
    for features, _ in examples:
        for one in features:
            for name, value in one.items():
                cells[at, index[name]] = value
            at += 1
    group = np.repeat(np.arange(len(examples)), [len(features) for features, _ in examples])
    starts = np.flatnonzero(np.r_[True, np.diff(group) > 0])
    good = np.concatenate([np.isin(np.arange(len(features)), right) for features, right in examples])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = cells @ w
        scores -= np.maximum.reduceat(scores, starts)[group]
        raised = np.exp(scores)
        total = np.add.reduceat(raised, starts)
        hit = np.add.reduceat(raised * good, starts) + 1e-12
        value = -np.log(hit / total).sum() + ridge * (w @ w) / 2
        slope = (raised / total[group] - raised * good / hit[group]) @ cells + ridge * w
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: float(found.x[k]) for name, k in index.items()}


def score(stories: Sequence[Story], weights: Mapping[str, float], show: bool = False) -> collections.Counter[str]:
    """Questions, right answers, joins and wrong joins."""
    tally: collections.Counter[str] = collections.Counter()
    for story in stories:
        for question in story.study.asked:
            good = right(story, question)
            if not good:
                continue
            shares = same.probabilities(question, weights)
            best = max(range(len(shares)), key=lambda k: shares[k])
            best = best if shares[best] >= same.SURE else 0
            tally["asked"] += 1
            tally["right"] += best in good
            tally["to join"] += 0 not in good
            tally["joined"] += best > 0
            tally["joined wrong"] += best > 0 and best not in good
            if show and best not in good:
                wanted = question.names[good[0]] or "nobody"
                print(
                    f"    {story.name[:12]} {question.label} ({question.unit.scene}): {question.names[best] or 'nobody'} {shares[best]:.2f}, right is {wanted} {shares[good[0]]:.2f}"
                )
    return tally


def write(weights: Mapping[str, float], folder: Path) -> Path:
    """Puts the table into a folder where speakers/ may read it."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: round(worth, 2) for name, worth in sorted(weights.items()) if abs(worth) >= SMALL}
    path = folder / same.NAME
    path.write_text(json.dumps(kept, indent=0) + "\n", "utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--write", action="store_true", help="write the tables")
    parser.add_argument("--show", action="store_true", help="print the wrong answers to stories left out")
    args = parser.parse_args()
    given = [(text, text.read(fold(text.fold))) for text in texts(args.gold) if text.corpus in FITTED]
    total: collections.Counter[str] = collections.Counter()
    for k in range(FOLDS):
        part = fit(rows([story for text, story in given if text.fold != k]), args.ridge)
        out = [story for text, story in given if text.fold == k and text.corpus == STORIES]
        total.update(score(out, part, args.show))
        if args.write:
            write(part, FOLDER / str(k))
    every = [story for _, story in given]
    whole = fit(rows(every), args.ridge)
    print("fitted", dict(score(every, whole)))
    print("left out", dict(total))
    if args.show:
        print(json.dumps({k: round(v, 2) for k, v in sorted(whole.items(), key=lambda x: x[1])}))
    if args.write:
        print(f"wrote {write(whole, same.SHIPPED)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
