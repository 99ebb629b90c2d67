"""Roles listed, renamed, merged and given their gender: in every script and in voices.yaml at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiodrama import fountain
from audiodrama.errors import NoSuchRole, ProductionError
from audiodrama.production import Production, find, load_cast, merge_roles, rename_role, set_gender
from rehearsal import SCRIPT, STORY, VOICES, production, typed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    production(tmp_path)
    production(tmp_path, "Title: Night\n\nWILF\nAnybody there?\n\n@Ines\nOnly me, Nadia.\n", name="night")
    return tmp_path


def text(here: Path, name: str) -> str:
    return (here / name).read_bytes().decode()


def test_everybody_is_listed_with_what_there_is_of_them(here: Path) -> None:
    rows = {row.split()[0]: row for row in typed("roles").stdout.splitlines()}
    assert "tone/woman" in rows["Nadia"]
    assert "box, night" in rows["Wilf"]
    assert "Wilfred" in rows["Wilf"]
    assert rows["Ines"].split()[-2:] == ["1", "night"]  # no voice yet


def test_a_role_is_renamed_over_its_lines_and_in_the_cast_where_all_else_stays(here: Path) -> None:
    done = rename_role("wilf", "Wilhelm", here)
    assert done.what == "Wilf is called Wilhelm"
    assert text(here, "scripts/box.fountain") == SCRIPT.replace("@Wilf", "@Wilhelm").replace(
        "maybe Wilf", "maybe Wilhelm"
    )
    assert text(here, "scripts/night.fountain").startswith("Title: Night\n\nWILHELM\nAnybody there?")
    assert text(here, "voices.yaml") == VOICES.replace("  Wilf:", "  Wilhelm:").replace("[Wilfred]", "[Wilfred, Wilf]")


def test_prose_that_holds_the_name_is_not_renamed(here: Path) -> None:
    rename_role("Wilf", "Wilhelm", here)
    assert "Wilf hung up his lamp." in text(here, "scripts/box.fountain")


def test_a_later_reading_knows_who_the_old_name_is(here: Path) -> None:
    rename_role("Wilf", "Wilhelm", here)
    assert load_cast(Production.of(here)).name("Wilf") == "Wilhelm"


def test_a_role_cannot_take_the_name_of_another(here: Path) -> None:
    with pytest.raises(ProductionError, match="audiodrama roles merge Wilf Nadia"):
        rename_role("Wilf", "Nadia", here)
    with pytest.raises(ProductionError, match="audiodrama roles merge Wilf Ines"):
        rename_role("Wilf", "Ines", here)
    assert text(here, "scripts/box.fountain") == SCRIPT


def test_two_roles_become_one(here: Path) -> None:
    done = merge_roles("Wilf", "Nadia", here)
    assert [play.name for play in done.plays] == ["box", "night"]
    assert {line.role for line in fountain.loads(text(here, "scripts/box.fountain")).lines if line.voiced} == {"Nadia"}
    assert text(here, "voices.yaml") == VOICES[: VOICES.index("  Wilf:")].replace(
        "gender: f\n", "gender: f\n    aliases: [Wilf, Wilfred]\n"
    )


def test_a_role_without_an_entry_gets_that_of_the_role_it_is_merged_with(here: Path) -> None:
    merge_roles("Nadia", "Ines", here)
    assert "  Ines:              # the elder\n    voice: tone/woman\n" in text(here, "voices.yaml")


def test_a_gender_is_written_and_a_voice_that_was_chosen_is_chosen_again(here: Path) -> None:
    done = set_gender("wilfred", "f", here)
    assert done.what.startswith("Wilf is a woman, with the voice tone/")
    line = next(row for row in text(here, "voices.yaml").splitlines() if "Wilf" in row)
    assert "gender: f" in line
    assert "tone/man" not in line
    assert "# chosen for you: woman" in line


def test_a_voice_of_the_authors_stays_whatever_the_gender(here: Path) -> None:
    set_gender("Nadia", "m", here)
    assert "    voice: tone/woman\n    gender: m\n" in text(here, "voices.yaml")


def test_a_role_with_no_entry_gets_one(here: Path) -> None:
    set_gender("Ines", "n", here)
    assert "  Ines: {voice: tone/" in text(here, "voices.yaml")
    assert load_cast(Production.of(here)).roles[-1].gender == "n"


@pytest.mark.parametrize(
    "entry",
    [
        "  Wilf: tone/man   # mine\n",
        "  Wilf:   # mine\n",
        "  Wilf:\n    aliases:\n      - Wilfred   # as his mother says\n    voice: tone/man\n",
        "  Wilf: {aliases: [], voice: tone/man}\n",
        '  "Wilf": {voice: tone/man}\n',
        "  Wilf:\n    voice: tone/man\n    pitch: +1   # a little\n",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_entries_of_every_form_are_renamed_merged_and_gendered(entry: str, ending: str, here: Path) -> None:
    head, remarks = VOICES[: VOICES.index("  Wilf:")], "# the end\n"
    yaml = (head + entry + remarks).replace("\n", ending)
    path = here / "voices.yaml"
    for change in (lambda: rename_role("Wilf", "Wilhelm", here), lambda: merge_roles("Wilf", "Nadia", here), lambda: set_gender("Wilf", "n", here)):  # fmt: skip
        production(here)
        path.write_bytes(yaml.encode())
        change()
        after = path.read_bytes().decode()
        assert after.startswith("# ours" + ending)
        assert after.rstrip().endswith("# the end")
        assert after.count("\n") == after.count(ending)
        load_cast(Production.of(here))


def test_a_name_that_nobody_has_lists_what_is_near(here: Path) -> None:
    assert "did you mean Nadia?" in typed("roles", "rename", "Nadja", "Olga", code=2).stderr
    with pytest.raises(NoSuchRole, match="did you mean Nadia"):
        merge_roles("Wilf", "Nadja", here)
    with pytest.raises(NoSuchRole):
        set_gender("Zoltan", "f", here)
    assert text(here, "voices.yaml") == VOICES


@pytest.mark.parametrize("name", ["nadja", "NADJA", "Nádia"])
def test_a_near_miss_is_near_in_any_case_and_without_accents(name: str, here: Path) -> None:
    assert "did you mean Nadia?" in typed("roles", "rename", name, "Olga", code=2).stderr


def test_the_episodes_follow(here: Path) -> None:
    typed("render", "scripts/box.fountain")
    assert "Recorded" not in typed("roles", "rename", "Wilf", "Wilhelm").stdout
    shown = typed("roles", "merge", "Wilhelm", "Nadia").stdout
    assert "Recorded 5 lines" in shown
    assert not (here / "episodes/night.mp3").exists()
    assert "Recorded" not in typed("roles", "gender", "Nadia", "f", "--no-render").stdout


def test_the_reasons_stay_with_a_role_that_was_renamed(here: Path) -> None:
    (here / "scripts/box.fountain").unlink()
    (here / "scripts/box.txt").write_text(STORY)
    typed("script", "scripts/box.txt")
    before = [line for line in typed("show", "points froze").stdout.splitlines() if "why:" in line]
    role = next(spot.line.role for spot in find("points froze", here).spots)
    typed("roles", "rename", role, "Somebody Else")
    after = [line for line in typed("show", "points froze").stdout.splitlines() if "why:" in line]
    assert before
    assert after == before


ODD = "Title: Ferry\n\n@nadia\nOff.\n\n@Wilf\nOn.\n\n@WILFRED\nSoon.\n\n@Ines\nLate, Wilfred.\n\n@INES\nVery.\n"


def test_a_role_is_renamed_however_a_script_spells_it(here: Path) -> None:
    path = production(here, ODD, name="ferry")
    assert rename_role("wilfred", "Wilhelm", here).what == "Wilf is called Wilhelm"
    assert rename_role("Ines", "Inez", here).what == "Ines is called Inez"
    after = ODD.replace("@Wilf\n", "@Wilhelm\n").replace("@WILFRED", "@Wilhelm")
    assert path.read_bytes().decode() == after.replace("@Ines", "@Inez").replace("@INES", "@Inez")
    assert "  Wilhelm: {voice: tone/man, gender: m, aliases: [Wilfred, Wilf]}" in text(here, "voices.yaml")


def test_a_role_is_merged_however_a_script_spells_it_and_keeps_the_voice_of_the_one_it_joins(here: Path) -> None:
    path = production(here, ODD, name="ferry")
    assert merge_roles("INES", "nadia", here).what == "Ines's lines are Nadia's"
    assert path.read_bytes().decode() == ODD.replace("@Ines", "@Nadia").replace("@INES", "@Nadia")
    assert text(here, "voices.yaml") == VOICES.replace("gender: f\n", "gender: f\n    aliases: [Ines]\n")


def test_two_names_of_one_role_are_not_two_roles(here: Path) -> None:
    production(here, ODD, name="ferry")
    with pytest.raises(ProductionError, match="are one role already"):
        merge_roles("Wilf", "WILFRED", here)


def test_a_gender_is_given_by_any_name_and_the_plays_that_spell_it_otherwise_follow(here: Path) -> None:
    production(here, ODD, name="ferry")
    done = set_gender("Wilfred", "f", here)
    assert [play.name for play in done.plays] == ["box", "ferry", "night"]
    assert set_gender("NADIA", "n", here).what.startswith("Nadia is neither woman nor man")


def test_a_role_renamed_in_case_alone_gets_no_other_name(here: Path) -> None:
    rename_role("Wilf", "wilf", here)
    assert "  wilf: {voice: tone/man, gender: m, aliases: [Wilfred]}" in text(here, "voices.yaml")


@pytest.mark.parametrize("name", ["", "  ", "()"])
def test_a_role_cannot_be_called_nothing(name: str, here: Path) -> None:
    with pytest.raises(ProductionError, match="a role needs a name"):
        rename_role("Wilf", name, here)


def test_the_narrator_is_no_role(here: Path) -> None:
    for tried in (("rename", "Wilf", "narrator"), ("merge", "Wilf", "Narrator"), ("gender", "Narrator", "f")):
        assert "--speaker Narrator" in typed("roles", *tried, code=2).stderr
