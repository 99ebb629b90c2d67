"""Learns from novels what opens a scene: their scene breaks and chapter headings, with the marks taken away.

    python bench/scene_books.py --raw FOLDER --books FOLDER [--without NAME ...] [--write]

``--raw``: whole novels as NAME.txt.gz, one paragraph a line, ``* * *`` for a break. ``--books``: clones of BOOKS from
https://github.com/standardebooks (public domain in the United States; the editions are CC0), each in a folder of its name.
Only books that mark at least RATE of their paragraphs count. Writes scene_books.json beside this script: weights of the signs of
quotes/turnings.py (logistic regression, seed SEED), which bench/scenes.py takes up. They do not ship by themselves.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from audiodrama.quotes import survey
from audiodrama.quotes.furniture import Page
from audiodrama.quotes.glimpses import glimpses
from audiodrama.quotes.scenes import signs_of
from audiodrama.quotes.turnings import Signs
from audiodrama.text import decode

HERE = Path(__file__).parent / "scene_books.json"
BOOKS = [
    "algis-budrys_short-fiction",
    "dorothy-l-sayers_unnatural-death",
    "edgar-wallace_the-four-just-men",
    "f-scott-fitzgerald_the-beautiful-and-damned",
    "frederik-pohl_short-fiction",
    "fritz-leiber_short-fiction",
    "fritz-leiber_the-big-time",
    "h-beam-piper_little-fuzzy",
    "h-beam-piper_short-fiction",
    "h-beam-piper_space-viking",
    "h-beam-piper_the-cosmic-computer",
    "harry-harrison_short-fiction",
    "mack-reynolds_short-fiction",
    "o-henry_short-fiction",
    "p-g-wodehouse_short-fiction",
    "p-g-wodehouse_something-new",
    "philip-k-dick_short-fiction",
    "poul-anderson_short-fiction",
    "ring-lardner_short-fiction",
    "robert-e-howard_short-fiction",
    "robert-sheckley_short-fiction",
    "stanley-g-weinbaum_short-fiction",
]
AROUND = [
    "titlepage",
    "imprint",
    "colophon",
    "uncopyright",
    "dedication",
    "preface",
    "foreword",
    "introduction",
    "endnotes",
    "epigraph",
    "loi",
    "afterword",
]
RATE = 0.006  # breaks a paragraph
SEED = 5
SHARE = 0.3  # of the paragraphs that start no scene
HEADING_COUNTS = 0.5  # a chapter's start against a break's
RIDGE = 0.05  # inverse strength of the penalty
Row = tuple[Signs, str]  # the signs, and what stood before the paragraph: "break", "title" or ""


def read_book(folder: Path) -> str:
    """The text of a Standard Ebooks clone, ``##`` before headings and ``* * *`` for breaks."""
    package = (folder / "src/epub/content.opf").read_text("utf-8")
    files = {key: name for name, key in re.findall(r'<item href="(text/[^"]+)" id="([^"]+)"', package)}
    found: list[str] = []
    for key in re.findall(r'<itemref idref="([^"]+)"', package):
        name = files.get(key, "")
        if name and not any(one in name for one in AROUND):
            root = ET.fromstring((folder / "src/epub" / name).read_text("utf-8"))
            found += blocks_in(next(child for child in root if child.tag.endswith("body")))
    return "\n\n".join(found) + "\n"


def blocks_in(element: ET.Element) -> Iterator[str]:
    for child in element:
        tag = child.tag.rpartition("}")[2]
        words = re.sub(r"\s+", " ", inline(child).replace("\u2060", "")).strip()
        if tag == "hr":
            yield "* * *"
        elif tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup"):
            if words:
                yield words if tag == "p" else f"## {words}"
        else:
            yield from blocks_in(child)


def inline(element: ET.Element) -> str:
    words = element.text or ""
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "a" and "noteref" in child.attrib.get("{http://www.idpf.org/2007/ops}type", ""):
            inner = ""
        else:
            inner = " " if tag == "br" else f"_{inline(child)}_" if tag in ("i", "em") else inline(child)
        words += inner + (child.tail or "")
    return words


def rows(text: str, name: str) -> list[Row]:
    """The places of one book where a scene may start; [] for a book that marks too few."""
    m = decode(text.encode(), name)
    layout = survey(m)
    seen = glimpses(Page(m.text, layout.paragraphs), layout.blocks, layout.quotations)
    marks = {block.span.start: block.kind for block in layout.blocks}
    above: dict[int, str] = {}
    mark = ""
    for paragraph in layout.paragraphs:
        kind = marks.get(paragraph.span.start)
        mark = kind if kind in ("break", "title") else mark
        if kind is None:
            above[paragraph.span.start], mark = mark, ""
    if sum(mark == "break" for mark in above.values()) < RATE * len(seen):
        return []
    given = signs_of(seen)
    return [(one, above.get(glimpse.start, "")) for one, glimpse in zip(given, seen, strict=True) if one is not None]


def fit(examples: list[Row]) -> dict[str, float]:
    rng = np.random.default_rng(SEED)
    examples = [row for row in examples if row[1] or rng.random() < SHARE]
    names = sorted({name for given, _ in examples for name in given})
    column = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)), np.float32)
    for row, (given, _) in enumerate(examples):
        for name, value in given.items():
            x[row, column[name]] = value
    right = np.array([mark != "" for _, mark in examples])
    weight = np.array([{"": 1 / SHARE, "break": 1.0, "title": HEADING_COUNTS}[mark] for _, mark in examples])
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=RIDGE, max_iter=300).fit(scale.transform(x), right, sample_weight=weight)
    w = model.coef_[0] / scale.scale_
    found = {name: round(float(w[k]), 4) for name, k in column.items()}
    print(f"{len(examples)} places, {right.sum()} of them marked")
    return found | {"bias": round(float(model.intercept_[0] - (scale.mean_ * w).sum()), 4)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--books", type=Path, required=True)
    parser.add_argument(
        "--without", nargs="*", default=[], help="raw novels that a test set holds, which nothing may learn from"
    )
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples: list[Row] = []
    for name in BOOKS:
        examples += rows(read_book(args.books / name), name)
        print(name, len(examples), flush=True)
    for path in sorted(args.raw.glob("*.txt.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        if path.name.removesuffix(".txt.gz") not in args.without and text.count("\n* * *\n") > 9:
            examples += rows(text, path.name)
            print(path.name, len(examples), flush=True)
    weights = fit(examples)
    if args.write:
        HERE.write_text(json.dumps(weights, indent=0) + "\n", "utf-8")
        print(f"wrote {HERE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
