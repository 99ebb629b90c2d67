"""voices.yaml as it is read: what an author may write, and what is said about each mistake."""

from __future__ import annotations

import pickle

import pytest

from audiodrama.cast import Cast, Pauses, loads
from audiodrama.engines import Voice
from audiodrama.errors import CastError
from audiodrama.script import Role
from troupe import opener

WHOLE = """\
# who speaks
engine: hibari
narrator: hibari/narrator
artist: The Lantern Players
album: Harbour Nights
cover: art/cover.jpg
mono: yes
characters:
  Clara:      # woman, 96 lines
    voice: hibari/alto
    speed: 1.05
    pitch: +1
    gain_db: -1.5
    pan: -.1
    gender: f
    options: {breath: 3}
    aliases: [Clare, Miss Hale]
  Tom: young_man
  Becca: {voice: hibari/girl, gender: f}   # chosen for you
pauses: {line: 0.5, scene: 2}
"""


def read(text: str) -> Cast:
    return loads(text, opener)


def complaint(text: str) -> str:
    with pytest.raises(CastError) as caught:
        read(text)
    return str(caught.value)


def test_a_whole_file_says_all_it_says() -> None:
    cast = read(WHOLE)
    assert cast.part("Clara").voice == Voice("hibari", "alto", 1.05, 1.0, (("breath", "3"),))
    assert (cast.part("Clara").gain_db, cast.part("Clara").pan) == (-1.5, -0.1)
    assert cast.part("Tom").voice == Voice("hibari", "young_man")
    assert cast.roles == (Role("Clara", ("Clare", "Miss Hale"), "f"), Role("Tom"), Role("Becca", gender="f"))
    assert [cast.part(name).chosen for name in ("Clara", "Tom", "Becca")] == [False, False, True]
    assert cast.pauses == Pauses(line=0.5, scene=2.0)
    assert (cast.mono, cast.artist, cast.album, cast.cover) == (
        True,
        "The Lantern Players",
        "Harbour Nights",
        "art/cover.jpg",
    )
    assert pickle.loads(pickle.dumps(cast)) == cast


@pytest.mark.parametrize("name", ["Miss Hale", "miss hale", "CLARA", "Clare"])
def test_a_role_answers_to_any_of_its_names(name: str) -> None:
    assert read(WHOLE).part(name).voice.name == "alto"


def test_exact_names_come_before_names_in_another_case() -> None:
    cast = read("characters: {tom: hibari/boy, Tom: hibari/man}")
    assert (cast.part("tom").voice.name, cast.part("Tom").voice.name) == ("boy", "man")


def test_a_role_nobody_plays_is_named_with_its_near_misses() -> None:
    with pytest.raises(CastError, match=r"nobody plays Clarra; did you mean Clara or Clare"):
        read(WHOLE).part("Clarra")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing yet\n", "---\n", "\ufeff", "characters:\n", "characters: {}\npauses:\n"]
)
def test_an_empty_file_is_a_cast_with_nothing_yet(text: str) -> None:
    cast = read(text)
    assert cast.parts == {}
    assert cast.narrator.voice == Voice("hibari", "narrator")
    assert cast.narrator.chosen


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("No", "No"),
        ("Null", "Null"),
        ("1984", "1984"),
        ('"@x"', "@x"),
        ("'a: b'", "a: b"),
        ('"#1"', "#1"),
        ("1_0", "1_0"),
        ("Zoë", "Zoë"),
    ],
)
def test_odd_names_survive(written: str, name: str) -> None:
    for text in (f"characters:\n  {written}: hibari/man", f"characters: {{{written}: hibari/man}}"):
        assert read(text).part(name).voice.name == "man"


def test_gender_n_is_a_group_and_words_are_understood() -> None:
    cast = read("characters:\n  All: {voice: man, gender: n}\n  Ann: {voice: alto, gender: Female}\n")
    assert [role.gender for role in cast.roles] == ["n", "f"]


def test_a_voice_may_hold_a_slash_of_its_own() -> None:
    cast = read("engine: system\ncharacters: {A: en-gb/voice 3, B: system/en-gb/voice 4, C: hibari/man}")
    assert [part.voice for part in cast.parts.values()] == [
        Voice("system", "en-gb/voice 3"),
        Voice("system", "en-gb/voice 4"),
        Voice("hibari", "man"),
    ]


def test_a_voice_that_is_not_listed_but_that_the_engine_accepts_is_a_voice() -> None:
    assert read("characters: {A: 'hibari/blend:1'}").part("A").voice.name == "blend:1"


def test_a_role_without_a_voice_is_a_role_that_waits() -> None:
    cast = read("characters:\n  Tom:\n  Clara: {gender: f}\n")
    assert cast.roles == (Role("Tom"), Role("Clara", gender="f"))
    with pytest.raises(CastError, match="Tom has no voice yet"):
        cast.part("tom")


MISTAKES = {
    "unknown field at the top": ("narator: hibari/man", '1:1: unknown field "narator"; did you mean narrator?'),
    "a title": ("title: X", "the title comes from the story"),
    "a character at the top": ("Clara: hibari/alto", "under `characters:`, indented"),
    "unknown field": (
        "characters:\n  Tom:\n    voice: hibari/man\n    sped: 1",
        '4:5: unknown field "sped"; did you mean speed',
    ),
    "unknown pause": ("pauses: {lines: 1}", '1:10: unknown field "lines"; did you mean line'),
    "unknown engine": ("characters:\n  Tom: hibary/man", "2:8: no engine hibary; did you mean hibari?"),
    "unknown default engine": ("engine: hibary", "1:9: no engine hibary; did you mean hibari?"),
    "engine not installed": (
        "narrator: kokoro/af_sky",
        "1:11: kokoro is not installed: pip install 'audiodrama[natural]'",
    ),
    "unknown voice": (
        "characters:\n  Tom: hibari/yung_man",
        "2:8: hibari has no voice yung_man; did you mean young_man",
    ),
    "how to list the voices": ("characters:\n  Tom: hibari/yung_man", "`audiodrama voices`"),
    "unknown option": ("narrator: {voice: man, options: {breth: 1}}", "1:33: no option breth; there is breath"),
    "a tab": ("characters:\n\tTom: hibari/man", "2:1: a tab; use spaces"),
    "a tab after the colon": ("narrator:\thibari/man", "1:10: a tab; use spaces"),
    "a list for the characters": (
        "characters:\n  - Tom: hibari/man",
        "2:3: expected `Name: voice` lines, not a list; leave out the dashes",
    ),
    "a list for a voice": ("characters:\n  Tom: [hibari/man]", "2:8: expected a voice, or"),
    "a list for the file": ("- narrator: x", "1:1: expected lines such as"),
    "a word for the pauses": ("pauses: short", '1:9: expected `line: 0.45` and the like, not "short"'),
    "a word for the aliases": (
        "characters: {Tom: {voice: man, aliases: Tommy}}",
        '1:41: expected a list such as [Clare, Miss Hale], not "Tommy"',
    ),
    "too fast": ("characters: {Tom: {voice: man, speed: 3}}", "1:39: expected a number from 0.5 to 2"),
    "too slow": ("characters: {Tom: {voice: man, speed: 0.4}}", "expected a number from 0.5 to 2"),
    "too high": ("characters: {Tom: {voice: man, pitch: 12.5}}", "expected a number from -12 to 12 (semitones)"),
    "too loud": ("characters: {Tom: {voice: man, gain_db: 21}}", "expected a number from -40 to 20"),
    "too far left": ("characters: {Tom: {voice: man, pan: -1.1}}", "expected a number from -1 to 1"),
    "not a number": ("characters: {Tom: {voice: man, speed: nan}}", 'not "nan"'),
    "a comma in a number": (
        "characters:\n  Tom:\n    voice: man\n    speed: 1,05",
        '4:12: expected a number from 0.5 to 2 (1.0 is the voice\'s own pace), not "1,05"',
    ),
    "a pause too long": ("pauses: {scene: 31}", "expected a number from 0 to 30 (seconds)"),
    "not a gender": (
        "characters: {Tom: {voice: man, gender: x}}",
        '1:40: expected f, m or n (a group, or neither), not "x"',
    ),
    "not a switch": ("mono: perhaps", 'expected true or false, not "perhaps"'),
    "a role twice": (
        "characters:\n  Tom: man\n  Ann: alto\n  Tom: boy",
        "4:3: Tom is here twice; the first is on line 2",
    ),
    "an alias of two": (
        "characters:\n  Tom: {voice: man, aliases: [Kit]}\n  Ann: {voice: alto, aliases: [Kit]}",
        "3:32: Kit is claimed by Ann and by Tom",
    ),
    "an alias that is a role": (
        "characters:\n  Tom: man\n  Ann: {voice: alto, aliases: [Tom]}",
        "3:32: Tom is claimed by Ann and by Tom",
    ),
    "the narrator among the characters": (
        "characters: {narrator: man}",
        "1:14: the narrator's voice stands at the top",
    ),
    "a bare @": ("characters:\n  @x: hibari/man", "2:3: what starts with @ needs quotes"),
    "a second colon": ("characters:\n  a: b: hibari/man", "2:7: a second `: `"),
    "an open quotation": ("narrator: 'hibari", "a quotation mark is never closed"),
    "out of line": ("characters:\n  Tom: man\n Ann: alto", "3:2: this line does not line up"),
    "no colon": ("characters:\n  Tom: man\n  Ann\n  Bob: man", "expected `Name: voice`"),
    "a reference": ("narrator: &n man\ncharacters: {Tom: *n}", "write the value out"),
    "a character no file should hold": ("a: \x00", "1:4: a character that no text file should hold (U+0000)"),
    "brackets without end": ("[" * 1200, "cannot be read as YAML"),
    "a map for a word": ("engine: {a: b}", "1:9: expected one word or name, not a map"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place(mistake: str) -> None:
    text, said = MISTAKES[mistake]
    assert said in complaint(text)
    assert complaint(text).startswith("voices.yaml")


def test_lines_are_counted_alike_whatever_their_ending() -> None:
    text = "characters:\n  Tom: man\n  Ann: nobody"
    assert "3:8" in complaint(text)
    assert "3:8" in complaint(text.replace("\n", "\r\n"))
