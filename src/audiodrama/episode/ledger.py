"""The ledger of an episode's reels: what each measured and which bytes of the file it became, so that it need not be made again.

It lies beside the takes, among what may be thrown away: without it, or when the file is not the one it tells of, all reels are made.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np

from audiodrama.sound.levels import Levels
from audiodrama.sound.weighting import Energies

EDITION = 1  # of the file's form; another edition is read as if there were no ledger


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A reel's MP3 frames: ``count`` of them in ``size`` bytes with the checksum ``crc`` (CRC-32); decoded they measure
    ``hops`` (K-weighted mean square of each 100 ms) and ``peak`` (dBTP). ``at``: where they begin in the file."""

    count: int
    size: int
    crc: int
    hops: Energies
    peak: float
    at: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """``levels`` by the key of a reel's samples, ``encoded`` by the key of its frames. ``wanted`` LUFS were met with the
    master's ``target`` and ``ceiling``, at ``gain`` dB."""

    wanted: float = 0.0
    target: float = 0.0
    ceiling: float = 0.0
    gain: float = 0.0
    levels: Mapping[str, Levels] = field(default_factory=dict)
    encoded: Mapping[str, Encoded] = field(default_factory=dict)

    def standing(self, file: Path) -> dict[str, Encoded]:
        """Those encoded reels whose bytes are in the file as they were written."""
        try:
            with file.open("rb") as episode:
                return {key: one for key, one in self.encoded.items() if _stands(one, episode)}
        except OSError:
            return {}


def _stands(one: Encoded, episode: IO[bytes]) -> bool:
    episode.seek(one.at)
    data = episode.read(one.size)
    return len(data) == one.size and zlib.crc32(data) == one.crc


def save(path: Path, ledger: Ledger) -> None:
    """Written whole or not at all. OSError when the disk refuses."""
    levels, encoded = list(ledger.levels.items()), list(ledger.encoded.items())
    facts = {
        "edition": EDITION,
        "made": [ledger.wanted, ledger.target, ledger.ceiling, ledger.gain],
        "levels": [
            [key, one.rate, one.channels, one.frames, one.segment, len(one.hops), len(one.peaks)] for key, one in levels
        ],
        "encoded": [[key, one.count, one.size, one.crc, one.peak, one.at, len(one.hops)] for key, one in encoded],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        np.savez(
            file,
            facts=np.frombuffer(json.dumps(facts).encode(), np.uint8),
            hops=_row([one.hops for _, one in levels], np.float64),
            peaks=_row([one.peaks for _, one in levels], np.float32),
            squares=_row([one.squares for _, one in levels], np.float32),
            heard=_row([one.hops for _, one in encoded], np.float64),
        )
    beside.replace(path)


def _row(parts: Sequence[np.typing.NDArray[np.floating]], kind: type) -> np.typing.NDArray[np.floating]:
    return np.concatenate([np.zeros(0, kind), *parts]).astype(kind)


def load(path: Path | None) -> Ledger:
    """The ledger at ``path``; an empty one when there is none, or none that can be read."""
    if path is None or not path.is_file():
        return Ledger()
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            facts = json.loads(data["facts"].tobytes())
            if facts["edition"] != EDITION:
                return Ledger()
            hops, peaks, squares, heard = (data[name] for name in ("hops", "peaks", "squares", "heard"))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return Ledger()
    levels, encoded = {}, {}
    hop = segment = at = 0
    for key, rate, channels, frames, length, own_hops, own_segments in facts["levels"]:
        own = slice(segment, segment + own_segments)
        levels[key] = Levels(rate, channels, frames, length, hops[hop : hop + own_hops], peaks[own], squares[own])
        hop, segment = hop + own_hops, segment + own_segments
    for key, count, size, crc, peak, place, own_hops in facts["encoded"]:
        encoded[key] = Encoded(count, size, crc, heard[at : at + own_hops], peak, place)
        at += own_hops
    wanted, target, ceiling, gain = facts["made"]
    return Ledger(wanted, target, ceiling, gain, levels, encoded)
