"""Whole renders through the command line, with the tone engine: what an author types and what comes of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mutagen.mp3 import MP3

from audiodrama.cli import main
from audiodrama.production.lock import locked
from performers import FAULTY

STORY = """The Kettle

"You're late," said Marion.

"The bus broke down." Desmond hung up his coat. "I walked from the bridge."

"You could have rung."

"I could," he said, "but you'd have worried."

* * *

The kettle boiled twice before anyone spoke. Rain ran down the window, and the clock over the stove went on counting.

"Sit," Marion said. "Eat something."

Desmond sat. "Thank you, Marion."
"""
OTHER = """"Halt!" cried the sergeant.

"Who goes there?" asked Private Ollerton. "Friend or foe?"

"Friend," said the sergeant wearily.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A production that speaks with tones; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices.yaml").write_text("engine: tone\nnarrator: tone/narrator\n")
    return tmp_path


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Type ``audiodrama ...``; the exit code is 0 unless ``fails``."""

    def typed(*words: object, fails: bool = False, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert result.exit_code == (2 if fails else 0), result.output
        return result

    return typed


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def last_line(result: Result) -> str:
    return result.stdout.splitlines()[-1]


def recorded(result: Result) -> int:
    """The number of lines the report says were recorded."""
    line = next(line for line in result.stdout.splitlines() if line.strip().startswith("recorded"))
    return int(line.split()[1].replace(",", ""))


def test_one_command_makes_script_cast_and_episode(folder: Path, run: Run) -> None:
    result = run("render", put(folder, "kettle.txt", STORY))
    episode = folder / "episodes" / "kettle.mp3"
    assert last_line(result) == str(episode)
    script = (folder / "kettle.fountain").read_text()
    assert "@Marion" in script
    assert "@Desmond" in script
    voices = (folder / "voices.yaml").read_text()
    assert "Marion" in voices
    assert "Desmond" in voices
    sound = MP3(episode)
    assert 20 < sound.info.length < 90
    assert str(sound["TIT2"]) == "The Kettle"
    assert all(str(sound[tag]) for tag in ("TPE1", "TALB", "TDRC"))
    assert sound.tags.getall("CHAP")
    assert sound.tags.getall("CTOC")


def test_a_bare_render_makes_every_story_and_script_of_the_folder(folder: Path, run: Run) -> None:
    put(folder, "scripts/kettle.txt", STORY)
    put(folder, "scripts/halt.md", OTHER)
    put(folder, "beside.txt", STORY.replace("Kettle", "Teapot"))
    put(folder, "scripts/by-hand.fountain", "Title: By Hand\n\n.KITCHEN\n\n@Marion\nIs it on?\n")
    put(folder, "README.md", "# How this was made\n")
    run("render")
    assert sorted(p.name for p in (folder / "episodes").iterdir()) == [
        "beside.mp3",
        "by-hand.mp3",
        "halt.mp3",
        "kettle.mp3",
    ]


def test_what_is_recorded_is_kept_and_recasting_records_one_role(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    first = recorded(run("render", story))
    assert first > 8
    assert recorded(run("render", story)) == 0
    voices = folder / "voices.yaml"
    text = voices.read_text()
    line = next(row for row in text.splitlines() if row.strip().startswith("Desmond"))
    voices.write_text(text.replace(line, "  Desmond: tone/deep_man"))
    script = (folder / "kettle.fountain").read_text()
    assert recorded(run("render", story)) == script.count("@Desmond")


def test_a_pause_or_a_level_records_nothing(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    before = MP3(folder / "episodes/kettle.mp3").info.length
    voices = folder / "voices.yaml"
    text = voices.read_text()
    line = next(row for row in text.splitlines() if row.strip().startswith("Desmond"))
    spelled = "  Desmond: {voice: tone/man, gain_db: -3, pan: 0.4}"
    kept = line.split("#")[0]
    assert "tone/" in kept
    spelled = spelled.replace("tone/man", kept.split("tone/")[1].split(",")[0].strip(" }"))
    text = "".join(row for row in text.replace(line, spelled).splitlines(keepends=True) if not row.startswith("pauses"))
    voices.write_text(text + "pauses: {scene: 3.3}\n")
    assert recorded(run("render", story)) == 0
    assert MP3(folder / "episodes/kettle.mp3").info.length == pytest.approx(before + 1.0, abs=0.1)


def test_a_changed_story_comes_into_its_script(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    old = (folder / "kettle.fountain").read_bytes()
    story.write_text(STORY.replace("You could have rung.", "You could have written."))
    result = run("render", story)
    assert recorded(result) == 1
    assert "taken over from the story: 1 changed; the old script is kettle.fountain.1" in result.stdout
    edition = re.compile(rb"\(as of \w+\)")
    now = (folder / "kettle.fountain").read_bytes()
    assert edition.sub(b"", now) == edition.sub(b"", old.replace(b"rung", b"written"))
    assert (folder / "kettle.fountain.1").read_bytes() == old


def test_keeping_the_script_of_a_changed_story(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    script = (folder / "kettle.fountain").read_bytes()
    story.write_text(STORY.replace("rung", "written"))
    assert recorded(run("render", story, "--keep-script")) == 0
    assert (folder / "kettle.fountain").read_bytes() == script
    run("render", story)  # the answer holds until the story changes again


def test_rereading_keeps_the_old_script_as_a_numbered_backup(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    old = (folder / "kettle.fountain").read_bytes()
    for number, word in enumerate(("written", "called"), 1):
        story.write_text(STORY.replace("rung", word))
        assert recorded(run("render", story, "--reread")) == 1
        assert word in (folder / "kettle.fountain").read_text()
        assert (folder / f"kettle.fountain.{number}").exists()
    assert (folder / "kettle.fountain.1").read_bytes() == old


def test_a_script_corrected_by_hand_is_the_truth(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    script = folder / "kettle.fountain"
    script.write_text(script.read_text().replace("@Desmond\nThank you", "@Marion\nThank you"))
    assert recorded(run("render", story)) == 1
    assert "@Marion\nThank you" in script.read_text()


def test_a_script_without_its_record_stays_the_authors(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    script = folder / "kettle.fountain"
    script.write_text(script.read_text().replace("You could have rung.", "You might have rung."))
    next((folder / ".audiodrama/readings").iterdir()).unlink()
    os.utime(story, (1, 1))
    assert recorded(run("render", story)) == 1


def test_a_checkout_that_dates_the_story_after_its_script_changes_nothing(
    samples: tuple[Path, ...], folder: Path, run: Run
) -> None:
    for story in samples:
        script = put(folder, f"{story.stem}.fountain", story.with_suffix(".fountain").read_text("utf-8"))
        copy = put(folder, story.name, story.read_text("utf-8"))
        os.utime(script, (1, 1))
        assert run("plan", copy, "--json").exit_code == 0
        copy.write_text(copy.read_text("utf-8") + "\nAnd then it rained for a week.\n", "utf-8")
        assert "1 new paragraph of the story" in run("plan", copy).stdout


def test_a_foreign_cast_is_not_let_in_unasked(folder: Path, run: Run) -> None:
    run("render", put(folder, "kettle.txt", STORY))
    voices = (folder / "voices.yaml").read_bytes()
    result = run("render", put(folder, "halt.txt", OTHER), fails=True)
    assert "audiodrama new" in result.stderr
    assert (folder / "voices.yaml").read_bytes() == voices
    assert "audiodrama new" in run("plan", folder / "halt.txt", fails=True).stderr
    assert "audiodrama new" in run("check", folder / "halt.txt", fails=True).stdout
    run("render", folder / "halt.txt", "--join")


def test_pasted_prose_becomes_a_story_with_a_safe_name(folder: Path, run: Run) -> None:
    result = run("render", "-", "--title", "../../etc/Late: again?", stdin=STORY)
    path = Path(last_line(result))
    assert path.parent == folder / "episodes"
    assert ".." not in path.name
    assert path.exists()
    stories = list((folder / "scripts").glob("*.txt"))
    assert [s.read_text() for s in stories] == [STORY]


def test_pasting_another_text_under_one_title_loses_neither(folder: Path, run: Run) -> None:
    run("render", "-", "--title", "Late", stdin=STORY)
    run("render", "-", "--title", "Late", stdin=STORY.replace("boiled twice", "boiled thrice"))
    assert sorted(p.name for p in (folder / "scripts").glob("*.txt")) == ["Late-2.txt", "Late.txt"]


def test_one_scene_alone(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    result = run("render", story, "--scene", 2)
    assert last_line(result) == str(folder / "episodes/kettle.sample.mp3")
    assert not (folder / "episodes/kettle.mp3").exists()
    whole = recorded(run("render", story)) + recorded(result)
    assert recorded(result) < whole
    assert "no scene 9" in run("render", story, "--scene", 9, fails=True).stderr


def test_from_one_time_to_another(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    whole = MP3(folder / "episodes/kettle.mp3").info.length
    run("render", story, "--from", "0:05", "--to", "0:12")
    part = MP3(folder / "episodes/kettle.sample.mp3").info.length
    assert 4 < part < 16 < whole
    assert "12:34" in run("render", story, "--from", "noon", fails=True).stderr
    assert "long" in run("render", story, "--from", "1:00:00", fails=True).stderr


def test_a_sample_is_the_first_minute_and_a_line_of_each_role(folder: Path, run: Run) -> None:
    filler = "The rain went on falling over the yard and the road and the hill behind it, as it had all week. " * 12
    story = put(
        folder,
        "kettle.txt",
        STORY.replace("* * *", f"{filler}\n\n{filler}\n\n* * *") + '\n"Who is this?" asked Hetty. "And why now?"\n',
    )
    result = run("render", story, "--sample")
    length = MP3(folder / "episodes/kettle.sample.mp3").info.length
    assert 60 < length < 150
    assert recorded(run("render", story)) > 0
    assert last_line(result).endswith("kettle.sample.mp3")


def test_a_failed_line_is_named_and_the_last_episode_stays(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FAULTY))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (folder / "voices.yaml").write_text("engine: faulty\nnarrator: faulty/any\n")
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    episode = (folder / "episodes/kettle.mp3").read_bytes()
    story.write_text(STORY.replace("You could have rung.", "Raises a fault."))
    result = run("render", story, "--reread", fails=True)
    assert "Raises a fault." in result.stderr
    assert "no such phoneme" in result.stderr
    assert (folder / "episodes/kettle.mp3").read_bytes() == episode
    again = run("render", story, "--skip-failed")
    assert "left out  1 line" in again.stdout
    assert recorded(again) == 0
    assert (folder / "episodes/kettle.mp3").read_bytes() != episode


def test_two_renders_do_not_share_a_folder(folder: Path, run: Run) -> None:
    with locked(folder / ".audiodrama/lock"):
        result = run("render", put(folder, "kettle.txt", STORY), fails=True)
    assert "another render" in result.stderr
    assert not (folder / "episodes").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"  \n\n \t\n", "empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "not plain text", id="binary"),
    ],
)
def test_what_is_no_prose_is_refused(folder: Path, run: Run, text: bytes, told: str) -> None:
    (folder / "story.txt").write_bytes(text)
    result = run("render", "story.txt", fails=True)
    assert told in result.stderr
    assert not (folder / "story.fountain").exists()


def test_no_such_file_names_its_neighbours(folder: Path, run: Run) -> None:
    put(folder, "kettle.txt", STORY)
    assert "kettle.txt" in run("render", "ketle.txt", fails=True).stderr


def test_a_foreign_language_is_said_at_once(folder: Path, run: Run) -> None:
    french = (
        "« Tu es en retard », dit Marion. Il pleuvait sur la ville et les rues étaient vides. Elle ne savait pas quoi lui dire, mais elle avait décidé de rester avec lui dans la maison.\n\n"
        * 4
    )
    story = put(folder, "retard.txt", french)
    result = run("render", story, fails=True)
    assert "French" in result.stderr
    assert "--any-language" in result.stderr
    run("script", story, "--any-language", "-o", "-")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The house stood empty. Nobody had lived there for a year.\n", id="no dialogue"),
        pytest.param('"..." said Ann.\n\n"?!"\n\n"Well," said Ann.\n', id="only punctuation"),
        pytest.param('"Nice 🎉🎉," said Ann. 🙂\n\n"🎉"\n\nShe smiled 🙂 again.\n', id="emoji"),
        pytest.param('"Go," said No.\n\n"Where?" asked Null.\n\n"Out," said No.\n', id="names like yaml words"),
    ],
)
def test_odd_prose_is_performed(folder: Path, run: Run, text: str) -> None:
    run("render", put(folder, "odd.txt", text))
    assert MP3(folder / "episodes/odd.mp3").info.length > 4


def test_a_file_in_an_old_encoding_is_read_and_the_guess_is_told(folder: Path, run: Run) -> None:
    (folder / "old.txt").write_bytes("“Late again,” said José.\n\n“The café was full,” said Renée.\n".encode("cp1252"))
    result = run("render", "old.txt")
    assert "1252" in result.stdout
    assert "José" in (folder / "old.fountain").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_paragraph_of_five_thousand_words(folder: Path, run: Run) -> None:
    put(folder, "long.txt", "and the river went on and on under the bridges " * 555 + ".\n")
    run("render", "long.txt")


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        pytest.param("engine: tone\nnarator: tone/narrator\n", ("voices.yaml:2:1", "narrator"), id="a typo"),
        pytest.param("engine: tome\nnarrator: narrator\n", ("voices.yaml:1:9", "tone"), id="no such engine"),
        pytest.param("engine: tone\nnarrator: tone/narator\n", ("voices.yaml:2:11", "narrator"), id="no such voice"),
        pytest.param(
            "engine: tone\nnarrator: tone/narrator\ncharacters:\n\tAnn: tone/girl\n",
            ("voices.yaml:4", "space"),
            id="a tab",
        ),
        pytest.param("engine: tone\nnarrator: tone/narrator\ncharacters:\n  - Ann\n", ("voices.yaml:4",), id="a list"),
    ],
)
def test_a_faulty_cast_is_named_by_line_and_column(folder: Path, run: Run, yaml: str, told: tuple[str, ...]) -> None:
    (folder / "voices.yaml").write_text(yaml)
    result = run("render", put(folder, "kettle.txt", STORY), fails=True)
    for words in told:
        assert words in result.stderr
    assert (folder / "voices.yaml").read_text() == yaml


def test_a_folder_that_cannot_hold_episodes_is_told(folder: Path, run: Run) -> None:
    put(folder, "episodes", "a file where the folder should be")
    result = run("render", put(folder, "kettle.txt", STORY), fails=True)
    assert "episodes" in result.stderr
    assert (folder / "episodes").read_text() == "a file where the folder should be"


def test_plan_counts_and_touches_nothing(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    before = sorted(p.name for p in folder.rglob("*"))
    plan = json.loads(run("plan", story, "--json").stdout)[0]
    assert sorted(p.name for p in folder.rglob("*")) == before
    assert plan["kept"] == 0
    assert {row["role"] for row in plan["work"]} == {"Narrator", "Marion", "Desmond"}
    assert plan["to_record"] == recorded(run("render", story))
    after = json.loads(run("plan", story, "--json").stdout)[0]
    assert (after["to_record"], after["kept"]) == (0, plan["to_record"])
    assert "record 0 lines" in run("plan", story).stdout


def test_check_finds_what_would_stop_a_render(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    run("render", story)
    run("check", story)
    voices = folder / "voices.yaml"
    voices.write_text(voices.read_text() + "naration: tone/narrator\n")
    result = run("check", story, "--json", fails=True)
    assert json.loads(result.stdout)["good"] is False


def test_check_judges_an_episode(folder: Path, run: Run) -> None:
    run("render", put(folder, "kettle.txt", STORY))
    verdict = json.loads(run("check", folder / "episodes/kettle.mp3", "--json").stdout)["files"][0]
    assert -16.5 <= verdict["loudness"] <= -15.5
    assert verdict["peak"] <= -1.0
    (folder / "noise.mp3").write_bytes(b"not sound at all" * 100)
    run("check", folder / "noise.mp3", fails=True)


def test_a_new_production_is_ready_to_render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "tea", put(tmp_path, "kettle.txt", STORY))
    assert (tmp_path / "tea/scripts/kettle.txt").read_text() == STORY
    assert "episodes" in (tmp_path / "tea/.gitignore").read_text()
    assert "already" in run("new", "tea", fails=True).stderr
    monkeypatch.chdir(tmp_path / "tea")
    assert json.loads(run("plan", "--json").stdout)[0]["to_record"] > 8


def test_script_as_json_touches_no_file(folder: Path, run: Run) -> None:
    story = put(folder, "kettle.txt", STORY)
    before = sorted(folder.iterdir())
    data = json.loads(run("script", story, "--format", "json").stdout)
    assert sorted(folder.iterdir()) == before
    covered = sorted((s["start"], s["end"]) for s in data["segments"])
    assert all(a[1] <= b[0] for a, b in pairwise(covered))
    inside = {i for start, end in covered for i in range(start, end)}
    assert all(i in inside for i, char in enumerate(STORY) if not char.isspace())
    assert {c["name"] for c in data["characters"]} == {"Marion", "Desmond"}
    assert len(data["scenes"]) == 2


def test_the_cast_is_shown_with_reasons(folder: Path, run: Run) -> None:
    shown = run("cast", put(folder, "kettle.txt", STORY)).stdout
    assert "Marion" in shown
    assert "tone/" in shown
    assert "audiodrama voices" in shown
    assert "audiodrama cast" in run("voices").stdout


def test_tone_is_listed_only_when_asked(run: Run) -> None:
    assert "tone/" not in run("voices").stdout
    assert "tone/" in run("voices", "--all").stdout


@pytest.mark.slow
def test_killed_half_way_only_what_is_missing_is_recorded(folder: Path) -> None:
    text = "\n\n".join(f'"This is line number {n} of a long talk," said {("Ann", "Bob")[n % 2]}.' for n in range(600))
    put(folder, "long.txt", text)
    command = [sys.executable, "-m", "audiodrama", "render", "long.txt"]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    takes = folder / ".audiodrama/takes"
    deadline = time.monotonic() + 60
    while len(list(takes.glob("*/*.json"))) < 100 and time.monotonic() < deadline:
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=30)
    time.sleep(1.0)
    assert not _living(first.pid)
    kept = len(list(takes.glob("*/*.json")))
    second = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    total = len(list(takes.glob("*/*.json")))
    row = next(line for line in second.stdout.splitlines() if line.strip().startswith("recorded"))
    assert 100 <= kept < total
    assert int(row.split()[1]) == total - kept


def _living(session: int) -> list[str]:
    """Processes of that session that still run (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(stat.parent.name)
    return found
