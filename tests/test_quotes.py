"""Which characters are spoken: properties of every survey, and long texts."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.quotes import Layout, survey
from audiodrama.text import Manuscript

PIECES = st.sampled_from(
    [
        '"', '"', "“", "”", "'", "‘", "’", "«", "»", "„", "—", " —", "- ", "--", "*", "_", "**", "...", "…", ".", ",", "!", "?", ":", ">", "#", "[", "]", "(", "~",
        " ", " ", "\n", "\n\n", "\n\n\n\n", "\r\n\r\n", "\t", "\u00a0", "\ufeff",
        "Mara", "Tom", "she", "said", "thought", "I", "don't", "'em", "was", "is", "The next morning", "Chapter 2", "A/N: hi", "Dear Tom,", "phone", "typed", "it said",
        "MARA: go", "letter", "Love, T.", "***", "---", "🥐", "小明", "「", "」", "title: x", "TODO",
    ]
)  # fmt: skip
PROSE = st.lists(PIECES, max_size=60).map(lambda pieces: " ".join(pieces).replace(" \n ", "\n"))


def found(text: str) -> list[tuple[str, str]]:
    """(kind, words) of each quotation; several spans joined by " / "."""
    return [
        (quotation.kind, " / ".join(text[span.start : span.end] for span in quotation.spans))
        for quotation in survey(Manuscript(text)).quotations
    ]


def sound(layout: Layout, text: str) -> None:
    """What holds for every layout: spans rise and overlap nowhere, each inside its paragraph, none empty."""
    spans = sorted([(span, q.paragraph) for q in layout.quotations for span in q.spans])
    blocks = sorted(block.span for block in layout.blocks)
    every = sorted([span for span, _ in spans] + blocks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(every))
    assert all(text[span.start : span.end].strip() for span in every)
    for span, index in spans:
        paragraph = layout.paragraphs[index].span
        assert paragraph.start <= span.start < span.end <= paragraph.end
    assert list(layout.quotations) == sorted(layout.quotations, key=lambda q: q.start)
    starts = {p.span.start for p in layout.paragraphs}
    assert set(layout.scenes) <= starts
    assert list(layout.scenes) == sorted(set(layout.scenes))


@settings(max_examples=400, deadline=None)
@given(PROSE)
def test_every_survey_is_sound(text: str) -> None:
    sound(survey(Manuscript(text)), text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_surveyed(text: str) -> None:
    sound(survey(Manuscript(text)), text)


def test_pairing_starts_anew_in_each_paragraph() -> None:
    text = '"A lid, he thought it was.\n\n"No," said Tom.\n'
    assert ("speech", '"No,"') in found(text)


def test_a_reopened_speech_goes_on() -> None:
    one, two = survey(Manuscript('"I went down.\n\n"And it was there."\n')).quotations
    assert (one.continued, two.continued) == (False, True)


def test_a_speech_that_closed_does_not_go_on() -> None:
    assert not any(q.continued for q in survey(Manuscript('"I went down."\n\n"And it was there?"\n')).quotations)


def test_an_interrupted_speech_is_one_quotation() -> None:
    assert found('"The kiln," said Orla, "is cold."') == [("speech", '"The kiln," / "is cold."')]


def test_a_label_tells_who_wrote() -> None:
    layout = survey(Manuscript("His phone buzzed.\n\nMam: are you eating\n\nMam: properly i mean\n"))
    assert [(q.kind, q.label) for q in layout.quotations] == [("message", "Mam"), ("message", "Mam")]


@pytest.mark.parametrize(
    "prose",
    [
        'He called it "the pit" and never went there.',
        "They played 'Danny Boy' at the fair, and the dogs' dinner was late.",
        'She had won the "Best in Show" cup.',
        "The signs said 'em all wrong, an' the lads' caps were lost.",
        'A 12" record and a 6\' 2" man.',
        "That was what she thought. He wondered about it all the way home.",
        "The letter was long, and he read it twice.",
        'She looked around as if to say, "Are you all like this?" and sat down.',
        'He did not say "perhaps never," but they all heard it.',
        'The band was playing the overture to "The Baker and the Moon."',
        'They were glad of being, unlike the clerk, "met," and went in.',
        'He wore a "Homburg," a short coat called a "Chester," and no gloves.',
    ],
)
def test_nobody_is_heard(prose: str) -> None:
    filler = '\n\n"Well," said Tom.\n'
    assert found(prose + filler) == [("speech", '"Well,"')]


HOSTILE = [
    '"', "'", "“", "”", "‘", "«", "—", "*", "_", ".", "!", "~", "[", "''", "'\"", '5"', '"a', 'a"', " '", "' ", " —a", "— ", "*a ", "_a_ ", "'em ", "> ", "A: ", "#\n", "a\n",
    '"A," he said. ', 'a," he said ', "I thought, ", "He thought ", "it said ", "Phone. ", "Dear A,\n\n", "Aa ", "a. ", "I ", "1", "x",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_whatever_the_text_repeats(unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        survey(Manuscript(unit * times))
        return time.process_time() - began

    few, many = seconds(1_000), seconds(8_000)
    assert many < 24 * few + 0.4, f"{few:.2f} s, then {many:.2f} s for eight times the text"


@pytest.mark.slow
def test_a_million_characters_on_one_line() -> None:
    line = '"Go," said Mara. She didn\'t like it, he thought. "Why?" ' * 18_000
    began = time.perf_counter()
    assert len(survey(Manuscript(line)).quotations) > 1_000
    assert time.perf_counter() - began < 60  # seconds; about eight on one core


BRITISH = "‘Mind the step,’ said Wim.\n\n‘I always do,’ said Orla.\n\n"


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("‘Tell ‘im I’m out,’ said Orla.", "‘Tell ‘im I’m out,’"),
        ("‘I’ve had it since ‘eighty-seven. Ask anyone.’", "‘I’ve had it since ‘eighty-seven. Ask anyone.’"),
        ("‘‘Tis a sad business,’ said Orla.", "‘‘Tis a sad business,’"),
        ("‘Eat,’ said Orla, ‘and be quiet for once.’", "‘Eat,’ / ‘and be quiet for once.’"),
        ("‘Eat,’ said Orla, ‘and be quiet for once.", "‘Eat,’ / ‘and be quiet for once."),
    ],
)
def test_a_curly_mark_may_be_an_apostrophe(prose: str, expected: str) -> None:
    assert found(BRITISH + prose + "\n")[2:] == [("speech", expected)]


def test_an_apostrophe_in_the_narration_opens_nothing() -> None:
    told = "She feared for her precious ‘ealth and went up early.\n\n"
    assert len(found(BRITISH + told + "‘Good night,’ said Wim.\n")) == 3


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("\"Give it back!' shouted Orla. She ran.", ["\"Give it back!'"]),
        ("“Give it back!' shouted Orla. “Now.”", ["“Give it back!' / “Now.”"]),
        ("'Give it back,\" said Orla.", ["'Give it back,\""]),
    ],
)
def test_a_mark_of_the_wrong_kind_still_closes_or_opens(prose: str, expected: list[str]) -> None:
    filler = '\n\n"Well," said Tom.\n'
    assert [words for _, words in found(prose + filler)][:-1] == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ('"So do I," he answered. "Brave and wise," he mused.', [("speech", '"So do I," / "Brave and wise,"')]),
        ('"Yes," said Orla. "He knows," she thought.', [("speech", '"Yes,"'), ("thought", '"He knows,"')]),
        ('"He knows," she thought, and aloud she said, "Yes."', [("thought", '"He knows,"'), ("speech", '"Yes."')]),
        ('"It must be," he muttered to himself. "Yes."', [("speech", '"It must be," / "Yes."')]),
        ('"How like him," thought poor Orla "to be late."', [("thought", '"How like him," / "to be late."')]),
    ],
)
def test_each_tag_says_whether_its_words_are_heard(prose: str, expected: list[tuple[str, str]]) -> None:
    assert found(prose) == expected


def test_each_section_is_read_by_the_marks_that_it_uses() -> None:
    text = "\"Mind,\" said Wim. \"The step.\"\n\n***\n\n'I do.'\n\n'You never do.' Orla laughed.\n\n'I do now.'\n\n***\n\n\"Well,\" said Wim.\n"
    assert [words for _, words in found(text)][1:4] == ["'I do.'", "'You never do.'", "'I do now.'"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("—I rented it. —The notary moved his glasses. —It is not legible. With breakfast.", 2),
        ("— The tram is always late. He poured two glasses. — Sit.", 2),
    ],
)
def test_a_new_dash_gives_the_word_back(prose: str, expected: int) -> None:
    text = "— You took your time.\n\n— The tram was late.\n\n" + prose + "\n"
    assert len(survey(Manuscript(text)).quotations[-1].spans) == expected


@pytest.mark.parametrize(
    ("prose", "kind"),
    [
        ("**big sad:** its in my room\n\n**prez:** what kind of situation\n\n**big sad:** a wet one\n", "message"),
        ("**Agnes:** Where were you?\n\n**Tobias:** In the barn.\n\n**Agnes:** All night?\n", "speech"),
    ],
)
def test_what_is_typed_is_a_chat_and_what_is_said_a_script(prose: str, kind: str) -> None:
    assert {found_kind for found_kind, _ in found(prose)} == {kind}


def test_a_letter_is_known_by_the_words_that_lead_to_it() -> None:
    lead = "There was a card under the lamp. It was in a man's writing, square.\n\n"
    assert ("letter", "Thank you. Does anybody have a stamp?") in found(
        lead + "Thank you. Does anybody have a stamp?\n"
    )


def test_talk_in_the_present_is_a_thought_in_a_story_of_the_past() -> None:
    prose = "Comfort stood at the end of the ward and counted the beds. She went to the window. It's only gravel. There's nothing beneath it."
    assert ("thought", "It's only gravel. There's nothing beneath it.") in found(prose)


def test_italics_between_slashes_are_a_thought() -> None:
    assert ("thought", "/Good girls, stay there./") in found(
        "Pip held her hands out. She waited. /Good girls, stay there./\n"
    )
