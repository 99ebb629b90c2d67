"""Every line has an address: a time in the episode, a line of a file, a few of its words; and a wrong one helps."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiodrama.errors import NoSuchLine, SeveralLines
from audiodrama.production import find, show
from audiodrama.sound.clips import open_clip
from rehearsal import SCRIPT, STORY, production, typed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    production(tmp_path)
    return tmp_path


def said(address: str, here: Path) -> list[str]:
    return [spot.line.text for spot in find(address, here).spots]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("walked from the JUNCTION!", "I walked from the junction."),
        ("youd have worried", "but you'd have worried."),
        ("you’d have worried", "but you'd have worried."),
        ("box@eat something", "Sit down. Eat something."),
        ("Sit.", "Sit."),  # two lines begin with it; one is it
        ("You're late, said Nadia", "You're late,"),  # over two lines: the one that somebody speaks
    ],
)
def test_a_few_words_name_a_line(address: str, text: str, here: Path) -> None:
    assert said(address, here) == [text]


def test_words_are_whole_words(here: Path) -> None:
    with pytest.raises(NoSuchLine):
        find("alked from", here)
    with pytest.raises(NoSuchLine):
        find("...", here)


def test_words_of_several_lines_list_the_candidates(here: Path) -> None:
    with pytest.raises(SeveralLines) as caught:
        find("i could", here)
    listed = str(caught.value)
    assert 'box.fountain:26  Wilf: "I could,"' in listed
    assert 'box.fountain:46  Wilf: "I could."' in listed
    assert caught.value.candidates == ("box.fountain:26", "box.fountain:46")
    for address in caught.value.candidates:
        assert len(find(address, here).spots) == 1


def test_a_candidate_shows_the_words_that_were_asked_for(here: Path) -> None:
    row = "The lamp in the window of the box burned low, and somebody had left the door open to the snow."
    production(
        here, SCRIPT.replace("Wilf hung up his lamp.", row).replace("The bell rang twice before", f"{row} Twice before")
    )
    with pytest.raises(SeveralLines, match=r'Narrator: "\.\.\. had left the door open'):
        find("the door open", here)


def test_words_that_nobody_says_name_what_is_like_them(here: Path) -> None:
    with pytest.raises(NoSuchLine, match=r"did you mean(.|\n)*box.fountain:17.*I walked from the junction"):
        find("i walked form the junctoin", here)
    with pytest.raises(NoSuchLine) as caught:
        find("zebras galore", here)
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (5, "You're late,"),
        (6, "You're late,"),
        (8, "said Nadia."),
        (16, "I walked from the junction."),  # the author's remark above it
        (21, "You could have telephoned."),  # the machine's doubt above it
        (24, "You could have telephoned."),  # its delivery
        (36, "The bell rang twice before anyone moved."),  # the heading above it
        (1, "You're late,"),
        (47, "I could."),
    ],
)
def test_a_line_of_the_script_names_what_stands_there(row: int, text: str, here: Path) -> None:
    assert said(f"box.fountain:{row}", here) == [text]
    assert said(f"scripts/box.fountain:{row}", here) == [text]


def test_a_line_that_the_file_does_not_have_says_how_many_it_has(here: Path) -> None:
    with pytest.raises(NoSuchLine, match="has 47 lines"):
        find("box.fountain:400", here)
    with pytest.raises(NoSuchLine, match=r"did you mean box\.fountain"):
        find("boks.fountain:4", here)


def test_a_line_of_the_story_names_what_was_made_of_it(here: Path) -> None:
    (here / "scripts/box.txt").write_text(STORY)
    assert said("box.txt:3", here) == ["You're late,"]
    with pytest.raises(SeveralLines) as caught:
        find("box.txt:5", here)
    assert [said(address, here) for address in caught.value.candidates] == [
        ["The points froze."],
        ["I walked from the junction."],
    ]
    with pytest.raises(NoSuchLine, match="no line of the script"):
        find("box.txt:13", here)


@pytest.mark.parametrize(
    "address",
    ["box.fountain:10-24", "box.fountain:10..box.fountain:24", "box.fountain:10..24", "points froze .. telephoned"],
)
def test_a_range_is_all_lines_from_one_to_the_other(address: str, here: Path) -> None:
    assert said(address, here) == [
        "The points froze.",
        "Wilf hung up his lamp.",
        "I walked from the junction.",
        "You could have telephoned.",
    ]


def test_a_range_that_runs_backwards_is_refused(here: Path) -> None:
    with pytest.raises(NoSuchLine, match="earlier one first"):
        find("telephoned..points froze", here)


def test_before_it_is_rendered_no_line_has_a_time(here: Path) -> None:
    with pytest.raises(NoSuchLine, match="no episode yet"):
        find("0:10", here)


def test_a_time_names_the_line_that_begins_within_that_second_else_the_one_that_is_heard(here: Path) -> None:
    typed("render")
    spots = [spot for spot in find("box.fountain:1..47", here).spots if spot.start is not None]
    assert len(spots) == 13
    for spot in spots:
        assert spot.start is not None
        clocked = f"{int(spot.start) // 60}:{int(spot.start) % 60:02d}"
        beginning = [s for s in spots if s.start is not None and int(s.start) == int(spot.start)]
        voiced = [s for s in beginning if s.line.voiced] or beginning[:1]
        if len(voiced) == 1:
            assert find(clocked, here).spots == (voiced[0],)
        assert find(f"box@{spot.start + 0.01:.2f}", here).spots == (spot,)
    with pytest.raises(NoSuchLine, match="last line ends at"):
        find("9:59:59", here)


def test_a_time_stays_with_its_line_when_lines_are_put_in_before_it(here: Path) -> None:
    typed("render")
    before = find("eat something", here).spots[0]
    path = here / "scripts/box.fountain"
    path.write_text(path.read_text().replace(".Later\n", ".Later\n\n@Wilf\nA line that is in no episode yet.\n"))
    after = find("eat something", here).spots[0]
    assert (after.start, after.end) == (before.start, before.end)
    assert after.row == before.row + 3
    assert find("in no episode yet", here).spots[0].start is None


def test_a_time_in_two_plays_lists_both_and_a_play_is_named_before_it(here: Path) -> None:
    production(here, name="night")
    typed("render")
    with pytest.raises(SeveralLines) as caught:
        find("0:00", here)
    assert caught.value.candidates == ("box.fountain:5", "night.fountain:5")
    assert find("night@0:00", here).book.play.name == "night"
    assert find("NIGHT@you're late", here).book.play.name == "night"
    with pytest.raises(NoSuchLine, match="no play 'nigth' here; did you mean night"):
        find("nigth@0:00", here)


def test_show_tells_who_why_when_and_with_which_voice(here: Path) -> None:
    typed("render")
    shown = typed("show", "you could have telephoned").stdout
    assert "> box.fountain:22" in shown
    assert "Nadia (softly): You could have telephoned." in shown
    assert "tone/woman" in shown
    assert "note of doubt" in shown
    assert "heard: 00:" in shown
    assert "I walked from the junction." in shown  # before it
    assert "he said," in shown  # after it


def test_show_finds_the_reason_again_when_the_last_reading_is_gone(here: Path) -> None:
    shutil.rmtree(here / "scripts")
    (here / "box.txt").write_text(STORY)
    typed("script", "box.txt")
    reasons = typed("show", "points froze").stdout
    assert "why: " in reasons
    shutil.rmtree(here / ".audiodrama")
    assert typed("show", "points froze").stdout == reasons
    assert not (here / ".audiodrama").exists()


def test_a_story_without_a_script_says_what_to_do(here: Path) -> None:
    (here / "scripts/box.fountain").unlink()
    (here / "scripts/box.txt").write_text(STORY)
    assert "audiodrama script box.txt" in typed("show", "points froze", code=2).stderr


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.integers(0, 13), start=st.integers(0, 30), length=st.integers(1, 30))
def test_any_words_of_a_line_name_it_or_list_it(line: int, start: int, length: int, here: Path) -> None:
    spots = find("box.fountain:1..47", here).spots
    spot = spots[line % len(spots)]
    words = spot.line.text.split()
    quoted = " ".join(words[start % len(words) :][:length])
    if not any(map(str.isalnum, quoted)):
        return
    meant = named(quoted, here)
    whole = [other.address for other in spots if other.line.text.strip(".,!?…") == quoted.strip(".,!?…")]
    assert (
        spot.address in meant or list(meant) == whole
    )  # the one line that is these words, before those that hold them


def named(address: str, here: Path) -> tuple[str, ...]:
    """The address of the line that is meant, or of those that could be."""
    try:
        return (find(address, here).spots[0].address,)
    except SeveralLines as error:
        return error.candidates


def test_an_address_never_writes(here: Path) -> None:
    before = sorted(path.name for path in here.rglob("*"))
    show("points froze", here)
    assert sorted(path.name for path in here.rglob("*")) == before
    assert (here / "scripts/box.fountain").read_text() == SCRIPT


def test_a_piece_of_the_episode_is_rendered_from_line_to_line(here: Path) -> None:
    assert "in no episode yet" in typed("render", "--from", "eat something", code=2).stderr
    typed("render")
    spots = find("points froze..you could have", here).spots
    typed("render", "--from", "points froze", "--to", "you could have")
    assert spots[0].start is not None
    assert spots[-1].end is not None
    sample = open_clip(here / "episodes/box.sample.mp3")
    assert sample.seconds == pytest.approx(spots[-1].end - spots[0].start + 1.5, abs=0.1)


@pytest.mark.parametrize("end", ["night@0:05", "night.fountain:3", "night.txt:3"])
def test_a_range_ends_in_the_play_where_it_begins(end: str, here: Path) -> None:
    production(here, "Title: Night\n\n@Ines\nOnly me.\n", name="night")
    with pytest.raises(NoSuchLine, match="a range lies in one play"):
        find(f"box.fountain:5..{end}", here)


@pytest.mark.parametrize("time", ["1:75", "box@1:75", "12:", "1:2:3:4"])
def test_a_time_that_no_clock_shows_is_told_from_words(time: str, here: Path) -> None:
    with pytest.raises(NoSuchLine, match="minutes:seconds"):
        find(time, here)


def test_a_reader_who_has_read_enough_is_no_error(here: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "audiodrama", "show", "Sit."]
    done = subprocess.run(command, cwd=here, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert done.stderr == ""


def test_a_row_of_the_story_that_the_script_has_not_says_why(here: Path) -> None:
    (here / "scripts/box.txt").write_text(STORY + "\n“One more,” said Ines.\n")
    last = len(STORY.splitlines()) + 2
    with pytest.raises(NoSuchLine, match=r"let the script follow it first: audiodrama script box\.txt"):
        find(f"box.txt:{last}", here)
    with pytest.raises(NoSuchLine, match="holds no words"):
        find("box.txt:2", here)
