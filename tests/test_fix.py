"""A line corrected where it stands: its block of the script changes, nothing else does, and the episode follows."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from audiodrama import fountain
from audiodrama.errors import NoSuchRole, ProductionError, ScriptError
from audiodrama.production import Correction, accept, correct, find
from audiodrama.script import Cue, Line
from audiodrama.sound.clips import open_clip
from rehearsal import SCRIPT, STORY, VOICES, production, typed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    production(tmp_path)
    return tmp_path


def script(here: Path) -> str:
    return (here / "scripts/box.fountain").read_bytes().decode()


def changed(here: Path, before: str = SCRIPT) -> list[tuple[str, str]]:
    """The rows that differ, as (before, after), what is the same at both ends left out."""
    old, new = before.splitlines(), script(here).splitlines()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return [("\n".join(old), "\n".join(new))]


FIXES = [
    pytest.param("points froze", Correction("Nadia"), ("@Wilf", "@Nadia"), id="another speaker"),
    pytest.param("points froze", Correction("wilfRED"), ("", ""), id="an alias in another case is the same person"),
    pytest.param("Sit.", Correction("wilf"), ("@Nadia", "@Wilf"), id="a name in another case"),
    pytest.param("points froze", Correction("narrator"), ("@Wilf", "") , id="nobody: it is narration"),
    pytest.param("hung up", Correction("Nadia"), ("", "@Nadia"), id="narration that somebody says"),
    pytest.param("points froze", Correction(kind="thought"), ("@Wilf", "@Wilf (THOUGHT)"), id="a kind"),
    pytest.param("box.fountain:46", Correction(kind="speech"), ("@Wilf (THOUGHT)", "@Wilf"), id="speech again"),
    pytest.param("points froze", Correction(delivery="muttering"), ("", "(muttering)"), id="a delivery"),
    pytest.param("sit down", Correction(delivery=""), ("@Nadia (ON PHONE)", "@Nadia"), id="said plainly"),
    pytest.param("points froze", Correction(text="The points (all) froze!"), ("The points froze.", "The points (all) froze!"), id="words"),
    pytest.param("points froze", Correction(text="(all) froze"), ("The points froze.", "\\(all) froze"), id="words that look like a delivery"),
    pytest.param("hung up", Correction(text="EXT. SNOW"), ("Wilf hung up his lamp.", "!EXT. SNOW"), id="narration that looks like a heading"),
    pytest.param("points froze", Correction(pause=1.5), ("", "[[pause: 1.5s]]\n"), id="a pause"),
    pytest.param("hung up", Correction(kind="tag"), ("Wilf hung up his lamp.", "Wilf hung up his lamp. [[skip]]"), id="a tag"),
    pytest.param("he said", Correction(kind="narration"), ("he said,", "he said, [[speak]]"), id="no tag"),
    pytest.param("sit down", Correction("Wilf", split="Sit down."), ("Sit down. Eat *something*.", "Sit down.\n\n@Wilf (ON PHONE)\nEat *something*."), id="split, the rest another's"),
    pytest.param("Sit.", Correction(join=True), ("Sit.\n\n@Nadia (ON PHONE)\nSit down. Eat *something*.", "Sit. Sit down. Eat *something*."), id="joined"),
]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("address", "wanted", "difference"), FIXES)
def test_only_the_touched_block_changes(
    address: str, wanted: Correction, difference: tuple[str, str], ending: str, here: Path
) -> None:
    before = SCRIPT.replace("\n", ending)
    production(here, before)
    correct(address, here, wanted)
    after = script(here)
    assert after.count("\n") == after.count(ending)
    assert changed(here, before) == [difference]


def test_a_corrected_line_loses_its_doubt_and_its_remarks_stay(here: Path) -> None:
    correct("you could have telephoned", here, Correction("Wilf"))
    assert changed(here) == [("[[? maybe Wilf: they speak in turn]]\n\n@Nadia", "@Wilf")]
    correct("walked from the junction", here, Correction("Nadia"))
    assert "[[ask Ines about the lamp]]\n\n@Nadia\nI walked" in script(here)


def test_an_accepted_line_loses_its_doubt_and_nothing_else(here: Path) -> None:
    done = accept("you could have telephoned", here)
    assert done.what == "box.fountain:22: accepted"
    assert changed(here) == [("[[? maybe Wilf: they speak in turn]]\n", "")]
    assert accept("you could have telephoned", here).what == ""


def test_a_pause_alone_decides_nothing_about_the_speaker(here: Path) -> None:
    correct("you could have telephoned", here, Correction(pause=2.0))
    assert "[[? maybe Wilf" in script(here)


def test_a_pause_is_changed_where_it_stands_and_taken_away(here: Path) -> None:
    before = script(here)
    correct("points froze", here, Correction(pause=1.5))
    correct("points froze", here, Correction(pause=0.25))
    assert script(here).count("[[pause") == 1
    assert "[[pause: 0.25s]]" in script(here)
    correct("points froze", here, Correction(pause="auto"))
    assert script(here) == before


def test_a_range_is_for_those_who_speak(here: Path) -> None:
    done = correct("box.fountain:10-24", here, Correction("Nadia"))
    assert [(spot.line.role, spot.line.text) for spot in done.after] == [
        ("Nadia", "The points froze."),
        ("Nadia", "I walked from the junction."),
        ("Nadia", "You could have telephoned."),
    ]
    assert "\n\nWilf hung up his lamp.\n" in script(here)
    with pytest.raises(ProductionError, match="for one line"):
        correct("box.fountain:10-24", here, Correction(join=True))


BY_HAND = """Title: By hand

INT. BOX - NIGHT

NADIA (CONT'D)
(softly)
You're late.
(beat)
It is
*past* ten. [[check the timetable]]
(louder)
Well?

WILF
The points froze. [[sound: bell]] There it goes.

> CUT TO:

Nobody stirs.
It snows.
"""


def lines(here: Path) -> list[tuple[str, str, str]]:
    return [(line.role, line.text, line.delivery) for line in fountain.loads(script(here)).lines]


def test_a_hand_written_cue_in_capitals_stays_one(here: Path) -> None:
    production(here, BY_HAND)
    correct("there it goes", here, Correction("Nadia"))
    assert lines(here)[-3:] == [
        ("Wilf", "The points froze.", ""),
        ("Nadia", "There it goes.", ""),
        ("Narrator", "Nobody stirs. It snows.", ""),
    ]
    assert Cue("sound", "bell") in fountain.loads(script(here)).scenes[0].beats
    assert script(here).startswith(BY_HAND[: BY_HAND.index("WILF")])


def test_one_line_of_a_speech_in_several_deliveries_is_taken_out_of_it(here: Path) -> None:
    production(here, BY_HAND.replace("*past*", "past"))
    correct("well", here, Correction("Wilf"))
    assert lines(here)[:3] == [
        ("Nadia", "You're late.", "softly"),
        ("Nadia", "It is past ten.", "softly"),
        ("Wilf", "Well?", "louder"),
    ]
    assert "[[check the timetable]]" in script(here)
    assert "[[pause: beat]]" in script(here)


def test_what_would_lose_a_mark_of_the_author_is_left_to_the_author(here: Path) -> None:
    production(here, BY_HAND)
    with pytest.raises(ScriptError, match=r"box.fountain:5: these words hold marks that would be lost"):
        correct("well", here, Correction("Wilf"))
    assert script(here) == BY_HAND


def test_an_unknown_name_says_who_there_is_and_how_to_add_it(here: Path) -> None:
    with pytest.raises(NoSuchRole, match=r"did you mean Wilfred or Wilf\? .*--new"):
        correct("points froze", here, Correction("Wilfed"))
    with pytest.raises(NoSuchRole, match="there are Nadia, Wilf, Wilfred, Narrator"):
        correct("points froze", here, Correction("Zoltan"))
    assert script(here) == SCRIPT


def test_a_new_role_joins_the_cast_with_a_voice(here: Path) -> None:
    done = correct("points froze", here, Correction("Ines", new=True))
    assert done.added == "Ines"
    voices = (here / "voices.yaml").read_text()
    assert voices.startswith(VOICES.rstrip())
    assert "  Ines: {voice: tone/" in voices
    assert "@Ines\nThe points froze." in script(here)


@pytest.mark.parametrize(
    ("address", "wanted", "complaint"),
    [
        ("hung up", Correction(kind="thought"), "say whose it is: --speaker"),
        ("hung up", Correction(delivery="loud"), "say whose line it is"),
        ("points froze", Correction(split="kettle"), "not at all"),
        ("points froze", Correction(split="froze"), "nothing comes after"),
        ("points froze", Correction(join=True), "next comes narration"),
        ("box.fountain:46", Correction(join=True), "the last line"),
        ("points froze", Correction(text="  "), "needs words"),
    ],
)
def test_what_makes_no_sense_is_refused_and_writes_nothing(
    address: str, wanted: Correction, complaint: str, here: Path
) -> None:
    with pytest.raises(ProductionError, match=complaint):
        correct(address, here, wanted)
    assert script(here) == SCRIPT


def test_a_dry_run_shows_and_writes_nothing(here: Path) -> None:
    before = sorted(path.name for path in here.rglob("*"))
    shown = typed("fix", "points", "froze", "--speaker", "Nadia", "--dry-run").stdout
    assert "- box.fountain:10  Wilf: The points froze." in shown
    assert "+ box.fountain:10  Nadia: The points froze." in shown
    assert script(here) == SCRIPT
    assert sorted(path.name for path in here.rglob("*")) == before


def test_fix_with_nothing_to_fix_says_what_there_is(here: Path) -> None:
    assert "--speaker" in typed("fix", "points froze", code=2).stderr
    assert "Nothing to change" in typed("fix", "points froze", "--speaker", "Wilf").stdout
    assert "is no pause" in typed("fix", "points froze", "--pause", "long", code=2).stderr


def test_the_episode_is_patched_and_only_what_changed_is_recorded(here: Path) -> None:
    assert "Recorded" not in typed("fix", "points froze", "--speaker", "Nadia").stdout  # there is no episode yet
    typed("render")
    episode = here / "episodes/box.mp3"
    before = episode.read_bytes()
    shown = typed("fix", "points froze", "--speaker", "Wilf").stdout
    assert "Recorded 1 line, kept " in shown
    assert shown.splitlines()[-1] == str(episode)
    assert episode.read_bytes() != before
    before = episode.read_bytes()
    assert "Recorded" not in typed("fix", "points froze", "--speaker", "Nadia", "--no-render").stdout
    assert episode.read_bytes() == before


def test_an_authored_pause_is_heard(here: Path) -> None:
    typed("render")
    first = find("box.fountain:10-13", here).spots
    typed("fix", "points froze", "--pause", 2.5)
    one, other = find("points froze..hung up", here).spots
    assert first[0].end is not None
    assert one.end is not None
    assert other.start is not None
    assert other.start - one.end == pytest.approx(2.5, abs=0.03)
    typed("fix", "points froze", "--pause", 0)
    one, other = find("points froze..hung up", here).spots
    assert one.end is not None
    assert other.start is not None
    assert other.start - one.end == pytest.approx(0, abs=0.03)


def test_a_decision_survives_the_loss_of_everything_that_may_be_thrown_away(here: Path) -> None:
    (here / "scripts/box.fountain").unlink()
    (here / "scripts/box.txt").write_text(STORY)
    typed("script", "scripts/box.txt")
    text = script(here)
    cue = next(row for row in text.splitlines() if row.startswith("@"))
    doubted = text.replace(cue, f"[[? maybe Somebody: a test says so]]\n\n{cue}", 1)
    (here / "scripts/box.fountain").write_text(doubted)
    row = doubted.splitlines().index(cue) + 1
    accept(f"box.fountain:{row}", here)
    assert script(here) == text


def test_the_installed_command_fixes_shows_and_takes_back(here: Path) -> None:
    def command(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "audiodrama", *words], capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout

    command("render")
    command("fix", "points", "froze", "--speaker", "Nadia", "--delivery", "whispering")
    assert "Nadia (whispering): The points froze." in command("show", "points froze")
    command("undo")
    assert script(here) == SCRIPT


def test_every_line_can_be_everything(here: Path) -> None:
    """Each line of the script given each kind and each speaker: what comes out reads as asked, or nothing is written."""
    for row in (5, 8, 10, 13, 17, 22, 26, 34, 38, 43, 46):
        for wanted in (Correction("Nadia"), Correction("Wilf", kind="letter"), Correction(kind="title"), Correction("Narrator"),
                       Correction(kind="front_matter"), Correction(kind="break"), Correction("Wilf", delivery="on radio, (low)")):  # fmt: skip
            production(here)
            before = [line.text for line in fountain.loads(SCRIPT).lines]
            done = correct(f"box.fountain:{row}", here, wanted)
            after: list[Line] = list(fountain.loads(script(here)).lines)
            assert [line.text for line in after] == before
            if wanted.kind:
                assert done.after[0].line.kind == wanted.kind


def test_a_correction_leaves_what_the_story_changed_to_the_next_render(here: Path) -> None:
    (here / "scripts/box.fountain").unlink()
    story = here / "scripts/box.txt"
    story.write_text(STORY)
    typed("render")
    story.write_text(STORY + "\nA new paragraph at the end.\n")
    assert "Recorded" in typed("fix", "points froze", "--delivery", "whispering").stdout
    assert "A new paragraph" not in script(here)
    typed("render")
    assert "A new paragraph" in script(here)
    assert "(whispering)" in script(here)


def test_a_play_outside_the_usual_folders_is_patched_too(here: Path) -> None:
    (here / "drafts").mkdir()
    (here / "drafts/hut.fountain").write_text(SCRIPT)
    typed("render", "drafts/hut.fountain")
    assert "hut.mp3" in typed("fix", "drafts/hut.fountain:10", "--speaker", "Nadia").stdout
    assert "hut.mp3" in typed("undo").stdout
    assert (here / "drafts/hut.fountain").read_text() == SCRIPT


def test_an_episode_patched_many_times_is_the_one_that_a_fresh_render_makes(here: Path) -> None:
    typed("render")
    for words in (
        ["points froze", "--speaker", "Nadia"],
        ["you could have telephoned", "--pause", "3"],
        ["sit down", "--split", "down", "--speaker", "Wilf"],
        ["bell rang", "--text", "The bell rang twice, and then once more, before anyone moved at all."],
        ["box.fountain:5-20", "--delivery", "low"],
    ):
        typed("fix", *words)
    typed("undo")
    sheet, patched = cue_sheet(here), open_clip(here / "episodes/box.mp3").samples
    shutil.rmtree(here / ".audiodrama")
    (here / "episodes/box.mp3").unlink()
    typed("render")
    fresh = open_clip(here / "episodes/box.mp3").samples
    assert cue_sheet(here) == sheet
    assert len(fresh) == len(patched) == json.loads(sheet)["frames"]
    assert np.sqrt(((fresh - patched) ** 2).mean()) < 0.03 * np.sqrt((fresh**2).mean())  # 0.15 dB is 0.017


def cue_sheet(here: Path) -> str:
    (path,) = (here / ".audiodrama/mixes").iterdir()
    return path.read_text()


def test_what_no_line_shows_is_said(here: Path) -> None:
    before, after, told, *_ = typed("fix", "points froze", "--pause", "1.5").stdout.splitlines()
    assert (before[1:], told) == (after[1:], "  pause 1.5")


def test_an_episode_that_is_not_there_is_missed_aloud(here: Path) -> None:
    assert "box has no episode yet; audiodrama render makes it." in typed("fix", "Sit.", "--speaker", "Wilf").stdout
    typed("render", "scripts/box.fountain")
    assert "no episode yet" not in typed("fix", "Sit.", "--speaker", "Nadia").stdout


def test_a_file_keeps_its_permissions_and_one_to_be_read_only_is_not_written(here: Path) -> None:
    path = here / "scripts/box.fountain"
    path.chmod(0o600)
    typed("fix", "Sit.", "--speaker", "Wilf")
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    path.chmod(0o444)
    assert "box.fountain is read-only" in typed("fix", "points froze", "--speaker", "Nadia", code=2).stderr
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["box.fountain"]


def test_a_new_speaker_has_a_name(here: Path) -> None:
    for name in ("", " ", "()"):
        assert "a role needs a name" in typed("fix", "Sit.", "--speaker", name, "--new", code=2).stderr
    assert script(here) == SCRIPT
