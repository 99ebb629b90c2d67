"""Untagged words: deeds beside them, people called, turns taken, and who "I" is."""

from __future__ import annotations

from speakers_cases import heard, reading

DUET = "Greta and Oskar had the kitchen to themselves.\n\n“You burned them,” said Greta.\n\n“I did,” said Oskar.\n\n"


def test_turns_without_tags_alternate() -> None:
    text = DUET + "“Again.”\n\n“Again.”\n\n“On purpose?”\n\n“Partly.”"
    assert heard(text) == ["Greta", "Oskar"] * 3


def test_the_deed_beside_the_words_shows_the_speaker() -> None:
    text = DUET + "Greta looked at Oskar and put down her fork. “Open the window.”"
    assert heard(text)[-1] == "Greta"


def test_somebody_called_is_not_the_speaker() -> None:
    text = DUET + "“Oskar, open the window.”"
    assert heard(text)[-1] == "Greta"


def test_a_reason_is_given_for_every_line() -> None:
    for attribution in reading(DUET + "“Again.”\n\n“Again.”").attributions:
        assert attribution.why
        assert 0 <= attribution.confidence <= 1
        assert attribution.role


def test_a_tag_is_surer_than_a_turn() -> None:
    found = reading(DUET + "“Again.”").attributions
    assert found[0].confidence > found[2].confidence
    assert found[2].second == "Oskar"


def test_i_gets_the_name_that_is_called() -> None:
    text = (
        "I put the kettle on and I waited. My hands were cold.\n\n“Lena?” said Oskar.\n\n“In here,” I said.\n\n"
        "“Lena, the door is open.”\n\n“I know,” I said. I poured my tea. “Come in, Oskar.”\n\n“Thank you, Lena.”"
    )
    assert heard(text) == ["Oskar", "Lena", "Oskar", "Lena", "Oskar"]


def test_i_without_a_name_is_one_role() -> None:
    text = (
        "I put the kettle on and I waited. My hands were cold.\n\n“You are late,” I said.\n\n“Sorry,” said Oskar.\n\n"
        "I gave him my cup. “Drink.”"
    )
    assert heard(text) == ["I", "Oskar", "I"]


def test_nobody_known_is_said_so() -> None:
    attribution = reading("“Hello?”").attributions[0]
    assert attribution.role == "Someone"
    assert attribution.confidence == 0


def test_long_prose_is_read_in_linear_time() -> None:
    import time

    def seconds(text: str) -> float:
        began = time.process_time()
        reading(text)
        return time.process_time() - began

    short = DUET * 100
    seconds(short)
    assert seconds(short * 4) < 10 * seconds(short)
