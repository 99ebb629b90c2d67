"""The mix made heard: float32 blocks in a row. Only the clips that sound in a block are in memory, so it stays flat at any length."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audiodrama.errors import SoundError
from audiodrama.mix.sheet import Mix, Placement, timeline
from audiodrama.performance import clip_path
from audiodrama.sound import Samples, amplitude, mono, read_wav

BLOCK = 65_536  # frames: a second and a half; half a megabyte in stereo


def render(mix: Mix, takes: Path, block: int = BLOCK) -> Iterator[Samples]:
    """The whole programme as float32 [<= block, channels], ``mix.frames`` in all, not limited to full scale.

    The samples are the same whatever the block size; lines that overlap are summed. SoundError when a clip is missing
    or is not the one that was arranged.
    """
    waiting = list(reversed(timeline(mix)))
    sounding: list[tuple[Placement, Samples]] = []
    for start in range(0, mix.frames, block):
        end = min(start + block, mix.frames)
        while waiting and waiting[-1].at < end:
            placement = waiting.pop()
            sounding.append((placement, _placed(placement, takes, mix.mono)))
        yield _sum(sounding, start, end, mix.channels)
        sounding = [one for one in sounding if one[0].end > end]


def _sum(sounding: list[tuple[Placement, Samples]], start: int, end: int, channels: int) -> Samples:
    block = np.zeros((end - start, channels), np.float32)
    for placement, samples in sounding:
        first, last = max(start, placement.at), min(end, placement.end)
        if first < last:
            block[first - start : last - start] += samples[first - placement.at : last - placement.at]
    return block


def _placed(placement: Placement, takes: Path, single: bool) -> Samples:
    """A take's samples at their level and place: float32 [frames, channels]."""
    path = clip_path(placement.key, takes)
    clip = mono(read_wav(path)).samples
    if len(clip) != placement.frames:
        raise SoundError(
            f"{path}: {len(clip)} frames where {placement.frames} were arranged; delete it and render again"
        )
    if single:
        return clip * np.float32(amplitude(placement.gain_db))
    sides = np.empty((len(clip), 2), np.float32)  # a side at a time: twice as fast as both at once
    for side, factor in enumerate(_sides(placement)):
        np.multiply(clip[:, 0], factor, out=sides[:, side])
    return sides


def _sides(placement: Placement) -> Samples:
    """Factors [2] for left and right: constant power, so a voice is as loud wherever it stands; the centre is 0.707 each."""
    angle = (placement.pan + 1) * math.pi / 4
    sides = np.array([math.cos(angle), math.sin(angle)]) if placement.pan else np.full(2, math.sqrt(0.5))
    return (sides * amplitude(placement.gain_db)).astype(np.float32)
