"""The ledger of an episode's reels: what each measured and which bytes of the file it became, so that it need not be made again.

It lies beside the takes, among what may be thrown away: without it, or when the file is not the one it tells of, all reels are made.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np

from audiodrama.sound import Samples
from audiodrama.sound.levels import Levels, parts
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
    """``keys`` of the samples of all reels in order, the number of ``hops`` of each, and the ``portrait`` of all of them, one after
    another; ``encoded`` by the key of their frames. ``wanted`` LUFS were met with the master's ``target`` and ``ceiling``, at
    ``gain`` dB."""

    wanted: float = 0.0
    target: float = 0.0
    ceiling: float = 0.0
    gain: float = 0.0
    keys: tuple[str, ...] = ()
    hops: tuple[int, ...] = ()
    portrait: Levels | None = None
    encoded: Mapping[str, Encoded] = field(default_factory=dict)

    def levels(self) -> dict[str, Levels]:
        """The levels of each reel by its key."""
        return dict(zip(self.keys, parts(self.portrait, self.hops), strict=True)) if self.portrait else {}

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
    portrait = ledger.portrait
    if portrait is None:
        return
    facts = {
        "edition": EDITION,
        "made": [ledger.wanted, ledger.target, ledger.ceiling, ledger.gain],
        "reels": [ledger.keys, ledger.hops],
        "shape": [portrait.rate, portrait.channels, portrait.frames, portrait.segment],
        "encoded": [[key, x.count, x.size, x.crc, x.peak, x.at, len(x.hops)] for key, x in ledger.encoded.items()],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            np.savez(
                file,
                facts=np.frombuffer(json.dumps(facts).encode(), np.uint8),
                hops=portrait.hops,
                peaks=portrait.peaks,
                squares=portrait.squares,
                heard=np.concatenate([one.hops for one in ledger.encoded.values()]),
            )
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path | None) -> Ledger:
    """The ledger at ``path``; an empty one when there is none, or none that can be read."""
    if path is None or not path.is_file():
        return Ledger()
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            facts = json.loads(data["facts"].tobytes())
            rows = tuple(data[name] for name in ("hops", "peaks", "squares", "heard"))
        return _read(facts, *rows) if facts["edition"] == EDITION else Ledger()
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return Ledger()


def _read(facts: dict[str, Any], hops: Energies, peaks: Samples, squares: Samples, heard: Energies) -> Ledger:
    encoded, at = {}, 0
    for key, count, size, crc, peak, place, length in facts["encoded"]:
        encoded[key] = Encoded(count, size, crc, heard[at : at + length], peak, place)
        at += length
    wanted, target, ceiling, gain = facts["made"]
    rate, channels, frames, segment = facts["shape"]
    keys, counts = map(tuple, facts["reels"])
    portrait = Levels(rate, channels, frames, segment, hops, peaks, squares)
    return Ledger(wanted, target, ceiling, gain, keys, counts, portrait, encoded)
