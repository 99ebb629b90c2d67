"""Which voice a new role gets: one that fits, that those near it do not have, and the same one every time."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from audiodrama.cast import Cast, complete, explain, loads
from audiodrama.engines import VoiceInfo
from audiodrama.errors import CastError
from audiodrama.script import Gender, Script
from troupe import HIBARI, engine_with, opener, play


def cast_of(script: Script, text: str = "", engine: str = "hibari") -> Cast:
    return loads(complete(text, [script], opener, engine), opener)


def ages(cast: Cast) -> dict[str, str]:
    infos = {info.name: info for info in HIBARI}
    return {name: infos[part.voice.name].gender + " " + infos[part.voice.name].age for name, part in cast.parts.items()}


def test_gender_and_age_fit() -> None:
    cast = cast_of(play("Ann Ben Old_Tom Grandma The_Girl Schoolboy Mrs_Hill", Ann="f", Ben="m", Old_Tom="m"))
    assert ages(cast) == {
        "Ann": "f adult",
        "Ben": "m adult",
        "Old Tom": "m old",
        "Grandma": "f old",
        "The Girl": "f child",
        "Schoolboy": "m child",
        "Mrs Hill": "f adult",
    }


def test_a_gender_that_the_name_tells_is_written_for_the_author_to_correct() -> None:
    genders = {role.name: role.gender for role in cast_of(play("Grandma Sir_Guy Crowd Robin Mrs_King")).roles}
    assert genders == {"Grandma": "f", "Sir Guy": "m", "Crowd": "n", "Robin": "", "Mrs King": ""}


def test_nobody_is_the_narrator_while_there_are_others() -> None:
    cast = cast_of(play("A B C D E", A="f", B="f", C="f", D="f", E="f"))
    assert cast.narrator.voice.name == "narrator"
    assert cast.narrator.voice not in [part.voice for part in cast.parts.values()]


def test_the_lead_chooses_first() -> None:
    cast = cast_of(play("Extra Lead Lead Lead", Extra="m", Lead="m"))
    assert (cast.part("Lead").voice.name, cast.part("Extra").voice.name) == ("man", "deep_man")


def many(count: int, gender: Gender) -> tuple[list[str], dict[str, Gender]]:
    names = [f"R{number}" for number in range(count)]
    return names, dict.fromkeys(names, gender)


def test_when_voices_run_out_they_are_bent_and_those_who_meet_stay_apart() -> None:
    names, genders = many(14, "m")
    cast = cast_of(play(" ".join(names[:5]), " ".join(names[5:10]), " ".join(names[10:]), **genders))
    voices = [cast.part(name).voice for name in names]
    assert len(set(voices)) == 14
    assert {voice.name for voice in voices} <= {"man", "deep_man", "young_man", "old_man"}
    for scene in (names[:4], names[5:9]):
        assert len({cast.part(name).voice.name for name in scene}) == 4
    assert all(abs(voice.pitch) <= 3 and 0.9 <= voice.speed <= 1.1 for voice in voices)


def test_a_shared_voice_goes_to_the_one_farthest_in_the_story() -> None:
    script = play(
        "E A E A B C", "X", "Y", "Q", "A B C", "Z", **dict.fromkeys("ABCEZ", "m"), **dict.fromkeys("XYQ", "f")
    )
    cast = cast_of(script)
    same = [name for name in "ABCE" if cast.part(name).voice.name == cast.part("Z").voice.name]
    assert cast.part("Z").voice.pitch != 0
    assert same == ["E"]  # the only man who is not heard just before Z


def test_an_engine_with_one_voice_still_tells_roles_apart() -> None:
    cast = cast_of(play("A B C", A="f", B="m"), engine="solo")
    voices = [cast.narrator.voice, *(part.voice for part in cast.parts.values())]
    assert len(set(voices)) == 4


def test_even_more_roles_than_bends_get_a_voice() -> None:
    names, genders = many(30, "f")
    assert len(cast_of(play(*names, **genders), engine="solo").parts) == 30


def test_an_engine_with_a_hundred_voices_speaks_english_and_guesses_no_gender() -> None:
    names, genders = many(12, "f")
    cast = cast_of(play(" ".join(names), "Tom", Tom="m", **genders), engine="system")
    assert all(cast.part(name).voice.name.startswith("en-us") for name in names)
    assert cast.part("Tom").voice.name.startswith("en-gb")
    assert cast.part("Tom").voice != cast.narrator.voice


def test_an_engine_without_voices_says_so() -> None:
    with pytest.raises(CastError, match="mute has no voices"):
        complete("", [play("Tom")], opener, "mute")


def test_a_group_gets_a_voice_of_no_gender_when_there_is_one() -> None:
    voices = [
        VoiceInfo("n", narrates=True),
        VoiceInfo("f", gender="f"),
        VoiceInfo("m", gender="m"),
        VoiceInfo("all", gender="n"),
    ]
    opens = engine_with(voices)
    cast = loads(complete("", [play("Crowd")], opens), opens)
    assert cast.part("Crowd").voice.name == "all"


def test_what_is_written_never_moves() -> None:
    """Whatever role is recast or added, the others keep their voices."""
    first = play("Ann Ben Cid", "Dora Ann", Ann="f", Ben="m", Cid="m", Dora="f")
    text = complete("", [first], opener)
    before = loads(text, opener)
    later = play("Eve Ann Ben Ben Eve Eve Eve", "Fox Cid Dora", Eve="f", Fox="m")
    for changed in (
        text,
        text.replace("hibari/man", "hibari/old_man"),
        text.replace("Ben: {voice: hibari/deep_man", "Ben: {voice: hibari/boy"),
    ):
        was = loads(changed, opener)
        now = loads(complete(changed, [first, later], opener), opener)
        assert all(now.parts[name] == part for name, part in was.parts.items())
    assert set(now.parts) - set(before.parts) == {"Eve", "Fox"}


def test_the_choice_is_the_same_in_every_process() -> None:
    program = (
        "from troupe import *; from audiodrama.cast import complete; "
        "print(complete('', [play('A B C D E F G', 'C D H', A='f', B='m', C='f', D='n', H='f')], opener))"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]
    texts = set()
    for seed in ("1", "2"):
        environment = {"PYTHONPATH": ":".join(folders), "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env=environment, text=True
        )
        texts.add(done.stdout)
    assert len(texts) == 1


# the bill


def test_the_bill_says_who_speaks_how_much_and_why() -> None:
    story = play(
        "Narrator Narrator Narrator Narrator Tom Clara Tom", "Clara Tom Clara", "Becca", Tom="m", Clara="f", Becca="f"
    )
    text = complete("characters:\n  Clara: {voice: hibari/alto, gender: f}\n  Zed: hibari/boy\n", [story], opener)
    rows = explain([story], loads(text, opener))
    assert [(row.role, row.lines, row.scenes) for row in rows] == [
        ("Narrator", 4, 1),
        ("Clara", 3, 2),
        ("Tom", 3, 2),
        ("Becca", 1, 1),
        ("Zed", 0, 0),
    ]
    by_name = {row.role: row for row in rows}
    assert by_name["Tom"].minutes == pytest.approx(30 / 155)
    assert by_name["Tom"].voice == "hibari/man"
    assert by_name["Tom"].reason == "chosen for you: man; differs from Clara, 2 shared scenes"
    assert by_name["Clara"].reason == "you chose it"
    assert by_name["Narrator"].reason == "chosen for you: it can carry a whole story"
    assert by_name["Clara"].gender == "f"


def test_the_bill_counts_an_alias_for_its_role() -> None:
    cast = loads("characters: {Thomas: {voice: man, aliases: [Tom]}}", opener)
    assert [row.lines for row in explain([play("Tom Thomas Tom")], cast) if row.role == "Thomas"] == [3]


def test_the_bill_tells_of_voices_that_are_alike() -> None:
    names, genders = many(6, "m")
    story = play(*names[:3], " ".join(names[3:]), **genders)
    cast = loads(
        complete("characters: {Twin: {voice: hibari/man, gender: m}}   # chosen for you\n", [story], opener), opener
    )
    reasons = [row.reason for row in explain([story], cast)]
    assert any("bent away from" in reason for reason in reasons)
    same = loads("characters:\n  A: hibari/man   # chosen for you\n  B: hibari/man\n", opener)
    assert explain([play("A B")], same)[0].reason.endswith("; the same voice as B, 1 shared scene")


def test_voices_of_any_two_who_share_a_scene_differ() -> None:
    names, genders = many(9, "f")
    cast = cast_of(play(" ".join(names), **genders))
    assert all(cast.part(a).voice != cast.part(b).voice for a, b in combinations(names, 2))
