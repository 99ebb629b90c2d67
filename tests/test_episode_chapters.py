"""Chapters: names that a listener understands, at the frames where the mix has them, from the start to the end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audiodrama.cast import Part
from audiodrama.engines import Voice
from audiodrama.episode import Chapter, chapters
from audiodrama.episode.tags import MOST_CHAPTERS, listed
from audiodrama.mix import Mix, Placement, Stem
from audiodrama.performance import Direction, Utterance
from audiodrama.script import Kind, Line, Scene, Script

PART = Part(Voice("tone", "narrator"))
SECOND = 44_100


def play(*scenes: tuple[str, list[tuple[Kind, str]]]) -> tuple[Script, tuple[Direction, ...], Mix]:
    """A script of (scene title, [(kind, text)]), directed, and mixed with a line every two seconds from second 1."""
    script = Script(
        "The Salt Ferry",
        (),
        tuple(Scene(title, tuple(Line("Narrator", text, kind) for kind, text in lines)) for title, lines in scenes),
    )
    directions = tuple(
        Direction(number, beat, line, PART, Utterance(line.text, PART.voice))
        for number, scene in enumerate(script.scenes)
        for beat, line in enumerate(scene.lines)
        if line.performed
    )
    placed = tuple(Placement(n, f"{n:064}", (1 + 2 * n) * SECOND, SECOND) for n in range(len(directions)))
    return script, directions, Mix(SECOND, (2 * len(placed) + 3) * SECOND, (Stem("Narrator", placed),))


def listing(*scenes: tuple[str, list[tuple[Kind, str]]]) -> list[tuple[int, str]]:
    """(start in seconds, title) of each chapter."""
    return [(one.start // SECOND, one.title) for one in chapters(*play(*scenes))]


def test_two_headings_make_two_chapters_and_scenes_inside_them_make_none() -> None:
    assert listing(
        ("Scene 1", [("title", "One. Rain"), ("narration", "It rained.")]),
        ("Scene 2", [("narration", "It rained still.")]),
        ("Scene 3", [("title", "Two. Wind"), ("narration", "Then it blew.")]),
    ) == [(0, "One. Rain"), (7, "Two. Wind")]


def test_with_one_heading_the_scenes_are_the_chapters_by_their_first_words() -> None:
    assert listing(
        ("Scene 1", [("title", "The Salt Ferry"), ("narration", "It rained.")]),
        ("Scene 2", [("speech", "Who goes there?")]),
        ("The mill", [("narration", "The wheel had stopped long ago.")]),
    ) == [(0, "The Salt Ferry"), (5, "Who goes there?"), (7, "The mill")]


def test_a_heading_of_two_lines_is_one_chapter() -> None:
    assert listing(
        ("Scene 1", [("title", "Chapter One"), ("title", "The Salt Ferry"), ("narration", "It rained.")]),
        ("Scene 2", [("title", "Chapter Two"), ("title", "The Mill"), ("narration", "It stood still.")]),
    ) == [(0, "Chapter One: The Salt Ferry"), (7, "Chapter Two: The Mill")]


def test_what_stands_before_the_first_heading_is_a_chapter_too() -> None:
    assert listing(
        ("Scene 1", [("narration", "A letter lay on the mat.")]),
        ("Scene 2", [("title", "One"), ("narration", "It rained.")]),
        ("Scene 3", [("title", "Two"), ("narration", "It blew.")]),
    ) == [(0, "A letter lay on the mat."), (3, "One"), (7, "Two")]


def test_a_long_name_is_cut_between_words() -> None:
    title = listing(("Scene 1", [("narration", "By the time the lamps were lit, nobody in the street could see.")]))[0][
        1
    ]
    assert title == "By the time the lamps were lit, nobody…"


def test_a_play_without_sound_still_lasts() -> None:
    script, _, _ = play(("Scene 1", []))
    assert chapters(script, (), Mix(SECOND, 4 * SECOND)) == (Chapter(0, 4 * SECOND, "The Salt Ferry"),)
    assert chapters(script, (), Mix(SECOND, 0)) == ()


texts = st.lists(
    st.tuples(st.sampled_from(["narration", "speech", "title"]), st.text("ab -…\n", min_size=1)), max_size=5
)


@given(st.lists(st.tuples(st.sampled_from(["", "Scene 4", "The mill"]), texts), max_size=8))
def test_chapters_follow_each_other_from_the_start_to_the_end(scenes: list[tuple[str, list[tuple[Kind, str]]]]) -> None:
    script, directions, mix = play(*scenes)
    made = chapters(script, directions, mix)
    assert made[0].start == 0
    assert made[-1].end == mix.frames
    assert all(a.end == b.start for a, b in pairwise(made))
    assert all(one.start < one.end for one in made)
    assert not any(one.title.startswith("Scene") for one in made)
    assert all(len(one.title) <= 40 for one in made)


@given(st.integers(1, 1200))
def test_no_table_of_contents_is_longer_than_its_one_byte_can_count(count: int) -> None:
    whole = tuple(Chapter(n * 100, (n + 1) * 100, str(n)) for n in range(count))
    kept = listed(whole)
    assert len(kept) == min(count, MOST_CHAPTERS)
    assert (kept[0].start, kept[-1].end) == (0, count * 100)
    assert all(a.end == b.start for a, b in pairwise(kept))
