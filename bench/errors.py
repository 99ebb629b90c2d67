"""Why lines of the annotated stories are given to the wrong speaker: kind of evidence by cause, stories left out of the fit.

    python bench/errors.py [--gold FOLDER] [--list 40]

Causes: the right character has no person in the cast (missing) or is no candidate (unasked); the chosen person is no character of the
annotation (nobody) or has the lines of several (mixed); else a choice among real people: the speaker of the line just before or after
(neighbour), another of the same sex (same sex) or of another (other sex). The figure with the cast forgiven leaves out the lines of the first four.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from functools import partial
from pathlib import Path

from audiodrama.speakers.attribution import one_hand
from audiodrama.speakers.decode import Verdict, decode
from audiodrama.speakers.encoder.opinions import opinions
from audiodrama.speakers.second import again, ballots, net
from audiodrama.speakers.weights import table
from corpora import fold, shared
from lessons import Story, texts

CAST = ("missing", "unasked", "nobody", "mixed")
MIXED = 0.5  # of a person's lines belong to one character, or the person is several


def cause(
    story: Story, verdicts: list[Verdict], number: int, pools: dict[int, list[int]], sexes: dict[str, str]
) -> str:
    """Of a wrong line."""
    truth, chosen = story.truth[number], verdicts[number].who
    persons = [person for person in story.study.cast.persons if person.kind != "gone"]
    if not any(story.resolve(person.name) == truth for person in persons):
        return "missing"
    if not any(story.is_right(who, number) for who in pools.get(number, ())):
        return "unasked"
    got = story.resolve(story.study.cast.persons[chosen].name)
    if got is None:
        return "nobody"
    lines = [story.truth[k] for k, verdict in enumerate(verdicts) if verdict.who == chosen and story.truth[k]]
    if lines.count(got) < MIXED * len(lines):
        return "mixed"
    if any(0 <= k < len(verdicts) and verdicts[k].who == chosen for k in (number - 1, number + 1)):
        return "neighbour"
    return "same sex" if sexes.get(got) == sexes.get(str(truth)) else "other sex"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--list", type=int, default=0, help="print this many wrong lines")
    args = parser.parse_args()
    tally: collections.Counter[tuple[str, str]] = collections.Counter()
    listed: list[str] = []
    golds = sorted(args.gold.glob("*.gold.json"))
    for gold, text in zip(golds, texts(args.gold), strict=False):
        folder = fold(text.fold)
        story = text.read(folder)
        found = story.study
        first = decode(found.clues, found.cast, table(folder))
        ask = partial(opinions, story.told)
        verdicts = one_hand(found.clues, again(found.pages, found.cast, found.clues, first, net(folder), ask))
        held = ballots(found.pages, found.cast, found.clues, verdicts, ask(verdicts), again=True)
        pools = {ballot.number: ballot.pool for ballot in held}
        sexes = {c["id"]: c.get("gender") or "" for c in json.loads(gold.read_text("utf-8"))["characters"]}
        for clue in found.clues:
            if story.truth[clue.number] is not None:
                right = story.is_right(verdicts[clue.number].who, clue.number)
                why = "right" if right else cause(story, verdicts, clue.number, pools, sexes)
                tally[clue.manner, why] += 1
                if why != "right":
                    chosen = found.cast.persons[verdicts[clue.number].who].name
                    listed.append(
                        f"{story.name} line {clue.number} {clue.manner} {why}: {chosen}, not {story.truth[clue.number]}"
                    )
    show(tally)
    print("\n".join(listed[: args.list]))
    return 0


def show(tally: dict[tuple[str, str], int]) -> None:
    causes = [*CAST, "neighbour", "same sex", "other sex"]
    print("evidence  lines  right  " + "  ".join(causes))
    for manner in [*sorted({manner for manner, _ in tally}), "all"]:
        row = {
            why: sum(n for (m, w), n in tally.items() if w == why and manner in (m, "all"))
            for why in ["right", *causes]
        }
        lines = sum(row.values())
        print(
            f"{manner:8} {lines:6} {100 * row['right'] / lines:6.1f}  "
            + "  ".join(f"{row[w]:{len(w)}}" for w in causes)
        )
    forgiven = lines - sum(row[why] for why in CAST)
    print(f"with the errors of the cast forgiven: {100 * row['right'] / forgiven:.1f}")


if __name__ == "__main__":
    sys.exit(main())
