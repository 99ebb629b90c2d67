"""Fountain that a person wrote from scratch, with all that the format allows, and its mistakes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.errors import ScriptError
from audiodrama.script import NARRATOR, Cue, Line, Role, Scene

HAND_WRITTEN = """\
Title:
    _**The Lighthouse**_
    A radio play
Author: R. Keeper
Draft date: May

FADE IN:

INT. LAMP ROOM - NIGHT #12#

= Where we meet the keeper.

The lamp turns. *Slowly.*
It hums.

KEEPER (V.O.)
(to himself)
Forty years of this,
and never a night off.

DOREEN (CONT'D) ^
Talking to the lamp again?

CUT TO:

### a beat for the outline

EXT. ROCKS - DAY

===

@McAllister
Ahoy!

MCALLISTER (ON PHONE)
~Haul away, haul away
Anyone there?

[[remember the gulls]]

> THE END <
"""


def narration(text: str) -> Line:
    return Line(NARRATOR, text)


def test_a_whole_script_by_hand() -> None:
    script = fountain.loads(HAND_WRITTEN, "lighthouse.fountain")
    assert (script.title, script.author) == ("The Lighthouse A radio play", "R. Keeper")
    assert script.roles == (Role("Keeper"), Role("Doreen"), Role("McAllister"))
    assert script.scenes == (
        Scene(
            "INT. LAMP ROOM - NIGHT",
            (
                narration("The lamp turns. Slowly. It hums."),
                Line("Keeper", "Forty years of this, and never a night off.", "speech", "to himself"),
                Line("Doreen", "Talking to the lamp again?", "speech"),
            ),
        ),
        Scene(
            "EXT. ROCKS - DAY",
            (
                Line("McAllister", "Ahoy!", "speech"),
                Line("McAllister", "Haul away, haul away Anyone there?", "speech", "on phone, singing"),
                narration("THE END"),
            ),
        ),
    )


def beats(body: str) -> list[Line | Cue]:
    """The beats of a one-scene body."""
    (scene,) = fountain.loads(f"Title: X\n\n{body}", "x.fountain").scenes
    return list(scene.beats)


def test_prose_without_any_mark_is_narrated_in_one_scene() -> None:
    script = fountain.loads("It rained.\n\nIt stopped.\n", "dir/rain.fountain")
    assert script.title == "rain"
    assert script.scenes == (Scene("Scene 1", (narration("It rained."), narration("It stopped."))),)


def test_a_first_line_with_a_colon_is_no_title_page() -> None:
    assert fountain.loads("FADE IN:\n\nRain.\n").scenes[0].beats == (narration("Rain."),)
    assert fountain.loads("Note: it rained.\n\nRain.\n").scenes[0].beats[0] == narration("Note: it rained.")


def test_capitals_follow_the_spelling_after_an_at_sign() -> None:
    spoken = beats("MCKAY\nYes.\n\n@McKay\nNo.\n\nMARA'S MOTHER\nHm.\n\nDR. O'NEIL\nOh.")
    assert [line.role for line in spoken if isinstance(line, Line)] == ["McKay", "McKay", "Mara's Mother", "Dr. O'Neil"]


def test_a_cue_of_the_narrator_is_the_narrators_own_voice() -> None:
    script = fountain.loads("NARRATOR\nIt rained.\n")
    assert list(script.lines) == [Line(NARRATOR, "It rained.", "speech")]
    assert script.roles == ()


def test_a_parenthetical_between_words_begins_another_delivery() -> None:
    assert beats("@Mara\nYes.\n(whispering)\nNo.\n(beat)\nOh.") == [
        Line("Mara", "Yes.", "speech"),
        Line("Mara", "No.", "speech", "whispering"),
        Cue("pause", "beat"),
        Line("Mara", "Oh.", "speech", "whispering"),
    ]


def test_two_spaces_hold_a_speech_open() -> None:
    assert beats("@Mara\nYes.\n  \nNo.\n \nRain.") == [
        Line("Mara", "Yes.", "speech"),
        Line("Mara", "No.", "speech"),
        narration("Rain."),
    ]


def test_a_cue_inside_a_paragraph_parts_it() -> None:
    assert beats("The door opens. [[sound: creak]] She\nenters [[why?]] slowly.") == [
        narration("The door opens."),
        Cue("sound", "creak"),
        narration("She enters  slowly."),
    ]


def test_remarks_are_never_spoken() -> None:
    assert beats("[[TODO: cut this]]\n\n[[?]]\n\n[[? maybe Tom: because]]\n\nRain. [[is it?\nreally?]]") == [
        narration("Rain.")
    ]


def test_a_boneyard_is_kept_and_not_performed() -> None:
    assert beats("/* Cut:\n\n@Mara\nNo.\n*/\n\nRain /* or snow */ fell.") == [
        Line(NARRATOR, "Cut:", "front_matter"),
        Line(NARRATOR, "@Mara No.", "front_matter"),
        narration("Rain  fell."),
    ]


CUES = {
    "[[ Sound : door knock ]]": Cue("sound", "door knock"),
    "[[music: theme, 8s, out]]": Cue("music", "theme, out", 8.0),
    "[[music: theme, 800 ms]]": Cue("music", "theme", 0.8),
    "[[PAUSE: 2]]": Cue("pause", "", 2.0),
    "[[pause: 1.5 seconds]]": Cue("pause", "", 1.5),
    "[[pause]]": Cue("pause", ""),
}


@pytest.mark.parametrize("note", CUES)
def test_cues_are_read_however_they_are_spaced(note: str) -> None:
    assert beats(note) == [CUES[note]]


def test_the_author_decides_what_is_a_tag() -> None:
    kinds = {
        "said Mara.": "tag",
        "said Mara. [[speak]]": "narration",
        "[[speak]]\nsaid Mara.": "narration",
        "[[speak]]\n\nsaid Mara.": "narration",
        "The door slammed.": "narration",
        "The door slammed. [[skip]]": "tag",
        "!The door slammed. [[skip]]": "tag",
    }
    for action, kind in kinds.items():
        line = beats(f"@Mara\nYes.\n\n{action}")[1]
        assert isinstance(line, Line)
        assert line.kind == kind, action


def test_emphasis_is_not_spoken_and_single_marks_are() -> None:
    assert beats("**No** _way_, ***never***, 2 * 3 * 4, a_b_c, \\*so\\*, it's *five o'clock") == [
        narration("No way, never, 2 * 3 * 4, a_b_c, *so*, it's *five o'clock")
    ]


def test_places_are_lines_of_the_file() -> None:
    text = "Title: X\n\n# One\n\n.Scene\n\nRain\nfell.\n\n[[sound: rain]]\n@Mara\n(low)\nYes.\n(high)\nNo.\n\n/* a\nb */\nOut.\n"
    assert fountain.places(text) == (3, 7, 11, 15, 17, 19)
    assert fountain.places(text.replace("\n", "\r\n")) == fountain.places(text)


MISTAKES = {
    "": (0, "empty"),
    " \n\r\n\t\n": (0, "empty"),
    "Rain.\n\n@Mara (THOGHT)\nYes.": (3, "did you mean THOUGHT"),
    "Rain.\n\n@Mara (SARDONIC)\nYes.": (3, "under the name"),
    "Rain.\n\n@Mara\n\nYes.": (3, "nothing to say"),
    "Rain.\n\n@Mara: Yes.": (3, "no colon"),
    "Rain.\n\n@\nYes.": (3, "name"),
    "Rain.\n\n\n[[soud: rain]]": (4, "did you mean [[sound: ...]]"),
    "Rain.\n\n[[sound:]]": (3, "which sound"),
    "Rain.\n\nA /* b\n\nc": (3, "never closed"),
    "Rain.\n\nA [[b\n\nc]]": (3, "never closed"),
    "/* a\nb */\n[[a\nb]]\n[[soud: rain]]": (5, "sound"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_its_line(text: str) -> None:
    line, words = MISTAKES[text]
    with pytest.raises(ScriptError) as caught:
        fountain.loads(text, "scripts/rain.fountain")
    assert caught.value.line == line
    assert words in str(caught.value)
    assert str(caught.value).startswith("scripts/rain.fountain:")


SNIPPETS = [
    "Title: X\n", "# One\n", ".Scene\n", "\n", "\n\n", "  \n", "@Mara\n", "@Mara (THOUGHT)\n", "MARA\n", "(low)\n", "Yes.\n", "!Rain\n", "~la\n",
    "[[sound: x]]", "[[pause]]\n", "[[a\nb]]", "/* a\n\nb */", "> x <\n", "> * <\n", "= s\n", "===\n", "INT. X\n", "CUT TO:\n", "\\", "*", "_",
    "[[end of scene]]\n", "[[skip]]", "said Mara.\n", "\r", "\x0c", "\u2028", "\ufeff", "(", ")", "^", ":", "[", "]", "/", "*/", "#1#",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5)), max_size=15).map("".join))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        script = fountain.loads(text, "x.fountain")
    except ScriptError:
        return
    assert script == script.bare()
    assert fountain.loads(fountain.dumps(script)) == script
    assert len(fountain.places(text)) == len(list(script.lines))


@pytest.mark.parametrize("text", ["[[a]]", "/* a */ ", "*a* ", "\\", "@Mara\nYes.\n\n"])
def test_reading_takes_time_in_proportion(text: str) -> None:
    started = time.process_time()
    fountain.loads("Rain " + text * 20_000)
    assert (
        time.process_time() - started < 10
    )  # seconds of this process; about 1, and minutes where it grows with the square
