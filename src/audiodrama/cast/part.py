"""Who speaks with which voice, as values: Part, Pauses, Cast."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from audiodrama.engines import Voice
from audiodrama.errors import CastError, near_misses
from audiodrama.script import NARRATOR, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A role's voice and its place in the mix. Only ``voice`` shapes a take; the rest changes nothing that is recorded.

    ``gain_db``: -40 to 20; ``pan``: -1 left to 1 right; ``chosen``: the tool chose the voice, and may again.
    """

    voice: Voice
    gain_db: float = 0.0
    pan: float = 0.0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence, by what they stand between. The names are those an author writes under ``pauses:``.

    First values: published narrators' practice and peers' defaults for these boundaries.
    """

    interrupted: float = 0.08  # s, after a line that is cut off (it ends in a dash)
    quick: float = 0.25  # s, in a quick exchange
    line: float = 0.45  # s, between two lines, a change of speaker
    tag: float = 0.18  # s, between a quotation and its own "he said"
    paragraph: float = 0.7  # s, between two paragraphs of narration
    scene: float = 2.3  # s, between two scenes
    title: float = 2.5  # s, after a title
    head: float = 0.5  # s, before the first line
    tail: float = 3.5  # s, after the last line


@dataclass(frozen=True, slots=True)
class Cast:
    """A whole voices.yaml. ``roles``: the characters in the file's order, aliases and gender as the author wrote them.

    ``parts``: role name -> Part, without the narrator; a role whose voice is not written yet is in ``roles`` only.
    ``engine``: for voices written without one. ``artist``, ``album``, ``cover`` (a path relative to the file): tags, "" = not given.
    """

    narrator: Part
    parts: Mapping[str, Part] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    pauses: Pauses = Pauses()
    mono: bool = False
    engine: str = "hibari"
    artist: str = ""
    album: str = ""
    cover: str = ""

    def part(self, role: str) -> Part:
        """The part of a role, by name or alias; the narrator's for "Narrator". CastError when nobody plays it."""
        name = self.name(role)
        if name == NARRATOR:
            return self.narrator
        if name in self.parts:
            return self.parts[name]
        if name:
            raise CastError(f"{name} has no voice yet; write one in voices.yaml, or let `audiodrama cast` choose")
        known = [form for one in self.everyone for form in (one.name, *one.aliases)]
        raise CastError(
            f"nobody plays {role}{near_misses(role, known) or '.'} `audiodrama cast` gives every role a voice"
        )

    def knows(self, role: str) -> bool:
        """Whether the cast has this role, under this name or as an alias (the narrator always)."""
        return self.name(role) != ""

    def name(self, role: str) -> str:
        """The cast's own spelling of a role: by name, then by alias, then the same without regard to case; "" = not here."""
        for same in (str, _folded):
            wanted = same(role)
            named = [one.name for one in self.everyone if same(one.name) == wanted]
            also = [one.name for one in self.everyone if any(same(alias) == wanted for alias in one.aliases)]
            if named or also:
                return (named or also)[0]
        return ""

    @property
    def everyone(self) -> tuple[Role, ...]:
        """The characters in the file's order, and the narrator last."""
        written = {role.name for role in self.roles}
        return (*self.roles, *(Role(name) for name in self.parts if name not in written), Role(NARRATOR))


def _folded(name: str) -> str:
    """A name without regard to case, spacing, kind of apostrophe or the way its accents are encoded."""
    return " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").casefold().split())
