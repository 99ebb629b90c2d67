"""A story read again: what the author did to its script stays, what the author did to the story comes in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.adapt import adapt
from audiodrama.production import reading
from audiodrama.production.folder import Play, Production
from audiodrama.production.reading import Answer, ReadPlay, read, settle
from audiodrama.script import Beat, Line, Script
from audiodrama.text import Manuscript
from rehearsal import typed

CAST = "engine: tone\nnarrator: tone/narrator\n"
STORY = """The Sluice

"Water's up," said Nell.

"How far?" asked Piet. He did not look round.

"To the second mark," said Nell.

"Then we wait," said Piet.

The lamp on the weir burned low, and neither of them moved.

"We cannot wait," Nell said quietly. "Not tonight."

* * *

By morning the meadow was a lake.

"You were right," said Piet.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices.yaml").write_text(CAST)
    (tmp_path / "sluice.txt").write_text(STORY)
    return tmp_path


def again(story: Path, answer: Answer = "auto") -> ReadPlay:
    """The story read (again) into its script."""
    production, play = Production.of(story), Play.of(story.absolute())
    return settle(production, read(production, play, (), answer))


def forget(folder: Path) -> None:
    shutil.rmtree(folder / ".audiodrama", ignore_errors=True)


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_bytes().decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


def test_both_edits_stay(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    edit(script, ("@Nell\nTo the second mark,", "@Joost\n(hoarse)\nTo the second mark,\n\n[[sound: chain]]"))
    edit(script, ("The lamp on the weir", "The lamp over the weir"))
    edit(
        story, ("second mark", "third mark"), ("burned low", "burned blue"), ("By morning", "It rained.\n\nBy morning")
    )
    done = again(story)
    text = script.read_text()
    assert "@Joost\n(hoarse)\nTo the third mark,\n\n[[sound: chain]]\n" in text
    assert "The lamp over the weir burned blue, and neither" in text
    assert "It rained.\n\nBy morning" in text
    assert done.news == "taken over from the story: 2 changed, 1 new"
    assert done.backup == script.with_name("sluice.fountain.1")
    assert again(story).news == ""


def test_a_conflict_stays_in_the_script_until_the_author_settles_it(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    edit(script, ("Then we wait,", "Then we sit,"))
    edit(story, ("Then we wait,", "Then we sleep,"))
    assert "1 conflict is noted" in typed("script", story).stdout
    note = '[[conflict: the story now says "Then we sleep,"]]'
    line = script.read_text().splitlines().index(note) + 1
    assert f"sluice.fountain:{line}: conflict: the story now says" in typed("check", story).stdout
    assert "\nThen we sit,\n" in script.read_text()
    edit(script, (f"{note}\n\n", ""))
    edit(story, ("a lake", "a sea"))
    again(story)
    assert "conflict:" not in script.read_text() + typed("check", story).stdout
    assert "\nThen we sit,\n" in script.read_text()


def test_marks_typed_in_another_style_contradict_nobody(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    edit(story, ("To the second mark", "It's at the second mark"))
    again(story)
    edit(script, ("Water's up,", "The water is up,"), ("@Nell\nIt's at the second mark,\n\n", ""))
    edit(story, ('"Water\'s up,"', "“Water’s up,”"), ('"It\'s at the second mark,"', "“It’s at the second mark,”"))
    assert "conflict" not in typed("script", story).stdout
    assert "The water is up," in script.read_text()
    assert "second mark" not in script.read_text()
    edit(story, ("“Water’s up,”", "“Water’s high again,”"))
    typed("script", story)
    assert "The water is high again," in script.read_text()


def test_what_was_moved_is_told_and_takes_its_edits_along(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    edit(script, ("burned low, and", "burned low [[dim it]], and"))
    lamp = "The lamp on the weir burned low, and neither of them moved.\n\n"
    edit(story, (lamp, ""), ("By morning", f"{lamp}By morning"))
    assert "Taken over from the story: 1 moved" in typed("script", story).stdout
    assert "The lamp on the weir burned low [[dim it]], and" in script.read_text()
    assert script.read_text().index("The lamp") > script.read_text().index("Not tonight.")


def test_a_better_reader_rewrites_nothing_unasked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    edit(script, ("@Nell\nTo the second mark", "@Joost\nTo the second mark"))
    mine = script.read_bytes()

    def better(prose: Manuscript, **how: object) -> Script:
        found = adapt(prose, **how)  # type: ignore[arg-type]
        return replace(found, scenes=tuple(replace(s, beats=tuple(map(given_to_wim, s.beats))) for s in found.scenes))

    def given_to_wim(beat: Beat) -> Beat:
        return replace(beat, role="Wim") if isinstance(beat, Line) and beat.text == "Then we wait," else beat

    monkeypatch.setattr(reading, "adapt", better)
    again(story)
    assert script.read_bytes() == mine
    again(story, "merge")
    assert "@Wim\nThen we wait," in script.read_text()
    assert "@Joost\nTo the second mark" in script.read_text()
    again(story, "reread")
    assert "Joost" not in script.read_text()
    assert script.with_name("sluice.fountain.2").exists()


def test_rereading_an_unchanged_story_makes_its_script_anew(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    fresh = script.read_text()
    assert "gives the script that is there" in typed("script", story, "--reread").stdout
    assert not script.with_name("sluice.fountain.1").exists()
    edit(script, ("@Piet\nThen", "@Joost\nThen"))
    mine = script.read_text()
    assert "sluice.fountain.1" in typed("script", story, "--reread").stdout
    assert (script.read_text(), script.with_name("sluice.fountain.1").read_text()) == (fresh, mine)


@pytest.mark.parametrize("verb", ["render", "script", "cast", "plan"])
def test_a_script_may_be_kept_from_a_changed_story(folder: Path, verb: str) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    mine = script.read_bytes()
    edit(story, ("a lake", "a sea"))
    typed(verb, story, "--keep-script")
    assert script.read_bytes() == mine


def test_a_review_tells_what_it_took_over(folder: Path) -> None:
    story = folder / "sluice.txt"
    again(story)
    edit(story, ("a lake", "a sea"))
    assert (
        "sluice: taken over from the story: 1 changed; the old script is sluice.fountain.1." in typed("review").stdout
    )


def test_what_was_kept_out_comes_in_with_the_next_change(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    edit(story, ("a lake", "a sea"))
    again(story, "keep")
    assert "a sea" not in script.read_text()
    edit(story, ("third" if "third" in STORY else "second", "fourth"))
    again(story)
    assert "a sea" in script.read_text()


def test_a_title_given_to_pasted_prose_outlives_a_merge(folder: Path) -> None:
    story = folder / "sluice.txt"
    production, play = Production.of(story), Play.of(story)
    settle(production, read(production, play, (), title="High Water"))
    edit(story, ("a lake", "a sea"))
    assert again(story).script.title == "High Water"


def test_an_accepted_line_is_not_doubted_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"

    def doubting(prose: Manuscript, **how: object) -> Script:
        found = adapt(prose, **how)  # type: ignore[arg-type]
        return replace(found, scenes=tuple(replace(s, beats=tuple(map(doubted, s.beats))) for s in found.scenes))

    def doubted(beat: Beat) -> Beat:
        if not isinstance(beat, Line) or not beat.text.startswith("Then we wait"):
            return beat
        return replace(beat, confidence=0.2, second="Wim", why="two could say it")

    monkeypatch.setattr(reading, "adapt", doubting)
    assert [line.doubtful for line in again(story).script.lines].count(True) == 1
    note = "[[? maybe Wim: two could say it]]\n\n"
    edit(script, (note, ""))
    assert not any(line.doubtful for line in again(story).script.lines)
    for number in range(4):
        if number == 2:
            forget(folder)
        edit(story, ("was a", "was a very"), ("we wait", "we wait on"))
        os.utime(script, (1, 1))
        done = again(story, "merge")
        assert note not in script.read_text()
        assert not any(line.doubtful for line in done.script.lines)


def test_nothing_of_a_script_without_its_record_changes(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    edit(script, ("@Piet\nHow far?", "@Joost (THOUGHT)\nHow far?"), ("The lamp on the weir", "The lamp over the weir"))
    edit(script, ("\n\nsaid Nell.\n\n@", "\n\n@"))
    mine = script.read_text()
    forget(folder)
    edit(
        story,
        ("By morning", "It rained and rained.\n\nBy morning"),
        ("second mark", "third mark"),
        ("burned low", "burned blue"),
    )
    os.utime(script, (1, 1))
    said = typed("script", story).stdout
    put_in = without_source(mine).replace("By morning", "It rained and rained.\n\nBy morning")
    assert without_source(script.read_text()) == put_in
    assert "1 new paragraph of the story put into sluice.fountain" in said
    assert "sluice.txt:7  differs: " in said
    assert "no longer in sluice.txt: The lamp over the weir" in said
    edit(story, ("a lake", "a sea"))  # and from here on there is a record again
    again(story)
    assert without_source(script.read_text()) == put_in.replace("a lake", "a sea")


def test_a_cut_paragraph_stays_out_in_a_fresh_checkout(folder: Path) -> None:
    """Where no record is, and the files' dates mean nothing, the script tells which story it was made from."""
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    lamp = "The lamp on the weir burned low, and neither of them moved.\n\n"
    edit(script, (lamp, ""))
    mine = script.read_bytes()
    forget(folder)
    os.utime(script, (1, 1))
    assert "differs: The lamp on the weir burned low" in typed("script", story).stdout
    assert script.read_bytes() == mine
    edit(story, ("a lake", "a sea"))
    again(story)
    assert script.read_text().count("a sea") == 1
    assert "The lamp" not in script.read_text()


def test_a_script_of_an_older_edition_tells_its_source_from_its_next_change_on(folder: Path) -> None:
    story, script = folder / "sluice.txt", folder / "sluice.fountain"
    again(story)
    script.write_text(re.sub(r"Source: .*\n", "", script.read_text()))
    old = script.read_text()
    forget(folder)
    again(story)
    assert script.read_text() == old
    edit(story, ("a lake", "a sea"))
    assert again(story).news == "taken over from the story: 1 changed"
    assert "\nSource: sluice.txt (as of " in script.read_text()
    assert re.sub(r"Source: .*\n", "", script.read_text()) == old.replace("a lake", "a sea")
    script.write_text(re.sub(r"Source: .*\n", "", script.read_text()))
    edit(story, ("a sea", "a lake"))
    assert again(story).news == "taken over from the story: 1 changed"
    assert script.read_text() == old


def test_from_the_shell(folder: Path) -> None:
    """The command as it is installed: script, correct it, change the story, throw the record away or not, script again."""
    command = [sys.executable, "-m", "audiodrama", "script", "sluice.txt"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    edit(folder / "sluice.fountain", ("@Piet\nThen", "@Joost\nThen"))
    edit(folder / "sluice.txt", ("Then we wait", "So we wait"))
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert "Taken over from the story: 1 changed (the old one is sluice.fountain.1)." in done.stdout
    assert "@Joost\nSo we wait," in (folder / "sluice.fountain").read_text()


# --- many edits on both sides


def paragraph(number: int) -> str:
    """A paragraph of a story, every word of it one of a kind."""
    words = " ".join(
        f"{chr(97 + number % 26)}{chr(97 + n)}{'aeiou'[number % 5]}{number}" for n in range(3 + number % 4)
    )
    said = (
        f"The {words} stood.",
        f'"{words.capitalize()}," said Nell.',
        f'"{words.capitalize()}."',
        f'Piet nodded. "{words.capitalize()}!"',
    )
    return said[number % 4]


EDITS = st.lists(
    st.tuples(st.sampled_from(["retag", "cut", "insert", "reword", "note"]), st.integers(0, 50)), max_size=5
)
CHANGES = st.lists(st.tuples(st.sampled_from(["cut", "insert", "reword", "swap"]), st.integers(0, 50)), max_size=5)


def by_author(text: str, edits: list[tuple[str, int]]) -> str:
    """The script after the author's edits, whose words are told by "hand"."""
    blocks = text.rstrip("\n").split("\n\n")
    for number, (what, at) in enumerate(edits):
        voiced = [n for n, block in enumerate(blocks) if block.startswith("@")]
        body = range(2, len(blocks))
        if what == "note" and body:
            blocks.insert(body[at % len(body)], f"[[sound: hand{number}]]")
        elif what == "insert" and body:
            blocks.insert(body[at % len(body)], f"@Hand{number}\nByhand{number} spoken.")
        elif what == "cut" and len(body) > 2:
            del blocks[body[at % len(body)]]
        elif voiced:
            n = voiced[at % len(voiced)]
            pattern = r"@[^(\n]*" if what == "retag" else r"\w+(?=[.,!]$)"
            blocks[n] = re.sub(pattern, f"@Hand{number} " if what == "retag" else f"hand{number}", blocks[n], count=1)
    return "\n\n".join(blocks) + "\n"


def without_source(text: str) -> str:
    """The text less the edition of the story that it was made from, which is the machine's to know."""
    return re.sub(r"\(as of \w+\)", "", text)


def in_story(numbers: list[int], changes: list[tuple[str, int]]) -> list[int]:
    """The paragraphs of the story after its changes: another number is a paragraph of other words."""
    now = list(numbers)
    for count, (what, at) in enumerate(changes):
        if what == "insert" or not now:
            now.insert(at % (len(now) + 1), 100 + 4 * count + at % 4)
        elif what == "cut":
            del now[at % len(now)]
        elif what == "swap":
            now.insert(0, now.pop(at % len(now)))
        else:
            now[at % len(now)] = 200 + 4 * count + now[at % len(now)] % 4
    return now or [1]


def own_words(text: str) -> set[str]:
    """The words that only one paragraph has."""
    return set(re.findall(r"[a-z]+\d+", text.casefold()))


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 9), EDITS, CHANGES, st.booleans(), st.booleans())
def test_no_edit_is_lost(
    size: int, edits: list[tuple[str, int]], changes: list[tuple[str, int]], thrown_away: bool, windows: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "voices.yaml").write_text(CAST)
        story, script = folder / "tale.txt", folder / "tale.fountain"
        numbers = list(range(size))
        told = ["The Tale", *map(paragraph, numbers)]
        story.write_text("\n\n".join(told) + "\n")
        again(story)
        first = script.read_text()
        mine = by_author(first, edits)
        script.write_bytes((mine.replace("\n", "\r\n") if windows else mine).encode())
        now = in_story(numbers, changes)
        story.write_text("\n\n".join(["The Tale", *map(paragraph, now)]) + "\n")
        if thrown_away:
            forget(folder)
        os.utime(script, (1, 1))
        before = script.read_bytes().decode()
        done = again(story)
        text = script.read_bytes().decode()
        fountain.loads(text)
        plain = text.replace("\r\n", "\n")
        assert not windows or "\n" not in text.replace("\r\n", "")
        assert all(word in plain for word in re.findall(r"(?:sound: |By)?hand\d+", mine))
        assert changes or text == before
        for number in now:  # what is new in the story is in the script
            if number >= 100 and not (thrown_away and number >= 200):
                assert own_words(paragraph(number)) <= own_words(plain)
        if thrown_away:  # nothing of the author's is touched
            rest = iter(without_source(text).splitlines())
            assert all(line in rest for line in without_source(before).splitlines() if line.strip())
        if text != before:
            assert done.backup is not None
            assert done.backup.read_bytes().decode() == before
        settled = again(story)
        assert script.read_bytes().decode() == text
        assert settled.backup is None
