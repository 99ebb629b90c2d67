"""One person, one role: what a phrase or a second name must show before it is joined to somebody, and what keeps two apart."""

from __future__ import annotations

import math

import pytest

from audiodrama.quotes import survey
from audiodrama.script import Role
from audiodrama.speakers import same
from audiodrama.speakers.attribution import name_all, sketch, study
from audiodrama.speakers.gender import sounds
from audiodrama.speakers.people import Cast
from audiodrama.text import Manuscript
from speakers_cases import heard, reading


def cast_of(text: str) -> Cast:
    m = Manuscript(text)
    return study(m, survey(m)).cast


def who(cast: Cast, titles: str, names: str) -> int | None:
    number = cast.who(tuple(titles.split()), tuple(names.split()))
    return None if number is None else cast.now(number)


def test_what_somebody_is_said_to_be_is_that_person() -> None:
    text = (
        "Ottilie came in from the rain. She was a healer, and she looked it. Bram got up from the stove. Jorik slept.\n\n"
        "“Who is hurt?” asked the healer.\n\n“Nobody yet,” said Bram. “Jorik snores, that is all.”\n\n“Then let me sit,” said Ottilie."
    )
    assert heard(text)[0] == "Ottilie"


def test_a_waiter_is_nobody_the_reader_knows() -> None:
    text = (
        "Ottilie unfolded the menu. Bram had lost his glasses.\n\n“The soup,” said Ottilie.\n\n“And for the gentleman?” asked the waiter.\n\n"
        "“What is there?” asked Bram.\n\n“Soup,” said the waiter."
    )
    assert heard(text) == ["Ottilie", "the waiter", "Bram", "the waiter"]


def test_a_mother_without_a_name_stays_a_mother() -> None:
    text = (
        "Otto's bicycle was gone. Lena had seen who took it.\n\n“It was the baker's boy,” said Lena.\n\n“What was?” asked his mother.\n\n"
        "“Nothing,” said Otto."
    )
    assert heard(text)[1] == "his mother"


def test_a_thing_that_speaks_is_no_person() -> None:
    text = "The tannoy crackled. “Would the owner of a red van please move it.”\n\n“That is you,” said Idwal.\n\n“It is not,” said Bram."
    assert heard(text)[0] == "the tannoy"


def test_the_heroine_is_not_her_mother_though_she_answers_for_her() -> None:
    text = (
        "Zelma Orlik carried the tray. Mrs. Orlik had the good cups down.\n\n“Mrs. Orlik, you shouldn't have,” said Bram.\n\n"
        "“She never listens,” said Zelma.\n\n“I heard that,” said Mrs. Orlik.\n\n“Mrs. Orlik, sit with us,” said Bram.\n\n“No,” said Zelma, “she won't.”"
    )
    cast = cast_of(text)
    assert who(cast, "mrs", "Orlik") != who(cast, "", "Zelma")


def test_an_honorific_in_a_row_of_capitals_begins_a_name() -> None:
    text = (
        "Charming Miss Tolliver had a cold. Bram was sorry for it.\n\n“Sneeze, by all means,” said Bram.\n\n“I shall,” said Miss Tolliver.\n\n"
        "“Bless you,” said Mr. Tolliver."
    )
    cast = cast_of(text)
    assert [
        cast.persons[n].name for n in (who(cast, "miss", "Tolliver"), who(cast, "mr", "Tolliver")) if n is not None
    ] == [
        "Miss Tolliver",
        "Mr Tolliver",
    ]


def test_a_family_is_none_of_its_members() -> None:
    text = (
        "Mr. Orlik hung his hat up. Mr. Orlik was the last of the Orliks. The Miss Orliks had married.\n\n“Late again,” said Mr. Orlik.\n\n"
        "“Early for once,” said Bram. “Mr. Orlik, sit.”"
    )
    cast = cast_of(text)
    assert who(cast, "", "Orliks") is None
    assert cast.persons[who(cast, "mr", "Orlik") or 0].gender == "m"


def test_doctor_and_dr_are_one_title() -> None:
    text = "Dr. Ines Solberg hung up her coat. Bram coughed.\n\n“Doctor, is it bad?” asked Bram.\n\n“It is a cold,” said the doctor."
    assert heard(text)[1] == "Ines Solberg" or heard(text)[1] == "Dr Ines Solberg"


def test_pet_names_of_one_long_name_are_one_person() -> None:
    text = (
        "Rosamund Orlik found the key. Ros gave it a rub. Ros was good with keys.\n\n“Is that it, Rossy?” asked Bram.\n\n“It is,” said Ros.\n\n"
        "“Ros, you are a wonder,” said Bram."
    )
    cast = cast_of(text)
    assert who(cast, "", "Ros") == who(cast, "", "Rosamund Orlik") == who(cast, "", "Rossy")


def test_a_slip_in_the_first_name_of_a_full_one() -> None:
    text = (
        "Bastiaan Orlik lost at cards. Bastiaan always did. Bastiaan Orlik sighed, and Bastiaan paid.\n\n“Again?” asked Idwal.\n\n"
        "“Again,” said Bastiaan.\n\nBastaian Orlik dealt."
    )
    cast = cast_of(text)
    assert who(cast, "", "Bastaian Orlik") == who(cast, "", "Bastiaan")


def test_initials_sign_for_the_one_who_has_them() -> None:
    text = (
        "Ottilie Marsh read the card. Bram Koster held the lamp.\n\n“From whom?” asked Ottilie.\n\n“Guess,” said Bram.\n\n"
        "The note said, “Back by nine. Feed the cat. B.K.”\n\n“You,” said Ottilie."
    )
    assert heard(text)[2] == "Bram Koster"


def test_the_authors_noun_phrases_mean_the_authors_role() -> None:
    known = (Role("Ottilie", ("the engineer", "her sister"), "f"), Role("Bram", (), "m"))
    text = "Ottilie wiped her hands. Bram held the lamp.\n\n“Which of us?” asked the engineer.\n\n“You,” said Bram.\n\n“Never,” said her sister."
    assert heard(text, known) == ["Ottilie", "Bram", "Ottilie"]


def test_i_am_the_role_the_author_named() -> None:
    known = (Role("Odile Marsh", ("Odile",), "f"), Role("Bram", (), "m"))
    text = (
        "I shut the door and sat down. My feet hurt, and I was late.\n\n“Odile, where were you?” asked Bram.\n\n“Out,” I said.\n\n"
        "“Odile, it is three,” said Bram.\n\n“I know,” I said. I took my shoes off.\n\n“Odile.”\n\n“Bram,” I said, “go to bed.”"
    )
    assert {attribution.role for attribution in reading(text, known).attributions} == {"Odile Marsh", "Bram"}


def test_an_object_is_somebody_else_than_the_subject() -> None:
    text = "Efren handed her the cup. Efren smiled at her.\n\n“Hot,” said Efren.\n\nTove drank. She made a face, and she drank again.\n\n“Hot,” said Tove."
    assert reading(text).roles[0].gender != "f"


def test_a_name_sounds_like_those_that_are_listed() -> None:
    assert sounds("ulviela") > 0 > sounds("berthold")
    assert sounds("bo") == 0


def test_nobody_is_joined_without_a_sign() -> None:
    m = Manuscript("Ottilie sat. Bram stood.\n\n“So,” said the pilot.\n\n“So,” said Bram.")
    found = study(m, survey(m))
    for question in found.asked:
        shares = same.probabilities(question, same.table())
        assert abs(sum(shares) - 1) < 1e-9
        assert question.persons[0] == same.NOBODY


def test_the_reading_of_a_text_is_the_same_each_time() -> None:
    text = "Mr. and Miss Orlik came. Miss Orlik sat, Mr. Orlik stood.\n\n“Tea,” said Miss Orlik.\n\n“None,” said Mr. Orlik.\n\n“The Orliks!” said Bram."
    assert len({tuple(heard(text)) for _ in range(3)}) == 1


WAITING = (
    "Greta had come with Oskar and they did not talk. The driver slept over the wheel.\n\n“Wake up,” said Oskar.\n\n“No,” said the driver.\n\n"
    "“Please,” said Greta."
)


def whom_the_driver_may_be(shares: dict[str, float]) -> dict[str, dict[str, float]]:
    """The figures of each candidate for "the driver" when the encoder gives these shares wherever it is asked."""
    m = Manuscript(WAITING)
    layout = survey(m)
    drawn = sketch(m, layout)
    seen, units = name_all(drawn, None)
    cast = drawn.study.cast
    numbers = {person.name: person.number for person in cast.persons}
    heard = {
        start: {numbers[name]: math.log(share) for name, share in shares.items()} for start in same.in_question(units)
    }
    found = same.questions(cast, seen, drawn.study.clues, units, heard)
    question = next(question for question in found if question.label == "the driver")
    return dict(zip(question.names, question.features, strict=True))


def test_whom_the_encoder_takes_a_phrase_for_is_a_figure_of_each_candidate() -> None:
    found = whom_the_driver_may_be({"the driver": 0.2, "Greta": 0.7, "Oskar": 0.1})
    assert found["Greta"]["heard"] > found["Oskar"]["heard"]
    assert found["Greta"]["heard well"] == 1.0
    assert found["Oskar"]["heard well"] == 0.0
    assert found[""]["none heard"] == pytest.approx(math.log(0.2 + same.FAINT))


def test_somebody_the_encoder_was_not_shown_is_neither_likely_nor_unlikely() -> None:
    found = whom_the_driver_may_be({"the driver": 0.4, "Greta": 0.6})
    assert found["Oskar"]["heard"] == 0.0
    assert found["Oskar"]["unheard"] == 1.0


def test_a_phrase_is_asked_about_at_its_first_middle_and_last_place() -> None:
    m = Manuscript("The driver slept. " * 9 + "\n\n“Wake up,” said Greta.\n\n“No,” said the driver.")
    drawn = sketch(m, survey(m))
    _, units = name_all(drawn, None)
    places = sorted(same.in_question(units))
    assert len(places) == 3
    assert places[0] == 0
    assert m.text[places[-1] :].startswith("the driver")
