"""The script's values: bare copies, names, tags."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.script import NARRATOR, Cue, Line, Role, Scene, Script, is_tag, one_line, role_name, tagged
from audiodrama.text import Span
from nasty import scripts, texts

TAGS = [
    "said Mara.", "asked Mrs. Hale", "she whispered,", "Mara asked quietly.", "the old driver said", "said the old driver to her,",
    "and then he replied", "he went on", "she told him", "said Mara again, more softly", "he called out", "they chorused",
    "Quietly, she added", "he said in a low voice", "Jean-Luc answered", "whispered one of them", "she thought", "Mara texted back",
    "said Tom Hale", "he asked, quite kindly", "cried all the aunts,", "I said", "he cried", "asked the boy after a moment",
]  # fmt: skip
NO_TAGS = [
    "", "...", "The door slammed.", "Mara nodded.", "said Mara, closing the door.", "She laughed and said", "said Mara. She left.",
    "He told her to leave.", "she said nothing", "Mara said that she would go.", "The bell rang, said", "said", "He looked at the sign; it said",
    "Nobody moved while the old woman by the window slowly and with care said grace to them all.", "She called the police.", "He read the letter.",
]  # fmt: skip


@pytest.mark.parametrize("text", TAGS)
def test_words_that_only_say_who_speaks_are_a_tag(text: str) -> None:
    assert is_tag(text)


@pytest.mark.parametrize("text", NO_TAGS)
def test_words_that_tell_anything_more_are_no_tag(text: str) -> None:
    assert not is_tag(text)


@given(texts)
def test_any_text_is_a_tag_or_not(text: str) -> None:
    assert is_tag(text) in (True, False)


def test_a_tag_stands_beside_a_voiced_line() -> None:
    speech, said, far = Line("Mara", "Yes.", "speech"), Line(NARRATOR, "said Mara."), Line(NARRATOR, "Rain fell.")
    kinds = [beat.kind for beat in tagged([said, far, said, Cue("pause", ""), speech, said, said])]
    assert kinds == ["narration", "narration", "tag", "pause", "speech", "tag", "narration"]


def test_a_tag_that_is_none_becomes_narration_and_nothing_else_changes() -> None:
    lines = (Line(NARRATOR, "Rain fell.", "tag", span=Span(3, 9)), Line(NARRATOR, "One", "title"), Cue("sound", "rain"))
    assert tagged(lines) == (Line(NARRATOR, "Rain fell.", "narration", span=Span(3, 9)), *lines[1:])


@given(scripts)
def test_tags_are_decided_once(script: Script) -> None:
    for scene in script.scenes:
        assert tagged(tagged(scene.beats)) == tagged(scene.beats)


@given(scripts)
def test_a_bare_script_is_bare(script: Script) -> None:
    assert script.bare().bare() == script.bare()
    assert pickle.loads(pickle.dumps(script)) == script


def test_a_bare_script_holds_what_a_file_holds() -> None:
    guess = Line("Mara (17)", " Yes,\nof course. ", "speech", " low ", Span(0, 9), "implicit", "turns", 0.4, "Tom")
    beats = (
        guess,
        Line("Mara", " ", "speech"),
        Line("Tom", "Rain.", delivery="low"),
        Cue("sound", " "),
        Cue("pause", ""),
    )
    script = Script("", (Role("Nobody", ("N",), "f"),), (Scene("", beats),))
    kept = (Line("Mara 17", "Yes, of course.", "speech", "low"), Line(NARRATOR, "Rain."), Cue("pause", ""))
    assert script.bare() == Script("Untitled", (Role("Mara 17"),), (Scene("Scene 1", kept),))


@given(st.text())
def test_a_role_name_fits_a_character_cue(raw: str) -> None:
    name = role_name(raw)
    assert name == role_name(name) == name.strip() != ""
    assert not set(name) & set("()^[]:*\\\n\r\t")


@given(st.text())
def test_one_line_is_one_line(raw: str) -> None:
    assert len(one_line(raw).splitlines()) <= 1
    assert "".join(one_line(raw).split()) == "".join(raw.split())


def test_performed_lines_know_where_they_stand() -> None:
    rain, posted, yes = (
        Line(NARRATOR, "Rain."),
        Line(NARRATOR, "Posted.", "front_matter"),
        Line("Mara", "Yes.", "speech"),
    )
    script = Script("X", (), (Scene("1", (posted, rain)), Scene("2", (Cue("pause", ""), yes))))
    assert list(script.performed) == [(0, 1, rain), (1, 1, yes)]


def test_words_are_counted_as_spoken() -> None:
    assert Line(NARRATOR, "It's half-past 10 — isn't it?").words == 5
    assert Line(NARRATOR, "— ... !").words == 0
