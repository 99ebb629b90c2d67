"""The cast of every annotated story against the cast that the reading finds: who is found once, split, missing, surplus.

    python bench/cast.py [--gold FOLDER] [--shipped] [--story 02] [--given] [--quiet]

A label is what a voiced line is given to; it stands for the character that its name resolves to, as in the scorer. Beside the
labels stand the lines given to them. Two ceilings tell what the cast costs: "renamed" gives each label the character most
of its lines belong to (what a perfect naming would give), "cast given" reads with the true cast. "One voice" counts the lines that are
heard in the one voice of their character: a split character is right in the largest part only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from audiodrama.adapt import Reading, adapt, as_json
from audiodrama.script import Role
from audiodrama.text import Manuscript, decode
from corpora import fold, scorer, shared

VOICED = ("speech", "thought", "message", "letter")
Resolve = Callable[[str | None], str | None]


@dataclass(frozen=True)
class Line:
    """One voiced line of the annotation: the character it belongs to, the label it was given (None: not found as its kind)."""

    kind: str
    gold: str
    label: str | None
    text: str


@dataclass
class Casting:
    """What one story's reading made of its cast. ``stands``: label -> character; ``sexes``: label -> sex."""

    name: str
    lines: list[Line]
    stands: dict[str, str | None]
    sexes: dict[str, str]
    truth: dict[str, str]  # voice -> sex

    def labels(self, voice: str) -> list[str]:
        return sorted(label for label, who in self.stands.items() if who == voice)

    @property
    def surplus(self) -> list[str]:
        return sorted(label for label, who in self.stands.items() if who not in self.truth)

    def right(self) -> int:
        return sum(self.stands.get(line.label or "") == line.gold for line in self.lines)

    def renamed(self) -> int:
        """Right lines if every label stood for the character most of its lines belong to."""
        held: dict[str, Counter[str]] = defaultdict(Counter)
        for line in self.lines:
            if line.label:
                held[line.label][line.gold] += 1
        return sum(count.most_common(1)[0][1] for count in held.values())

    def one_voice(self) -> int:
        """Lines heard in their character's one voice: each label is one character's at most, and each character has one label."""
        pairs = Counter((line.label, line.gold) for line in self.lines if line.label)
        total, labels, golds = 0, set(), set()
        for (label, gold), n in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            if label not in labels and gold not in golds:
                total, labels, golds = total + n, labels | {label}, golds | {gold}
        return total


def casting(gold: Mapping[str, Any], text: str, reading: Reading, judge: ModuleType) -> Casting:
    """Who was given which lines."""
    segments: list[dict[str, Any]] = gold["segments"]
    characters: list[dict[str, Any]] = gold["characters"]
    resolve: Resolve = judge.Resolver(characters)
    found = sorted(reading["segments"], key=lambda s: s["start"])
    cover, _ = judge.paint(text, found)
    lines = []
    for g in segments:
        if g["kind"] not in VOICED:
            continue
        cells = judge.letters(text, g["start"], g["end"]) or list(range(g["start"], g["end"]))
        held = [found[cover[c]] for c in cells if cover[c] >= 0 and found[cover[c]]["kind"] == g["kind"]]
        votes = Counter(s["speaker"] for s in held)
        label = votes.most_common(1)[0][0] if len(held) * 2 >= len(cells) else None
        lines.append(Line(str(g["kind"]), str(g["speaker"]), label, text[g["start"] : g["end"]]))
    used = {s["speaker"] for s in found if s["kind"] in VOICED and s["speaker"]}
    sexes = {c["id"]: c.get("gender") or "" for c in characters}
    truth = {line.gold: str(sexes[line.gold]) for line in lines}
    own = {c["name"]: c["gender"] or "" for c in reading["characters"]}
    return Casting(str(gold["id"]), lines, {str(n): resolve(str(n)) for n in used}, own, truth)


def show(story: Casting) -> None:
    """Every voice that is not found once with the right sex, and every surplus label, with the lines they got."""
    given: dict[str, Counter[str]] = defaultdict(Counter)
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for line in story.lines:
        given[line.gold][line.label or "-"] += 1
        taken[line.label or "-"][line.gold] += 1

    def of(counts: Counter[str]) -> str:
        return ", ".join(f"{name} {n}" for name, n in counts.most_common(5))

    print(f"{story.name}: {story.right()} of {len(story.lines)} right, renamed {story.renamed()}")
    for voice, sex in sorted(story.truth.items(), key=lambda item: -sum(given[item[0]].values())):
        labels = story.labels(voice)
        said = next((story.sexes.get(label, "") for label in labels if label in story.sexes), "")
        if not labels:
            print(f"    missing {voice} ({sex}): its lines went to {of(given[voice])}")
        elif len(labels) > 1:
            print(f"    split   {voice} ({sex}): " + "; ".join(f"{label} [{of(taken[label])}]" for label in labels))
        if labels and sex in ("f", "m") and said[:1] != sex:
            print(f"    sex     {voice} ({sex}) is {said or 'untold'} as {labels[0]}")
    for label in story.surplus:
        print(f"    surplus {label} ({story.sexes.get(label, '')}) [{of(taken[label])}]")


def tally(stories: Sequence[Casting]) -> Counter[str]:
    """The figures of the scorer, and the ceiling."""
    total: Counter[str] = Counter()
    for story in stories:
        counts = [len(story.labels(voice)) for voice in story.truth]
        sexes = [(voice, sex) for voice, sex in story.truth.items() if sex in ("f", "m")]
        total["voices"] += len(counts)
        total["once"] += counts.count(1)
        total["split"] += sum(n > 1 for n in counts)
        total["missing"] += counts.count(0)
        total["surplus"] += len(story.surplus)
        total["sexes"] += len(sexes)
        total["sex right"] += sum(_sex(story, voice) == sex for voice, sex in sexes)
        total["lines"] += len(story.lines)
        total["right"] += story.right()
        total["renamed"] += story.renamed()
        total["one voice"] += story.one_voice()
    return total


def _sex(story: Casting, voice: str) -> str:
    return next((sex[:1] for label, sex in story.sexes.items() if story.stands.get(label) == voice), "")


def known(gold: Mapping[str, Any]) -> tuple[Role, ...]:
    """The true cast as an author would give it."""
    characters: list[dict[str, Any]] = gold["characters"]
    return tuple(
        Role(str(c["name"]), tuple(a for a in c.get("aliases", ()) if not a.startswith("_")), c.get("gender") or "")
        for c in characters
    )


def read(m: Manuscript, weights: Path | None, roles: Sequence[Role] = ()) -> Reading:
    return as_json(adapt(m, roles, any_language=True, weights=weights))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--shipped", action="store_true", help="read with the shipped weights, which saw these stories")
    parser.add_argument("--story", default="", help="only stories whose file begins so")
    parser.add_argument("--quiet", action="store_true", help="print the totals only")
    parser.add_argument("--given", action="store_true", help="also read with the true cast (slower)")
    return parser.parse_args()


def main() -> int:
    args = arguments()
    sys.path.insert(0, str(shared("eval")))  # one scorer imports the other
    judge = scorer("score_story")
    stories, given = [], []
    for place, annotation in enumerate(sorted(args.gold.glob("*.gold.json"))):
        if not annotation.name.startswith(args.story):
            continue
        gold = json.loads(annotation.read_text("utf-8"))
        m = decode(annotation.with_name(annotation.name.replace(".gold.json", ".txt")).read_bytes(), annotation.stem)
        weights = None if args.shipped else fold(place)
        stories.append(casting(gold, m.text, read(m, weights), judge))
        if args.given:
            given.append(casting(gold, m.text, read(m, weights, known(gold)), judge))
        if not args.quiet:
            show(stories[-1])
    total = tally(stories)
    print(
        f"voices {total['voices']}: once {total['once']} ({100 * total['once'] / total['voices']:.1f}), split {total['split']}, "
        f"missing {total['missing']}; surplus {total['surplus']}; sex {100 * total['sex right'] / total['sexes']:.1f}; "
        f"voiced {100 * total['right'] / total['lines']:.1f}, renamed {100 * total['renamed'] / total['lines']:.1f}, one voice {100 * total['one voice'] / total['lines']:.1f}"
    )
    if given:
        best = tally(given)
        print(f"cast given: voiced {100 * best['right'] / best['lines']:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
