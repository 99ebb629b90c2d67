"""True peak: how high the wave goes between the samples (BS.1770-4, annex 2: four times oversampled)."""

from __future__ import annotations

from functools import cache

import numpy as np

from audiodrama.sound.samples import Samples
from audiodrama.sound.weighting import product

OVERSAMPLING = 4  # BS.1770-4 at 44.1 and 48 kHz; the wave between four points rises at most 0.7 dB more
REACH = 8  # samples on either side that a point between two samples is made of
OVERSHOOT = 2.1  # times: no point between samples is higher than their highest by more (the sum of the weights of one)
ROW = 42  # samples interpolated by one row of the matrix product, at most: more are mostly multiplied by zero


def true_peaks(samples: Samples, segment: int, floor: float = 0.0) -> Samples:
    """[segments]: the true peak, linear, of each ``segment`` frames, over all channels.

    ``samples``: [REACH + segments * segment + REACH, channels], that is with what comes before and after, segment >= REACH.
    A segment with no sample above ``floor`` in it or beside it is not looked at between the samples. Channels that are
    the same are looked at once, silence not at all.
    """
    found: Samples = np.zeros((len(samples) - 2 * REACH) // segment, np.float32)
    if not found.size or not samples.any():
        return found
    for channel in range(samples.shape[1]):
        if channel == 0 or not np.array_equal(samples[:, channel], samples[:, 0]):
            found = np.maximum(found, _highest(np.ascontiguousarray(samples[:, channel]), segment, floor))
    return found


def _highest(samples: Samples, segment: int, floor: float) -> Samples:
    """[segments]: the highest of all samples, and of the three points after each where that may matter."""
    highest = _magnitude(samples[REACH:-REACH].reshape(-1, segment))
    beside = np.concatenate((_magnitude(samples[None, :REACH]), highest, _magnitude(samples[None, -REACH:])))
    near = np.maximum(np.maximum(beside[:-2], beside[2:]), highest)
    chosen = np.flatnonzero(near > floor)
    row = max(n for n in range(1, ROW + 1) if segment % n == 0)
    loud = np.lib.stride_tricks.sliding_window_view(samples, segment + 2 * REACH)[::segment][chosen]
    rows = np.lib.stride_tricks.sliding_window_view(loud, row + 2 * REACH, axis=1)[:, ::row]
    between = product(np.ascontiguousarray(rows).reshape(-1, row + 2 * REACH), _interpolation(row))
    highest[chosen] = np.maximum(
        highest[chosen], _magnitude(between.reshape(len(chosen), segment * (OVERSAMPLING - 1)))
    )
    return highest


def _magnitude(rows: Samples) -> Samples:
    """[rows]: the largest absolute value in each (twice as fast as abs and max)."""
    largest: Samples = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    return largest


@cache
def _interpolation(row: int) -> Samples:
    """[row + 2 * REACH, 3 * row]: samples -> the points a quarter, a half and three quarters after each inner one."""
    sources = np.arange(row + 2 * REACH)[:, None, None] - REACH
    points = np.arange(row)[None, :, None] + np.arange(1, OVERSAMPLING)[None, None, :] / OVERSAMPLING
    away = sources - points
    window = np.where(np.abs(away) < REACH, np.cos(np.pi * away / (2 * REACH)) ** 2, 0.0)  # Hann over the reach
    return np.asarray(np.sinc(away) * window, np.float32).reshape(row + 2 * REACH, -1)
