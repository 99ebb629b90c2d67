"""True peak: how high the wave goes between the samples (BS.1770-4, annex 2: four times oversampled)."""

from __future__ import annotations

from functools import cache

import numpy as np

from audiodrama.sound.samples import Samples
from audiodrama.sound.weighting import product

OVERSAMPLING = 4  # BS.1770-4 at 44.1 and 48 kHz; the wave between four points rises at most 0.7 dB more
REACH = 8  # samples on either side that a point between two samples is made of
ROW = 42  # samples interpolated by one row of the matrix product, at most: more are mostly multiplied by zero


def true_peaks(samples: Samples, segment: int) -> Samples:
    """[segments]: the true peak, linear, of each ``segment`` frames, over all channels.

    ``samples``: [REACH + segments * segment + REACH, channels], that is with what comes before and after.
    Channels that are the same are looked at once, silence not at all.
    """
    found: Samples = np.zeros((len(samples) - 2 * REACH) // segment, np.float32)
    if not samples.any():
        return found
    for channel in range(samples.shape[1]):
        if channel == 0 or not np.array_equal(samples[:, channel], samples[:, 0]):
            found = np.maximum(found, _highest(np.ascontiguousarray(samples[:, channel]), segment))
    return found


def _highest(samples: Samples, segment: int) -> Samples:
    """[segments]: the highest of all samples and of the three points after each."""
    row = max(n for n in range(1, ROW + 1) if segment % n == 0)
    windows = np.lib.stride_tricks.sliding_window_view(samples, row + 2 * REACH)[::row]
    between = product(np.ascontiguousarray(windows), _interpolation(row))
    rows = np.maximum(_magnitude(between), _magnitude(samples[REACH:-REACH].reshape(-1, row)))
    highest: Samples = rows.reshape(-1, segment // row).max(axis=1)
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
