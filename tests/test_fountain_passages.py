"""A script's file in blocks: every byte is in one, and a block said otherwise keeps all that it can."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.errors import ScriptError
from audiodrama.fountain.passages import Block, blocks, saying
from audiodrama.fountain.passages import given as recast
from audiodrama.script import VOICED, Line, Script
from nasty import scripts

BY_HAND = (
    "\ufeff\r\n\r\nTitle:\r\n    The Pier\r\nAuthor: R. Keeper\r\n\r\n\r\nINT. LAMP ROOM - NIGHT #12#\r\n\r\n= Where it begins.\r\n\r\n"
    "The lamp turns.\r\nIt hums. [[sound: hum]]\r\n\r\n[[? maybe Tom: who knows]]\r\nKEEPER (V.O.) (ON PHONE)\r\n  (to himself)\r\n"
    "Forty years,\r\n(beat)\r\nand *never* a night off.\r\n\r\n[[speak]]\r\n\r\n!SAID NOBODY.\r\n\r\n/* cut\r\n\r\nhere */\r\n\r\n"
    "> * <\r\n\r\n@McAllister ^\r\n~Haul away\r\n\r\n\r\n"
)


def test_a_file_by_hand_falls_into_its_blocks() -> None:
    found = blocks(BY_HAND)
    assert "".join(block.text for block in found) == BY_HAND
    assert [block.kind for block in found] == [
        "blank", "page", "page", "heading", "aside", "action", "note", "dialogue", "note", "action", "note",
        "centred", "dialogue",
    ]  # fmt: skip
    keeper = found[7]
    assert (keeper.role, keeper.says, keeper.delivery) == ("Keeper", "speech", "on phone, to himself")
    assert (keeper.line, keeper.end) == (16, 21)
    assert keeper.words == "Forty years, and never a night off."
    assert [found[at].notes for at in (5, 6, 7)] == [("sound: hum",), ("? maybe Tom: who knows",), ()]
    assert [(block.role, block.words) for block in found[1:3]] == [("title", "The Pier"), ("author", "R. Keeper")]


SNIPPETS = [
    "Title: X\n", "# One\n", ".Scene\n", "\n", "\n\n", "  \n", "@Mara\n", "@Mara (THOUGHT)\n", "MARA\n", "(low)\n", "Yes.\n", "!Rain\n", "~la\n",
    "[[sound: x]]", "[[pause]]\n", "[[a\nb]]", "/* a\n\nb */", "> x <\n", "> * <\n", "= s\n", "===\n", "INT. X\n", "CUT TO:\n", "\r\n", "\r",
    "[[end of scene]]\n", "[[skip]]", "said Mara.\n", "\x0c", "\u2028", "\ufeff", "(beat)\n", "Author: Y\n",
]  # fmt: skip
files = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5)), max_size=15).map("".join)


@settings(max_examples=300, deadline=None)
@given(files)
def test_every_byte_is_in_a_block(text: str) -> None:
    try:
        found = blocks(text)
    except ScriptError:
        return
    assert "".join(block.text for block in found) == text


@settings(max_examples=150, deadline=None)
@given(scripts)
def test_blocks_hold_what_the_script_says(script: Script) -> None:
    text = fountain.dumps(script)
    held = [beat for block in blocks(text) for beat in block.beats]
    said = [beat for scene in fountain.loads(text).scenes for beat in scene.beats]
    assert [b.role if isinstance(b, Line) else b for b in held] == [b.role if isinstance(b, Line) else b for b in said]
    assert [b.text for b in held if isinstance(b, Line)] == [b.text for b in said if isinstance(b, Line)]
    starts = {block.line for block in blocks(text)}
    assert set(fountain.places(text)) <= starts


@settings(max_examples=200, deadline=None)
@given(
    scripts,
    st.integers(0),
    st.sampled_from(["Tom", "Dr. Hale", "No", "O'Neil", "x"]),
    st.sampled_from(VOICED),
    st.sampled_from(["", "whispering", "on phone", "on phone, softly", "(odd)"]),
)
def test_a_line_given_to_another_is_read_so(script: Script, at: int, role: str, kind: str, delivery: str) -> None:
    text = fountain.dumps(script)
    voiced = [block for block in blocks(text) if block.voiced]
    assume(voiced)
    block = voiced[at % len(voiced)]
    changed = recast(block, role=role, kind=kind, delivery=delivery)  # type: ignore[arg-type]
    (line,) = [line for line in fountain.loads("Title: X\n\n" + changed.text).lines if line.voiced]
    assert (line.role, line.kind, line.delivery, line.text) == (role, kind, delivery, block.words)
    assert (changed.role, changed.says, changed.delivery, changed.words) == (role, kind, delivery, block.words)
    assert changed.gap == block.gap


@settings(max_examples=200, deadline=None)
@given(
    scripts, st.integers(0), st.sampled_from(["INT. X", "(hm) so", "NO", "a *b* [[c]]", "#1", "said Tom.", "x /* y"])
)
def test_a_line_with_other_words_is_read_so(script: Script, at: int, words: str) -> None:
    told = [block for block in blocks(fountain.dumps(script)) if block.kind in ("dialogue", "action") and block.words]
    assume(told)
    block = told[at % len(told)]
    changed = saying(block, words)
    (line,) = fountain.loads("Title: X\n\n" + changed.text).lines
    assert line.text == changed.words == words
    assert line.role == block.role


KEPT = {
    "CLARA (V.O.) ^\nNo.": ({"role": "Tom"}, "TOM (V.O.) ^\nNo."),
    "CLARA\nNo.": ({"role": "McKay"}, "@McKay\nNo."),
    "@Clara (CONT'D) [[hm]]\nNo.": ({"kind": "thought"}, "@Clara (THOUGHT) (CONT'D) [[hm]]\nNo."),
    "@Clara (THOUGHT, V.O.)\nNo.": ({"kind": "speech"}, "@Clara (V.O.)\nNo."),
    "@Clara (THOUGHT)\r\nNo,\r\n*no*.": ({"kind": "message"}, "@Clara (MESSAGE)\r\nNo,\r\n*no*."),
    "@Clara (ON PHONE)\n(low)\nNo.": ({"delivery": "on phone"}, "@Clara (ON PHONE)\nNo."),
    "@Clara\n  (low)\n  No.": ({"role": "Tom"}, "@Tom\n  (low)\n  No."),
    "@Clara\nNo.": ({"delivery": "low"}, "@Clara\n(low)\nNo."),
    "The *rain* fell.": ({"role": "Tom", "kind": "thought"}, "@Tom (THOUGHT)\nThe *rain* fell."),
    "@Clara\n(low)\nSTOP *now*": ({"kind": "narration"}, "STOP *now*"),
    "@Clara\nSTOP": ({"kind": "narration"}, "!STOP"),
    "@Clara\nThe end.": ({"kind": "front_matter"}, "/* The end. */"),
}


@pytest.mark.parametrize("text", KEPT)
def test_what_need_not_change_stays(text: str) -> None:
    changes, wanted = KEPT[text]
    (block,) = blocks(text + "\n\n")
    assert recast(block, **changes).text == wanted + "\n\n"  # type: ignore[arg-type]


def test_a_block_is_a_value() -> None:
    (block,) = blocks("@Clara\nNo.\n")
    assert dataclasses.replace(block, gap="\n").text == "@Clara\nNo.\n\n"
    assert isinstance(block, Block)
