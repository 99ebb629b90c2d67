"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).parent
NAME = "turns.json"


@lru_cache(maxsize=8)
def table(folder: Path | None = None) -> Mapping[str, float]:
    """Feature -> weight: of ``folder`` when it holds such a table, else the shipped one."""
    path = SHIPPED / NAME
    if folder is not None and (folder / NAME).is_file():
        path = folder / NAME
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]  # bench/weights.py wrote it
