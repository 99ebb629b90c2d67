"""Whatever the prose holds, the script's file gives it back."""

import pytest
from hypothesis import given, settings

from audiodrama import fountain
from audiodrama.script import NARRATOR, Cue, Line, Scene, Script
from nasty import scripts


def play(*beats: Line | Cue, title: str = "Scene 1") -> Script:
    return Script("A Play", (), (Scene(title, beats),))


def body(script: Script) -> str:
    """What ``dumps`` writes under the first scene heading."""
    return fountain.dumps(script).split("\n\n", 2)[2].removesuffix("\n")


@settings(max_examples=300, deadline=None)
@given(scripts)
def test_a_script_comes_back_from_its_file(script: Script) -> None:
    assert fountain.loads(fountain.dumps(script)) == script.bare()


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_a_file_we_wrote_is_written_again_byte_for_byte(script: Script) -> None:
    written = fountain.dumps(script.bare())
    assert fountain.dumps(fountain.loads(written)) == written


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_every_line_has_its_place_in_the_file(script: Script) -> None:
    written = fountain.dumps(script)
    places = fountain.places(written)
    lines = list(fountain.loads(written).lines)
    assert len(places) == len(lines)
    assert list(places) == sorted(set(places))


@settings(max_examples=100, deadline=None)
@given(scripts)
def test_a_file_saved_on_windows_says_the_same(script: Script) -> None:
    written = fountain.dumps(script)
    assert fountain.loads("\ufeff" + written.replace("\n", "\r\n")) == fountain.loads(written)


NARRATION = {
    "Rain fell.": "Rain fell.",
    "...and so it went.": "...and so it went.",
    "(It was late.)": "(It was late.)",
    ".Foo": "!.Foo",
    "INT. HOUSE": "!INT. HOUSE",
    "Est. 1905, the sign said.": "!Est. 1905, the sign said.",
    "int. is short for internal": "!int. is short for internal",
    "THE LAMP WENT OUT": "!THE LAMP WENT OUT",
    "MARA (quietly)": "!MARA (quietly)",
    "CUT TO:": "!CUT TO:",
    "HE GAVE IT TO:": "!HE GAVE IT TO:",
    "FADE IN: a lamp": "!FADE IN: a lamp",
    "~ so the song went": "!~ so the song went",
    "= nothing": "!= nothing",
    "===": "!===",
    "#winning": "!#winning",
    "> on the left": "!> on the left",
    "> in the middle <": "!> in the middle <",
    "@mara liked this": "!@mara liked this",
    "!important": "!!important",
    "a [[bracket]] and [one]": r"a \[\[bracket\]\] and [one]",
    "a /* slash */": r"a /\* slash \*/",
    "2 * 3 and snake_case": r"2 \* 3 and snake\_case",
    "C:\\lamps": r"C:\\lamps",
    "Title: The End": "Title: The End",
}


@pytest.mark.parametrize("prose", NARRATION)
def test_narration_that_looks_like_something_else_is_forced(prose: str) -> None:
    script = play(Line(NARRATOR, prose))
    assert body(script) == NARRATION[prose]
    assert fountain.loads(fountain.dumps(script)) == script.bare()


SPEECH = {
    "(hm) I see.": r"\(hm) I see.",
    "(softly)": r"\(softly)",
    "#winning": r"\#winning",
    "~": r"\~",
    "@you": r"\@you",
    "=": r"\=",
    "> that way": r"\> that way",
    "!": r"\!",
    ".5 of it": r"\.5 of it",
    "...what?": "...what?",
    "INT. HOUSE": r"INT\. HOUSE",
    "NO!": "NO!",
}


@pytest.mark.parametrize("words", SPEECH)
def test_speech_that_looks_like_something_else_begins_with_a_backslash(words: str) -> None:
    script = play(Line("Mara", words, "speech"))
    assert body(script) == "@Mara\n" + SPEECH[words]
    assert fountain.loads(fountain.dumps(script)) == script.bare()


VOICED = [
    (Line("Mara", "Yes.", "speech"), "@Mara\nYes."),
    (Line("Mara", "Yes.", "thought"), "@Mara (THOUGHT)\nYes."),
    (Line("Mara", "Yes.", "message"), "@Mara (MESSAGE)\nYes."),
    (Line("Mara", "Yes.", "letter", "tired"), "@Mara (LETTER)\n(tired)\nYes."),
    (Line("Mara", "Yes.", "speech", "on phone"), "@Mara (ON PHONE)\nYes."),
    (Line("Mara", "Yes.", "thought", "on phone, softly"), "@Mara (THOUGHT) (ON PHONE)\n(softly)\nYes."),
    (Line("1984", "Yes.", "speech"), "@1984\nYes."),
    (Line("No", "Yes.", "speech"), "@No\nYes."),
    (Line("Null (the robot): [x]", "Yes.", "speech"), "@Null the robot x\nYes."),
]


@pytest.mark.parametrize(("line", "written"), VOICED)
def test_a_voiced_line_says_who_speaks_and_how(line: Line, written: str) -> None:
    assert body(play(line)) == written
    assert list(fountain.loads(fountain.dumps(play(line))).lines) == [line.bare()]


KEPT = [
    (Line(NARRATOR, "* * *", "break"), "> * * * <"),
    (Line(NARRATOR, "⁂", "break"), "> ⁂ <"),
    (Line(NARRATOR, "oOo", "break"), "> oOo [[skip]] <"),
    (Line(NARRATOR, "Posted */ in May", "front_matter"), r"/* Posted \*\/ in May */"),
    (Cue("sound", "thunder"), "[[sound: thunder]]"),
    (Cue("music", "theme", 8.0), "[[music: theme, 8s]]"),
    (Cue("bed", "rain, under, until scene end"), "[[bed: rain, under, until scene end]]"),
    (Cue("place", "phone"), "[[place: phone]]"),
    (Cue("pause", "", 2.0), "[[pause: 2s]]"),
    (Cue("pause", "", 0.25), "[[pause: 0.25s]]"),
    (Cue("pause", ""), "[[pause]]"),
    (Cue("music", "theme, 8s"), "[[music: theme, 8s,]]"),
    (Cue("sound", "a ]] b]"), r"[[sound: a \]\] b\] ]]"),
]


@pytest.mark.parametrize(("beat", "written"), KEPT)
def test_breaks_front_matter_and_cues_have_their_own_marks(beat: Line | Cue, written: str) -> None:
    assert body(play(beat)) == written
    assert fountain.loads(fountain.dumps(play(beat))) == play(beat).bare()


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_length_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="cannot last"):
        fountain.dumps(play(Cue("pause", "", seconds)))


def test_chapters_stand_above_the_scene_they_open() -> None:
    first = Scene(
        "Scene 1",
        (
            Line(NARRATOR, "Found on a wall.", "front_matter"),
            Line(NARRATOR, "One", "title"),
            Line(NARRATOR, "It rained."),
        ),
    )
    second = Scene("Scene 2", (Line(NARRATOR, "Two", "title"), Line(NARRATOR, "It stopped.")))
    script = Script("Rain", (), (first, second), "A. Gull")
    assert fountain.dumps(script) == (
        "Title: Rain\nCredit: by\nAuthor: A. Gull\n\n/* Found on a wall. */\n\n# One\n\n.Scene 1\n\nIt rained.\n\n"
        "# Two\n\n.Scene 2\n\nIt stopped.\n"
    )
    assert fountain.loads(fountain.dumps(script)) == script.bare()


def test_a_heading_that_ends_a_scene_stays_there() -> None:
    first = Scene("Scene 1", (Line(NARRATOR, "It rained."), Line(NARRATOR, "Finis", "title")))
    script = Script(
        "Rain", (), (first, Scene("Scene 2", (Line(NARRATOR, "Two", "title"), Line(NARRATOR, "It stopped."))))
    )
    assert "# Finis\n\n[[end of scene]]\n\n# Two\n\n.Scene 2" in fountain.dumps(script)
    assert fountain.loads(fountain.dumps(script)) == script.bare()


def test_a_doubtful_speaker_is_remarked_above_the_line() -> None:
    sure = Line("Mara", "Yes.", "speech", confidence=0.9, second="Tom", why="turns")
    guess = Line("Mara", "No.", "speech", confidence=0.3, second="Tom", why="two people could answer")
    blank = Line("Mara", "Oh.", "speech", confidence=0.3)
    alone = Line("Mara", "Ah.", "speech", confidence=0.3, why="nobody is named [yet]")
    assert body(play(sure, guess, blank, alone)).count("[[") == 2
    assert "[[? maybe Tom: two people could answer]]\n\n@Mara\nNo." in body(play(guess))
    assert "[[? not sure: nobody is named \\[yet\\] ]]\n\n@Mara" in body(play(alone))
    assert fountain.loads(fountain.dumps(play(sure, guess, blank, alone))) == play(sure, guess, blank, alone).bare()


def test_a_tag_that_no_reader_would_guess_is_marked() -> None:
    speech = Line("Mara", "Yes.", "speech")
    assert body(play(speech, Line(NARRATOR, "said Mara.", "tag"))).endswith("\n\nsaid Mara.")
    assert body(play(speech, Line(NARRATOR, "said Mara."))).endswith("\n\nsaid Mara. [[speak]]")
    assert body(play(speech, Line(NARRATOR, "The door slammed.", "tag"))).endswith("\n\nThe door slammed. [[skip]]")
