"""Whatever both sides do to a script, the merge loses nothing of either."""

from __future__ import annotations

import dataclasses

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.errors import ScriptError
from audiodrama.fountain.merging import merge
from audiodrama.script import Script
from nasty import scenes, scripts


@st.composite
def two_readings(draw: st.DrawFn) -> tuple[str, str]:
    """A script, and the same after the story changed: scenes and beats put in, taken out, repeated, in another order."""
    script = draw(scripts)
    others = draw(st.lists(scenes, max_size=2))
    mixed = draw(st.permutations([*script.scenes, *others]))[: draw(st.integers(0, 5))]
    beats = [beat for scene in (*script.scenes, *others) for beat in scene.beats]
    picked = st.lists(st.sampled_from(beats), max_size=4) if beats else st.just([])
    changed = tuple(
        dataclasses.replace(scene, beats=(*scene.beats[draw(st.integers(0, 2)) :], *draw(picked))) for scene in mixed
    )
    title = draw(st.sampled_from([script.title, "Another"]))
    return fountain.dumps(script), fountain.dumps(dataclasses.replace(script, scenes=changed, title=title))


@settings(max_examples=200, deadline=None)
@given(two_readings())
def test_a_script_that_nobody_touched_becomes_the_new_reading(readings: tuple[str, str]) -> None:
    base, theirs = readings
    assert merge(base, base, theirs).text == theirs


@settings(max_examples=100, deadline=None)
@given(scripts, scripts)
def test_whatever_the_new_reading_is(before: Script, after: Script) -> None:
    base, theirs = fountain.dumps(before), fountain.dumps(after)
    assert merge(base, base, theirs).text == theirs


SNIPPETS = [
    "Title: X\n", "# One\n", ".Scene\n", "\n", "\n\n", "  \n", "@Mara\n", "@Mara (THOUGHT)\n", "MARA\n", "(low)\n", "Yes.\n", "!Rain\n", "~la\n",
    "[[sound: x]]", "[[pause]]\n", "[[a\nb]]", "/* a\n\nb */", "> x <\n", "> * <\n", "= s\n", "===\n", "INT. X\n", "CUT TO:\n", "[[? maybe Tom]]\n",
    "[[end of scene]]\n", "[[skip]]", "said Mara.\n", "\u2028", "\ufeff", "(beat)\n", "Author: Y\n", "[[conflict: x]]\n",
]  # fmt: skip
files = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5)), max_size=15).map("".join)


@settings(max_examples=200, deadline=None)
@given(scripts, files, st.booleans())
def test_a_story_that_nobody_touched_leaves_every_byte(script: Script, mine: str, windows: bool) -> None:
    base = fountain.dumps(script)
    mine = mine.replace("\n", "\r\n") if windows else mine
    try:
        fountain.loads(mine)
    except ScriptError:
        assume(False)
    made = merge(base, mine, base)
    assert made.text == mine
    assert merge(made.base, mine, base).text == mine


@settings(max_examples=200, deadline=None)
@given(two_readings(), st.data())
def test_some_of_both_is_still_a_script(readings: tuple[str, str], data: st.DataObject) -> None:
    base, theirs = readings
    blocks = base.split("\n\n")
    picked = data.draw(st.lists(st.sampled_from([*blocks, *SNIPPETS]), max_size=12))
    mine = "\n\n".join([blocks[0], *picked])
    try:
        fountain.loads(mine)
    except ScriptError:
        assume(False)
    made = merge(base, mine, theirs)
    fountain.loads(made.text)
    fountain.loads(made.base)
    assert merge(made.base, made.text, theirs).text == made.text
