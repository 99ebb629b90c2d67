"""The second look: every line in the light of those before and after it."""

from __future__ import annotations

import numpy as np

from audiodrama.quotes import survey
from audiodrama.speakers.attribution import study
from audiodrama.speakers.decode import decode
from audiodrama.speakers.people import Cast
from audiodrama.speakers.second import NAMES, again, ballots, net
from audiodrama.speakers.weights import table
from audiodrama.text import Manuscript
from speakers_cases import heard

DUET = "Greta and Oskar had the kitchen to themselves.\n\n“You burned them,” said Greta.\n\n“I did,” said Oskar.\n\n“Again.”\n\n“Again.”"


def test_no_lines_no_verdicts() -> None:
    assert again([], Cast(), [], [], net()) == []


def test_words_before_the_first_tag_are_known_by_what_follows() -> None:
    text = (
        "Greta and Oskar had the kitchen to themselves.\n\n“You burned them.”\n\n“You did.”\n\n“I did not,” said Greta.\n\n"
        "“You did,” said Oskar.\n\n" + "“Did not,” said Greta.\n\n“Did too,” said Oskar.\n\n" * 3
    )
    assert heard(text)[:4] == ["Greta", "Oskar", "Greta", "Oskar"]


def test_every_candidate_has_every_figure_and_shares_make_one() -> None:
    m = Manuscript(DUET)
    found = study(m, survey(m))
    first = decode(found.clues, found.cast, table())
    for ballot in ballots(found.pages, found.cast, found.clues, first, {}, again=False):
        assert ballot.figures.shape == (len(ballot.pool), len(NAMES))
        assert np.isfinite(ballot.figures).all()
    for verdict in again(found.pages, found.cast, found.clues, first, net()):
        assert verdict.share == max(verdict.shares.values())
        assert abs(sum(verdict.shares.values()) - 1) < 1e-4


def test_somebody_who_only_writes_is_not_the_one_who_answers_aloud() -> None:
    text = (
        "Greta dried her hands. Her phone buzzed. It was Ilse.\n\n“Who is that?” asked Oskar.\n\n“Nobody,” she said, and put the phone away.\n\n"
        "“Nobody,” said Oskar."
    )
    assert heard(text)[1] == "Greta"
