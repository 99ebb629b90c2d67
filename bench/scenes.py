"""Learns where scenes start, and says what stories left out of the learning score.

    python bench/scenes.py [--gold FOLDER] [--errors] [--write]

It learns from the annotated stories (NN-slug.txt beside NN-slug.gold.json) of the gold folder and of stories/, with the marks of their
marked scenes taken away, and from scene_texts/*.txt, stories written for the purpose (a line ``=== title`` starts one, a line ``%%`` a scene); what novels teach comes in
as scene_books.json (bench/scene_books.py). Everything has a seed. ``--write`` writes quotes/scenes.json, and for each K folds/K/scenes.json,
which has not seen the stories whose place modulo FOLDS is K. ``--errors`` lists what is wrong in the stories left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from audiodrama.quotes import survey
from audiodrama.quotes import verdicts as table
from audiodrama.quotes.cuts import Length, cuts
from audiodrama.quotes.furniture import Page
from audiodrama.quotes.glimpses import Glimpse, glimpses
from audiodrama.quotes.scenes import marked, signs_of
from audiodrama.quotes.turnings import Signs
from audiodrama.text import decode
from corpora import FOLDER as FOLDED
from corpora import FOLDS, shared

HERE = Path(__file__).parent
TEXTS, BOOKS, OURS, EXAM = HERE / "scene_texts", HERE / "scene_books.json", HERE / "stories", HERE / "exam"
OURS_WORTH = 0.03  # of a place of ours in the fit: they turn unmarked more often than what people post; 1, 0.3, 0.1 cost the gold 6, 4, 4 points of F1
SEEDS = (1, 2)
TREES = {
    "objective": "binary", "num_leaves": 6, "min_data_in_leaf": 15, "learning_rate": 0.05, "feature_fraction": 0.3, "bagging_fraction": 0.7,
    "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1,
}  # fmt: skip  # 4 to 15 leaves and 150 to 300 rounds differ by less than a point
ROUNDS = 200
RIDGE, RIDGE_AGAIN = 0.01, 0.1  # inverse strengths of the penalties: 0.003 to 0.03, 0.03 to 0.5 make no difference
LENGTH = Length(
    usual=16, spread=0.7, start=0.75
)  # of both corpora: the median, wide enough for longer scenes; the start of the best F1 left out
Table = dict[str, Any]


@dataclass
class Text:
    """``truth``: the places where scenes start, except 0, each with its mark; ``sure``: where marks stand."""

    name: str
    fold: int
    seen: list[Glimpse]
    given: list[Signs | None]
    truth: dict[int, str]
    sure: set[int]
    weight: float = 1.0


def read(data: bytes, name: str, fold: int, starts: dict[int, str]) -> Text:
    m = decode(data, name)
    layout = survey(m)
    page = Page(m.text, layout.paragraphs)
    seen = glimpses(page, layout.blocks, layout.quotations)
    truth = {
        max(i for i, one in enumerate(seen) if one.start <= start or i == 0): mark for start, mark in starts.items()
    }
    truth.pop(0, None)
    return Text(name, fold, seen, signs_of(seen), truth, marked(page, layout.blocks, seen))


def annotated(folder: Path) -> list[Text]:
    found = []
    for place, gold in enumerate(sorted(folder.glob("*.gold.json"))):
        starts = {scene["start"]: scene["mark"] for scene in json.loads(gold.read_text("utf-8"))["scenes"]}
        starts = {start: mark for start, mark in starts.items() if mark != "start"}
        name = gold.name.removesuffix(".gold.json")
        found.append(read(gold.with_name(f"{name}.txt").read_bytes(), name, place % FOLDS, starts))
    return found


def written(folder: Path) -> list[Text]:
    """The stories of scene_texts, their scene lines taken out."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for story in path.read_text("utf-8").split("=== ")[1:]:
            title, body = story.split("\n", 1)
            scenes = [scene.strip("\n") for scene in body.strip("\n").split("\n%%\n")]
            starts, text = {}, ""
            for scene in scenes:
                text += "\n\n" if text else ""
                starts[len(text)] = "transition"
                text += scene
            found.append(read(text.encode(), title, len(found) % FOLDS, starts))
    return found


def places(texts: Sequence[Text]) -> list[tuple[Text, int]]:
    return [(text, i) for text in texts for i, signs in enumerate(text.given) if signs is not None]


def matrix(rows: Sequence[Signs], names: Sequence[str]) -> np.ndarray:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def linear(rows: Sequence[Signs], right: Sequence[bool], weights: Sequence[float], ridge: float) -> dict[str, float]:
    names = sorted({name for row in rows for name in row})
    x = matrix(rows, names)
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=ridge, max_iter=1000).fit(scale.transform(x), right, sample_weight=weights)
    w = model.coef_[0] / scale.scale_
    bias = float(model.intercept_[0] - (scale.mean_ * w).sum())
    return {name: round(float(worth), 5) for name, worth in zip(names, w, strict=True)} | {table.BIAS: round(bias, 5)}


def grown(rows: Sequence[Signs], right: Sequence[bool], weights: Sequence[float]) -> list[Any]:
    names = sorted({name for row in rows for name in row})
    x, y = matrix(rows, names), np.array(right, float)
    found: list[Any] = []
    for seed in SEEDS:
        model = lgb.train(TREES | {"seed": seed}, lgb.Dataset(x, y, weight=weights), ROUNDS)
        found += [branch(one["tree_structure"], names) for one in model.dump_model()["tree_info"]]
    return found


def branch(node: dict[str, Any], names: Sequence[str]) -> Any:
    """A tree of LightGBM as verdicts.felled reads it."""
    if "split_feature" not in node:
        return round(node["leaf_value"] / len(SEEDS), 5)
    children = [branch(node[side], names) for side in ("left_child", "right_child")]
    return [names[node["split_feature"]], round(node["threshold"], 6), *children]


def first(texts: Sequence[Text]) -> Table:
    """A table without the second judgement."""
    books = json.loads(BOOKS.read_text("utf-8"))
    spots = places(texts)
    rows = [{**(text.given[i] or {}), "books": table.weighed(text.given[i] or {}, books)} for text, i in spots]
    right, weights = [i in text.truth for text, i in spots], [text.weight for text, _ in spots]
    trees = grown(rows, right, weights)
    return {"books": books, "first": linear(rows, right, weights, RIDGE), "trees": trees, "length": as_json(LENGTH)}


def as_json(length: Length) -> dict[str, float]:
    return {"usual": length.usual, "spread": length.spread, "start": length.start}


def learn(texts: Sequence[Text]) -> Table:
    """Both judgements; the second learns from first ones by tables that have not seen the text."""
    rows: list[Signs] = []
    right: list[bool] = []
    weights: list[float] = []
    for k in sorted({text.fold for text in texts}):
        part = first([text for text in texts if text.fold != k])
        for text in (text for text in texts if text.fold == k):
            judged = [None if signs is None else table.first_judgement(signs, part) for signs in text.given]
            for _, i in places([text]):
                rows.append(table.second_signs(text.given, judged, i))
                right.append(i in text.truth)
                weights.append(text.weight)
    return first(texts) | {"second": linear(rows, right, weights, RIDGE_AGAIN)}


def found_in(text: Text, learned: Table, length: Length) -> set[int]:
    return set(cuts(table.judgements(text.given, learned), text.sure, length)) | text.sure


def figures(pairs: Sequence[tuple[Text, set[int]]]) -> str:
    ok = sum(len(found & set(text.truth)) for text, found in pairs)
    given, wanted = sum(len(found) for _, found in pairs), sum(len(text.truth) for text, _ in pairs)
    unmarked = [(i in found) for text, found in pairs for i, mark in text.truth.items() if mark == "transition"]
    bare = sum(len(found - text.sure) for text, found in pairs)
    return (
        f"scenes P {100 * ok / given:.1f} R {100 * ok / wanted:.1f} F1 {200 * ok / (given + wanted):.1f}; unmarked: "
        f"{sum(unmarked)} of {len(unmarked)} found ({100 * sum(unmarked) / len(unmarked):.1f}), {bare - sum(unmarked)} false"
    )


def show_errors(text: Text, found: set[int]) -> None:
    for i in sorted(found ^ set(text.truth)):
        word = "MISSED" if i in text.truth else "FALSE"
        print(f"  {word} {text.name}@{i}: ...{text.seen[i - 1].last[-60:]!r} | {text.seen[i].told[:90]!r}")


def write(learned: Table, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / table.NAME).write_text(json.dumps(learned, separators=(",", ":")) + "\n", "utf-8")
    print(f"wrote {folder / table.NAME}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--errors", action="store_true", help="list the wrong places")
    parser.add_argument(
        "--ours", type=float, default=OURS_WORTH, help="what a place of our own stories is worth in the fit"
    )
    parser.add_argument("--sweep", action="store_true", help="try other lengths and starts on the stories left out")
    parser.add_argument("--write", action="store_true", help="write the tables")
    args = parser.parse_args()
    stories, ours, own = annotated(args.gold), annotated(OURS), written(TEXTS)
    for text in ours:
        text.weight = args.ours
    print(
        f"{len(stories)} and {len(ours)} stories, {len(own)} texts; {sum(len(text.truth) for text in [*stories, *ours, *own])} scene changes"
    )
    tables = [learn([*(one for one in [*stories, *ours] if one.fold != k), *own]) for k in range(FOLDS)]
    for name, texts in (("gold", stories), ("stories/", ours)):
        print(f"left out of {name}: " + figures([(text, found_in(text, tables[text.fold], LENGTH)) for text in texts]))
    pairs = [(text, found_in(text, tables[text.fold], LENGTH)) for text in stories]
    if args.sweep:
        for spread in (0.4, 0.5, 0.7, 1.0):
            for start in np.arange(-1, 2.1, 0.5):
                length = Length(LENGTH.usual, spread, float(start))
                print(
                    f"spread {spread} start {start}: "
                    + figures([(t, found_in(t, tables[t.fold], length)) for t in stories])
                )
    for text, found in pairs if args.errors else ():
        show_errors(text, found)
    whole = learn([*stories, *ours, *own])
    exam = annotated(EXAM)
    print("exam/, which nothing learns from: " + figures([(text, found_in(text, whole, LENGTH)) for text in exam]))
    if args.write:
        for k, learned in enumerate(tables):
            write(learned, FOLDED / str(k))
        write(whole, table.SHIPPED)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
