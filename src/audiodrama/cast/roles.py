"""A role renamed, joined with another, or given its gender in the text of a voices.yaml; every other byte and comment stays."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from audiodrama.cast.edit import Entry, Splice, add_under, entry_of, spliced
from audiodrama.cast.marks import line_end
from audiodrama.cast.nodes import Items, Map, Scalar, compose, written
from audiodrama.cast.part import Cast
from audiodrama.cast.reading import OpenEngine, loads
from audiodrama.errors import CastError
from audiodrama.script import Gender, Role


def renamed(text: str, old: str, new: str, open_engine: OpenEngine) -> str:
    """The entry of ``old`` under the name ``new``, with all that is written of it; ``old`` is one of its aliases from now on,
    so that a later reading knows who is meant, unless only its case is another. CastError when ``old`` has no entry, or the file leaves no safe place."""
    cast = loads(text, open_engine)
    key, _ = entry_of(compose(text), old)
    changed = spliced(text, [Splice(key.at.start, key.at.end, written(new))])
    role = next(role for role in cast.roles if role.name == key.text)
    aliases = [alias for alias in role.aliases if alias != new]
    if " ".join(role.name.split()).casefold() != " ".join(new.split()).casefold():
        aliases.append(role.name)
    changed = _with_aliases(changed, new, aliases)
    wanted = {new: dataclasses.replace(role, name=new, aliases=tuple(aliases))}
    return _proved(changed, cast, {role.name: new}, wanted, open_engine)


def merged(text: str, gone: str, into: str, open_engine: OpenEngine) -> str:
    """The file without the entry of ``gone``, whose names are aliases of ``into`` from now on. CastError as ``renamed``."""
    cast, root = loads(text, open_engine), compose(text)
    one, other = (
        next(role for role in cast.roles if role.name == entry_of(root, name)[0].text) for name in (gone, into)
    )
    changed = _removed(text, one.name)
    aliases = list(dict.fromkeys((*other.aliases, one.name, *one.aliases)))
    changed = _with_aliases(changed, other.name, aliases)
    wanted = {other.name: dataclasses.replace(other, aliases=tuple(aliases))}
    return _proved(changed, cast, {one.name: "", other.name: other.name}, wanted, open_engine)


def also_called(text: str, role: str, names: Sequence[str], open_engine: OpenEngine) -> str:
    """The file with these names among the aliases of a role, those aside that it has in another case. CastError as ``renamed``."""
    cast = loads(text, open_engine)
    now = next(one for one in cast.roles if one.name == entry_of(compose(text), role)[0].text)
    lacking = {name.casefold(): name for name in reversed(names)}
    for alias in now.aliases:
        lacking.pop(alias.casefold(), "")
    wanted = dataclasses.replace(now, aliases=(*now.aliases, *reversed(lacking.values())))
    changed = _with_aliases(text, now.name, wanted.aliases)
    return _proved(changed, cast, {now.name: now.name}, {now.name: wanted}, open_engine)


def gendered(text: str, role: str, gender: Gender, open_engine: OpenEngine) -> str:
    """The file with the gender of a role written, whatever stood there. CastError as ``renamed``."""
    cast = loads(text, open_engine)
    name = entry_of(compose(text), role)[0].text
    changed = _with_field(text, name, "gender", gender)
    now = next(one for one in cast.roles if one.name == name)
    return _proved(changed, cast, {name: name}, {name: dataclasses.replace(now, gender=gender)}, open_engine)


def _with_aliases(text: str, role: str, aliases: Sequence[str]) -> str:
    """The names that are not there yet added to the list of aliases; a list that is not there, made."""
    value = entry_of(compose(text), role)[1]
    node = value.get("aliases") if isinstance(value, Map) else None
    there = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    lacking = [written(alias) for alias in aliases if alias not in there]
    if not lacking:
        return text
    if not isinstance(node, Items) or not node.items:
        return _with_field(text, role, "aliases", f"[{', '.join(lacking)}]")
    last = node.items[-1]
    if text[node.at.start] == "[":
        return spliced(text, [Splice(last.at.end, last.at.end, "".join(f", {alias}" for alias in lacking))])
    dash = text.rfind("-", 0, node.items[0].at.start)
    margin = dash - (max(text.rfind("\n", 0, dash), text.rfind("\r", 0, dash)) + 1)
    end = line_end(text, last.at.end)
    newline = "\r\n" if "\r\n" in text else "\n"
    return spliced(text, [Splice(end, end, "".join(f"{newline}{' ' * margin}- {alias}" for alias in lacking))])


def _with_field(text: str, role: str, field: str, value: str) -> str:
    """A field of an entry with this value: replaced where it stands, else added in the form that the entry has."""
    _, entry = entry_of(compose(text), role)
    if isinstance(entry, Map):
        node = entry.get(field)
        if node is not None:
            space = " " if text[node.at.start - 1 : node.at.start] == ":" else ""
            return spliced(text, [Splice(node.at.start, node.at.end, space + value)])
        if not entry.flow:
            return spliced(text, add_under(text, entry, [Entry(field, value)], entry.pairs[0][0].at.column))
        at = entry.pairs[-1][1].at.end if entry.pairs else entry.at.start + 1
        return spliced(text, [Splice(at, at, (", " if entry.pairs else "") + f"{field}: {value}")])
    assert isinstance(entry, Scalar)
    if entry.nothing:
        return spliced(text, [Splice(entry.at.start, entry.at.end, f" {{{field}: {value}}}")])
    voice = text[entry.at.start : entry.at.end]
    return spliced(text, [Splice(entry.at.start, entry.at.end, f"{{voice: {voice}, {field}: {value}}}")])


def _removed(text: str, role: str) -> str:
    """The text without an entry: its rows, with the remarks on them, or in braces its words and their comma."""
    root = compose(text)
    characters = root.get("characters") if isinstance(root, Map) else None
    assert isinstance(characters, Map)
    at = next(number for number, (key, _) in enumerate(characters.pairs) if key.text == role)
    key, value = characters.pairs[at]
    if characters.flow:
        start = characters.pairs[at - 1][1].at.end if at else key.at.start
        end = value.at.end if at or len(characters.pairs) == 1 else characters.pairs[1][0].at.start
        return spliced(text, [Splice(start, end, "")])
    start = max(text.rfind("\n", 0, key.at.start), text.rfind("\r", 0, key.at.start)) + 1
    end = line_end(text, max(key.at.end, value.at.end))
    end += 2 if text[end : end + 2] == "\r\n" else 1
    return spliced(text, [Splice(start, end, "")])


def _proved(text: str, before: Cast, names: dict[str, str], wanted: dict[str, Role], open_engine: OpenEngine) -> str:
    """The text, if it loads as the cast with those roles and nothing else changed. ``names``: old -> new, "" = gone."""
    by_hand = "the way this file is written leaves no safe place for the change; make it by hand"
    try:
        after = loads(text, open_engine)
    except CastError as error:
        raise CastError(by_hand) from error
    roles = [names.get(role.name, role.name) for role in before.roles]
    expected = {name: wanted.get(name) or next(r for r in before.roles if r.name == name) for name in roles if name}
    parts = {names.get(name, name): part.voice for name, part in before.parts.items() if names.get(name, name)}
    found = {role.name: role for role in after.roles}
    same = (
        {name: _sorted(role) for name, role in found.items()}
        == {name: _sorted(role) for name, role in expected.items()},
        {name: part.voice for name, part in after.parts.items()} == parts,
        dataclasses.replace(after, parts={}, roles=()) == dataclasses.replace(before, parts={}, roles=()),
    )
    if not all(same):
        raise CastError(by_hand)
    return text


def _sorted(role: Role) -> tuple[str, tuple[str, ...], Gender]:
    return role.name, tuple(sorted(role.aliases)), role.gender
