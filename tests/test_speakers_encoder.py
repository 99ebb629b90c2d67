"""The encoder: what it is shown of a text, and what it says of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.quotes import survey
from audiodrama.speakers.attribution import study
from audiodrama.speakers.decode import Verdict, decode
from audiodrama.speakers.encoder.frames import (
    ASKED,
    LENGTH,
    LIKELY,
    MAYBE,
    NARRATOR,
    ROOM,
    SETTLED,
    SIGNS,
    WHOM,
    bare,
    signed,
    stretch,
)
from audiodrama.speakers.encoder.model import encoder
from audiodrama.speakers.encoder.opinions import MIDDLE, Prose, guesses, meant, opinions, prose
from audiodrama.speakers.encoder.pieces import UNKNOWN, pieces, vocabulary
from audiodrama.speakers.encoder.sheets import CUT, MOST, OPEN, PERSON, PHRASE, TAG, TAG_END, sheets
from audiodrama.speakers.weights import table
from audiodrama.text import Manuscript

TRIO = (
    "Greta, Ilse and Oskar had the kitchen to themselves.\n\n“You burned them,” said Greta.\n\n“I did,” said Oskar.\n\n“Again.”\n\n"
    "“Again.”\n\n“Who wants toast?” Ilse reached over Oskar for the bread."
)


def told(text: str) -> tuple[Prose, list[Verdict], list[str]]:
    """A text ready for frames, the beam's verdicts on it, the names of its people."""
    m = Manuscript(text)
    layout = survey(m)
    found = study(m, layout)
    made = prose(sheets(m, layout, found.pages, found.cast, found.clues, found.narrators), found.narrators, found.cast)
    return made, decode(found.clues, found.cast, table()), [person.name for person in found.cast.persons]


@pytest.mark.parametrize(  # as the tokenizers library 0.23 cuts them with the tokenizer of all-MiniLM-L6-v2
    ("text", "numbers"),
    [
        ("Unbelievably, Zofia's café-goers whispered…", [4895, 8671, 2666, 3567, 6321, 1010, 1062, 11253, 2401, 1005, 1055, 7668, 1011, 2175, 2545, 3990, 1529]),
        ("“Don't,” she said—twice.", [1523, 2123, 1005, 1056, 1010, 1524, 2016, 2056, 1517, 3807, 1012]),
        ("Ünder the naïve moon", [2104, 1996, 15743, 4231]),
        ("日本 x", [1864, 1876, 1060]),
        ("\u200bzero\u00adwidth", [5717, 9148, 11927, 2232]),
        ("A" * 120, [UNKNOWN]),
    ],
)  # fmt: skip
def test_text_is_cut_into_the_pieces_of_the_vocabulary(text: str, numbers: list[int]) -> None:
    assert pieces(text) == numbers


@given(st.text(max_size=200))
def test_every_piece_is_in_the_vocabulary_and_none_is_a_sign(text: str) -> None:
    taken = {number for signs in SIGNS.values() for number in signs} | {NARRATOR, ASKED, LIKELY, MAYBE, WHOM, CUT}
    for number in pieces(text):
        assert 0 <= number < len(vocabulary())
        assert number not in taken


def every_frame(text: str) -> list[list[int]]:
    """The atoms of a frame around each paragraph with quotations, all of them in question."""
    made, verdicts, _ = told(text)
    thought = guesses(verdicts, range(len(verdicts)))
    return [made.frame(at, at, set(lines), thought).atoms for at, lines in enumerate(made.quotes) if lines]


def test_no_name_is_shown_so_other_names_give_the_same_frames() -> None:
    renamed = TRIO.replace("Greta", "Anna").replace("Ilse", "Lucy").replace("Oskar", "Peter")
    assert every_frame(TRIO) == every_frame(renamed)


def test_what_is_thought_of_a_line_stands_before_its_words() -> None:
    made, _, names = told(TRIO)
    greta, oskar, ilse = (names.index(name) for name in ("Greta", "Oskar", "Ilse"))
    frame = made.frame(4, 4, {3}, {0: (greta, SETTLED), 1: (oskar, LIKELY), 2: (ilse, MAYBE)})
    shown = [names[frame.people[who]] for who in frame.who if who >= 0]
    assert shown == ["Greta", "Ilse", "Oskar", "Greta", "Greta", "Oskar", "Oskar", "Ilse", "Ilse", "Oskar"]
    doubts = [atom for atom in frame.atoms if atom in (ASKED, LIKELY, MAYBE)]
    assert doubts == [LIKELY, MAYBE, ASKED, ASKED]  # none before the settled one
    assert frame.atoms[frame.asked[3]] == ASKED


def test_the_surer_a_verdict_the_plainer_it_is_shown() -> None:
    shares = (0.99, 0.9, 0.6, 0.4)
    verdicts = [Verdict(k, share, -1, {k: share}) for k, share in enumerate(shares)]
    assert guesses(verdicts, range(4)) == {0: (0, SETTLED), 1: (1, LIKELY), 2: (2, MAYBE)}


def test_one_frame_is_asked_about_paragraphs_that_stand_close_together() -> None:
    made, _, _ = told("\n\n".join(f"“Line {k}.” Greta looked at Ilse." for k in range(30)))
    doubtful = [Verdict(0, 0.5, 1, {0: 0.5, 1: 0.5})] * 30
    frames = list(made.frames(made.doubtful(doubtful), doubtful))
    asked = [number for frame in frames for number in frame.asked]
    assert asked == list(range(30))
    assert len(frames) < 12
    for frame in frames:
        lines = sorted(frame.asked)
        assert len(lines) == 1 or made.size(lines[0], lines[-1]) <= MIDDLE


def test_a_tag_is_left_out_or_changed_on_demand() -> None:
    atoms = [OPEN, 7, TAG, PERSON + 2, 8, TAG_END, 9]
    assert bare(atoms) == [OPEN, 7, PERSON + 2, 8, 9]
    assert bare(atoms, {0: []}) == [OPEN, 7, 9]
    assert bare(atoms, {0: [5]}) == [OPEN, 7, 5, 9]


@given(st.lists(st.lists(st.integers(1000, 2000), max_size=200), min_size=1, max_size=12), st.data())
def test_a_stretch_has_the_paragraph_and_never_more_than_its_length(
    pages: list[list[int]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(pages) - 1))
    found = stretch(pages, [0] * len(pages), at, at)
    assert len(found) <= ROOM
    whole = pages[at][: ROOM - 1]
    assert any(found[k : k + len(whole)] == whole for k in range(len(found)))


def test_i_is_a_sign_of_its_own() -> None:
    frame = signed([PERSON + 1, PERSON + 2, OPEN], {0}, {}, ["", "m", "f"], 1)
    assert frame.atoms[0] == NARRATOR
    assert frame.atoms[1] in SIGNS["f"]


def test_more_people_than_signs_still_have_one_each() -> None:
    frame = signed([PERSON + k for k in range(30)], (), {}, ["m"] * 30, -1)
    assert len(frame.people) == 30
    assert len(frame.atoms) == 30


def test_a_long_paragraph_is_cut_around_its_people() -> None:
    made, _, _ = told(
        "Greta waited. " + "The rain went on and on over the roofs of the town. " * 60 + "“Enough,” said Oskar."
    )
    assert len(made.atoms[0]) <= MOST
    assert CUT in made.atoms[0]
    assert {PERSON, OPEN} <= set(made.atoms[0])


def test_shares_of_those_shown_make_one() -> None:
    made, verdicts, _ = told(TRIO)
    thought = guesses(verdicts, range(len(verdicts)))
    frames = [made.frame(at, at, set(quotes), thought) for at, quotes in enumerate(made.quotes) if quotes]
    answers = encoder().read(frames)
    assert [set(answer) for answer in answers] == [set(frame.asked) for frame in frames]
    for answer in answers:
        for shares in answer.values():
            assert math.isclose(sum(map(math.exp, shares.values())), 1.0, abs_tol=1e-3)


def test_only_doubtful_lines_are_asked_about() -> None:
    made, _, _ = told(TRIO)
    sure = [Verdict(0, 0.99, 1, {0: 0.99, 1: 0.01}) for quotes in made.quotes for _ in quotes]
    assert opinions(made, sure) == {}
    sure[2] = Verdict(0, 0.5, 1, {0: 0.5, 1: 0.5})
    assert set(opinions(made, sure)) == {2}


def test_a_tag_by_name_is_read() -> None:
    made, _, names = told(TRIO)
    shares = encoder().read([made.frame(4, 4, {1}, {})])[0][1]
    assert names[max(shares, key=lambda who: shares[who])] == "Oskar"


def test_a_phrase_is_asked_about_with_its_own_sign_behind_the_question() -> None:
    text = "Greta had come with Oskar. The driver was asleep.\n\n“Wake him,” said Oskar."
    made, verdicts, names = told(text)
    start = text.index("The driver")
    frame = made.frame(0, 0, {PHRASE + start}, {})
    place = frame.asked[PHRASE + start]
    assert frame.atoms[place] == WHOM
    assert names[frame.people[frame.who[place + 1]]] == "the driver"
    shares = meant(made, verdicts, {start: 0})[start]
    assert {names[who] for who in shares} >= {"Greta", "Oskar", "the driver"}


def test_a_phrase_that_nobody_asks_about_is_only_a_person() -> None:
    atoms = [PHRASE + 9, PERSON + 1, 7]
    assert WHOM not in signed(atoms, (), {}, ["", "m"], -1).atoms


def test_more_lines_than_fit_are_left_out_of_a_frame() -> None:
    frame = signed([OPEN + k for k in range(400)], {0}, dict.fromkeys(range(400), (0, MAYBE)), ["m"], -1)
    assert len(frame.atoms) <= LENGTH
