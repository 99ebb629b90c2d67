"""Prose to script: nothing lost, spans in order, what is refused, what JSON says."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from audiodrama.adapt import adapt, as_json
from audiodrama.errors import StoryError, UnknownLanguage
from audiodrama.script import NARRATOR, VOICED, Script
from audiodrama.text import Manuscript, paragraphs
from test_adapt_cases import CASES, FENCE
from test_quotes import PROSE

SPANISH = (
    "El transbordador llegaba tarde y nadie en el muelle tenía nada que decir de ello. Estaba sentado en su caja y miraba el agua, "
    "que era del color de siempre, y pensaba en lo que diría en casa cuando no tuviera nada en las manos."
)


UNSEEN = set("\ufeff\u200b\x1a")  # blank to a paragraph, ink to a line: kept with the words beside them


def spans_of(script: Script) -> Iterator[tuple[int, int]]:
    for line in script.lines:
        assert line.span is not None
        yield line.span


def whole(script: Script, text: str) -> None:
    """Every character of ink in exactly one line, in order, none across a paragraph's end."""
    last = 0
    for start, end in spans_of(script):
        assert start >= last
        assert not text[last:start].strip()
        assert text[start:end].strip() == text[start:end] != ""
        last = end
    assert not text[last:].strip()
    if not UNSEEN & set(text):
        ends = [p.span for p in paragraphs(Manuscript(text))]
        starts = [p.start for p in ends]
        for start, end in spans_of(script):
            home = ends[bisect.bisect_right(starts, start) - 1]
            assert home.start <= start
            assert end <= home.end


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_word_of_a_case_is_lost(case: Path) -> None:
    prose = case.read_text("utf-8").split(FENCE)[0]
    whole(adapt(Manuscript(prose)), prose)
    crlf = prose.replace("\n", "\r\n")
    whole(adapt(Manuscript(crlf)), crlf)


def test_no_word_of_the_samples_is_lost(samples: tuple[Path, ...]) -> None:
    for sample in samples:
        text = sample.read_bytes().decode("utf-8")
        whole(adapt(Manuscript(text, sample.name)), text)


@settings(max_examples=150, deadline=None)
@given(PROSE)
def test_no_word_of_any_prose_is_lost(text: str) -> None:
    try:
        script = adapt(Manuscript(text), any_language=True)
    except StoryError:
        assert not text.strip("\ufeff \t\r\n\u00a0")
        return
    whole(script, text)
    assert all(line.text and "\n" not in line.text for line in script.lines)
    heard = {line.role for line in script.lines if line.kind in VOICED}
    assert {role.name for role in script.roles} == heard - {NARRATOR}


def test_tags_and_words_are_lines_of_their_own() -> None:
    script = adapt(Manuscript('"The kiln," said Orla, "is cold."'))
    assert [(line.kind, line.text) for line in script.lines] == [
        ("speech", "The kiln,"), ("tag", "said Orla,"), ("speech", "is cold."),
    ]  # fmt: skip


def test_a_stop_behind_the_mark_stays_with_the_words() -> None:
    script = adapt(Manuscript("'The kiln', said Orla, 'is cold'.\n\n'It is', said Wim.\n"))
    assert [line.text for line in script.lines if line.kind == "speech"] == ["The kiln", "is cold", "It is"]


def test_a_break_ends_the_scene_before_it() -> None:
    script = adapt(Manuscript("One.\n\n***\n\nTwo.\n\n***\n\nThree.\n"))
    assert [[line.text for line in scene.lines] for scene in script.scenes] == [
        ["One.", "***"],
        ["Two.", "***"],
        ["Three."],
    ]
    assert [scene.title for scene in script.scenes] == ["Scene 1", "Scene 2", "Scene 3"]


def test_a_heading_names_its_scene() -> None:
    script = adapt(Manuscript("# The Kiln\n\n## Monday\n\nIt was cold.\n\n## Tuesday\n\nIt was not.\n"))
    assert (script.title, [scene.title for scene in script.scenes]) == ("The Kiln", ["Monday", "Tuesday"])


@pytest.mark.parametrize(
    ("prose", "name", "title"),
    [
        ("The Cold Kiln\n\nIt was cold.\n", "x.txt", "The Cold Kiln"),
        ("It was cold.\n", "the-cold_kiln.txt", "the cold kiln"),
        ("Title: The Cold Kiln\nRating: G\n\nIt was cold.\n", "x.txt", "The Cold Kiln"),
        ("It was cold.\n", "", "Untitled"),
    ],
)
def test_the_title_is_found(prose: str, name: str, title: str) -> None:
    assert adapt(Manuscript(prose, name)).title == title


def test_a_title_given_is_kept() -> None:
    assert adapt(Manuscript("The Cold Kiln\n\nIt was cold.\n"), title="Mine").title == "Mine"


def test_another_language_is_refused_at_once() -> None:
    with pytest.raises(UnknownLanguage, match=r"kiln\.txt.*Spanish"):
        adapt(Manuscript(SPANISH, "kiln.txt"))
    assert adapt(Manuscript(SPANISH), any_language=True).scenes


def test_nothing_to_read_is_refused() -> None:
    with pytest.raises(StoryError):
        adapt(Manuscript(" \n\n "))


def test_the_same_prose_gives_the_same_script() -> None:
    prose = '"Cold," said Orla.\n\n"Cold?" asked Wim.\n\n"Cold."\n'
    assert adapt(Manuscript(prose)) == adapt(Manuscript(prose))


def test_json_holds_every_line_with_its_offsets() -> None:
    prose = '\ufeffThe Kiln\r\n\r\n"Cold," said Orla 🥐.\r\n\r\n***\r\n\r\nIt was.\r\n'
    reading = json.loads(json.dumps(as_json(adapt(Manuscript(prose)))))
    words = [(s["kind"], prose[s["start"] : s["end"]]) for s in reading["segments"]]
    assert words == [
        ("title", "\ufeffThe Kiln"), ("speech", '"Cold,"'), ("narration", "said Orla 🥐."), ("break", "***"), ("narration", "It was."),
    ]  # fmt: skip
    assert [prose[s["start"] :][:6] for s in reading["scenes"]] == ['"Cold,', "It was"]
    assert [c["name"] for c in reading["characters"]] == ["Orla"]
    speech = next(s for s in reading["segments"] if s["kind"] == "speech")
    assert (speech["speaker"], speech["because"]) == ("Orla", "explicit")
    assert 0 < speech["confidence"] <= 1
    assert all(s["speaker"] is None for s in reading["segments"] if s["kind"] != "speech")
