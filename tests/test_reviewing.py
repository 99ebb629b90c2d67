"""``review``: the doubtful lines one by one, least certain first; every answer is saved at once and holds for good."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.errors import ProductionError
from audiodrama.production import Play, Production, record, reviewing
from audiodrama.production.reading import read
from rehearsal import typed

SCRIPT = """Title: The Kite\r
\r
.The Beach\r
\r
Wind. Nobody else was about.\r
\r
@Wren\r
Hold it \\*up\\*.\r
\r
[[? maybe Wren: two people take turns]]\r
\r
@Otto (ON PHONE)\r
(panting)\r
I *am* holding it up.\r
\r
[[? maybe Otto: answers the line before]]\r
\r
@Wren\r
Higher!\r
\r
[[my own note]]\r
\r
[[? not sure]]\r
\r
@Otto\r
It is as high as I am.\r
\r
@Wren\r
Then stand on something.\r
\r
@Nan Grady\r
What are you two up to?\r
\r
@Otto\r
Nothing.\r
\r
.The Pier\r
\r
[[? maybe Otto: nobody is named near it]]\r
\r
@Wren\r
Gone.\r
"""


VOICES = "engine: tone\nnarrator: tone/narrator\n"


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script with four doubts and no story, in a production that speaks with tones."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices.yaml").write_text(VOICES)
    path = tmp_path / "kite.fountain"
    path.write_bytes(SCRIPT.encode())
    return path


def said(path: Path) -> dict[str, str]:
    return {line.text: line.role for line in fountain.loads(path.read_bytes().decode()).lines if line.voiced}


def put(output: str) -> list[str]:
    """The lines that were put, in order."""
    return [row.strip("> “”") for row in output.splitlines() if row.startswith("    > ")]


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def test_a_doubtful_line_is_put_with_what_is_known_of_it(play: Path) -> None:
    out = typed("review", play, stdin="q\n").stdout
    assert put(out) == ["I am holding it up."]
    assert "      Wind. Nobody else was about.\n      Wren: “Hold it *up*.”\n    > “I am holding it up.”\n" in out
    assert "    1 Otto  (two people take turns)\n    2 Wren\n    3 Nan Grady\n" in out
    assert "4 to go. kite.fountain:12" in out
    assert "0 answered, 0 of them changed; 4 left." in out
    assert out.splitlines()[-1] == str(play)
    assert text_of(play) == SCRIPT


def test_enter_accepts_and_only_the_remark_goes(play: Path) -> None:
    typed("review", play, stdin="\nq\n")
    assert text_of(play) == SCRIPT.replace("[[? maybe Wren: two people take turns]]\r\n\r\n", "")


def test_a_digit_gives_the_line_to_somebody_else_and_nothing_else_changes(play: Path) -> None:
    typed("review", play, stdin="3\nq\n")
    wanted = SCRIPT.replace("[[? maybe Wren: two people take turns]]\r\n\r\n", "")
    assert text_of(play) == wanted.replace("@Otto (ON PHONE)", "@Nan Grady (ON PHONE)")


def test_the_guess_by_its_digit_is_accepted(play: Path) -> None:
    assert "1 answered, 0 of them changed" in typed("review", play, stdin="1\nq\n").stdout


def test_a_note_of_the_authors_beside_a_doubt_stays(play: Path) -> None:
    typed("review", play, stdin="\n" * 4)
    assert "[[my own note]]" in text_of(play)
    assert "[[?" not in text_of(play)


def test_all_answers_go_through_to_the_end(play: Path) -> None:
    out = typed("review", play, stdin="2\n\ns\n\n").stdout
    assert put(out) == ["I am holding it up.", "Higher!", "It is as high as I am.", "Gone."]
    assert "3 answered, 1 of them changed; 1 skipped." in out
    assert said(play)["I am holding it up."] == "Wren"
    assert put(typed("review", play, stdin="\n").stdout) == ["It is as high as I am."]  # the one that was skipped
    assert typed("review", play, stdin="\n").stdout == "No line is in doubt.\n"


def test_a_new_name_joins_the_cast(play: Path) -> None:
    typed("review", play, stdin="n Aunt Isa\nq\n")
    assert said(play)["I am holding it up."] == "Aunt Isa"
    assert "Aunt Isa" in (play.parent / "voices.yaml").read_text()


def test_a_name_in_other_letters_is_the_one_that_is_there(play: Path) -> None:
    typed("review", play, stdin="n nan grady\nq\n")
    assert said(play)["I am holding it up."] == "Nan Grady"


def test_the_narrator_takes_what_nobody_speaks(play: Path) -> None:
    typed("review", play, stdin="s\ns\ns\nn Narrator\n")
    assert "Gone." not in said(play)
    assert "Gone." in text_of(play)


def test_the_rest_of_the_exchange_is_turned_round(play: Path) -> None:
    out = typed("review", play, stdin="2\na\nq\n").stdout
    assert "3 more lines of the exchange" in out
    assert said(play) == {
        "Hold it *up*.": "Wren",
        "I am holding it up.": "Wren",
        "Higher!": "Otto",
        "It is as high as I am.": "Wren",
        "Then stand on something.": "Otto",
        "What are you two up to?": "Nan Grady",  # a third voice ends it
        "Nothing.": "Otto",
        "Gone.": "Wren",
    }


def test_the_rest_of_the_exchange_is_accepted(play: Path) -> None:
    out = typed("review", play, stdin="\na\nq\n").stdout
    assert "2 more lines of the exchange" in out
    assert put(out)[-1] == "Gone."
    assert said(play) == said_before()


def said_before() -> dict[str, str]:
    return {line.text: line.role for line in fountain.loads(SCRIPT).lines if line.voiced}


def test_there_is_no_rest_without_an_answer(play: Path) -> None:
    assert "answer first" in typed("review", play, stdin="a\nq\n").stdout
    assert text_of(play) == SCRIPT


def test_undo_takes_back_one_answer_after_the_other(play: Path) -> None:
    typed("review", play, stdin="2\na\nn Aunt Isa\nu\nu\nu\nu\nq\n")
    assert text_of(play) == SCRIPT
    assert "Aunt Isa" not in (play.parent / "voices.yaml").read_text()


def test_undo_in_a_review_goes_no_further_than_the_review(play: Path) -> None:
    typed("review", play, stdin="2\nq\n")
    after = text_of(play)
    assert "nothing to undo" in typed("review", play, stdin="u\nq\n").stdout
    assert text_of(play) == after
    typed("undo", "--no-render")  # the other verb does
    assert text_of(play) == SCRIPT


def test_an_undone_line_is_put_again(play: Path) -> None:
    assert put(typed("review", play, stdin="2\nu\nq\n").stdout)[0::2] == ["I am holding it up."] * 2


@pytest.mark.parametrize("key", ["?", "x", "9", "n", "0", "12", "é", "\x00", "[[", "a a a"])
def test_any_other_key_changes_nothing(play: Path, key: str) -> None:
    typed("review", play, stdin=f"{key}\nq\n")
    assert text_of(play) == SCRIPT


def test_the_end_of_the_input_ends_the_review(play: Path) -> None:
    assert "1 answered" in typed("review", play, stdin="\n").stdout
    assert "0 answered" in typed("review", play, stdin="").stdout


def test_a_script_without_doubts_asks_nothing(play: Path) -> None:
    play.write_text("Title: X\n\n@Wren\nSure.\n")
    assert "No line is in doubt" in typed("review", play).stdout


def test_what_is_no_story_is_refused(play: Path) -> None:
    assert "no such file" in typed("review", "kyte.fountain", code=2).stderr


KEYS = st.lists(
    st.sampled_from(["", "1", "2", "3", "a", "s", "u", "?", "n Aunt Isa", "n otto", "n", "zz"]), max_size=12
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=KEYS)
def test_whatever_is_typed_only_names_and_remarks_change_and_all_can_be_taken_back(play: Path, keys: list[str]) -> None:
    play.write_bytes(SCRIPT.encode())
    (play.parent / "voices.yaml").write_text(VOICES)
    shutil.rmtree(play.parent / ".audiodrama", ignore_errors=True)
    out = typed("review", play, stdin="\n".join([*keys, "q", ""])).stdout
    assert words_of(text_of(play)) == words_of(SCRIPT)
    steps = typed("undo", "--list").stdout.count("kite.fountain:")
    assert steps == int(out.split(" answered, ")[0].split()[-1])
    for _ in range(steps):
        typed("undo", "--no-render")
    assert text_of(play) == SCRIPT
    assert (play.parent / "voices.yaml").read_text() == VOICES


def words_of(text: str) -> list[str]:
    return [row for row in text.split("\r\n") if row and row[0] != "@" and row[:3] != "[[?"]


# --- what is settled stays settled


STORY = """The Kite

"Is that it?" said Wren.

"That is it," said Otto.

* * *

"Gone."

"Gone?"

"Gone."
"""


@pytest.fixture
def story(play: Path) -> Path:
    """A story with its script, in which "Gone?" is doubtful, whatever the weights of today say."""
    play.unlink()
    path = play.with_name("sea.txt")
    path.write_text(STORY)
    typed("script", path)
    doubt(path, "Gone?", 0.1)
    return path


def doubt(story: Path, words: str, confidence: float) -> None:
    """Make the machine's last reading doubt the line, and say so in the script."""
    path, place = story.with_suffix(".fountain"), Production.of(story).reading(Play.of(story.absolute()))
    script, last = fountain.loads(path.read_text()), record.load(place)
    assert last is not None
    unsure = {
        at: replace(line, because="implicit", why="a guess", confidence=confidence, second="Otto")
        for at, line in enumerate(script.lines)
        if line.text == words
    }
    assert unsure
    record.save(place, record.learned(last, script, unsure))
    if words not in noted(path):
        text = path.read_text()
        cue = text.rindex("@", 0, text.index(words))
        path.write_text(f"{text[:cue]}[[? maybe Otto: a guess]]\n\n{text[cue:]}")
    assert words in noted(path)


def noted(path: Path) -> list[str]:
    text = path.read_text()
    remarks = fountain.remarks(fountain.blocks(text))
    return [line.text for line, remark in zip(fountain.loads(text).lines, remarks, strict=True) if remark]


def doubts_of(story: Path) -> list[str]:
    reading = read(Production.of(story), Play.of(story), ())
    return [line.text for line in reading.script.lines if line.doubtful]


def forget(story: Path) -> None:
    shutil.rmtree(story.parent / ".audiodrama")


def test_what_was_accepted_is_not_doubted_by_a_later_reading(story: Path) -> None:
    assert "Gone?" in doubts_of(story)
    first = typed("review", story, stdin="\n" * 9)
    assert "Gone?" in put(first.stdout)
    assert doubts_of(story) == []
    typed("script", story)
    assert doubts_of(story) == []
    assert "No line is in doubt" in typed("review", story, stdin="\n").stdout


def test_what_was_accepted_is_not_doubted_without_the_machines_memory(story: Path) -> None:
    typed("review", story, stdin="\n" * 9)
    settled = story.with_suffix(".fountain").read_bytes()
    forget(story)
    typed("script", story)
    assert story.with_suffix(".fountain").read_bytes() == settled
    assert doubts_of(story) == []
    assert "No line is in doubt" in typed("review", story, stdin="\n").stdout


@pytest.mark.parametrize("memory", [True, False], ids=["with the record", "without"])
def test_what_was_settled_stays_so_when_the_story_changes(story: Path, memory: bool) -> None:
    typed("review", story, stdin="\n" * 9)
    if not memory:
        forget(story)
    for old, new in (('"Is that it?" said Wren.', '"Is that it, then?" said Wren.'), ("* * *", "It blew.\n\n* * *")):
        time.sleep(0.01)
        story.write_text(story.read_text().replace(old, new))
        typed("script", story)
    assert "It blew." in story.with_suffix(".fountain").read_text()
    assert noted(story.with_suffix(".fountain")) == []
    assert doubts_of(story) == []


def test_doubts_outlive_the_machines_memory(play: Path) -> None:
    typed("review", play, stdin="\nq\n")
    forget(play)
    assert "3 to go" in typed("review", play, stdin="q\n").stdout


def test_a_story_without_a_script_is_read_first(story: Path) -> None:
    story.with_suffix(".fountain").unlink()
    typed("review", story, stdin="q\n")
    assert story.with_suffix(".fountain").exists()


def test_a_name_changed_by_hand_is_no_doubt_though_the_remark_stays(story: Path) -> None:
    script = story.with_suffix(".fountain")
    text = script.read_text()
    at = text.index("Gone?")
    cue = text.rindex("@", 0, at)
    script.write_text(text[:cue] + "@Somebody Else\n" + text[at:])
    assert "Gone?" not in put(typed("review", story, stdin="s\n" * 9).stdout)


def test_the_least_certain_comes_first(story: Path) -> None:
    doubt(story, "That is it,", 0.02)
    assert put(typed("review", story, stdin="q\n").stdout) == ["That is it,"]
    doubt(story, "Gone?", 0.01)
    assert put(typed("review", story, stdin="q\n").stdout) == ["Gone?"]


def test_a_whole_production_is_walked_through(play: Path) -> None:
    other = play.with_name("other.fountain")
    other.write_text("Title: Other\n\n[[? not sure]]\n\n@Wren\nAnd here?\n")
    (play.parent / "scripts").mkdir()
    for path in (play, other):
        path.rename(play.parent / "scripts" / path.name)
    assert "5 to go" in typed("review", stdin="q\n").stdout


def test_a_script_changed_while_a_question_stands_is_not_written_over(play: Path) -> None:
    walk = reviewing.begin((play,), play.parent)
    asked = reviewing.question(walk)
    assert asked is not None
    play.write_bytes(SCRIPT.replace("Gone.", "Long gone.").encode())
    with pytest.raises(ProductionError, match="in the meantime"):
        reviewing.answer(walk, asked, "Nan Grady")
    assert "Long gone." in text_of(play)
    again = reviewing.question(walk)
    assert again is not None
    reviewing.answer(walk, again, "Nan Grady")
    assert "Long gone." in text_of(play)
    assert said(play)["I am holding it up."] == "Nan Grady"


# --- hearing it


def test_the_line_is_played(play: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("the player is a shell script")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "aplay").write_text(f'#!/bin/sh\nprintf %s "$2" > {tmp_path}/heard\n')
    (folder / "aplay").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    out = typed("review", play, stdin="p\nq\n").stdout
    clip = Path((tmp_path / "heard").read_text())
    assert clip.read_bytes()[:4] == b"RIFF"
    assert "No player" not in out
    assert put(out) == ["I am holding it up."] * 2
    assert text_of(play) == SCRIPT


def test_with_no_player_the_clip_is_named(play: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    out = typed("review", play, stdin="p\nq\n").stdout
    clip = Path(next(row for row in out.splitlines() if "No player" in row).rpartition("listen to ")[2])
    assert clip.is_file()


# --- at a terminal


@pytest.fixture
def terminal(play: Path) -> Iterator[Terminal]:
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    window = Terminal(play)
    yield window
    window.close()


class Terminal:
    """The installed command in a pseudo-terminal."""

    def __init__(self, play: Path) -> None:
        import pty

        self.parent, child = pty.openpty()
        command = [sys.executable, "-m", "audiodrama", "review", str(play)]
        self.process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, start_new_session=True)
        os.close(child)
        self.seen = ""

    def until(self, words: str) -> str:
        """What came on the screen up to these words."""
        end = time.monotonic() + 30
        while words not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self.parent], [], [], 0.1)[0]:
                self.seen += os.read(self.parent, 4096).decode()
        seen, _, self.seen = self.seen.partition(words)
        return seen

    def press(self, key: bytes) -> None:
        """A key, as soon as the terminal waits for one: what is typed ahead of a question is thrown away."""
        import termios

        self.until("    ? ")
        end = time.monotonic() + 30
        while termios.tcgetattr(self.parent)[3] & termios.ICANON:
            assert time.monotonic() < end
            time.sleep(0.01)
        os.write(self.parent, key)

    def write(self, words: bytes) -> None:
        os.write(self.parent, words + b"\r")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.parent)


def test_one_key_is_one_answer_at_a_terminal(terminal: Terminal, play: Path) -> None:
    terminal.press(b"2")  # no Enter
    terminal.until("3 to go.")
    assert said(play)["I am holding it up."] == "Wren"
    terminal.press(b"\r")
    terminal.until("2 to go.")
    terminal.press(b"u")
    terminal.until("3 to go.")
    terminal.press(b"n")
    terminal.until("Name")
    terminal.write(b"Aunt Isa")
    terminal.until("2 to go.")
    assert said(play)["Higher!"] == "Aunt Isa"
    terminal.press(b"\x1b[A")  # an arrow means nothing
    terminal.until("2 to go.")
    terminal.press(b"q")
    terminal.until("2 answered, 2 of them changed; 2 left.")
    assert terminal.process.wait(timeout=20) == 0


@pytest.mark.parametrize(("key", "code"), [(b"\x04", 0), (b"\x03", 130)])
def test_a_terminal_is_left_with_what_was_answered(terminal: Terminal, play: Path, key: bytes, code: int) -> None:
    terminal.press(b"2")
    terminal.until("3 to go.")
    terminal.press(key)
    assert terminal.process.wait(timeout=20) == code
    assert said(play)["I am holding it up."] == "Wren"


def test_the_installed_command_reads_answers_from_a_pipe(play: Path) -> None:
    command = [sys.executable, "-m", "audiodrama", "review", str(play)]
    done = subprocess.run(command, input="2\n\n\n\n", capture_output=True, text=True, timeout=60, check=True)
    assert "4 answered, 1 of them changed; none left." in done.stdout
    assert "[[?" not in text_of(play)
