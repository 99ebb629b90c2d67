"""What stands between ``[[`` and ``]]``: cues, the machine's doubts, overrides, and the author's own remarks."""

from __future__ import annotations

import difflib
import math
import re
from typing import Literal, get_args

from audiodrama.errors import ScriptError
from audiodrama.fountain.marks import unescape
from audiodrama.script import Cue, CueKind, Line, one_line

Override = Literal["speak", "skip"]  # on an action: never a tag, always a tag
END_OF_SCENE = (
    "end of scene"  # written only after a chapter heading that ends a scene, so that the next one does not take it
)

_KINDS: dict[str, CueKind] = {kind: kind for kind in get_args(CueKind)}
_SECONDS = re.compile(r"(\d+(?:\.\d*)?(?:e[+-]?\d+)?)\s*(ms|s|secs?|seconds?)", re.IGNORECASE)
_MISTYPED = 0.8  # difflib ratio from which `[[soud: rain]]` is a mistyped cue and no remark


def write_note(words: str) -> str:
    """``[[words]]`` on one line, with every mark and bracket in it escaped and no bracket at its end."""
    inside = re.sub(r"[\\*_\[\]]", r"\\\g<0>", one_line(words))
    return f"[[{inside} ]]" if inside.endswith("]") else f"[[{inside}]]"


def write_cue(cue: Cue) -> str:
    """The cue as a note: ``[[music: theme, 8s]]``. ValueError when its seconds are not a length."""
    if cue.seconds is None:
        name = cue.name if _name_and_seconds(cue.kind, cue.name) == (cue.name, None) else cue.name + ","
        return write_note(f"{cue.kind}: {name}" if name else cue.kind)
    if not math.isfinite(cue.seconds) or cue.seconds < 0:
        raise ValueError(f"a {cue.kind} cannot last {cue.seconds} s")
    length = repr(float(cue.seconds)).removesuffix(".0") + "s"
    return write_note(f"{cue.kind}: {cue.name}, {length}" if cue.name else f"{cue.kind}: {length}")


def write_doubt(line: Line) -> str:
    """The remark above a line whose speaker is a guess: ``[[? maybe Tom: two people could answer]]``."""
    guess = f"maybe {line.second}" if line.second else "not sure"
    return write_note(f"? {guess}: {line.why}" if line.why else f"? {guess}")


def read_cue(note: str, path: str, line: int) -> Cue | None:
    """The cue that a note's inside asks for, or None when it is a remark. ScriptError when a cue is mistyped."""
    key, colon, rest = one_line(note).partition(":")
    kind = _KINDS.get(key.strip().casefold())
    if kind is None:
        if colon:
            _check_spelling(key.strip(), path, line)
        return None
    name, seconds = _name_and_seconds(kind, unescape(rest.strip()))
    if kind != "pause" and not name:
        if not colon:
            return None
        raise ScriptError(f"[[{kind}: ]] does not say which {kind}", path, line)
    return Cue(kind, name, seconds)


def read_override(note: str) -> Override | None:
    word = note.strip().casefold()
    return "speak" if word == "speak" else "skip" if word == "skip" else None


def _name_and_seconds(kind: CueKind, words: str) -> tuple[str, float | None]:
    """The name and the length in a cue's words; a comma at the end says that all before it is the name."""
    if words.endswith(","):
        return words[:-1], None
    parts = words.split(", ")
    for at in reversed(range(0 if kind == "pause" else 1, len(parts))):
        if (seconds := _seconds(parts[at], bare=kind == "pause")) is not None:
            return ", ".join(parts[:at] + parts[at + 1 :]), seconds
    return words, None


def _seconds(words: str, *, bare: bool) -> float | None:
    """The length that the words say in seconds, or None; ``bare``: a number alone will do."""
    if bare and re.fullmatch(r"\d+(\.\d+)?", words):
        return float(words)
    if not (match := _SECONDS.fullmatch(words.strip())):
        return None
    return float(match[1]) / (1000 if match[2].casefold() == "ms" else 1)


def _check_spelling(key: str, path: str, line: int) -> None:
    if close := difflib.get_close_matches(key.casefold(), _KINDS, n=1, cutoff=_MISTYPED):
        raise ScriptError(f"there is no cue [[{key}: ...]]; did you mean [[{close[0]}: ...]]?", path, line)
