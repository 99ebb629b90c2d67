"""Scores the finding of quotations, whatever the marks: each set as it is, with curly marks and with British single ones.

    python bench/quotations.py [--sets stories litbank quoteli3] [--worst 5] [--json out.json]

Each text is read by ``audiodrama.adapt`` and scored by the scorer of attribution, one-to-one at IoU 0.5 (F1) and to the character (exact).
Corpora and scorer are found beside the repository, in shared/. Restyled copies keep every offset.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiodrama.adapt import adapt, as_json
from audiodrama.text import Manuscript
from reading import shared

STYLES = ("as written", "curly", "single")
SETS = ("stories", "litbank", "quoteli3")
WANTED = {"stories": "98", "litbank": "97", "quoteli3": ""}
RESTYLED = "97"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sets", nargs="+", default=SETS, choices=SETS)
    parser.add_argument("--worst", type=int, default=0, help="name this many texts of the lowest F1 in each set")
    parser.add_argument("--json", type=Path, help="write the figures here")
    return parser.parse_args()


def texts_of(corpus: str) -> Iterator[dict[str, object]]:
    """Each text of a corpus as the scorer of attribution knows it; a story's speech is taken from its gold script."""
    folder = shared(f"corpus/{corpus}")
    for file in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
    for file in sorted(folder.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        speech = [s for s in gold["segments"] if s["kind"] == "speech"]
        quotes = [
            {"id": f"q{number}", "spans": [[s["start"], s["end"]]], "speaker": s["speaker"], "type": None}
            for number, s in enumerate(speech)
        ]
        yield {"id": gold["id"], "text": text, "characters": gold["characters"], "quotes": quotes}


def styled(corpus: str, style: str, folder: Path) -> Path:
    """The corpus as one file of JSON lines, its straight marks rewritten unless ``style`` is as written."""
    plain = folder / f"{corpus}.jsonl"
    plain.write_text("".join(json.dumps(text) + "\n" for text in texts_of(corpus)), "utf-8")
    if style == STYLES[0]:
        return plain
    out = folder / f"{corpus}-{style}.jsonl"
    subprocess.run([sys.executable, str(shared("eval/restyle_quotes.py")), style, str(plain), str(out)], check=True)
    return out


def scored(gold: Path, folder: Path) -> dict[str, Any]:
    """The scorer's figures: "total" and "texts", by id."""
    read = {}
    for line in gold.read_text("utf-8").splitlines():
        text = json.loads(line)
        read[text["id"]] = as_json(adapt(Manuscript(text["text"], text["id"]), any_language=True))
    predicted, figures = folder / "predicted.json", folder / "figures.json"
    predicted.write_text(json.dumps({"texts": read}), "utf-8")
    command = [sys.executable, str(shared("eval/score_attribution.py")), "--gold", str(gold), "--pred", str(predicted)]
    subprocess.run([*command, "--json", str(figures), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(figures.read_text("utf-8"))
    return found


def row(name: str, figures: dict[str, Any], wanted: str = "") -> str:
    shares = [100 * (figures[f"det_{which}"] or 0) for which in ("iou50_f1", "exact_f1", "iou50_p", "iou50_r")]
    return f"{name:40}{figures['quotes']:7,}" + "".join(f"{share:7.1f}" for share in shares) + f"  {wanted}"


def main() -> int:
    args = arguments()
    table: dict[str, dict[str, float]] = {}
    print(f"{'set':40}{'quotes':>7}{'F1':>7}{'exact':>7}{'P':>7}{'R':>7}  wanted F1")
    with tempfile.TemporaryDirectory() as name:
        for corpus, style in itertools.product(args.sets, STYLES):
            figures = scored(styled(corpus, style, Path(name)), Path(name))
            table[f"{corpus}, {style}"] = figures["total"]
            print(row(f"{corpus}, {style}", figures["total"], WANTED[corpus] if style == STYLES[0] else RESTYLED))
            ranked = sorted(figures["texts"].items(), key=lambda item: item[1]["det_iou50_f1"] or 1)
            for text, its_own in ranked[: args.worst]:
                print(row("  " + text[:36], its_own))
    if args.json:
        args.json.write_text(json.dumps(table, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
