"""What is missing in a voices.yaml is added; what the author wrote stays, byte for byte."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from audiodrama.cast.casting import Casting, Sheet, assign
from audiodrama.cast.edit import (
    Entry,
    Splice,
    add_before,
    add_entries,
    add_under,
    give_voice,
    newline,
    spliced,
    voice_node,
)
from audiodrama.cast.marks import CHOSEN, find_mark, whom
from audiodrama.cast.nodes import Map, compose, written
from audiodrama.cast.part import Cast, Pauses
from audiodrama.cast.reading import OpenEngine, loads
from audiodrama.cast.suggest import wanted
from audiodrama.engines import Voice
from audiodrama.errors import CastError
from audiodrama.script import NARRATOR, Role, Script

HEADER = f"""\
# Who speaks with which voice. Change anything; what you write is never touched.
# A voice marked "{CHOSEN}" may be chosen again when you correct the gender beside it;
# remove the mark, or change the voice, and it is yours. `audiodrama voices` lists them all.
engine: {{engine}}   # for voices written without "engine/"
characters:
"""
FOOTER = """\
# A character can have more than a voice:
#   Clara:
#     voice: {voice}
#     speed: 1.05                 # 1.0 = the voice's own pace
#     pitch: +1                   # semitones
#     gain_db: -1.5               # louder or softer; nothing is recorded again
#     pan: -0.1                   # -1 left ... 1 right
#     gender: f                   # f, m, or n for a group
#     aliases: [Clare, Miss Hale] # all of these are one person
# Seconds of silence; nothing is recorded again:
# pauses: {{{pauses}}}
"""


def complete(text: str, scripts: Sequence[Script], open_engine: OpenEngine, engine: str = "hibari") -> str:
    """The text of a voices.yaml with a voice for the narrator and for every role of ``scripts``.

    Lines are added, and a voice that is missing or whose gender was corrected is written; nothing else changes. Empty
    text gives a whole commented file. ``engine``: for new voices, unless the file names one. CastError for a file with
    a mistake, and rather than writing anything that would not load with all it had.
    """
    if compose(text) is None:
        return _whole(text, scripts, open_engine, engine)
    return _completed(text, scripts, open_engine, engine)


def overlap(roles: Iterable[Role], cast: Cast) -> tuple[str, ...]:
    """The names of those ``roles`` of a story whom the cast knows, by any of their names or aliases; () = a foreign story."""
    known = [(role.name, {cast.name(form) for form in (role.name, *role.aliases)} - {"", NARRATOR}) for role in roles]
    return tuple(name for name, found in known if found)


def _whole(text: str, scripts: Sequence[Script], open_engine: OpenEngine, engine: str) -> str:
    """A new file, after whatever comments are there already."""
    end = newline(text)
    gap = "" if not text.strip("\ufeff") or text.endswith(("\n", "\r")) else end
    start = text + gap + HEADER.format(engine=written(engine)).replace("\n", end)
    voices = open_engine(engine).voices()
    pauses = ", ".join(f"{name}: {seconds:g}" for name, seconds in dataclasses.asdict(Pauses()).items())
    footer = FOOTER.format(voice=written(f"{engine}/{voices[0].name if voices else 'VOICE'}"), pauses=pauses)
    return _completed(start, scripts, open_engine, engine) + footer.replace("\n", end)


def _completed(text: str, scripts: Sequence[Script], open_engine: OpenEngine, engine: str) -> str:
    cast, root = loads(text, open_engine), compose(text)
    assert isinstance(root, Map)  # or it had not loaded
    sheet = Sheet(text, root, cast)
    casting = assign(sheet, scripts, open_engine, cast.engine if sheet.pair("engine") else engine)
    completed = spliced(text, [*_revoiced(sheet, casting), *_narrated(sheet, casting), *_joined(sheet, casting)])
    _prove(sheet, casting, completed, open_engine)
    return completed


def _revoiced(sheet: Sheet, casting: Casting) -> list[Splice]:
    """The voices of characters that are in the file: replaced, or filled in."""
    splices = []
    for role in sheet.cast.roles:
        if role.name in sheet.cast.parts and role.name in casting.voices:
            splices += _replaced(sheet, role, casting.voices[role.name])
        elif role.name in casting.voices:
            splices += _filled(sheet, role, casting)
    return splices


def _replaced(sheet: Sheet, role: Role, voice: Voice) -> list[Splice]:
    """One voice, and in the tool's own mark the word for whom it was chosen."""
    key, value = sheet.entry(role.name)
    node, mark = voice_node(value), find_mark(sheet.text, key, value)
    assert node  # the role has a part
    splices = [Splice(node.at.start, node.at.end, written(f"{voice.engine}/{voice.name}"))]
    if mark and mark.gender is not None:
        splices.append(Splice(mark.whom_start, mark.whom_end, whom(role.gender, wanted(role).age)))
    return splices


def _filled(sheet: Sheet, role: Role, casting: Casting) -> list[Splice]:
    """A voice where an entry has none; without the mark where characters share a line."""
    characters = sheet.root.get("characters")
    together = isinstance(characters, Map) and characters.flow
    told = dataclasses.replace(role, aliases=(), gender="" if role.gender else wanted(role).gender)
    fields = _fields(told, casting.voices[role.name])
    return give_voice(sheet.text, sheet.entry(role.name)[1], fields, "" if together else _comment(role, casting))


def _narrated(sheet: Sheet, casting: Casting) -> list[Splice]:
    """The narrator's line, after the engine's or else at the top; or its value where the key stands bare."""
    if NARRATOR not in casting.voices:
        return []
    fields = _fields(Role(NARRATOR), casting.voices[NARRATOR])
    line = Entry("narrator", fields[0].value, CHOSEN)
    if pair := sheet.pair("narrator"):
        return give_voice(sheet.text, pair[1], fields, "" if sheet.root.flow else CHOSEN)
    if engine := sheet.pair("engine"):
        return add_under(sheet.text, engine[1], [line], sheet.root.pairs[0][0].at.column)
    return add_before(sheet.text, sheet.root, line)


def _joined(sheet: Sheet, casting: Casting) -> list[Splice]:
    """The lines of new roles, after those that are there."""
    entries = [
        Entry(role.name, _braces(_fields(role, casting.voices[role.name])), _comment(role, casting))
        for role in casting.added
    ]
    pair = sheet.pair("characters")
    if not entries or not sheet.root.pairs:
        return []
    if pair is None:
        top = add_entries(sheet.text, sheet.root, [Entry("characters", "")])
        return [*top, *add_under(sheet.text, sheet.root, entries, sheet.root.pairs[0][0].at.column + 2)] if top else []
    return add_entries(sheet.text, pair[1], entries, under=pair[0])


def _fields(role: Role, voice: Voice) -> list[Entry]:
    """What is written of a role and its voice: only what is not as usual."""
    fields = [Entry("voice", written(f"{voice.engine}/{voice.name}"))]
    fields += [Entry("pitch", f"{voice.pitch:+g}")] if voice.pitch else []
    fields += [Entry("speed", f"{voice.speed:g}")] if voice.speed != 1 else []
    fields += [Entry("gender", role.gender)] if role.gender else []
    fields += [Entry("aliases", f"[{', '.join(written(alias) for alias in role.aliases)}]")] if role.aliases else []
    return fields


def _braces(fields: Sequence[Entry]) -> str:
    return "{" + ", ".join(field.yaml for field in fields) + "}"


def _comment(role: Role, casting: Casting) -> str:
    """The mark: for whom the voice was chosen, and how much there is to say."""
    asked = wanted(role)
    lines = casting.story.presence(role.name).lines
    return f"{CHOSEN}: {whom(asked.gender, asked.age)}, {lines} line{'' if lines == 1 else 's'}"


def _prove(sheet: Sheet, casting: Casting, completed: str, open_engine: OpenEngine) -> None:
    """CastError unless the new text loads as the old cast with the new voices, and nothing else."""
    voices = casting.voices
    names = {name: "narrator" if name == NARRATOR else f"under characters, {written(name)}" for name in voices}
    missing = "; ".join(f"{names[name]}: {written(f'{voice.engine}/{voice.name}')}" for name, voice in voices.items())
    by_hand = f"the way this file is written leaves no safe place for what is missing; add it by hand: {missing}"
    try:
        after = loads(completed, open_engine)
    except CastError as error:
        raise CastError(by_hand, sheet.root.at.path) from error
    before = sheet.cast
    heard = {
        name: (part.voice.engine, part.voice.name) for name, part in (*after.parts.items(), (NARRATOR, after.narrator))
    }
    same = (
        dataclasses.replace(after, narrator=before.narrator, parts={}, roles=())
        == dataclasses.replace(before, parts={}, roles=()),
        all(after.parts.get(name) == part for name, part in before.parts.items() if name not in voices),
        all(heard.get(name) == (voice.engine, voice.name) for name, voice in voices.items()),
        NARRATOR in voices or after.narrator == before.narrator,
        all(was in after.roles for was in before.roles if was.name not in voices),
        all(role in after.roles for role in casting.added),
        {role.name for role in after.roles} == {role.name for role in (*before.roles, *casting.added)},
    )
    if not all(same):
        raise CastError(by_hand, sheet.root.at.path)
