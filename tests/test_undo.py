"""Corrections are taken back, many steps, byte for byte; what the author wrote since is never overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.errors import AudiodramaError, HandEdited, ProductionError
from audiodrama.production import (
    Correction,
    accept,
    correct,
    merge_roles,
    past_corrections,
    rename_role,
    set_gender,
    undo,
)
from rehearsal import SCRIPT, VOICES, production, typed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    production(tmp_path)
    return tmp_path


def files(here: Path) -> dict[str, bytes]:
    return {name: (here / name).read_bytes() for name in ("scripts/box.fountain", "voices.yaml")}


def edit(here: Path, old: str, new: str) -> None:
    path = here / "scripts/box.fountain"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_many_steps_back_across_all_verbs(here: Path) -> None:
    stages = [files(here)]
    for change in (
        lambda: correct("points froze", here, Correction("Nadia", delivery="low")),
        lambda: accept("you could have telephoned", here),
        lambda: rename_role("Wilf", "Wilhelm", here),
        lambda: correct("points froze", here, Correction("Ines", new=True)),
        lambda: set_gender("Ines", "f", here),
        lambda: merge_roles("Wilhelm", "Nadia", here),
    ):
        change()
        assert files(here) != stages[-1]
        stages.append(files(here))
    assert len(past_corrections(here)) == 6
    for stage in reversed(stages[:-1]):
        undo(here)
        assert files(here) == stage
    with pytest.raises(ProductionError, match="nothing to take back"):
        undo(here)


def test_what_did_nothing_is_no_step(here: Path) -> None:
    correct("points froze", here, Correction("Wilf"))
    correct("points froze", here, Correction("Nadia"), dry_run=True)
    assert past_corrections(here) == ()


def test_an_edit_elsewhere_is_kept(here: Path) -> None:
    correct("points froze", here, Correction("Nadia"))
    edit(here, "You're late,", "You are very late,")
    edit(here, "I walked from the junction.", "I ran.")
    undo(here)
    assert files(here)["scripts/box.fountain"].decode() == SCRIPT.replace("You're late,", "You are very late,").replace(
        "I walked from the junction.", "I ran."
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@Nadia\nThe points froze.", "@Ines\nThe points froze."),
        ("@Nadia\nThe points froze.\n\n", ""),
    ],
)
def test_an_edit_in_that_place_is_never_overwritten(old: str, new: str, here: Path) -> None:
    correct("points froze", here, Correction("Nadia"))
    edit(here, old, new)
    before = files(here)
    with pytest.raises(HandEdited, match=r"edited by hand since.*(\n.*)*@Wilf(\n.*)*--forget"):
        undo(here)
    assert files(here) == before
    assert len(past_corrections(here)) == 1


def test_a_correction_that_cannot_be_taken_back_is_forgotten_on_request_and_the_one_before_it_can_be(
    here: Path,
) -> None:
    correct("walked from the junction", here, Correction("Nadia"))
    correct("points froze", here, Correction("Nadia"))
    edit(here, "@Nadia\nThe points froze.", "@Ines\nThe points froze.")
    assert "--forget" in typed("undo", code=2).stderr
    assert "Left as it is" in typed("undo", "--forget").stdout
    typed("undo")
    assert files(here)["scripts/box.fountain"].decode() == SCRIPT.replace("@Wilf\nThe points", "@Ines\nThe points")


def test_nothing_is_written_when_one_of_two_files_was_edited(here: Path) -> None:
    rename_role("Wilf", "Wilhelm", here)
    path = here / "voices.yaml"
    path.write_text(path.read_text().replace("Wilhelm:", "Willem:"))
    before = files(here)
    with pytest.raises(HandEdited, match=r"voices\.yaml"):
        undo(here)
    assert files(here) == before


def test_the_journal_may_be_thrown_away_and_costs_the_undo_only(here: Path) -> None:
    correct("points froze", here, Correction("Nadia"))
    before = files(here)
    shutil.rmtree(here / ".audiodrama")
    assert "nothing to take back" in typed("undo", code=2).stderr
    assert files(here) == before
    (here / ".audiodrama/corrections.json").write_text("{]")
    assert past_corrections(here) == ()
    correct("points froze", here, Correction("Wilf"))
    undo(here)
    assert files(here) == before


def test_the_list_tells_what_was_done_the_last_first(here: Path) -> None:
    assert typed("undo", "--list").stdout == "Nothing to take back.\n"
    typed("fix", "points froze", "--speaker", "Nadia")
    typed("fix", "hung up", "--pause", 1)
    assert typed("undo", "--list").stdout == "box.fountain:13: pause 1.0\nbox.fountain:10: speaker Nadia (was Wilf)\n"
    assert len(past_corrections(here)) == 2


def test_the_episode_goes_back_too(here: Path) -> None:
    typed("render")
    typed("fix", "points froze", "--speaker", "Nadia")
    assert "Recorded 0 lines" in typed("undo").stdout


NAMES = ["Nadia", "Wilf", "Wilfred", "Ines", "Narrator", "Mr. No: (1)", "@x", "ÉLODIE"]
WORDS = [
    "Oh.",
    "(low) Well",
    "INT. HUT",
    "*no*",
    "a [[b]] c",
    "/* x",
    "# 5",
    "~la",
    "> x <",
    "two\nrows",
    "said Nadia.",
    "—",
    "\\",
]
KINDS = ["speech", "thought", "message", "letter", "narration", "tag", "title", "front_matter", "break"]
corrections = st.one_of(
    st.builds(Correction, st.sampled_from(NAMES), new=st.just(True), delivery=st.none() | st.sampled_from(["", "low"])),
    st.builds(Correction, st.sampled_from(NAMES), kind=st.sampled_from(KINDS), new=st.just(True)),
    st.builds(Correction, kind=st.sampled_from(KINDS), pause=st.none() | st.sampled_from([0.0, 0.25, 2.0, "auto"])),
    st.builds(Correction, delivery=st.sampled_from(["", "low", "on phone", "on radio, (a) b", "x]]y"])),
    st.builds(Correction, text=st.sampled_from(WORDS)),
    st.builds(
        Correction, st.none() | st.just("Nadia"), split=st.sampled_from(["late", "you could", "from", "down", "points"])
    ),
    st.builds(Correction, join=st.just(True)),
    st.builds(Correction, pause=st.sampled_from([0.0, 0.25, 2.0, "auto"])),
    st.just(Correction()),
)
addresses = st.one_of(
    st.integers(1, 45).map(lambda row: f"box.fountain:{row}"),
    st.sampled_from(["late", "you could have", "froze", "sit down", "from the"]),
    st.integers(1, 30).map(lambda row: f"box.fountain:{row}-{row + 12}"),
)
BY_HAND = SCRIPT.replace(
    "@Wilf\nThe points froze.",
    "WILF (V.O.)\n(low)\nThe points\nfroze. [[why?]]\n(beat)\nAll of them. [[sound: bell]] All.",
)
Step = Callable[[Path], object]
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda address, wanted: lambda here: correct(address, here, wanted), addresses, corrections),
    st.builds(
        lambda old, new: lambda here: rename_role(old, new, here), st.sampled_from(NAMES), st.sampled_from(NAMES)
    ),
    st.builds(
        lambda one, into: lambda here: merge_roles(one, into, here), st.sampled_from(NAMES), st.sampled_from(NAMES)
    ),
    st.builds(
        lambda name, gender: lambda here: set_gender(name, gender, here), st.sampled_from(NAMES), st.sampled_from("fmn")
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(steps, min_size=1, max_size=6),
    ending=st.sampled_from(["\n", "\r\n"]),
    script=st.sampled_from([SCRIPT, BY_HAND]),
    bare=st.booleans(),
)
def test_whatever_is_corrected_is_taken_back_to_the_byte(
    changes: list[Step], ending: str, script: str, bare: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = tmp_path_factory.mktemp("box")
    production(here, script.replace("\n", ending), "engine: tone\n" if bare else VOICES.replace("\n", ending))
    stages = [files(here)]
    for change in changes:
        try:
            change(here)
        except AudiodramaError:
            assert files(here) == stages[-1]  # what is refused writes nothing
        if files(here) != stages[-1]:
            stages.append(files(here))
    assert len(past_corrections(here)) == len(stages) - 1
    for stage in reversed(stages[:-1]):
        undo(here)
        assert files(here) == stage
    shutil.rmtree(here)
