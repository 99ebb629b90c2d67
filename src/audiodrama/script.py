"""The hall: what both wings know. A script is scenes of lines and cues; every value is frozen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from audiodrama.text import Span

Kind = Literal["narration", "speech", "thought", "message", "letter", "tag", "title", "front_matter", "break"]
Because = Literal["", "explicit", "anaphoric", "beat", "implicit", "given"]
CueKind = Literal["sound", "music", "bed", "place", "pause"]
Gender = Literal["f", "m", "n", ""]  # "" = not known

NARRATOR = "Narrator"  # the role of narration, tags, titles, front matter and breaks
VOICED: tuple[Kind, ...] = ("speech", "thought", "message", "letter")  # spoken by a character
UNPERFORMED: tuple[Kind, ...] = ("front_matter", "break")  # kept in the script, never spoken


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one role, at most one paragraph. ``text`` has no quotation marks and no line break.

    ``span`` is where the words stand in the prose, marks included; ``because`` to ``second`` say how the
    speaker was found (``second``: the second guess, "" if there is none). They are not part of the script's text.
    """

    role: str
    text: str
    kind: Kind = "narration"
    delivery: str = ""
    span: Span | None = None
    because: Because = ""
    why: str = ""
    confidence: float = 1.0  # 0 to 1
    second: str = ""

    @property
    def performed(self) -> bool:
        return self.kind not in UNPERFORMED

    def bare(self) -> Line:
        """The line as a script file holds it."""
        return Line(self.role, self.text, self.kind, self.delivery)


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound, a bed, a place, a pause: authored (``[[sound: thunder]]``) or suggested. ``seconds`` None = as long as it is."""

    kind: CueKind
    name: str
    seconds: float | None = None
    span: Span | None = None

    def bare(self) -> Cue:
        return dataclasses.replace(self, span=None)


Beat = Line | Cue


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who speaks. ``name`` is the cast's own spelling; ``aliases`` are the other forms of the text."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender = ""

    def bare(self) -> Role:
        return Role(self.name)


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens without a break. ``title`` is the heading's text ("Scene 3" when the prose gives none)."""

    title: str
    beats: tuple[Beat, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        return (beat for beat in self.beats if isinstance(beat, Line))


@dataclass(frozen=True, slots=True)
class Script:
    """A whole story as a play. ``roles`` are those with voiced lines, in order of their first line; no Narrator."""

    title: str
    roles: tuple[Role, ...] = ()
    scenes: tuple[Scene, ...] = ()
    author: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        return (line for scene in self.scenes for line in scene.lines)

    def bare(self) -> Script:
        """The script as its file holds it: no spans, reasons, confidence, aliases or genders."""
        scenes = tuple(Scene(s.title, tuple(beat.bare() for beat in s.beats)) for s in self.scenes)
        return Script(self.title, tuple(role.bare() for role in self.roles), scenes, self.author)
