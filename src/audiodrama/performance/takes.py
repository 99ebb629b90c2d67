"""Takes on disk: ``takes/ab/KEY.wav`` and its receipt ``KEY.json``, found by key, never half there.

Both files are written in ``takes/partial/`` and renamed into place, the clip first: a receipt means a whole clip. Its
``bytes`` is the clip's size, so a clip cut short later (a full disk, a lost power line) is seen without opening it.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, fields
from pathlib import Path
from uuid import uuid4

from audiodrama.performance.utterance import Take, Utterance
from audiodrama.sound import PROGRAMME_RATE, Sound, write_wav

PARTIAL = "partial"  # the folder of files that are being written; no key's folder has such a name
STALE_S = 600.0  # s; a take is written in milliseconds: what is older than this was left by a process that was killed


def clip_path(key: str, takes: Path) -> Path:
    """Where the clip of that key is, or would be."""
    return takes / key[:2] / f"{key}.wav"


def kept(utterance: Utterance, takes: Path) -> Take | None:
    """The receipt of a take that is on disk and whole, else None: then it is to be recorded.

    A take by another edition of the engine counts: an upgrade never changes a running series unasked.
    """
    return receipt(utterance.key, takes)


def receipt(key: str, takes: Path) -> Take | None:
    """``kept`` by key. One small file is read and the clip's size asked for."""
    clip = f"{takes}/{key[:2]}/{key}"  # strings: pathlib is half the cost of asking for 60,000 takes
    try:
        with open(f"{clip}.json", "rb") as file:  # noqa: PTH123 - as above
            written = json.loads(file.read())
        if written.pop("bytes") != os.stat(f"{clip}.wav").st_size:  # noqa: PTH116 - as above
            return None
        take = Take(**written)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None
    return take if take.key == key and take.rate == PROGRAMME_RATE and _typed(take) else None


def keep(sound: Sound, take: Take, takes: Path) -> Take:
    """The take, now on disk: clip and receipt renamed into place. Raises OSError or SoundError when the disk refuses."""
    clip, partial = clip_path(take.key, takes), takes / PARTIAL
    clip.parent.mkdir(parents=True, exist_ok=True)
    partial.mkdir(exist_ok=True)
    beside = partial / f"{take.key}.{uuid4().hex}"  # nobody else writes under this name, on this machine or another
    try:
        write_wav(beside, sound)
        size = beside.stat().st_size
        beside.replace(clip)
        beside.write_text(json.dumps({**asdict(take), "bytes": size}), encoding="utf-8")
        beside.replace(clip.with_suffix(".json"))
    finally:
        beside.unlink(missing_ok=True)
    return take


def sweep(takes: Path) -> None:
    """Remove what killed processes left half written. Files that somebody may be writing now are left alone."""
    folder = takes / PARTIAL
    try:
        for left in folder.iterdir():
            if time.time() - left.stat().st_mtime > STALE_S:
                left.unlink()
    except OSError:  # no such folder, or another process sweeps too: what is left costs space, nothing else
        return


def _typed(take: Take) -> bool:
    """Whether a receipt read from disk holds what its type says."""
    kinds = {"str": str, "int": int, "float": float}
    return all(isinstance(getattr(take, field.name), kinds[str(field.type)]) for field in fields(take))
