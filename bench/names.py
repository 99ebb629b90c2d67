"""Fits what tells a person's name from other capitals (speakers/names.json), and scores it.

    python bench/names.py [--write]

Fitted on bench/encoder_stories, which nothing is scored by: every form of a run of capitals, and whether a word of it is a name, alias or
misspelling in the annotated cast, by logistic regression. A person who never speaks is in no annotated cast and counts as none, which suits us.
Scored on the 25 annotated stories and on bench/stories, which the fit has not seen: names found, missed, and others taken for one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audiodrama.quotes import survey
from audiodrama.speakers import names, naming
from audiodrama.speakers.page import passages, spoken
from audiodrama.speakers.words import TITLES
from audiodrama.text import decode
from corpora import Story, shared, stories

RIDGE = 2.0
MOST_CUTS = 6  # of one story and one length
CUT_WORTH = 0.2  # of a form in a cut
CUTS = (2, 6, 20)  # paragraphs of the short cuts that teach what prose of few words is like
NOUNS = ("the ", "his ", "her ", "my ", "their ", "our ")


Judged = tuple[names.Form, names.Conduct, names.Sightings, bool]


def forms(story: Story, size: int | None = None) -> Iterator[Judged]:
    """Every form with a name, how it behaves, and whether somebody of the annotated cast bears it: in the whole, or in cuts of ``size`` paragraphs."""
    m = decode(story.data, story.name)
    layout = survey(m)
    pages = [page for page in passages(m, layout) if not page.title]
    borne = bearers(story)
    step = max(size or 0, len(pages) // MOST_CUTS) if size else len(pages)
    for start in range(0, len(pages), step):
        part = pages[start : start + size] if size else pages
        told = [(page.tokens, False) for page in part]
        said = [(spoken(m, layout, number), True) for page in part for number in page.quotes]
        seen = names.sight([*told, *said])
        for form, conduct in seen.forms.items():
            if form[1]:
                yield form, conduct, seen, any(name.lower() in borne for name in form[1])


def bearers(story: Story) -> set[str]:
    """The words that name somebody of the annotated cast, in lower case."""
    return {
        word.strip('.,"“”').removesuffix("'s").lower()
        for person in story.gold["characters"]
        for alias in [person["name"], *person["aliases"], *person.get("misspellings", [])]
        if not alias.lower().startswith(NOUNS)
        for word in alias.split()
    } - set(TITLES)


def fit(figures: np.ndarray, right: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """The weights with the highest likelihood less the ridge, by Newton's method."""
    w = np.zeros(figures.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-figures @ w))
        bend = (figures * (worth * share * (1 - share))[:, None]).T @ figures + RIDGE * np.eye(len(w))
        w += np.linalg.solve(bend, figures.T @ (worth * (right - share)) - RIDGE * w)
    return w


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write speakers/names.json")
    args = parser.parse_args()
    here = Path(__file__).parent
    taught, worth = [], []
    for story in stories(here / "encoder_stories"):
        for size in (None, *CUTS):
            rows = [[*naming.figures(*form[:3]), float(form[3])] for form in forms(story, size)]
            taught += rows
            worth += [1.0 if size is None else CUT_WORTH] * len(rows)
    table = np.array(taught)
    w = fit(table[:, :-1], table[:, -1], np.array(worth))
    kept = {name: round(float(worth), 2) for name, worth in zip(naming.FIGURES, w, strict=True)}
    for title, folder in (("25 stories", shared("corpus/stories")), ("bench/stories", here / "stories")):
        tally: Counter[str] = Counter()
        for story in stories(folder):
            for form, conduct, seen, right in forms(story):
                found = (
                    sum(kept[n] * x for n, x in zip(naming.FIGURES, naming.figures(form, conduct, seen), strict=True))
                    > 0
                )
                tally["found" if found and right else "missed" if right else "wrong" if found else "left"] += 1
        print(title, dict(tally))
    if args.write:
        path = Path(naming.__file__).with_name("names.json")
        path.write_text(json.dumps(kept, indent=0) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
