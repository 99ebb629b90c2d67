"""The hall: what both wings know. A script is scenes of lines and cues; every value is frozen."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
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
DOUBTFUL = 0.5  # confidence, 0 to 1: below it the author is asked to look


def one_line(text: str) -> str:
    """The text without space at its ends, each line break in it (of any kind that Unicode knows) turned into one space."""
    return " ".join(part.strip() for part in text.splitlines() if part.strip())


def role_name(raw: str) -> str:
    """The name as a script can hold it: no ( ) ^ [ ] : * backslash or line break; "Someone" when nothing is left."""
    spaced = re.sub(r"[()^\[\]:\s]+", " ", re.sub(r"[*\\]", "", raw))
    return spaced.strip() or "Someone"


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

    @property
    def voiced(self) -> bool:
        """Whether a character speaks it, not the narrator."""
        return self.kind in VOICED

    @property
    def doubtful(self) -> bool:
        """Whether the author should look at the speaker, and there is something to tell."""
        return self.voiced and self.confidence < DOUBTFUL and bool(self.second or self.why)

    @property
    def words(self) -> int:
        """How many words it has: runs of non-space with a letter or a digit."""
        return sum(any(map(str.isalnum, word)) for word in self.text.split())

    def bare(self) -> Line:
        """The line as a script file holds it: on one line; only a character has a delivery, all else is the narrator's."""
        text = one_line(self.text)
        if not self.voiced:
            return Line(NARRATOR, text, self.kind)
        return Line(role_name(self.role), text, self.kind, one_line(self.delivery))

    @property
    def blank(self) -> bool:
        """Whether there is nothing to write: white space only."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound, a bed, a place, a pause: authored (``[[sound: thunder]]``) or suggested. ``seconds`` None = as long as it is."""

    kind: CueKind
    name: str
    seconds: float | None = None
    span: Span | None = None

    def bare(self) -> Cue:
        return dataclasses.replace(self, name=one_line(self.name), span=None)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to write: only a pause needs no name."""
        return self.kind != "pause" and not self.name.strip()


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

    @property
    def performed(self) -> Iterator[tuple[int, int, Line]]:
        """(scene index, beat index in that scene, line) of each line that is spoken, in order; both count from 0."""
        for at, scene in enumerate(self.scenes):
            for beat, line in enumerate(scene.beats):
                if isinstance(line, Line) and line.performed:
                    yield at, beat, line

    def bare(self) -> Script:
        """The script as its file holds it: no spans, reasons, confidence, aliases or genders.

        Lines of white space and cues with no name are gone, ``roles`` are those of the voiced lines, a missing title
        is "Untitled" and a missing scene title "Scene 3" by its number. ``bare`` of a bare script changes nothing.
        """
        scenes = tuple(
            Scene(
                one_line(scene.title) or f"Scene {number}", tuple(beat.bare() for beat in scene.beats if not beat.blank)
            )
            for number, scene in enumerate(self.scenes, 1)
        )
        return Script(one_line(self.title) or "Untitled", speaking(scenes), scenes, one_line(self.author))


def speaking(scenes: Iterable[Scene]) -> tuple[Role, ...]:
    """The roles with voiced lines, in order of their first; no Narrator."""
    names = dict.fromkeys(line.role for scene in scenes for line in scene.lines if line.voiced)
    return tuple(Role(name) for name in names if name != NARRATOR)


# --- tags: "said Mara"


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


TAG_WORDS = 12  # longer narration is never a tag
SPEECH_VERBS = _each(
    """
    said say says asked ask asks answered answers replied replies responded responds whispered whispers shouted shouts called calls
    cried cries yelled yells screamed screams shrieked shrieks muttered mutters murmured murmurs mumbled mumbles added adds
    continued continues repeated repeats agreed agrees admitted admits snapped snaps hissed hisses growled growls snarled snarls
    barked barks exclaimed exclaims declared declares announced announces explained explains insisted insists remarked remarks
    observed observes demanded demands inquired inquires enquired enquires wondered wonders thought thinks think mused muses warned
    warns begged begs pleaded pleads protested protests objected objects retorted retorts countered counters offered offers
    suggested suggests promised promises confessed confesses concluded concludes corrected corrects croaked croaks drawled drawls
    stammered stammers stuttered stutters sobbed sobs wailed wails groaned groans moaned moans grumbled grumbles grunted grunts
    breathed breathes purred purrs sang sings chanted chants chorused quipped quips joked jokes teased teases told tells tell began
    begins texted texts typed types wrote writes write read reads interrupted interrupts interjected prompted prompts urged urges
    stated states noted notes finished finishes bellowed bellows roared roars reminded reminds assured assures informed informs
    """
)
_GO_ON = _each("went goes go")  # a speech verb with "on" after it
_TO_SOMEBODY = _each(  # the listener follows these without "to"
    "asked ask asks told tell tells warned warns begged begs promised promises reminded reminds assured assures informed informs"
)
_PRONOUNS = _each("i you he she it we they one someone somebody everyone everybody nobody")
_LISTENERS = _each("me you him her it us them everyone everybody nobody someone somebody himself herself themselves")
_DETERMINERS = _each("the a an my your his her its our their another this that one all both")
_ADVERBS = _each("then just also again too back aloud out on up now never almost more very rather quite instead")
_PHRASES = re.compile(r"\b(?:at last|at once|in turn|once more|out loud)\b")  # adverbs of two words
_NO_ADVERBS = _each("family bully lily belly ally only")
_JOINERS = _each("and but or so as who which that when while if because to not")  # no name or listener holds one
_AFTER = _each("after under in with into over from through behind beside between for without")


def tagged(beats: Iterable[Beat]) -> tuple[Beat, ...]:
    """The beats with the kind of every narration decided again: "tag" beside a voiced line when ``is_tag``, else "narration"."""
    beats = tuple(beats)
    lines = [at for at, beat in enumerate(beats) if isinstance(beat, Line)]
    voiced = [beats[at].kind in VOICED for at in lines]
    beside = {at for here, at in enumerate(lines) if any(voiced[max(here - 1, 0) : here + 2])}
    return tuple(_retagged(beat, beside=at in beside) for at, beat in enumerate(beats))


def _retagged(beat: Beat, *, beside: bool) -> Beat:
    if isinstance(beat, Cue) or beat.kind not in ("narration", "tag"):
        return beat
    kind: Kind = "tag" if beside and is_tag(beat.text) else "narration"
    return beat if beat.kind == kind else dataclasses.replace(beat, kind=kind)


def is_tag(text: str) -> bool:
    """Whether narration only says that somebody speaks: "said Mara", "the old man asked her quietly"; no other action."""
    bare = _PHRASES.sub("", text.strip(" ,.:;!?…—–-\"'“”‘’«»"))
    words = re.findall(r"(?:Mr|Mrs|Ms|Dr|St)\.|[\w'’-]+|[^\w\s]", bare)
    if len(words) > TAG_WORDS:
        return False
    if words[1:2] == [","] and _is_adverb(words[0].lower()):  # "Quietly, she added"
        words = words[2:]
    said = [at for at, word in enumerate(words) if _is_speech(word.lower(), words[at + 1 : at + 2])]
    return any(_is_tag_around(words[:at], words[at].lower(), words[at + 1 :]) for at in said)


def _is_speech(word: str, following: list[str]) -> bool:
    return word in SPEECH_VERBS or (word in _GO_ON and following == ["on"])


def _is_tag_around(before: list[str], verb: str, after: list[str]) -> bool:
    before, after = _without_adverbs(before), _without_adverbs([word for word in after if word != ","])
    while before and before[0].lower() in _JOINERS:
        before = before[1:]
    if before:
        return _is_somebody(before) and _is_manner(after, verb)
    return any(_is_somebody(after[:end]) and _is_manner(after[end:], "") for end in range(1, len(after) + 1))


def _without_adverbs(words: list[str]) -> list[str]:
    return [word for word in words if not _is_adverb(word)]


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and word.islower() and word not in _NO_ADVERBS)


def _is_somebody(words: list[str]) -> bool:
    """Whether the words name one speaker: a pronoun, "the old man", "Mrs. Hale"; at most four words."""
    first = words[0].lower()
    if not all(word[0].isalnum() for word in words) or any(word.lower() in _JOINERS for word in words):
        return False
    if len(words) == 1:
        return first in _PRONOUNS or words[0][0].isupper()
    return len(words) <= 4 and (first in _DETERMINERS or all(word[0].isupper() for word in words))


def _is_manner(words: list[str], verb: str) -> bool:
    """Whether nothing, a listener or one phrase such as "in a low voice" is what the words say; ``verb``: it may take a listener."""
    if not words:
        return True
    first, rest = words[0].lower(), words[1:]
    if first in _AFTER:
        return 0 < len(rest) <= 5 and all(word[0].isalnum() and word.lower() not in _JOINERS for word in rest)
    if first in ("to", "at"):
        return bool(rest) and _is_listener(rest)
    return verb in _TO_SOMEBODY and _is_listener(words)


def _is_listener(words: list[str]) -> bool:
    return (len(words) == 1 and words[0].lower() in _LISTENERS) or (
        _is_somebody(words) and words[0].lower() not in _PRONOUNS
    )
