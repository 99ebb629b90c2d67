"""A character cue, ``@Clara (THOUGHT)``: who speaks, what kind of line it is, and from where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiodrama.errors import ScriptError, near_misses
from audiodrama.script import Kind, Line

_KINDS: dict[str, Kind] = {
    "THOUGHT": "thought", "THOUGHTS": "thought", "THINKING": "thought",
    "MESSAGE": "message", "TEXT": "message", "TEXTING": "message", "EMAIL": "message",
    "LETTER": "letter", "DIARY": "letter", "NOTE": "letter",
}  # fmt: skip
# Extensions that say how a voice arrives are the first words of the delivery.
_PLACES = {
    "ON PHONE": "on phone", "PHONE": "on phone", "ON THE PHONE": "on phone", "OVER PHONE": "on phone",
    "ON RADIO": "on radio", "RADIO": "on radio", "ON THE RADIO": "on radio", "OVER RADIO": "on radio",
    "ON TV": "on tv", "TV": "on tv",
    "ON INTERCOM": "on intercom", "INTERCOM": "on intercom", "OVER INTERCOM": "on intercom",
    "ON LOUDSPEAKER": "on loudspeaker", "LOUDSPEAKER": "on loudspeaker", "OVER LOUDSPEAKER": "on loudspeaker",
    "RECORDED": "recorded", "RECORDING": "recorded",
}  # fmt: skip
_IGNORED = frozenset(
    {"CONTD", "CONT", "CONTINUED", "MORE", "VO", "OS", "OC", "OFF", "INTO PHONE"}
)  # the page's, not the ear's
_CUE = re.compile(r"(?P<name>[^(^]*)(?P<extensions>(?:\([^()]*\)\s*)*)\^?\s*")


@dataclass(frozen=True, slots=True)
class Character:
    """``name`` as written (no @); ``manner``: what the extensions add to each delivery under it, such as "on phone"."""

    name: str
    kind: Kind = "speech"
    manner: str = ""


def write_character(line: Line) -> tuple[str, str]:
    """The cue of a voiced line and what of its delivery is left for a parenthetical."""
    manner, comma, rest = line.delivery.partition(", ")
    placed = manner in _PLACES.values() and (not comma or bool(rest)) and rest == rest.strip()
    extensions = [] if line.kind == "speech" else [line.kind.upper()]
    extensions += [manner.upper()] if placed else []
    cue = f"@{line.role}" + "".join(f" ({extension})" for extension in extensions)
    return cue, rest if placed else line.delivery


def with_extensions(written: str, kind: Kind | None, manner: str | None) -> str:
    """The extensions ``written`` after a name, such as " (V.O.)", made to say another kind and another way for the voice to
    arrive ("" = in the room); None leaves what they say of it, and the page's own stay."""
    kept = []
    for group in re.findall(r"\s*\([^()]*\)", written):
        inside = group.strip()[1:-1]
        items = re.split(r"[,/]+", inside)
        left = [item for item in items if not _says_of(_key(item), kind is not None, manner is not None)]
        kept += [group] if len(left) == len(items) else [f" ({', '.join(map(str.strip, left))})"] if left else []
    said = [kind.upper()] if kind and kind != "speech" else []
    said += [manner.upper()] if manner else []
    return "".join([f" ({extension})" for extension in said] + kept)


def _says_of(key: str, kind: bool, manner: bool) -> bool:
    return (kind and key in _KINDS) or (manner and key in _PLACES)


def read_character(cue: str, path: str, line: int) -> Character:
    """Who speaks under this cue (without its @). ScriptError for an extension that is not known, or no name."""
    match = _CUE.fullmatch(cue.strip())
    name = " ".join(match["name"].split()).removesuffix(":") if match else ""
    if not match or not name:
        raise ScriptError(f"cannot read the name in '{cue.strip()}': write @Name or @Name (THOUGHT)", path, line)
    if ":" in name:
        raise ScriptError("a name holds no colon: write the words on a line of their own under @Name", path, line)
    kind: Kind = "speech"
    manners = []
    for extension in re.split(r"[(),/]+", match["extensions"]):
        key = _key(extension)
        kind = _KINDS.get(key, kind)
        if key in _PLACES:
            manners.append(_PLACES[key])
        elif key and key not in _KINDS and key not in _IGNORED and key.replace(" ", "") not in _IGNORED:
            raise _unknown(extension.strip(), path, line)
    return Character(name, kind, ", ".join(manners))


def is_unforced(text: str) -> bool:
    """Whether a line alone looks like a cue in capitals: ``MARA``, ``DR. HALE (V.O.)``."""
    match = _CUE.fullmatch(text)
    return match is not None and match["name"].isupper()


def personal(capitals: str) -> str:
    """A name written in capitals as a cast spells it: "MARA'S MOTHER" -> "Mara's Mother", "O'NEIL" -> "O'Neil"."""
    words = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), capitals)
    return re.sub(r"(?<=\w\w)(['’])(\w)(?!\w)", lambda match: match[0].lower(), words)


def _key(extension: str) -> str:
    return " ".join(re.sub(r"[^A-Z\s]", "", extension.upper()).split())


def _unknown(extension: str, path: str, line: int) -> ScriptError:
    known = (
        "THOUGHT",
        "MESSAGE",
        "LETTER",
        "ON PHONE",
        "ON RADIO",
        "ON TV",
        "ON INTERCOM",
        "ON LOUDSPEAKER",
        "RECORDED",
    )
    near = near_misses(extension.upper(), known) or f"; known are {', '.join(known)}"
    return ScriptError(
        f"a name cannot be followed by ({extension}){near}. A way of speaking goes under the name, on a line of its own",
        path,
        line,
    )
