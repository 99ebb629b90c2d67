"""Fits all that decides who speaks: the table of the beam (speakers/weights.py), the net of the second look (second.py), the trust in it (trust.py).

    python bench/weights.py --folds 5 [--write] [--gold FOLDER]

Data: the annotated stories (NN-slug.txt beside NN-slug.gold.json), those of bench/stories and bench/fitting_stories, and, at half the worth, those of
bench/encoder_stories (without the encoder's opinions of their lines: it learned from them; their phrases it is asked about) and the LitBank excerpts (CC BY 4.0) but those of novels in other
people's yardsticks (lessons.py, LEFT_OUT). Fold K leaves out the texts whose place among the sorted file names is K modulo 5; its weights go to
bench/folds/K, those fitted on everything into the package. Seeds are fixed. Right means that the role's name resolves to the right character as in
the scorer of whole stories, found beside the repository, in shared/eval.

1. The table: a log-linear ranker on the true histories (ridge), one for each fold, each pair of folds, and all. Names heard only in address and
   noun phrases are tied to their owners by the weights in place (bench/people.py), so a refit starts from the one before it.
2. The net: softmax over a line's candidates. Each training text is decoded by a table that saw neither it nor the fold left out, so the
   net learns from the beam's own mistakes; then it is fitted once more on the outcomes of such nets, so it may run in rounds.
3. The trust: a logistic curve on decisions about stories left out.

Short cuts of the stories as further texts cost 0.8 points on whole ones; so in prose of a few lines the beam weighs in (second.py, FEW).

It prints, for the stories left out: the beam, the net after each round, by kind of evidence.
"""

from __future__ import annotations

import argparse
import collections
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiodrama.speakers import second, trust
from audiodrama.speakers import weights as table
from audiodrama.speakers.decode import PAST, Bench, Verdict, benches, decode, turn_of
from audiodrama.speakers.encoder.opinions import opinions
from audiodrama.speakers.features import Turn
from audiodrama.speakers.second import Ballot, Net, ballots, settled
from corpora import FOLDS, fold, shared
from lessons import CLASSICS, OWN, STORIES, TAUGHT, Story, Text, texts
from nets import Example
from nets import fit as fit_net

RIDGE = 3.0  # 1 to 8 gave the same within a point
SEEN = 3  # candidates a feature must stand at to get a weight
STEPS = 400  # of accelerated gradient ascent; the figure moves no more after 300
SCORED = (STORIES, OWN, CLASSICS)
SMALL = 0.03  # weights below it are not written
SEEDS = 8  # nets averaged
CALM = 2.0  # ridge of the trust
Row = tuple[list[list[str]], list[int]]  # candidates' features, which of them are right


def rows(story: Story) -> list[Row]:
    """Every quotation with more than one candidate, told in the light of the true turns before it."""
    found: list[Row] = []
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


Heard = Mapping[int, Mapping[str, float]]  # the encoder's opinions, by name


@dataclass
class Version:
    """A text read without the weights of its own fold and of one more, and the verdicts on it so far."""

    text: Text
    story: Story
    verdicts: list[Verdict]
    held: list[Ballot]
    examples: list[Example]

    def hold(self, heard: Heard, *, again: bool) -> None:
        """The ballots in the light of the verdicts, and what they teach."""
        found = self.story.study
        numbers = {person.name: person.number for person in found.cast.persons if person.kind != "gone"}
        opinion = {
            line: {numbers[name]: share for name, share in shares.items() if name in numbers}
            for line, shares in heard.items()
        }
        self.held = list(ballots(found.pages, found.cast, found.clues, self.verdicts, opinion, again=again))
        for ballot in self.held:
            right = np.array([self.story.is_right(who, ballot.number) for who in ballot.pool])
            self.examples.append(Example(ballot.figures, right, self.text.worth))

    def heard(self) -> Heard:
        """What the encoder says of the doubtful lines, by name (the casts of a text's versions are numbered apart); nothing of its own stories."""
        if self.text.corpus == TAUGHT:
            return {}
        persons = self.story.study.cast.persons
        found = opinions(self.story.told, self.verdicts)
        return {line: {persons[who].name: share for who, share in shares.items()} for line, shares in found.items()}


Pair = tuple[int, int]  # the folds left out, the lower first; the same twice for one alone


def pair(one: int, other: int) -> Pair:
    return (min(one, other), max(one, other))


PAIRS: list[Pair] = [(a, b) for a in range(FOLDS) for b in range(a, FOLDS)]


class Fit:
    """The whole fit: tables, versions of each text, nets. ``versions[n, k]``: text n while fold k is left out too."""

    def __init__(self, every: Sequence[Text], folder: Path) -> None:
        self.every, self.folder = every, folder
        lines = [(text.fold, rows(text.read(fold(text.fold)))) for text in every if text.corpus in (STORIES, OWN)]
        self.tables = {
            out: fit([row for where, found in lines if where not in out for row in found]) for out in [*PAIRS, (-1, -1)]
        }
        self.versions = {(n, k): self._version(text, k) for n, text in enumerate(every) for k in range(FOLDS)}

    def _version(self, text: Text, out: int) -> Version:
        folder = self.folder / f"{pair(text.fold, out)}-{text.fold}"
        if not folder.exists():
            write_table(self.tables[pair(text.fold, out)], folder)
            shutil.copy(fold(text.fold) / "people.json", folder)
        story = text.read(folder)
        found = story.study
        made = Version(text, story, decode(found.clues, found.cast, table.table(folder)), [], [])
        made.hold({}, again=False)
        return made

    def taught(self, out: Pair) -> list[Example]:
        """What the texts outside these folds teach."""
        return [
            example
            for (_, k), version in self.versions.items()
            if version.text.fold not in out and k == (out[0] if out[0] >= 0 else version.text.fold)
            for example in version.examples
        ]

    def second_round(self) -> None:
        """Every version decided by a net that saw neither its own fold nor the one left out, and held again.

        The encoder is asked once a text, as the version without its own fold reads it.
        """
        nets = {out: fit_net(self.taught(out), 1) for out in PAIRS}
        for (_, k), version in self.versions.items():
            version.verdicts = settled(version.verdicts, version.held, nets[pair(version.text.fold, k)])
        for n, text in enumerate(self.every):
            heard = self.versions[n, text.fold].heard()
            for k in range(FOLDS):
                self.versions[n, k].hold(heard, again=True)


@dataclass(frozen=True)
class Decided:
    """One decision about a line left out, and whether it was right."""

    fold: int
    signs: Mapping[str, float]
    right: bool


def left_out(whole: Fit, nets: Sequence[Net], first: Mapping[int, list[Verdict]]) -> list[Decided]:
    """The stories as their own fold's weights decide them; prints the figures after each round."""
    found: list[Decided] = []
    tallies = {(corpus, turn): collections.Counter[str]() for corpus in SCORED for turn in range(second.ROUNDS + 1)}
    for n, text in enumerate(whole.every):
        if text.corpus not in SCORED:
            continue
        story = whole.versions[n, text.fold].story
        verdicts = first[n]
        count(story, verdicts, tallies[text.corpus, 0])
        for turn in range(second.ROUNDS):
            heard = opinions(story.told, verdicts) if turn == second.ROUNDS - 1 else {}
            held = list(
                ballots(story.study.pages, story.study.cast, story.study.clues, verdicts, heard, again=turn > 0)
            )
            verdicts = settled(verdicts, held, nets[text.fold])
            count(story, verdicts, tallies[text.corpus, turn + 1])
        for clue, verdict, beam in zip(story.study.clues, verdicts, first[n], strict=True):
            if text.corpus != CLASSICS and story.truth[clue.number] is not None and verdict.who >= 0:
                signs = trust.signs(clue, verdict, beam, story.study.cast.persons[verdict.who])
                found.append(Decided(text.fold, signs, story.is_right(verdict.who, clue.number)))
    for (corpus, turn), tally in tallies.items():
        show(f"{corpus} left out, round {turn}" if turn else f"{corpus} left out, beam", tally)
    return found


def count(story: Story, verdicts: Sequence[Verdict], tally: collections.Counter[str]) -> None:
    """Adds quotations and right ones, by kind of evidence, of kind speech and of all kinds."""
    for clue, verdict in zip(story.study.clues, verdicts, strict=True):
        if story.truth[clue.number] is not None:
            for key in ("voiced", story.kinds[clue.number], clue.manner):
                tally["n " + key] += 1
                tally["ok " + key] += story.is_right(verdict.who, clue.number)


def show(name: str, tally: Mapping[str, int]) -> None:
    keys = sorted(key[2:] for key in tally if key.startswith("n "))
    parts = (f"{key} {100 * tally['ok ' + key] / tally['n ' + key]:.1f} of {tally['n ' + key]}" for key in keys)
    print(f"{name}: " + "; ".join(parts), flush=True)


def fit_trust(decided: Sequence[Decided]) -> dict[str, float]:
    """The logistic curve with the highest likelihood less the ridge, by Newton's method."""
    names = sorted({name for one in decided for name in one.signs})
    given = np.array([[one.signs.get(name, 0.0) for name in names] for one in decided])
    right = np.array([one.right for one in decided], float)
    w = np.zeros(len(names))
    for _ in range(30):
        share = 1 / (1 + np.exp(-given @ w))
        slope = given.T @ (right - share) - CALM * w
        bend = (given * (share * (1 - share))[:, None]).T @ given + CALM * np.eye(len(names))
        w += np.linalg.solve(bend, slope)
    return {name: round(float(worth), 3) for name, worth in zip(names, w, strict=True)}


def write_table(weights: Mapping[str, float], folder: Path) -> Path:
    """Puts the table into a folder where speakers/ may read it."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: round(worth, 2) for name, worth in sorted(weights.items()) if abs(worth) >= SMALL}
    path = folder / table.NAME
    path.write_text(json.dumps(kept, indent=0) + "\n", "utf-8")
    return path


def write_net(worth: Net, folder: Path) -> None:
    """The net in half precision."""
    parts = {slot: getattr(worth, slot) for slot in Net.__slots__}
    whole = {slot: part.astype(np.int16 if slot == "kept" else np.float16) for slot, part in parts.items()}
    whole["mean"], whole["spread"] = parts["mean"].astype(np.float32), parts["spread"].astype(np.float32)
    np.savez_compressed(folder / second.NAME, **whole)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--folds", type=int, choices=[FOLDS], default=FOLDS, help="parts left out in turn")
    parser.add_argument("--write", action="store_true", help="write the weights, into the package and into bench/folds")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole = Fit(list(texts(args.gold)), Path(folder))
        first = {n: version.verdicts for (n, k), version in whole.versions.items() if version.text.fold == k}
        whole.second_round()
        nets = [fit_net(whole.taught((k, k)), SEEDS) for k in range(FOLDS)]
        decided = left_out(whole, nets, first)
        if args.write:
            for k in range(FOLDS):
                write_table(whole.tables[k, k], fold(k))
                write_net(nets[k], fold(k))
                curve = fit_trust([one for one in decided if one.fold != k])
                (fold(k) / trust.NAME).write_text(json.dumps(curve, indent=0) + "\n", "utf-8")
            write_table(whole.tables[-1, -1], table.SHIPPED)
            write_net(fit_net(whole.taught((-1, -1)), SEEDS), second.SHIPPED)
            (trust.SHIPPED / trust.NAME).write_text(json.dumps(fit_trust(decided), indent=0) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
