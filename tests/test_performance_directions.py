"""From a script and a cast to orders: who says what with which voice, and under which name the take is kept."""

from __future__ import annotations

import dataclasses
import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.cast import Cast, Part
from audiodrama.engines import Voice
from audiodrama.errors import CastError, UnknownVoice
from audiodrama.performance import Utterance, direct, speakable
from audiodrama.script import NARRATOR, Cue, Line, Role, Scene, Script

NARRATES, ALTO, BOY = (Part(Voice("tone", name)) for name in ("narrator", "alto", "boy"))
CAST = Cast(NARRATES, {"Ines": ALTO, "Pip": BOY}, (Role("Ines", ("Aunt Ines",)),))


def script(*lines: Line | Cue) -> Script:
    return Script("A trial", scenes=(Scene("", lines[:2]), Scene("", lines[2:])))


def test_each_performed_line_is_directed_in_order_and_knows_its_place() -> None:
    play = script(
        Line(NARRATOR, "The Ferry", "title"),
        Line("Ines", "You are late.", "speech", delivery="whispering"),
        Cue("sound", "a bell"),
        Line(NARRATOR, "Draft of March.", "front_matter"),
        Line("Aunt Ines", "He is always late.", "thought"),
        Line(NARRATOR, "***", "break"),
        Line("Pip", "Am not!", "message"),
    )
    directions = direct(play, CAST)
    assert [(one.scene, one.beat, one.part) for one in directions] == [
        (0, 0, NARRATES),
        (0, 1, ALTO),
        (1, 2, ALTO),
        (1, 4, BOY),
    ]
    assert all(play.scenes[one.scene].beats[one.beat] is one.line for one in directions)
    assert directions[1].utterance == Utterance("You are late.", ALTO.voice, "whispering", 0, "tone 1")


@pytest.mark.parametrize("kind", ["title", "tag", "narration"])
def test_what_no_character_says_is_the_narrators_whoever_it_names(kind: str) -> None:
    (direction,) = direct(script(Line("Ines", "said Ines", kind)), CAST)  # type: ignore[arg-type]
    assert direction.part == NARRATES


def test_the_pauses_of_the_script_belong_to_the_line_before_them_over_breaks_and_scenes() -> None:
    play = script(
        Cue("pause", "", 9.0),
        Line("Ines", "You are late.", "speech"),
        Cue("pause", "", 2.0),
        Line(NARRATOR, "***", "break"),
        Cue("pause", "a breath"),
        Cue("sound", "a bell", 3.0),
        Line("Pip", "Am not!", "speech"),
    )
    assert [one.rests for one in direct(play, CAST)] == [(2.0, None), ()]


def test_a_role_that_nobody_plays_is_an_error() -> None:
    with pytest.raises(CastError, match="Pippa"):
        direct(script(Line("Pippa", "Me!", "speech")), CAST)


def test_voices_are_vetted_before_work_starts_each_once() -> None:
    vetted: list[Voice] = []

    def edition(voice: Voice) -> str:
        vetted.append(voice)
        return "seven"

    lines = [Line("Ines", f"Line {number}", "speech") for number in range(5)]
    directions = direct(script(*lines, Line("Ines", "...", "speech")), CAST, edition)
    assert vetted == [ALTO.voice]
    assert {one.utterance.edition for one in directions if one.utterance} == {"seven"}
    with pytest.raises(UnknownVoice):
        direct(script(Line("Ines", "Hello", "speech")), Cast(NARRATES, {"Ines": Part(Voice("tone", "altoo"))}))


@pytest.mark.parametrize("text", ["...", "?!", "—", "* * *", "", "  ", "🎉", "“…”"])
def test_a_line_without_a_letter_or_digit_is_a_beat(text: str) -> None:
    (direction,) = direct(script(Line("Ines", text, "speech")), CAST)
    assert direction.utterance is None


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("I *never* said _that_.", "I never said that."),
        ("**Stop!** __Now__ ***please***", "Stop! Now please"),
        ("the file_name of it", "the file name of it"),
        ("one\u00a0 two\t\nthree ", "one two three"),
        ("“Don’t,” she said—twice …", "“Don’t,” she said—twice …"),
        ("\ufeffsoft\u00adly zero\u200bwidth", "softly zerowidth"),
        ("a\x00b\x1b[0m", "a b [0m"),
        ("half \ud800 a character", "half a character"),
        ("cafe\u0301", "café"),
        ("7", "7"),
        ("Good 🎉 news", "Good 🎉 news"),
    ],
)
def test_what_is_said_of_what_is_printed(printed: str, said: str) -> None:
    assert speakable(printed) == said
    assert speakable(said) == said


@given(st.text(st.sampled_from("a*_ e\u0301\u200b\ud800\x00\u2028!é"), max_size=12) | st.text())
def test_what_is_said_is_said_the_same_again_and_has_a_key(text: str) -> None:
    said = speakable(text)
    assert speakable(said) == said
    assert not {"Cc", "Cf", "Cs"} & set(map(unicodedata.category, said))
    utterance = Utterance(text, HELLO.voice)
    assert pickle.loads(pickle.dumps(utterance)).key == utterance.key


HELLO = Utterance("Hello.", Voice("tone", "alto", speed=1.1, options=(("a", "1"), ("b", "2"))))


def test_the_key_is_the_same_on_every_machine_and_in_every_version() -> None:
    assert (
        HELLO.key == "9b8a2701d9fb2ce32009a6763a9c69e1e8370118dd564879bb893fd1787da491"
    )  # never change this value: every author's takes would be recorded again


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(HELLO, text="Hello!"),
        dataclasses.replace(HELLO, delivery="shouting"),
        dataclasses.replace(HELLO, number=1),
        *(
            dataclasses.replace(HELLO, voice=dataclasses.replace(HELLO.voice, **change))
            for change in (
                {"engine": "hibari"},
                {"name": "boy"},
                {"speed": 1.0},
                {"pitch": 1.0},
                {"options": (("a", "1"),)},
            )
        ),
    ],
)
def test_all_that_shapes_a_take_is_in_its_key(other: Utterance) -> None:
    assert other.key != HELLO.key


def test_what_shapes_no_take_is_not_in_its_key() -> None:
    voice = Voice("tone", "alto", 1, 0, (("b", "2"), ("a", "1")))
    plain = dataclasses.replace(HELLO.voice, speed=1.0, pitch=0.0)
    assert Utterance("Hello.", voice, edition="tone 9").key == Utterance("Hello.", plain).key


def test_orders_and_directions_pickle() -> None:
    assert pickle.loads(pickle.dumps(HELLO)) == HELLO
    directions = direct(script(Line("Ines", "Hello", "speech")), CAST)
    assert pickle.loads(pickle.dumps(directions)) == directions


def test_a_long_line_is_shown_by_its_first_words() -> None:
    assert Utterance("one two", HELLO.voice).words == "one two"
    assert Utterance("word " * 50, HELLO.voice).words == "word " * 12 + "..."
