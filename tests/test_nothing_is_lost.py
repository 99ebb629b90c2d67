"""What an author wrote is never overwritten, and what is refused leaves everything as it was."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from audiodrama import fountain
from rehearsal import typed

STORY = """The Ferry

"Last boat," said Irma.

"Wait for me!" Jonas ran down the pier. "I have a ticket!"

"You have a bicycle," said Irma.
"""
FOREIGN = '"Attention!" barked the colonel.\n\n"Sir," said Private Dobbs. "Yes, sir."\n'
FRENCH = (
    "Il pleuvait sur la ville et les rues étaient vides. Elle ne savait pas quoi lui dire, mais elle avait décidé de rester avec lui dans la maison.\n\n"
    * 3
)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices.yaml").write_text("engine: tone\nnarrator: tone/narrator\n")
    (tmp_path / "ferry.txt").write_text(STORY)
    return tmp_path / "ferry.txt"


@pytest.mark.parametrize("name", ["ferry.txt", "voices.yaml"])
def test_a_reading_is_not_written_over_another_file(story: Path, name: str) -> None:
    before = (story.parent / name).read_bytes()
    typed("script", story, "-o", name, code=2)
    assert (story.parent / name).read_bytes() == before


def test_a_reading_over_a_script_keeps_the_old_one(story: Path) -> None:
    other = story.with_name("other.fountain")
    other.write_text("Title: Mine\n")
    assert "other.fountain.1" in typed("script", story, "-o", other).stdout
    assert story.with_name("other.fountain.1").read_text() == "Title: Mine\n"


def test_two_stories_of_one_name_do_not_share_an_episode(story: Path) -> None:
    scripts = story.parent / "scripts"
    scripts.mkdir()
    (scripts / "Ferry.txt").write_text(STORY.replace("boat", "train"))
    assert "rename one" in typed("render", code=2).stderr


def test_a_rereading_that_fails_leaves_the_script(story: Path) -> None:
    typed("script", story)
    script = story.with_suffix(".fountain").read_bytes()
    story.write_text(FRENCH)
    assert "French" in typed("render", story, "--reread", code=2).stderr
    assert story.with_suffix(".fountain").read_bytes() == script
    assert not story.with_name("ferry.fountain.1").exists()


def forget(story: Path) -> None:
    """Throw .audiodrama's readings away."""
    for reading in (story.parent / ".audiodrama/readings").iterdir():
        reading.unlink()


def test_a_new_paragraph_comes_in_with_no_record_of_the_last_reading(story: Path) -> None:
    typed("script", story)
    script = story.with_suffix(".fountain")
    old = script.read_text()
    forget(story)
    story.write_text(STORY + "\nThe boat left.\n")
    os.utime(script, (1, 1))
    assert "1 new paragraph of the story" in typed("render", story).stdout
    edition = re.compile(r"\(as of \w+\)")
    assert edition.sub("", script.read_text()) == edition.sub("", old) + "\nThe boat left.\n"
    assert script.with_name("ferry.fountain.1").read_text() == old


def test_a_paragraph_that_went_is_told_with_no_record_of_the_last_reading(story: Path) -> None:
    typed("script", story)
    script = story.with_suffix(".fountain")
    old = script.read_bytes()
    forget(story)
    story.write_text(STORY.replace('\n"You have a bicycle," said Irma.\n', ""))
    os.utime(script, (1, 1))
    assert "no longer in ferry.txt: You have a bicycle," in typed("script", story).stdout
    assert script.read_bytes() == old


def test_a_script_younger_than_its_story_is_taken_as_it_is_and_said_to_be(story: Path) -> None:
    typed("script", story)
    forget(story)
    script = story.with_suffix(".fountain")
    script.write_text(re.sub(r"Source: .*\n", "", script.read_text()))
    story.write_text(STORY + "\nThe boat left.\n")
    os.utime(story, (1, 1))
    assert "taken as it is" in typed("render", story).stdout


def test_a_refused_cast_leaves_no_script_behind(story: Path) -> None:
    typed("render", story)
    (story.parent / "drill.txt").write_text(FOREIGN)
    typed("render", "drill.txt", code=2)
    typed("cast", "drill.txt", code=2)
    assert not (story.parent / "drill.fountain").exists()


def test_a_linked_cast_stays_a_link(story: Path) -> None:
    shared = story.parent / "shared"
    shared.mkdir()
    (story.parent / "voices.yaml").rename(shared / "voices.yaml")
    (story.parent / "voices.yaml").symlink_to(shared / "voices.yaml")
    typed("cast", story)
    assert (story.parent / "voices.yaml").is_symlink()
    assert "Irma" in (shared / "voices.yaml").read_text()


@pytest.mark.parametrize(
    "window", [("--from", "0:10", "--to", "0:05"), ("--to", "0:00"), ("--scene", "1", "--sample"), ("--scene", "7")]
)
def test_an_impossible_window_is_refused_before_anything_is_recorded(story: Path, window: tuple[str, ...]) -> None:
    typed("render", story, *window, code=2)
    assert not (story.parent / ".audiodrama/takes").exists()


def test_a_cover_that_is_no_picture_is_refused_before_anything_is_recorded(story: Path) -> None:
    voices = story.parent / "voices.yaml"
    voices.write_text(voices.read_text() + "cover: nowhere.jpg\n")
    assert "nowhere.jpg" in typed("render", story, code=2).stderr
    assert not (story.parent / ".audiodrama/takes").exists()


def test_the_title_of_pasted_prose_keeps_its_marks(story: Path) -> None:
    typed("render", "-", "--title", 'Where is Jonas? A/B: "Yes"', "--join", stdin=STORY)
    script = next(p for p in (story.parent / "scripts").glob("*.fountain"))
    assert fountain.loads(script.read_text()).title == 'Where is Jonas? A/B: "Yes"'
    assert "--title" in typed("render", story, "--title", "Ferry", code=2).stderr


def test_a_short_text_in_another_script_is_said_to_be_foreign(story: Path) -> None:
    story.write_text("「遅いよ」と彼女は言った。\n")
    assert "Japanese" in typed("render", story, code=2).stderr


@pytest.mark.parametrize("name", ["", "..", "ferry.txt"])
def test_a_production_needs_a_name_of_its_own(story: Path, name: str) -> None:
    typed("new", name, code=2)
    assert story.read_text() == STORY


def test_a_new_production_takes_no_story_that_is_none(story: Path) -> None:
    (story.parent / "picture").write_bytes(b"\x89PNG\x00\x00" * 20)
    typed("new", "tea", "picture", code=2)
    assert not (story.parent / "tea").exists()


def test_the_cast_is_no_story(story: Path) -> None:
    assert "no story" in typed("render", "voices.yaml", code=2).stderr
