"""voices.yaml: who speaks with which voice. Read it, complete it, explain it; what the author wrote is never touched."""

from audiodrama.cast.billing import CastRow, explain
from audiodrama.cast.completion import complete, overlap
from audiodrama.cast.edit import recast
from audiodrama.cast.part import Cast, Part, Pauses
from audiodrama.cast.reading import loads

__all__ = ["Cast", "CastRow", "Part", "Pauses", "complete", "explain", "loads", "overlap", "recast"]
