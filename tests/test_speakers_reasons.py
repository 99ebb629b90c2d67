"""Every line says why, in words that hold of the one who was chosen; and how sure that is."""

from __future__ import annotations

import re

import pytest

from audiodrama.speakers import Attribution
from speakers_cases import reading

OPENING = "Greta Holm sat by the window. Oskar Lind stood at the stove, and he was burning the eggs.\n\n"
DUET = OPENING + "“You burned them,” said Greta.\n\n“I did,” said Oskar.\n\n"


def last(text: str) -> Attribution:
    return reading(text).attributions[-1]


@pytest.mark.parametrize(
    ("line", "role", "reason"),
    [
        ("“Black,” said Greta.", "Greta Holm", "tag “said Greta” after it"),
        ("Greta said, “Black.”", "Greta Holm", "tag “Greta said,” before it"),
        ("“Black,” he said.", "Oskar Lind", "tag “he said” after it; “he” is taken for Oskar Lind"),
        ("Greta put down her fork. “Black.”", "Greta Holm", "“Greta put down her fork” in the same paragraph"),
        (
            "He scraped at the pan. “Black.”",
            "Oskar Lind",
            "“He scraped at the pan” in the same paragraph; “He” is taken for Oskar Lind",
        ),
    ],
)
def test_the_reason_quotes_the_prose(line: str, role: str, reason: str) -> None:
    found = last(OPENING + line)
    assert (found.role, found.why) == (role, reason)


def test_a_turn_says_whose_line_it_answers() -> None:
    assert last(DUET + "“Again.”").why == "answers Oskar Lind’s line before it; the two take turns"


def test_an_answer_names_who_called() -> None:
    found = last(DUET + "“Again, Oskar?” said Greta.\n\n“Partly.”")
    assert found.why == "answers Greta Holm’s line before it, which calls Oskar Lind"


def test_a_guess_says_that_it_is_one() -> None:
    text = OPENING + "“Hello?”"
    assert "guess" in last(text).why


def test_a_reason_names_nobody_but_the_one_chosen_and_those_beside() -> None:
    for found in reading(DUET + "“Again.”\n\n“Again.”\n\n“On purpose?”\n\n“Partly.”").attributions:
        taken = re.search(r"is taken for (.+)$", found.why)
        assert taken is None or taken.group(1) == found.role


def test_confidence_falls_from_tag_to_turn_to_first_words() -> None:
    tag, _, turn = [a.confidence for a in reading(DUET + "“Again.”").attributions]
    opening = last(OPENING + "“Hello?”").confidence
    assert tag > turn > opening
    assert tag >= 0.9
