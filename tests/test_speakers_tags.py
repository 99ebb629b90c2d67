"""A tag names its speaker: before or after, with a name, a noun or a pronoun."""

from __future__ import annotations

import pytest

from speakers_cases import heard, reading

OPENING = "Greta Holm sat by the window. Oskar Lind stood at the stove, and he was burning the eggs.\n\n"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("“They are black,” said Greta.", "Greta Holm"),
        ("“They are black,” Greta said.", "Greta Holm"),
        ("Greta said, “They are black.”", "Greta Holm"),
        ("“They are black,” put in Greta.", "Greta Holm"),
        ("“They are black,” was all Greta said.", "Greta Holm"),
        ("“They are black,” came Greta’s voice from the window.", "Greta Holm"),
        ("“They are crisp,” he said.", "Oskar Lind"),
        ("“They are black,” she told him.", "Greta Holm"),
        ("“They are black,” Greta informed Oskar.", "Greta Holm"),
        ("“Who ordered eggs?” asked the waiter.", "the waiter"),
        ("“Ten past nine,” the radio announced.", "the radio"),
    ],
)
def test_tag(line: str, role: str) -> None:
    assert heard(OPENING + line) == [role]


def test_the_second_half_of_a_split_line_keeps_its_speaker() -> None:
    text = OPENING + "“They are,” said Greta, “entirely black.”"
    assert set(heard(text)) == {"Greta Holm"}


def test_a_group_that_speaks_together_is_a_role_of_its_own() -> None:
    text = OPENING + "“Happy birthday!” shouted the whole crew.\n\n“Thank you,” said Greta."
    roles = {role.name: role for role in reading(text).roles}
    assert heard(text)[0] == "the whole crew"
    assert roles["the whole crew"].gender == "n"


def test_the_reason_quotes_the_tag() -> None:
    attribution = reading(OPENING + "“They are black,” said Greta.").attributions[0]
    assert attribution.because == "explicit"
    assert "said Greta" in attribution.why
    assert attribution.mention is not None
    assert attribution.mention.form == "Greta"
    assert 0.5 < attribution.confidence <= 1
