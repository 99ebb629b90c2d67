"""voices.yaml: who speaks with which voice. Read it, complete it, explain it; what the author wrote is never touched."""

from audiodrama.cast.part import Cast, Part, Pauses

__all__ = ["Cast", "Part", "Pauses"]
