"""The encoder itself: four layers of a transformer, and a pointer from each quotation in question to the signs of persons.

encoder.onnx holds the layers, in whole numbers of 7 bits, encoder.npz the pointer. bench/encoding.py writes both; the layers began as the lower ones
of all-MiniLM-L6-v2 (Apache-2.0).
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
LAYERS, POINTER = "encoder.onnx", "encoder.npz"
FAR = 12  # steps of the logarithm of a distance, either way
TOGETHER = 8  # frames read at once
THREADS = 4
NOBODY = -1e4
Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Encoder:
    """``head``: ask and show [hidden, pointer], their biases, distance [2 FAR + 1]."""

    session: onnxruntime.InferenceSession
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
        states: Array = self.session.run(None, {"atoms": atoms, "mask": mask})[0]
        return states

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
def encoder() -> Encoder:
    """As shipped."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(THREADS, os.cpu_count() or 1)
    options.log_severity_level = 3
    options.add_session_config_entry(
        "session.intra_op.allow_spinning", "0"
    )  # threads that wait must not take the cores
    session = onnxruntime.InferenceSession(str(SHIPPED / LAYERS), options, providers=["CPUExecutionProvider"])
    with np.load(SHIPPED / POINTER) as kept:
        return Encoder(session, {name: kept[name].astype(np.float32) for name in kept.files})
