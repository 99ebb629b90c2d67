"""The K-weighting of BS.1770-4, a hundred milliseconds at a time and exact: the standard's recursion as matrix products.

Its two second-order sections are one linear system with four numbers of state. Cut the samples into short blocks: inside
a block the output is a triangular matrix of the impulse response times the input; from block to block only the state
passes on, and the states of all blocks in a hop are again one matrix times what each block adds to them. What is left
to Python is one step of four numbers per hop. Nothing is approximated and there is no transform.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from audiodrama.sound.samples import Samples

Energies = NDArray[np.float64]
Matrix = NDArray[np.float64]
Floats = TypeVar("Floats", Samples, Matrix)
Section = tuple[float, float, float, float, float]  # b0 b1 b2 a1 a2 of a second-order filter

ONE_THREAD = 1 << 18  # multiplications; OpenBLAS shares out what is larger
BLOCK = 96  # samples, about: long enough for matrix products, short enough that the triangle is not mostly zeros
# The two filters as analogue prototypes; they give the table of BS.1770-4 at 48 kHz (De Man 2014) and the same curve at any rate
SHELF_HZ, SHELF_Q, SHELF_DB = 1681.974450955533, 0.7071752369554196, 3.999843853973347
SHELF_MIDDLE = 0.4996667741545416  # exponent: the gain in the middle of the slope is the top's to this power
LOW_CUT_HZ, LOW_CUT_Q = 38.13547087602444, 0.5003270373238773


def shelf(rate: int) -> Section:
    """The high shelf that stands for the head."""
    k = math.tan(math.pi * SHELF_HZ / rate)
    top = 10 ** (SHELF_DB / 20)
    middle = top**SHELF_MIDDLE
    norm = 1 + k / SHELF_Q + k * k
    b0, b1, b2 = top + middle * k / SHELF_Q + k * k, 2 * (k * k - top), top - middle * k / SHELF_Q + k * k
    return b0 / norm, b1 / norm, b2 / norm, 2 * (k * k - 1) / norm, (1 - k / SHELF_Q + k * k) / norm


def low_cut(rate: int) -> Section:
    """The high pass (the standard's RLB curve)."""
    k = math.tan(math.pi * LOW_CUT_HZ / rate)
    norm = 1 + k / LOW_CUT_Q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / norm, (1 - k / LOW_CUT_Q + k * k) / norm


@dataclass(frozen=True, slots=True, eq=False)
class Weighting:
    """The system cut into ``blocks`` of ``block`` samples to a hop. Rows are what comes in, columns what goes out."""

    block: int
    blocks: int
    shape: Samples  # [block, block]: a block's samples -> its output
    enters: Samples  # [block, 4]: a block's samples -> what they add to the state after it
    leaves: Samples  # [4, block]: the state before a block -> its output
    within: Matrix  # [blocks * 4, (blocks + 1) * 4]: what blocks add -> the state before each block, and after the hop
    carries: Matrix  # [4, (blocks + 1) * 4]: the state before a hop -> the same

    @property
    def hop(self) -> int:
        return self.block * self.blocks

    def energies(self, samples: Samples, state: Matrix) -> tuple[Energies, Matrix]:
        """The mean square after weighting of each hop of ``samples`` [hops * hop], and the state [4] after them."""
        cut = np.ascontiguousarray(samples, np.float32).reshape(-1, self.block)
        hops = len(cut) // self.blocks
        states = product(product(cut, self.enters).reshape(hops, -1).astype(np.float64), self.within)
        for hop in states:
            hop += state @ self.carries
            state = hop[-4:]
        before = states[:, :-4].reshape(-1, 4).astype(np.float32)
        heard = product(cut, self.shape)
        heard += product(before, self.leaves)
        squares = np.einsum("bs,bs->b", heard, heard).reshape(hops, -1)
        return squares.sum(axis=1, dtype=np.float64) / self.hop, state.copy()


def product(rows: Floats, matrix: Floats) -> Floats:
    """``rows @ matrix``, a few rows at a time, so that it stays in the caller's thread.

    A larger product would wake a thread of the linear algebra library on every core; here they would mostly spin, for
    three times the work, on cores that the encoder needs.
    """
    few = max(2, ONE_THREAD // matrix.size)
    made = np.empty((len(rows), matrix.shape[1]), matrix.dtype)
    whole = len(rows) // few * few
    np.matmul(rows[:whole].reshape(-1, few, rows.shape[1]), matrix, out=made[:whole].reshape(-1, few, matrix.shape[1]))
    np.matmul(rows[whole:], matrix, out=made[whole:])
    return made


@cache
def k_weighting(rate: int) -> Weighting:
    """The weighting for a rate in Hz, in hops of 100 ms to the nearest sample. A constant of its rate, so made once."""
    hop = round(rate / 10)
    block = min((n for n in range(1, hop + 1) if hop % n == 0), key=lambda n: abs(n - BLOCK))
    advance, enter, leave, through = _joined(shelf(rate), low_cut(rate))
    powers = [np.eye(4)]
    for _ in range(block):
        powers.append(advance @ powers[-1])
    response = np.array([through, *(leave @ power @ enter for power in powers[: block - 1])])
    shape = np.zeros((block, block))
    for row in range(block):
        shape[row, row:] = response[: block - row]
    return Weighting(
        block,
        hop // block,
        shape.astype(np.float32),
        np.stack([power @ enter for power in powers[block - 1 :: -1]]).astype(np.float32),
        np.stack([leave @ power for power in powers[:block]], axis=1).astype(np.float32),
        *_between(powers[block], hop // block),
    )


def _joined(first: Section, second: Section) -> tuple[Matrix, Matrix, Matrix, float]:
    """(A, B, C, D) of two sections in a row, each in transposed direct form II: s' = A s + B x, y = C s + D x."""
    (a, b, c, d), (e, f, g, h) = _system(first), _system(second)
    advance = np.block([[a, np.zeros((2, 2))], [np.outer(f, c), e]])
    return advance, np.concatenate((b, f * d)), np.concatenate((h * c, g)), h * d


def _system(section: Section) -> tuple[Matrix, Matrix, Matrix, float]:
    b0, b1, b2, a1, a2 = section
    return np.array([[-a1, 1.0], [-a2, 0.0]]), np.array([b1 - a1 * b0, b2 - a2 * b0]), np.array([1.0, 0.0]), b0


def _between(advance: Matrix, blocks: int) -> tuple[Matrix, Matrix]:
    """``within`` and ``carries`` of a Weighting, from what one block does to the state (``advance`` [4, 4])."""
    powers = [np.eye(4)]
    for _ in range(blocks):
        powers.append(advance @ powers[-1])
    within = np.zeros((blocks, 4, blocks + 1, 4))
    for row in range(blocks):
        for column in range(row + 1, blocks + 1):
            within[row, :, column, :] = powers[column - row - 1].T
    return within.reshape(blocks * 4, -1), np.concatenate([power.T for power in powers], axis=1)
