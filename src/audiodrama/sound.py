"""Sound in memory, and the doors through which it comes and goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """``samples``: float32 [frames, channels], full scale at 1.0; ``rate`` in Hz."""

    samples: Samples
    rate: int
