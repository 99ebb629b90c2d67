"""The production's lock is the operating system's, so it dies with its process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiodrama.errors import Busy, ProductionError
from audiodrama.production.files import cannot_write

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold ``path`` as a lock file while the block runs; Busy when another process holds it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise ProductionError(cannot_write(path.parent, error)) from error
    try:
        try:
            _take(handle)
        except OSError:
            folder = path.parent.parent
            raise Busy(
                f"another render or correction is at work in {folder}; wait until it is done, or stop it"
            ) from None
        yield
    finally:
        os.close(handle)
