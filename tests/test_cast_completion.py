"""Entries are added to voices.yaml; what the author wrote stays byte for byte."""

from __future__ import annotations

import difflib
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.cast import complete, loads, overlap, recast
from audiodrama.cast.nodes import written
from audiodrama.errors import CastError
from audiodrama.script import Line, Role, Scene, Script
from troupe import opener, play

STORY = play("Narrator Tom Clara Tom Clara Narrator Becca", "Tom Clara Tom", Tom="m", Clara="f", Becca="f")


def changes(before: str, after: str) -> tuple[list[str], list[str]]:
    """(lines gone, lines new) between two texts; line ends and a byte order mark are left out."""
    old, new = (re.split(r"\r?\n", text.lstrip("\ufeff")) for text in (before, after))
    diff = list(difflib.unified_diff(old, new, n=0))[2:]
    return [line[1:] for line in diff if line[0] == "-"], [line[1:] for line in diff if line[0] == "+"]


def completed(text: str, story: Script = STORY) -> str:
    """The text completed; the same again when completed twice."""
    once = complete(text, [story], opener)
    assert complete(once, [story], opener) == once
    return once


def test_an_empty_file_becomes_a_whole_commented_one() -> None:
    text = completed("")
    lines = text.splitlines()
    assert lines[0] == "# Who speaks with which voice. Change anything; what you write is never touched."
    assert 'engine: hibari   # for voices written without "engine/"' in lines
    assert "narrator: hibari/narrator   # chosen for you" in lines
    assert "  Tom: {voice: hibari/man, gender: m}   # chosen for you: man, 4 lines" in lines
    assert "  Becca: {voice: hibari/alto, gender: f}   # chosen for you: woman, 1 line" in lines
    assert any(line.startswith("# pauses: {") and "scene: 2.3" in line for line in lines)
    assert text.endswith("\n")


def test_the_commented_lines_of_a_new_file_are_true_when_uncommented() -> None:
    lines = completed("").splitlines()
    example = lines.index("# A character can have more than a voice:")
    text = "characters:\n" + "".join(
        line.removeprefix("# ") + "\n" for line in lines[example + 1 :] if not line.startswith("# Seconds")
    )
    cast = loads(text, opener)
    assert cast.part("Miss Hale").voice.speed == 1.05
    assert cast.pauses == loads("", opener).pauses


def test_the_engine_asked_for_is_used_unless_the_file_names_one() -> None:
    assert "narrator: solo/one" in complete("", [STORY], opener, "solo")
    assert "narrator: solo/one" in complete("mono: true\n", [STORY], opener, "solo")
    assert "narrator: system/en-gb/voice 0" in complete("engine: system\n", [STORY], opener, "solo")


FILES = {
    "block": "narrator: hibari/man\ncharacters:\n  Tom: hibari/deep_man   # mine\n",
    "no end of line": "narrator: hibari/man\ncharacters:\n  Tom: hibari/deep_man",
    "comment after the last entry": "narrator: man\ncharacters:\n  Tom: deep_man\n  # Clara comes later\n# bye\n",
    "pauses after": "narrator: man\ncharacters:\n    Tom:\n        voice: deep_man\n        aliases: [T]\n\npauses: {line: 1}\n",
    "crlf": "narrator: man\r\n\r\ncharacters:\r\n  Tom: deep_man # x\r\npauses:\r\n  line: 1\r\n",
    "braces": "narrator: man\ncharacters: {Tom: deep_man}\nmono: true\n",
    "braces on lines": "narrator: man\ncharacters: {\n  Tom: deep_man,   # hm, yes\n}\n",
    "braces with comma": "narrator: man\ncharacters: { Tom: deep_man, }",
    "nobody yet": "narrator: man\ncharacters:\n",
    "nobody, pauses after": "narrator: man\ncharacters:   # all of them\npauses: {line: 1}",
    "no characters": "narrator: man\npauses: {line: 1}\n# the end\n",
    "no narrator": "# top\ncharacters:\n  Tom: deep_man\n",
    "no narrator, engine": "characters:\n  Tom: deep_man\nengine: hibari",
    "narrator bare": "narrator:\ncharacters:\n  Tom: deep_man\n",
    "indented": "  narrator: man\n  characters:\n   Tom: deep_man\n",
    "document marks": "%YAML 1.1\n---\nnarrator: man\n...\n",
    "byte order mark": "\ufeffcharacters:\n  Tom: deep_man\n",
    "list in a block": "narrator: man\ncharacters:\n  Tom:\n    voice: deep_man\n    aliases:\n    - T\n    - Tommy  # dear\n",
    "quoted": 'narrator: \'man\'\ncharacters:\n  "Tom": "hibari/deep_man"\n',
    "question mark": "narrator: man\ncharacters:\n  ? Tom\n  : deep_man\n",
}


@pytest.mark.parametrize("name", FILES)
def test_lines_are_added_and_nothing_else_changes(name: str) -> None:
    text = FILES[name]
    after = completed(text)
    gone, new = changes(text, after)
    permitted = {"narrator bare": 1, "braces": 1, "braces with comma": 1}.get(name, 0)  # that one line must be opened
    assert len(gone) == permitted
    assert new
    was, now = loads(text, opener), loads(after, opener)
    assert {name: now.parts[name] for name in was.parts} == was.parts
    assert set(now.parts) == {"Tom", "Clara", "Becca"}
    assert now.pauses == was.pauses
    assert after.count("\r\n") == (after.count("\n") if "\r" in text else 0)


@pytest.mark.parametrize("nothing", ["{}", "~", "null"])
def test_a_written_nothing_gives_way(nothing: str) -> None:
    text = f"narrator: man\ncharacters: {nothing}  # none\n"
    gone, new = changes(text, completed(text))
    assert gone == [f"characters: {nothing}  # none"]
    assert new[0] == "characters:  # none"


def test_a_file_of_comments_keeps_them() -> None:
    after = completed("# mine")
    assert after.startswith("# mine\n# Who speaks")


def test_a_file_in_one_pair_of_braces_is_refused_with_what_to_add() -> None:
    for text in ("{}", '{"engine": "hibari"}'):
        with pytest.raises(
            CastError, match="add it by hand: narrator: hibari/narrator; under characters, Tom: hibari/man"
        ):
            complete(text, [STORY], opener)


def test_a_mistake_in_the_file_is_told_before_anything_is_added() -> None:
    with pytest.raises(CastError, match="2:8"):
        complete("characters:\n  Tom: hibari/nobody\n", [STORY], opener)


def test_a_role_known_by_an_alias_is_not_added_again() -> None:
    text = "narrator: man\ncharacters:\n  Thomas: {voice: deep_man, aliases: [Tom]}\n  CLARA: alto\n  Becca: girl\n"
    assert completed(text) == text


def test_new_aliases_are_written_unless_somebody_has_them() -> None:
    scripts = [
        Script("1", (Role("Clara", ("Miss Hale", "Tom", "Narrator", "clare: c"), "f"), Role("Tom", ("Clara",), "m"))),
        Script("2", (Role("Clara", ("Clare",)), Role("Miss Hale"))),
    ]
    cast = loads(complete("", scripts, opener), opener)
    assert cast.roles == (Role("Clara", ("Miss Hale", "clare: c", "Clare"), "f"), Role("Tom", (), "m"))


def test_who_speaks_without_being_listed_is_cast_too() -> None:
    story = Script("x", (), (Scene("1", (Line("Ghost", "Boo.", "speech"),)),))
    assert loads(completed("", story), opener).part("Ghost")


def test_entries_without_a_voice_get_one_where_they_stand() -> None:
    text = "narrator: man\ncharacters:\n  Tom:   # the hero\n  Clara: {gender: f, speed: 1.2}\n  Becca:\n    # dear\n    gender: f\n"
    after = completed(text)
    assert after.splitlines()[2:] == [
        "  Tom: hibari/woman   # the hero   # chosen for you: gender not found, 4 lines",
        "  Clara: {voice: hibari/alto, gender: f, speed: 1.2}   # chosen for you: woman, 3 lines",
        "  Becca:",
        "    # dear",
        "    voice: hibari/narrator   # chosen for you: woman, 1 line",
        "    gender: f",
    ]
    cast = loads(after, opener)
    assert all(cast.part(name).chosen for name in ("Tom", "Clara", "Becca"))
    assert len({cast.part(name).voice.name for name in ("Tom", "Clara", "Becca")}) == 3
    assert cast.part("Clara").voice.speed == 1.2


def test_a_blank_role_among_others_on_one_line_gets_a_voice_without_a_mark() -> None:
    cast = loads(completed("narrator: man\ncharacters: {Tom: , Clara: alto, Becca: girl}\n"), opener)
    assert [part.chosen for part in cast.parts.values()] == [False, False, False]


@pytest.mark.parametrize("name", ["No", "Null", "1984", "@x", "a: b", "#1", "~", "Zoë", "Ada, B", "[x]", "x\ty"])
def test_any_yaml_reader_sees_a_new_name_as_a_name(name: str) -> None:
    text = complete("", [Script("x", (Role(name),))], opener)
    assert list(yaml.safe_load(text)["characters"]) == [name]


# the mark


def corrected(line: str) -> tuple[str, str]:
    """(before, after) of the line of Becca, whose gender is as ``line`` says."""
    text = f"narrator: hibari/narrator\ncharacters:\n  Tom: hibari/man\n{line}\n  Clara: hibari/alto\n"
    after = completed(text)
    gone, new = changes(text, after)
    assert (gone, len(new)) in (([], 0), ([line], 1))
    return line, new[0] if new else line


def test_a_corrected_gender_chooses_again_on_a_marked_line() -> None:
    line = "  Becca: {voice: hibari/girl, gender: m, speed: 1.1}   # chosen for you"
    before, after = corrected(line)
    assert after == before.replace("hibari/girl", "hibari/deep_man")


def test_the_mark_then_says_for_whom() -> None:
    _, after = corrected("  Becca: {voice: hibari/woman, gender: m}   # chosen for you: woman, 12 lines; my note")
    assert after == "  Becca: {voice: hibari/deep_man, gender: m}   # chosen for you: man, 12 lines; my note"


def test_a_gender_corrected_twice_is_followed_twice() -> None:
    _, after = corrected("  Becca: {voice: hibari/woman, gender: m}   # chosen for you: woman, 12 lines")
    _, again = corrected(after.replace("gender: m", "gender: f"))
    assert again == "  Becca: {voice: hibari/woman, gender: f}   # chosen for you: woman, 12 lines"


@pytest.mark.parametrize(
    "line",
    [
        "  Becca: {voice: hibari/girl, gender: m}",  # no mark: the author's
        "  Becca: {voice: hibari/girl, gender: m}   # woman, 12 lines",
        "  Becca: {voice: hibari/boy, gender: f}   # chosen for you: woman, 12 lines",  # the author changed the voice
        "  Becca: {voice: hibari/girl, gender: f}   # chosen for you",
        "  Becca: {voice: hibari/girl, gender: n}   # chosen for you",
        "  Becca: hibari/girl   # chosen for you",
        "  Becca: {voice: hibari/girl, aliases: ['# chosen for you'], gender: m}",  # not a comment
    ],
)
def test_nothing_else_is_chosen_again(line: str) -> None:
    before, after = corrected(line)
    assert after == before


@pytest.mark.parametrize(
    "mark", ["  Becca:   # chosen for you\n    voice: girl\n", "  Becca:\n    voice: girl   # chosen for you: girl\n"]
)
def test_the_mark_may_stand_on_the_line_of_the_name_or_of_the_voice(mark: str) -> None:
    text = f"narrator: narrator\ncharacters:\n{mark}    gender: m\n  Tom: man\n  Clara: alto\n"
    cast = loads(completed(text), opener)
    assert cast.part("Becca").voice.name == "deep_man"
    assert loads(text, opener).part("Tom").chosen is False


# recasting by a person


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  Tom: hibari/man   # chosen for you", "  Tom: hibari/old_man"),
        (
            "  Tom: {voice: 'man', gender: m}   # chosen for you: man, 3 lines",
            "  Tom: {voice: hibari/old_man, gender: m}   # man, 3 lines",
        ),
        ("  Tom: hibari/man # mine, chosen for you", "  Tom: hibari/old_man # mine, "),
        ("  Tom:", "  Tom: hibari/old_man"),
        ("  Tom: {gender: m}", "  Tom: {voice: hibari/old_man, gender: m}"),
        ("  Thomas: {voice: man, aliases: [Tom]}", "  Thomas: {voice: hibari/old_man, aliases: [Tom]}"),
        ("  Tom:\n    speed: 1.1\n    voice: man  # deep", "  Tom:\n    speed: 1.1\n    voice: hibari/old_man  # deep"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_recasting_replaces_one_value_and_removes_the_mark(before: str, after: str, end: str) -> None:
    text = f"narrator: man\ncharacters:\n{before}\n  Clara: alto   # chosen for you\n".replace("\n", end)
    wanted = f"narrator: man\ncharacters:\n{after}\n  Clara: alto   # chosen for you\n".replace("\n", end)
    changed = recast(text, "Tom", "hibari/old_man")
    assert changed == wanted
    assert not loads(changed, opener).part("Tom").chosen


def test_the_narrator_can_be_recast() -> None:
    text = complete("", [STORY], opener)
    gone, new = changes(text, recast(text, "Narrator", "hibari/old_man"))
    assert (gone, new) == (["narrator: hibari/narrator   # chosen for you"], ["narrator: hibari/old_man"])


def test_recasting_a_stranger_names_near_misses() -> None:
    with pytest.raises(CastError, match=r"Tm has no entry in voices.yaml; did you mean Tom"):
        recast("characters: {Tom: man}", "Tm", "hibari/man")


# a foreign cast


def test_overlap_names_the_roles_in_common() -> None:
    cast = loads("characters: {Thomas: {voice: man, aliases: [Tom]}, Clara: alto}", opener)
    assert overlap([Role("Tom"), Role("Miss Hale", ("clara",)), Role("Zed")], cast) == ("Tom", "Miss Hale")
    assert overlap([Role("Zed"), Role("Narrator")], cast) == ()


# any file at all

NAMES = st.sampled_from(
    ["Tom", "No", "1984", "@x", "a: b", "#1", "Zoë", "Mr. O'Dell", 'the "Kid"', "- dash", "🦊", "x\ty", "~", "Ada, B"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12).filter(
    lambda name: name.strip() and name.strip().casefold() != "narrator"
)
COMMENTS = st.sampled_from(["", "   # a note: {x}, [y]", " #", "  # chosen for you"])
BETWEEN = st.sampled_from(["", "\n", "# between\n", "    # deep\n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A voices.yaml as a person may have it."""
    indent = " " * draw(st.integers(1, 5))
    text = draw(st.sampled_from(["", "# top\n", "---\n", "\ufeff"]))
    text += draw(st.sampled_from(["", "engine: hibari\n", "narrator: hibari/man  # old\n", "artist: 'A: b'\n"]))
    text += "characters:" + draw(COMMENTS) + "\n"
    for name in draw(st.lists(NAMES, max_size=4, unique_by=str.casefold)):
        entry = draw(
            st.sampled_from(
                [
                    ": man",
                    ": {voice: alto}",
                    ":",
                    f":\n{indent}  voice: boy",
                    f":\n{indent}  aliases:\n{indent}  - {written(name)}",
                ]
            )
        )
        text += f"{indent}{written(name)}{entry}{draw(COMMENTS)}\n{draw(BETWEEN)}"
    text += draw(st.sampled_from(["", "mono: true\n", "# end", "pauses:\n  scene: 3"]))
    text = text if draw(st.booleans()) else text.rstrip("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@settings(max_examples=80, deadline=None)
@given(files(), st.lists(NAMES, max_size=4))
def test_whatever_the_file_its_own_words_stay(text: str, names: list[str]) -> None:
    story = Script("x", tuple(Role(name) for name in dict.fromkeys(names)))
    after = complete(text, [story], opener)
    was, now = loads(text, opener), loads(after, opener)
    assert all(now.parts[name] == part for name, part in was.parts.items())
    assert all(now.part(name) for name in (*names, *(role.name for role in was.roles)))
    assert is_subsequence(text, after)
    gone, _ = changes(text, after)
    assert len(gone) <= len(was.roles) - len(was.parts)  # only entries that had no voice
    assert complete(after, [story], opener) == after


def is_subsequence(few: str, many: str) -> bool:
    rest = iter(many)
    return all(one in rest for one in few)
