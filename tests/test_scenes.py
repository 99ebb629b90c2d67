"""Where scenes start: never inside a conversation or a letter; cuts are the best ones together; likeness is what it says it is."""

from __future__ import annotations

import itertools
import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.quotes import survey
from audiodrama.quotes.cuts import NEVER, Length, cuts
from audiodrama.quotes.likeness import likenesses
from audiodrama.quotes.markers import heads_scene, is_aside, lone_headings, parts_scenes, repeated_glyphs
from audiodrama.quotes.verdicts import felled
from audiodrama.text import Manuscript

TOLD = (
    "The next morning there was frost on the road, and the market square was already full.",
    "Sabeth leaned on the gate. She had not slept.",
    "By noon they were at the mill, and Joren had found a boat.",
    "The kitchen smelled of onions and wet dog.",
    "He nodded.",
)
SAID = ('"We leave at dawn."', '"Back at the mill, by noon?"', '"The next morning, then."', '"Why?"')
TAGGED = ('"Nobody signed for it," said Ulla.', '"In the village," said the miller, "they sleep."')
LETTER = "> On Monday we left the harbour at dawn."
PARAGRAPHS = st.lists(st.sampled_from((*TOLD, *SAID, *TAGGED, LETTER)), min_size=1, max_size=60)


@settings(deadline=None, max_examples=60)
@given(PARAGRAPHS)
def test_a_scene_never_starts_in_a_run_of_speech_or_in_a_letter(paragraphs: list[str]) -> None:
    prose = "\n\n".join(paragraphs)
    starts = survey(Manuscript(prose, "a.txt")).scenes
    at = [0, *itertools.accumulate(len(paragraph) + 2 for paragraph in paragraphs)]
    for start in starts[1:]:
        index = at.index(start)
        before, here = paragraphs[index - 1], paragraphs[index]
        assert here not in SAID
        assert not (before in SAID and here in TAGGED)
        assert not (before == here == LETTER)


@settings(deadline=None, max_examples=60)
@given(PARAGRAPHS)
def test_the_first_words_start_a_scene_and_starts_rise(paragraphs: list[str]) -> None:
    starts = survey(Manuscript("\n\n".join(paragraphs), "a.txt")).scenes
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))


@settings(deadline=None)
@given(
    st.lists(st.none() | st.floats(-8, 8), min_size=2, max_size=14),
    st.sets(st.integers(1, 13), max_size=2),
    st.floats(-1, 1),
)
def test_the_cuts_are_the_best_ones_together(likely: list[float | None], sure: set[int], start: float) -> None:
    length = Length(usual=8, spread=0.7, start=start)
    sure = {place for place in sure if place < len(likely)}

    def worth(chosen: tuple[int, ...]) -> float:
        places = sorted({0, *chosen, *sure})
        total = sum((likely[place] or 0.0) + start for place in chosen)
        total += sum(length.worth(b - a) for a, b in itertools.pairwise(places))
        last = len(likely) - places[-1]
        return total + (max(length.worth(last), -1.5) if last >= 2 else NEVER)

    free = [place for place, odds in enumerate(likely) if place and odds is not None and place not in sure]
    subsets = itertools.chain.from_iterable(itertools.combinations(free, n) for n in range(len(free) + 1))
    best = max(worth(chosen) for chosen in subsets)
    assert math.isclose(worth(tuple(cuts(likely, sure, length))), best, abs_tol=1e-9)


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), min_size=1, max_size=20), st.integers(1, 5))
def test_likeness_is_shared_rarity_over_all_rarity(topics: list[frozenset[str]], k: int) -> None:
    total = len(topics) + 1
    rarity = {
        stem: math.log(total / sum(stem in stems for stems in topics))
        for stem in "abcdefgh"
        if any(stem in s for s in topics)
    }

    def weight(stems: frozenset[str]) -> float:
        return sum(rarity[stem] for stem in stems)

    for place, found in enumerate(likenesses(topics, [k])[0]):
        before = frozenset().union(*topics[max(0, place - k) : place])
        after = frozenset().union(*topics[place : place + k])
        expected = weight(before & after) / math.sqrt((weight(before) + 1) * (weight(after) + 1))
        assert math.isclose(found, expected, abs_tol=1e-9)


@pytest.mark.parametrize(
    "words",
    [
        "LINE BREAK",
        "[scene break]",
        "~ time skip ~",
        "-break-",
        "POV change",
        "&nbsp;",
        "[center]***[/center]",
        "xXx",
        ". . .",
        "-" * 150,
    ],
)
def test_breaks_in_words_part_scenes(words: str) -> None:
    assert parts_scenes(words)


@pytest.mark.parametrize(
    "words", ["Break.", "break", '"Line break?"', "He took a break", "Oxo", "no", "ooh", "I", "...", "Time passed."]
)
def test_prose_parts_no_scenes(words: str) -> None:
    assert not parts_scenes(words)


@pytest.mark.parametrize(
    "words",
    [
        "Two days later...",
        "***Three weeks later***",
        "Meanwhile, at the mill...",
        "Later that night...",
        "*Flashback*",
        "-- Begin Flashback --",
        "End of flashback",
        "[end flashback]",
        "~ Mara ~",
        "Elsewhere",
        "Back to Mara",
        "Present day",
        "(The next morning)",
    ],
)
def test_cards_head_a_scene(words: str) -> None:
    assert heads_scene(words)


@pytest.mark.parametrize(
    "words",
    [
        "Later.",
        "Two days later he was dead.",
        "Meanwhile he had found the boat.",
        "Memory.",
        "A dream.",
        '"Later that night..."',
        "Soon, then.",
        "It was a flashback.",
        "— Mara —, said the card",
    ],
)
def test_sentences_head_no_scene(words: str) -> None:
    assert not heads_scene(words)


def test_a_line_of_dots_parts_scenes_when_there_are_two_of_them() -> None:
    assert repeated_glyphs(["a", ".", "b", ".", "..."]) == [1, 3]


def test_lone_names_head_parts_when_there_are_two_of_them_far_apart() -> None:
    prose = ["She sat down and looked at the sea for a long time."] * 8
    assert lone_headings([*prose, "Mara", *prose, "Bram", *prose]) == [8, 17]
    assert lone_headings([*prose, "Mara", *prose]) == []
    assert lone_headings([*prose, "Mara", *prose[:2], "Bram", *prose]) == []


def test_directions_in_brackets_are_small() -> None:
    assert is_aside("[prose]")
    assert is_aside("(recess, fifteen minutes)")
    assert not is_aside("[Skill used: Leap]")
    assert not is_aside("(he sighed.)")


def test_trees_go_left_up_to_the_threshold() -> None:
    tree = ["here", 1.5, -1.0, ["there", 0.0, 2.0, 3.0]]
    assert felled({"here": 1.5}, [tree]) == -1.0
    assert felled({"here": 2.0}, [tree, tree]) == 4.0
    assert felled({"here": 2.0, "there": 1.0}, [tree]) == 3.0


def test_time_grows_with_the_text_only() -> None:
    def seconds(times: int) -> float:
        prose = "\n\n".join((*TOLD, *SAID, *TAGGED) * times)
        began = time.process_time()
        survey(Manuscript(prose, "a.txt"))
        return time.process_time() - began

    seconds(5)
    assert seconds(400) < 8 * seconds(100)
