"""The timeline: where every line stands, why so, and what a change costs. Nothing here opens a file."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.cast import Cast, Part, Pauses
from audiodrama.engines import Voice
from audiodrama.errors import EpisodeError
from audiodrama.mix import GRID, Mix, arrange, dumps, excerpt, gathered, loads, timeline
from audiodrama.mix.timing import pause
from audiodrama.performance import Direction, Take, Utterance
from audiodrama.script import NARRATOR, Kind, Line

RATE = 44_100
CUE_SHEET = Path(__file__).parent / "cases" / "cue_sheet.json"
PAUSES = Pauses()
NARRATORS = Part(Voice("tone", "narrator"))
PARTS = {
    "Wren": Part(Voice("tone", "woman"), gain_db=-1.5, pan=-0.2),
    "Odell": Part(Voice("tone", "old_man"), pan=0.2),
}
CAST = Cast(NARRATORS, PARTS)


def said(role: str, text: str, kind: Kind = "speech", scene: int = 0, *, delivery: str = "") -> Direction:
    part = CAST.part(role)
    words = any(map(str.isalnum, text))
    return Direction(
        scene, 0, Line(role, text, kind, delivery), part, Utterance(text, part.voice, delivery) if words else None
    )


def told(text: str, kind: Kind = "narration", scene: int = 0) -> Direction:
    return said(NARRATOR, text, kind, scene)


def take(direction: Direction, seconds: float = 1.0, loudness: float = -24.0) -> Take:
    assert direction.utterance
    return Take(direction.utterance.key, "tone 1", round(seconds * RATE), RATE, 0.25, loudness)


def takes(*directions: Direction, seconds: float = 1.0) -> dict[str, Take]:
    return {one.key: one for one in (take(each, seconds) for each in directions if each.utterance)}


NEAR = GRID / 2 / RATE  # s; a line that opens a stretch of the episode stands on the grid of MP3 frames


def gaps(mix: Mix) -> list[float]:
    return [round((after.at - before.end) / mix.rate, 3) for before, after in pairwise(timeline(mix))]


SHORT, LONG = "Is it raining?", "It has been raining since the ferry left, and nobody has thought of the horses."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (told("The Salt Ferry", "title"), told("It rained."), PAUSES.title),
        (told("Chapter One", "title"), told("The Salt Ferry", "title"), PAUSES.paragraph),
        (told("It rained."), told("It stopped."), PAUSES.paragraph),
        (told("It rained."), told("Morning came.", scene=1), PAUSES.scene),
        (told("It rained."), said("Wren", LONG), PAUSES.line),
        (said("Wren", LONG), told("It rained."), PAUSES.line),
        (said("Wren", LONG), said("Odell", LONG), PAUSES.line),
        (said("Wren", SHORT), said("Odell", "A little."), PAUSES.quick),
        (said("Wren", SHORT), said("Odell", LONG), PAUSES.line),
        (said("Wren", SHORT), said("Wren", SHORT), PAUSES.paragraph),
        (said("Wren", SHORT), told("said Wren.", "tag"), PAUSES.tag),
        (said("Wren", "I only wanted—"), said("Odell", "Enough."), PAUSES.interrupted),
        (said("Wren", "I only wanted—”"), said("Odell", "Enough."), PAUSES.interrupted),
        (said("Wren", "I only wanted—"), told("The door opened."), PAUSES.quick),
        (said("Wren", "I only wanted—"), told("said Wren.", "tag"), PAUSES.tag),
        (said("Wren", "I only wanted--"), said("Odell", "Enough.", scene=1), PAUSES.scene),
        (told("A well-known fact -"), said("Odell", "Enough."), PAUSES.line),
    ],
)
def test_a_pause_is_what_lies_between(before: Direction, after: Direction, expected: float) -> None:
    assert pause(before, after, PAUSES) == expected
    lines = (before, after)
    assert gaps(arrange(lines, takes(*lines), CAST)) == pytest.approx([expected], abs=NEAR)


def test_a_speech_goes_on_after_its_own_tag_but_a_reply_waits() -> None:
    first, tag = said("Wren", "Come in,"), told("said Wren,", "tag")
    own, other = said("Wren", "and shut the door."), said("Odell", "and who asked you to speak?")
    lines = (first, tag, own, tag, other)
    assert gaps(arrange(lines, takes(*lines), CAST)) == pytest.approx([0.18, 0.18, 0.18, 0.45], abs=NEAR)


def test_head_and_tail_are_silence() -> None:
    line = told("It rained.")
    mix = arrange([line], takes(line), CAST)
    assert timeline(mix)[0].at == round(0.5 * RATE)
    assert mix.frames == timeline(mix)[0].end + round(3.5 * RATE)


def test_a_line_without_words_is_a_beat_of_silence() -> None:
    lines = (said("Wren", LONG), said("Odell", "…"), said("Wren", "Say something, then."))
    assert gaps(arrange(lines, takes(*lines), CAST)) == pytest.approx([0.7 + 0.7], abs=NEAR)


def test_beats_never_make_a_gap_that_sounds_like_a_fault() -> None:
    lines = (told("It rained."), *[said("Odell", "…")] * 20, told("Morning came.", scene=1))
    assert gaps(arrange(lines, takes(*lines), CAST)) == pytest.approx([3.4], abs=NEAR)


def test_a_pause_that_the_author_wrote_is_kept_whatever_its_length() -> None:
    lines = (told("It rained."), told("Morning came.", scene=1))
    assert gaps(arrange(lines, takes(*lines), replace(CAST, pauses=Pauses(scene=6.0)))) == pytest.approx(
        [6.0], abs=NEAR
    )


@pytest.mark.parametrize(
    ("rests", "expected"),
    [((2.0,), 2.0), ((0.0,), 0.0), ((1.0, 0.5), 1.5), ((None,), 1.4), ((None, 1.0), 1.0), ((6.0,), 6.0)],
)
def test_a_pause_in_the_script_takes_the_place_of_what_would_be_there(
    rests: tuple[float | None, ...], expected: float
) -> None:
    lines = (replace(told("It rained."), rests=rests), told("It stopped."))
    assert gaps(arrange(lines, takes(*lines), CAST)) == pytest.approx([expected], abs=NEAR)


def test_a_pause_after_the_last_line_is_the_end_of_the_episode() -> None:
    line = replace(told("It rained."), rests=(1.5,))
    mix = arrange([line], takes(line), CAST)
    assert mix.frames == timeline(mix)[0].end + round(1.5 * RATE)


def test_no_lines_make_silence_and_a_missing_take_leaves_no_hole() -> None:
    assert arrange([], {}, CAST).stems == ()
    assert arrange([], {}, CAST).frames == round(4.0 * RATE)
    first, lost, last = told("It rained."), told("Nobody recorded this."), told("Morning came.")
    mix = arrange((first, lost, last), takes(first, last), CAST)
    assert gaps(mix) == pytest.approx([0.7], abs=NEAR)
    assert [one.line for one in timeline(mix)] == [0, 2]


def test_the_same_words_twice_are_one_take_in_two_places() -> None:
    lines = (said("Wren", "Yes."), told("It rained."), said("Wren", "Yes."))
    mix = arrange(lines, takes(*lines), CAST)
    assert [one.line for one in mix.stems[0].placements] == [0, 2]


def test_a_change_of_pause_gain_or_pan_moves_things_and_needs_no_other_take() -> None:
    lines = (told("It rained."), said("Wren", LONG))
    before = timeline(arrange(lines, takes(*lines), CAST))
    louder = replace(lines[1], part=replace(lines[1].part, gain_db=3.0, pan=0.5))
    after = timeline(arrange((lines[0], louder), takes(*lines), replace(CAST, pauses=Pauses(line=1.0))))
    assert [one.key for one in after] == [one.key for one in before]
    assert after[1].gain_db - before[1].gain_db == pytest.approx(4.5)
    assert after[1].pan == 0.5
    assert after[1].at - before[1].at == round(0.55 * RATE)


def levelled(*lines: tuple[Direction, float, float]) -> list[float]:
    """Loudness after the mix of (direction, seconds, LUFS)."""
    receipts = {one.utterance.key: take(one, seconds, lufs) for one, seconds, lufs in lines if one.utterance}
    placed = timeline(arrange([one for one, _, _ in lines], receipts, CAST))
    return [lufs + one.gain_db for one, (_, _, lufs) in zip(placed, lines, strict=True)]


def test_voices_of_different_loudness_come_out_alike() -> None:
    odell, narrator = levelled((said("Odell", LONG), 5, -35.0), (told("It rained."), 4, -18.0))
    assert odell == pytest.approx(narrator, abs=0.05)


def test_a_short_word_is_not_raised_to_the_level_of_a_speech() -> None:
    speech, word = levelled((told(LONG), 5, -20.0), (told("Oh."), 0.3, -32.0))
    assert speech - word == pytest.approx(12, abs=0.1)


def test_a_long_line_is_moved_towards_its_voice_within_limits() -> None:
    usual, near, far = levelled((told("One."), 5, -20.0), (told("Two."), 5, -22.0), (told("Three."), 5, -40.0))
    assert far == pytest.approx(-20 - 18 + 4, abs=0.5)
    assert abs(usual - near) < 0.5


def test_a_whisper_stays_softer_and_a_shout_louder_but_not_by_far() -> None:
    plain, whisper, shout = levelled(
        (said("Wren", LONG), 4, -20.0),
        (said("Wren", "Hush, he is asleep.", delivery="whispering"), 3, -35.0),
        (said("Wren", "Get down from there!", delivery="shouting"), 3, -17.0),
    )
    assert plain - whisper == pytest.approx(6, abs=0.1)
    assert shout - plain == pytest.approx(3, abs=0.1)


kinds = st.sampled_from(["narration", "speech", "thought", "tag", "title", "letter"])
lines = st.lists(
    st.builds(
        said,
        st.sampled_from([NARRATOR, "Wren", "Odell"]),
        st.sampled_from(["Yes.", "No—", LONG, "…", "said Wren"]),
        kinds,
        st.integers(0, 3),
    ),
    max_size=30,
)


@given(lines, st.floats(0.01, 10.0))
def test_lines_follow_each_other_and_never_leave_a_fault(directions: list[Direction], seconds: float) -> None:
    mix = arrange(directions, takes(*directions, seconds=seconds), CAST)
    assert all(0 <= gap <= 3.5 for gap in gaps(mix))
    assert all(one.end <= mix.frames for one in timeline(mix))
    assert [one.line for one in timeline(mix)] == [n for n, one in enumerate(directions) if one.utterance]


@given(lines)
def test_a_cue_sheet_comes_back_as_it_was(directions: list[Direction]) -> None:
    mix = arrange(directions, takes(*directions), replace(CAST, mono=len(directions) % 2 == 0))
    assert loads(dumps(mix)) == mix


@pytest.mark.parametrize("text", ["", "[]", '{"rate": 1}', '{"rate":1,"frames":1,"mono":false,"stems":[{"role":"x"}]}'])
def test_what_is_no_cue_sheet_is_refused(text: str) -> None:
    with pytest.raises(EpisodeError, match="cue sheet"):
        loads(text)


def test_an_excerpt_is_whole_lines_that_keep_their_pauses() -> None:
    directions = [told(f"Line {number}.") for number in range(6)]
    mix = arrange(directions, takes(*directions, seconds=2.0), CAST)  # a line every 2.7 s from 0.5 s
    part = excerpt(mix, round(4.0 * RATE), round(9.0 * RATE))
    assert [one.line for one in timeline(part)] == [1, 2, 3]
    assert timeline(part)[0].at == round(0.5 * RATE)
    assert gaps(part) == pytest.approx([0.7, 0.7], abs=NEAR)
    assert part.seconds == pytest.approx(0.5 + 3 * 2 + 2 * 0.7 + 1.0, abs=2 * NEAR)


def test_an_excerpt_of_silence_says_where_the_episode_ends() -> None:
    directions = [told("Line.")]
    mix = arrange(directions, takes(*directions), CAST)
    with pytest.raises(EpisodeError, match=r"between 10:00 and 11:00; the episode is 0:05 long"):
        excerpt(mix, 600 * RATE, 660 * RATE)


def test_gathered_lines_keep_the_pause_before_them() -> None:
    directions = [told("One."), told("Two."), said("Wren", LONG), told("Morning.", scene=1)]
    mix = arrange(directions, takes(*directions), CAST)
    part = gathered(mix, frozenset({0, 2, 3}))
    assert [one.line for one in timeline(part)] == [0, 2, 3]
    assert gaps(part) == pytest.approx([0.45, 2.3], abs=NEAR)


def test_the_cue_sheet_is_as_it_was_agreed(pytestconfig: pytest.Config) -> None:
    directions = (
        told("The Salt Ferry", "title"),
        told("Rain came over the estuary in the afternoon."),
        said("Wren", "Did you tie up the boat?"),
        told("said Wren.", "tag"),
        said("Odell", "I meant to, only the rope—"),
        said("Wren", "The rope is in your hand."),
        said("Odell", "…"),
        said("Odell", "So it is."),
        told("By morning the boat was gone.", scene=1),
    )
    receipts = {
        one.utterance.key: take(one, 0.4 + 0.3 * len(one.line.text.split()), -24.0 - number)
        for number, one in enumerate(directions)
        if one.utterance
    }
    sheet = dumps(arrange(directions, receipts, CAST))
    if pytestconfig.getoption("--accept", default=False):
        CUE_SHEET.write_text(sheet, encoding="utf-8", newline="\n")
    assert sheet == CUE_SHEET.read_text(encoding="utf-8")
