"""What is shown on a screen, a slate or a page: of which kind it is, whoever wrote it."""

from __future__ import annotations

import pytest

from audiodrama.quotes import survey
from audiodrama.text import Manuscript

SHOWN = {
    "text_on_a_screen_between_paragraphs": (
        "Odile was halfway through the soup when the phone buzzed against her spoon.\n"
        "\n"
        "can you come now. the goat is in the pharmacy\n"
        "\n"
        "She read it twice and put her coat on.\n"
        "\n"
        "And under it, from a number she had never seen:\n"
        "\n"
        "Bring rope, please, and somebody who likes goats\n",
        [
            ("message", "can you come now. the goat is in the pharmacy"),
            ("message", "Bring rope, please, and somebody who likes goats"),
        ],
    ),
    "pad_passed_under_the_table": (
        "The chairman went on about hedges. Wilma wrote something on her pad and slid it to the left.\n"
        "\n"
        "Is he always like this?\n"
        "\n"
        "Ansel had to hold it at arm's length. He wrote beneath it, and slid it back.\n"
        "\n"
        "Only when there are hedges.\n"
        "\n"
        '"Is there anything you two would like to share?" asked the chairman.\n',
        [
            ("message", "Is he always like this?"),
            ("message", "Only when there are hedges."),
        ],
    ),
    "slate_answers_in_capitals": (
        "A slate came round the edge of the boathouse door.\n"
        "\n"
        "BRING A SAW\n"
        "\n"
        '"I can do that," said Piet.\n'
        "\n"
        "And under it, smaller:\n"
        "\n"
        "AND NO QUESTIONS PLEASE\n",
        [
            ("message", "BRING A SAW"),
            ("message", "AND NO QUESTIONS PLEASE"),
        ],
    ),
    "notice_that_somebody_reads": (
        "They stopped beneath the notice by the lift, and Ulrika seemed to be reading it.\n"
        "\n"
        "Residents are asked to carry pianos up the back stairs.\n"
        "\n"
        '"There goes the evening," she said.\n',
        [
            ("letter", "Residents are asked to carry pianos up the back stairs."),
        ],
    ),
    "read_out_in_a_voice": (
        'Dorcas put her glasses on and read it in a voice with no colour in it. The shed is to be removed by the end of March at no cost to the parish. "No cost!" said Hanno.\n'
        "\n"
        "The card lay on the mat. It said: Back at nine. He turned it over and found nothing on the other side.\n",
        [
            ("letter", "The shed is to be removed by the end of March at no cost to the parish."),
            ("letter", "Back at nine."),
        ],
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_narration_leads_to_is_written(name: str) -> None:
    prose, expected = SHOWN[name]
    found = [(q.kind, prose[q.start : q.end]) for q in survey(Manuscript(prose)).quotations]
    assert [pair for pair in found if pair[0] in ("message", "letter")] == expected
