"""The cast comes from the text alone: names told from places and openings, one person's forms brought together."""

from __future__ import annotations

from audiodrama.script import Role
from speakers_cases import heard, reading


def aliases(text: str) -> dict[str, set[str]]:
    return {role.name: {role.name, *role.aliases} for role in reading(text).roles}


def test_months_places_oaths_and_openings_are_nobody() -> None:
    text = (
        "Suddenly the bell rang in Lisbon. Monday was a bad day for it. Greta put down her pen.\n\n"
        "“God, not again,” said Greta.\n\n“He’d better run,” said Oskar.\n\nPerhaps he had. “In April,” said Greta."
    )
    assert {role.name for role in reading(text).roles} == {"Greta", "Oskar"}


def test_first_name_surname_and_title_are_one_person() -> None:
    text = (
        "Dr. Ingrid Solberg hung up her coat. Ingrid was late.\n\n“Coffee,” said Dr. Solberg.\n\n"
        "“It is cold,” said Pavel.\n\n“Then heat it,” said Ingrid."
    )
    assert heard(text)[0] == heard(text)[2]


def test_the_heros_surname_does_not_make_him_mrs() -> None:
    text = (
        "Ludwig Drexler opened the door. Mrs. Drexler stood behind him with a lamp.\n\n“Who is it?” asked Mrs. Drexler.\n\n"
        "“Nobody, Mother,” said Ludwig.\n\n“Nobody does not ring,” said Mrs. Drexler."
    )
    first, second, third = heard(text)
    assert first == third != second


def test_the_captain_is_the_one_captain() -> None:
    text = (
        "Captain Aldous Crewe came on deck. Jonas was at the wheel.\n\n“Steady,” said Captain Crewe.\n\n"
        "“Steady, sir,” said Jonas.\n\n“And again,” said the captain."
    )
    assert heard(text)[0] == heard(text)[2]


def test_a_pet_name_called_across_the_room_is_no_new_role() -> None:
    text = (
        "Frederica shook the map. Viktor held the torch.\n\n“Fred, it is upside down,” said Viktor.\n\n"
        "“It is not,” said Frederica.\n\n“Fred.”\n\n“It is not!”"
    )
    assert set(heard(text)) == {"Frederica", "Viktor"}


def test_a_typing_error_is_its_owner() -> None:
    text = "“One,” said Rosalind.\n\n“Two,” said Tobias.\n\n“Three,” said Rosalind.\n\n“Four,” said Tobias.\n\n“Five,” said Roslaind."
    assert set(heard(text)) == {"Rosalind", "Tobias"}


def test_a_noun_beside_a_name_is_that_person() -> None:
    text = "Lotte, the gardener, wiped her knife. Henrik waited.\n\n“Mind the roses,” said the gardener.\n\n“I do,” said Henrik."
    assert heard(text) == ["Lotte", "Henrik"]


def test_names_of_other_scripts_and_accents() -> None:
    text = "小红 closed the book. Željka looked up.\n\n“Done?” asked Željka.\n\n“Done,” said 小红."
    assert heard(text) == ["Željka", "小红"]


def test_roles_the_author_gave_are_the_truth() -> None:
    known = (Role("The Wolf", ("Greta", "Gretel"), "n"),)
    text = "Greta yawned. Hans did not.\n\n“Late,” said Greta.\n\n“Early,” said Hans.\n\n“Late,” said Gretel."
    found = reading(text, known)
    assert [a.role for a in found.attributions] == ["The Wolf", "Hans", "The Wolf"]
    assert found.roles[0].gender == "n"


def test_sex_by_name_by_title_and_by_pronoun() -> None:
    text = (
        "Elizabeth shut the gate. Mr. Tolliver whistled. Brindle tied the rope, and she tied it twice. Brindle was proud of her knots.\n\n"
        "“Shut,” said Elizabeth.\n\n“Good,” said Mr. Tolliver.\n\n“Tied,” said Brindle."
    )
    assert [role.gender for role in reading(text).roles] == ["f", "m", "f"]


def test_names_in_a_list_are_nobody_who_answers() -> None:
    text = (
        "I shut the office door and sat down. I was tired, and my feet hurt.\n\n“Who was there?” asked Odile.\n\n"
        "“Everyone,” I said. I lit a match and held it for her.\n\n“Max, Rufus Tarn, Pete, and Gus Ortega?” asked Odile.\n\n“All of them,” I said.\n\n"
        "“Pretend I'm Gus Ortega,” said Odile.\n\n“I'd rather not,” I said."
    )
    assert set(heard(text)) == {"Odile", "I"}
