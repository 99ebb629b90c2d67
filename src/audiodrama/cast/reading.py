"""voices.yaml as a Cast. Every mistake is a CastError with line, column and what was probably meant."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from audiodrama.cast.marks import find_mark
from audiodrama.cast.nodes import Items, Map, Node, Scalar, compose, wrong
from audiodrama.cast.part import Cast, Part, Pauses
from audiodrama.cast.suggest import narrating_voice
from audiodrama.engines import Engine, Voice
from audiodrama.errors import EngineError, EngineUnavailable, near_misses
from audiodrama.script import NARRATOR, Gender, Role

OpenEngine = Callable[[str], Engine]

TOP = ("engine", "narrator", "characters", "pauses", "mono", "artist", "album", "cover")
VOICE = ("voice", "speed", "pitch", "options", "gain_db", "pan")
CHARACTER = (*VOICE, "gender", "aliases")
PAUSES = tuple(field.name for field in dataclasses.fields(Pauses))

SPEED = (0.5, 2.0)  # times the voice's own pace; beyond that engines fall apart
PITCH = (-12.0, 12.0)  # semitones: an octave
GAIN_DB = (-40.0, 20.0)  # dB: from barely heard to as much as a quiet voice may need
PAN = (-1.0, 1.0)  # left to right
PAUSE = (0.0, 30.0)  # s

GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("f", "female", "woman", "girl"), "f"),
    **dict.fromkeys(("m", "male", "man", "boy"), "m"),
    **dict.fromkeys(("n", "neutral", "neither", "group"), "n"),
}
SWITCH = {**dict.fromkeys(("true", "yes", "on"), True), **dict.fromkeys(("false", "no", "off"), False)}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What reading an entry needs besides the entry. ``engine``: for voices written without one."""

    text: str
    open_engine: OpenEngine
    engine: str = "hibari"


def loads(text: str, open_engine: OpenEngine, path: str = "voices.yaml") -> Cast:
    """The cast in the text of a voices.yaml; empty text is a cast with nothing yet, its narrator chosen from hibari.

    ``open_engine`` is asked for each engine named, to check the voices. CastError (path, line, column) for any mistake.
    """
    root = compose(text, path)
    if root is not None and not isinstance(root, Map):
        raise wrong(root, f"expected lines such as `narrator: hibari/narrator`, not {_kind(root)}")
    pairs = root.pairs if root else ()
    top = _fields(pairs, TOP, _top_hint)
    desk = _Desk(text, open_engine)
    if "engine" in top:
        desk = _Desk(text, open_engine, _engine(top["engine"], open_engine))
    entries = [_character(key, value, desk) for key, value in _characters(top.get("characters"))]
    _each_form_once([role for role, _ in entries], top.get("characters"))
    parts = {role.name: part for role, part in entries if part}
    narrator = _narrator(next((pair for pair in pairs if pair[0].text == "narrator"), None), parts, desk)
    words = {name: _words(top[name]) for name in ("artist", "album", "cover") if name in top}
    mono = _switch(top["mono"]) if "mono" in top else False
    return Cast(
        narrator, parts, tuple(role for role, _ in entries), _pauses(top.get("pauses")), mono, desk.engine, **words
    )


def _top_hint(name: str) -> str:
    if name == "title":
        return "; the title comes from the story itself"
    return f"{near_misses(name, TOP) or '.'} Here can stand {', '.join(TOP)}; a character stands under `characters:`, indented"


def _fields(
    pairs: Iterable[tuple[Scalar, Node]], known: tuple[str, ...], hint: Callable[[str], str]
) -> dict[str, Node]:
    """Field -> value, those left blank aside; CastError for a field not ``known``."""
    found = {}
    for key, value in pairs:
        if key.text not in known:
            raise wrong(key, f'unknown field "{key.text}"{hint(key.text)}')
        if not (isinstance(value, Scalar) and value.nothing):
            found[key.text] = value
    return found


def _map(node: Node | None, example: str) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs of a map, none for a blank; CastError for anything else."""
    if node is None or (isinstance(node, Scalar) and node.nothing):
        return ()
    if not isinstance(node, Map):
        dashes = "; leave out the dashes" if isinstance(node, Items) else ""
        raise wrong(node, f"expected {example}, not {_kind(node)}{dashes}")
    return node.pairs


def _kind(node: Node) -> str:
    return (
        "a list"
        if isinstance(node, Items)
        else "a map of names and values"
        if isinstance(node, Map)
        else f'"{node.text}"'
    )


def _characters(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    pairs = _map(node, "`Name: voice` lines")
    for key, _ in pairs:
        if not key.text.strip():
            raise wrong(key, "a role without a name")
        if key.text.casefold() == NARRATOR.casefold():
            raise wrong(
                key, "the narrator's voice stands at the top of the file, as `narrator: ...`, not among the characters"
            )
    return pairs


def _character(key: Scalar, value: Node, desk: _Desk) -> tuple[Role, Part | None]:
    """One entry under ``characters:``; the part is None while it has no voice."""
    fields = _entry(value, CHARACTER)
    aliases = _list(fields["aliases"]) if "aliases" in fields else ()
    role = Role(key.text, tuple(alias for alias in aliases if alias != key.text), _gender(fields.get("gender")))
    return role, _part(key, value, fields, desk) if "voice" in fields else None


def _narrator(pair: tuple[Scalar, Node] | None, parts: dict[str, Part], desk: _Desk) -> Part:
    """The narrator's part; while none is written, the one that would be chosen."""
    fields = _entry(pair[1], VOICE) if pair else {}
    if pair and "voice" in fields:
        return _part(*pair, fields, desk)
    taken = {name: part.voice for name, part in parts.items()}
    return Part(narrating_voice(desk.engine, desk.open_engine(desk.engine).voices(), taken), chosen=True)


def _entry(value: Node, known: tuple[str, ...]) -> dict[str, Node]:
    """The fields of a role, its short form (just the voice) included."""
    if isinstance(value, Scalar):
        return {} if value.nothing else {"voice": value}
    pairs = _map(value, "a voice, or `voice: ...` with more fields under it")
    return _fields(pairs, known, lambda name: f"{near_misses(name, known) or '.'} A role can have {', '.join(known)}")


def _part(key: Scalar, value: Node, fields: dict[str, Node], desk: _Desk) -> Part:
    engine, name = _voice_name(fields["voice"], desk)
    numbers = {
        "speed": _number(fields.get("speed"), SPEED, 1.0, "1.0 is the voice's own pace"),
        "pitch": _number(fields.get("pitch"), PITCH, 0.0, "semitones"),
    }
    options = tuple(
        (option.text, _words(setting)) for option, setting in _map(fields.get("options"), "`option: value` lines")
    )
    voice = Voice(engine, name, **numbers, options=options)
    _vet(voice, fields["voice"], fields.get("options"), desk.open_engine)
    gain_db = _number(fields.get("gain_db"), GAIN_DB, 0.0, "decibels, 0 is as it is")
    pan = _number(fields.get("pan"), PAN, 0.0, "-1 is left, 1 is right")
    return Part(voice, gain_db, pan, chosen=find_mark(desk.text, key, value) is not None)


def _voice_name(node: Node, desk: _Desk) -> tuple[str, str]:
    """Engine and voice of "engine/voice", or of "voice" alone; a voice's own name may hold a slash."""
    words = _words(node)
    head, slash, rest = words.partition("/")
    if not slash:
        return desk.engine, words
    try:
        desk.open_engine(head)
    except EngineUnavailable as error:
        raise wrong(node, str(error)) from error
    except EngineError as error:
        if any(info.name == words for info in desk.open_engine(desk.engine).voices()):
            return desk.engine, words
        raise wrong(node, str(error)) from error
    return head, rest


def _engine(node: Node, open_engine: OpenEngine) -> str:
    """The name after ``engine:``; CastError when it does not open."""
    name = _words(node)
    try:
        open_engine(name)
    except EngineError as error:
        raise wrong(node, str(error)) from error
    return name


def _vet(voice: Voice, node: Node, options: Node | None, open_engine: OpenEngine) -> None:
    """CastError unless the engine has the voice and takes the options; one that is not listed, the engine itself judges."""
    engine = open_engine(voice.engine)
    names = [info.name for info in engine.voices()]
    listed = voice.name in names
    if listed and not voice.options:
        return
    try:
        engine.edition(voice)
    except EngineError as error:
        if listed:
            raise wrong(options or node, str(error)) from error
        hint = f"{near_misses(voice.name, names) or '.'} `audiodrama voices` lists them all"
        raise wrong(node, f"{voice.engine} has no voice {voice.name}{hint}") from error


def _each_form_once(roles: list[Role], characters: Node | None) -> None:
    """CastError when an alias is another role's name or alias."""
    owner = {role.name: role.name for role in roles} | {NARRATOR: "the narrator"}
    for role in roles:
        for alias in role.aliases:
            if owner.setdefault(alias, role.name) != role.name:
                raise wrong(
                    _alias_node(characters, role.name, alias),
                    f"{alias} is claimed by {role.name} and by {owner[alias]}; one of them must give it up",
                )


def _alias_node(characters: Node | None, role: str, alias: str) -> Node:
    """Where an alias of a role is written."""
    assert isinstance(characters, Map)
    entry = characters.get(role)
    assert isinstance(entry, Map)
    aliases = entry.get("aliases")
    assert isinstance(aliases, Items)
    return next(item for item in aliases.items if isinstance(item, Scalar) and item.text == alias)


def _pauses(node: Node | None) -> Pauses:
    pairs = _map(node, "`line: 0.45` and the like")
    fields = _fields(
        pairs, PAUSES, lambda name: f"{near_misses(name, PAUSES) or '.'} The pauses are {', '.join(PAUSES)}"
    )
    return Pauses(**{name: _number(value, PAUSE, 0.0, "seconds") for name, value in fields.items()})


def _words(node: Node) -> str:
    """The text of a scalar."""
    if not isinstance(node, Scalar):
        raise wrong(node, f"expected one word or name, not {_kind(node)}")
    return node.text


def _list(node: Node) -> tuple[str, ...]:
    """The texts of a list, each once."""
    if not isinstance(node, Items):
        raise wrong(node, f"expected a list such as [Clare, Miss Hale], not {_kind(node)}")
    return tuple(dict.fromkeys(_words(item) for item in node.items))


def _number(node: Node | None, limits: tuple[float, float], default: float, meaning: str) -> float:
    if node is None:
        return default
    low, high = limits
    value = float(node.text) if isinstance(node, Scalar) and NUMBER.fullmatch(node.text) else None
    if value is None or not low <= value <= high:
        raise wrong(node, f"expected a number from {low:g} to {high:g} ({meaning}), not {_kind(node)}")
    return value


def _gender(node: Node | None) -> Gender:
    if node is None:
        return ""
    word = _words(node)
    if word and word.casefold() not in GENDERS:
        raise wrong(node, f'expected f, m or n (a group, or neither), not "{word}"')
    return GENDERS.get(word.casefold(), "")


def _switch(node: Node) -> bool:
    word = _words(node).casefold()
    if word not in SWITCH:
        raise wrong(node, f'expected true or false, not "{word}"')
    return SWITCH[word]
