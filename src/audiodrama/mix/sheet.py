"""The cue sheet: the one timeline that audio, chapters, captions and stems are all read from. Integer frames throughout."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from audiodrama.errors import EpisodeError


@dataclass(frozen=True, slots=True)
class Placement:
    """One take on the timeline. ``line``: index of its Direction; ``at`` and ``frames`` count frames of the mix.

    ``gain_db`` is what the take is raised or lowered by, the part's own gain included; ``pan``: -1 left to 1 right.
    """

    line: int
    key: str
    at: int
    frames: int
    gain_db: float = 0.0
    pan: float = 0.0

    @property
    def end(self) -> int:
        return self.at + self.frames


@dataclass(frozen=True, slots=True)
class Stem:
    """All that one role says, in order."""

    role: str
    placements: tuple[Placement, ...] = ()


@dataclass(frozen=True, slots=True)
class Mix:
    """A programme of ``frames`` frames at ``rate`` Hz, one channel if ``mono``, else two. Stems stand in order of first line."""

    rate: int
    frames: int
    stems: tuple[Stem, ...] = ()
    mono: bool = False

    @property
    def channels(self) -> int:
        return 1 if self.mono else 2

    @property
    def seconds(self) -> float:
        return self.frames / self.rate


def timeline(mix: Mix) -> tuple[Placement, ...]:
    """Every placement of every stem, in the order they are heard."""
    return tuple(sorted((one for stem in mix.stems for one in stem.placements), key=lambda one: (one.at, one.line)))


def dumps(mix: Mix) -> str:
    """The mix as JSON, a placement a line, so that a diff shows which line moved."""
    stems = ",\n".join(_stem(stem) for stem in mix.stems)
    facts = f'"rate": {mix.rate},\n"frames": {mix.frames},\n"mono": {json.dumps(mix.mono)}'
    return f'{{\n{facts},\n"stems": [\n{stems}\n]\n}}\n'


def _stem(stem: Stem) -> str:
    placed = ",\n".join(f"  {json.dumps(asdict(one))}" for one in stem.placements)
    return f' {{"role": {json.dumps(stem.role, ensure_ascii=False)}, "placements": [\n{placed}\n ]}}'


def loads(text: str) -> Mix:
    """The mix that ``dumps`` wrote. Raises EpisodeError when it is something else."""
    try:
        sheet = json.loads(text)
        stems = tuple(
            Stem(str(stem["role"]), tuple(Placement(**one) for one in stem["placements"])) for stem in sheet["stems"]
        )
        return Mix(int(sheet["rate"]), int(sheet["frames"]), stems, bool(sheet["mono"]))
    except (ValueError, KeyError, TypeError) as error:
        raise EpisodeError(f"the cue sheet cannot be read ({error}); render again to make a new one") from error
