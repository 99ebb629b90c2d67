"""The encoder itself: four layers of a transformer, and a pointer from each quotation in question to the signs of persons.

encoder.onnx holds the layers, in whole numbers of 7 bits (bench/encoding.py writes it; it began as the lower layers of all-MiniLM-L6-v2,
Apache-2.0). encoder.npz holds what was learned from annotated stories: a low-rank change of every layer, and the pointer.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from audiodrama.speakers.encoder.frames import Frame

SHIPPED = Path(__file__).parent
LAYERS, TUNED = "encoder.onnx", "encoder.npz"
HEAD = ("ask", "ask_bias", "show", "show_bias", "distance")
FAR = 12  # steps of the logarithm of a distance, either way
TOGETHER = 8  # frames read at once
THREADS = 4
NOBODY = -1e4
Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Encoder:
    """``changes``: the low-rank parts by name, inputs of the graph. ``head``: ask and show [hidden, pointer], their biases, distance [2 FAR + 1]."""

    session: onnxruntime.InferenceSession
    changes: Mapping[str, Array]
    head: Mapping[str, Array]

    def read(self, frames: Sequence[Frame]) -> list[dict[int, dict[int, float]]]:
        """For each frame the quotations asked, and for each the natural logarithm of every shown person's share."""
        found: list[dict[int, dict[int, float]]] = [{} for _ in frames]
        order = sorted(range(len(frames)), key=lambda k: len(frames[k].atoms))
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            hidden = self._hidden([frames[k].atoms for k in some])
            for k, states in zip(some, hidden, strict=True):
                found[k] = {number: self._point(states, frames[k], at) for number, at in frames[k].asked.items()}
        return found

    def _hidden(self, rows: Sequence[Sequence[int]]) -> Array:
        """[rows, atoms, hidden]"""
        size = max(map(len, rows))
        atoms, mask = np.zeros((len(rows), size), np.int64), np.full((len(rows), 1, 1, size), NOBODY, np.float32)
        for k, row in enumerate(rows):
            atoms[k, : len(row)], mask[k, 0, 0, : len(row)] = row, 0.0
        return self.session.run(None, {"atoms": atoms, "mask": mask, **self.changes})[0]  # type: ignore[no-any-return]  # onnxruntime ships no types

    def _point(self, states: Array, frame: Frame, at: int) -> dict[int, float]:
        head, who = self.head, np.array(frame.who)
        places = np.flatnonzero(who >= 0)
        if not len(places):
            return {}
        ask = states[at] @ head["ask"] + head["ask_bias"]
        show = states[places] @ head["show"] + head["show_bias"]
        away = places - at
        step = np.clip(np.rint(np.log2(np.abs(away) + 1.0)), 0, FAR) * np.sign(away)
        scores = show @ ask / math.sqrt(len(ask)) + head["distance"][(step + FAR).astype(int)]
        best = scores.max()
        total = np.bincount(who[places], np.exp(scores - best), minlength=len(frame.people))
        shares = np.log(total / total.sum() + 1e-9)
        return {person: float(shares[k]) for k, person in enumerate(frame.people)}


@lru_cache(maxsize=1)
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(THREADS, os.cpu_count() or 1)
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(SHIPPED / LAYERS), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=8)
def encoder(folder: Path | None = None) -> Encoder:
    """The encoder with what ``folder`` has learned when it holds that, else as shipped."""
    path = SHIPPED / TUNED
    if folder is not None and (folder / TUNED).is_file():
        path = folder / TUNED
    with np.load(path) as kept:
        parts = {name: kept[name].astype(np.float32) for name in kept.files}
    head = {name: parts.pop(name) for name in HEAD}
    return Encoder(_session(), parts, head)
