"""For any text whatever: nothing lost, in order, stable, no crash, and time that grows as the text does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.adapt import adapt
from audiodrama.errors import StoryError
from audiodrama.script import Script
from audiodrama.text import Manuscript, plain
from test_adapt import whole

NASTY = st.sampled_from(
    [
        # marks of every kind, open, closed, wrong
        '"', "“", "”", "„", "‘", "’", "'", "«", "»", "‹", "›", "「", "」", "『", "』", "''", "``", "—", "— ", "-- ", "*", "**", "_", "::", "//", "<", ">", "[", "]", "(", ")", "~", "♪",
        # line ends, blanks, what cannot be seen
        "\n", "\n\n", "\r\n\r\n", "\r", "\r\r", "\u2028", "\x0b", "\x0c", "\t", "    ", "\u00a0", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200f", "\u202e", "\x00", "\x1a", "\x85",
        # other scripts, joined characters, halves of pairs
        "שלום", "مرحبا بك", "اردو", "नमस्ते", "小明", "e\u0301\u0302\u0303", "👩‍👩‍👧", "\ud83d", "\udca9", "\\ud83d", "İ", "ß",
        # markup
        "<i>", "</i>", "<p>", "</p>", "<br>", "<hr/>", "<div>", "[b]", "[/b]", "&amp;", "&rsquo;", "&#39;", "&#0;", "&#xD800;", "&nbsp;", "<!--", "-->", "don&#8217;t",
        # furniture and letters
        "A/N: hi!!", "Summary:", "Notes:", "THE END", "Chapter 2", "14th March", "diary", "Dear Tom,", "Love, T.", "From: A", "To: B", "MARA:", "Mara: ", "[14:02] mir: lol", "<mir> brb",
        "@a: b", "STOP", "***", "---", "title: x", "— Somebody",
        # prose
        "Mara", "Tom", "she", "said", "whispered", "signed", "sang", "thought", "the crowd roared", "they chorused", "The tannoy crackled.", "on the phone", "I", "don't", "'em", "Go.", "why?", " ", " ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(NASTY, max_size=60).map("".join),
    st.lists(NASTY, max_size=60).map(" ".join),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=200),
)


def read(text: str) -> Script | None:
    """The script, None for a text with nothing to perform."""
    try:
        return adapt(Manuscript(text), any_language=True)
    except StoryError:
        return None


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_whole_and_in_order(text: str) -> None:
    script = read(text)
    if script is not None:
        whole(script, text)
        assert all(line.text.strip() and "\n" not in line.text for line in script.lines)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_script(text: str) -> None:
    assert read(text) == read(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_script_that_was_written_stays_as_it_is(text: str) -> None:
    script = read(text)
    if script is not None:
        again = fountain.loads(fountain.dumps(script))
        assert again == script.bare()
        assert fountain.loads(fountain.dumps(again)) == again


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_text_without_its_markup_is_as_long(text: str) -> None:
    assert len(plain(Manuscript(text)).text) == len(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(NASTY, max_size=40).map(" ".join))
def test_line_ends_of_any_system_give_the_same_words(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    one, other = read(unix), read(unix.replace("\n", "\r\n"))
    assert (one is None) == (other is None)
    if one and other:
        assert [(line.kind, line.text) for line in one.lines] == [(line.kind, line.text) for line in other.lines]


def seconds(*texts: str) -> list[float]:
    """The processor's time for a reading of each, the best of three; read in turn, so that a slow moment of the machine meets all of them."""
    best = [float("inf")] * len(texts)
    for _ in range(3):
        for k, text in enumerate(texts):
            began = time.process_time()
            read(text)
            best[k] = min(best[k], time.process_time() - began)
    return best


RAIN = "The rain fell on the roof and on the road. "
REPEATED = [
    '"A," he said. ', '"A" "B" ', '**"A!"** ', "*A.* ", "*A,* she signed. ", "::a:: ", "//a// ", "♪ a ", "“", "‘", "'", '"', "”", "«", "—", "— A. He ran. — B. ", "“a' said A ", "a,\" he said ",
    "He sighed. \"A\" ", "they chorused ", "[14:02] a: lol\n", "<mir> brb\n", "A: hi\n\n", "From: A\nTo: B\n\nhi\n\n", "diary\n\nDay 2\n\n", "Day 2\n\nI go.\n\n", "Notes:\n\na\n\n", "A/N: hi!!\n\n",
    "<i>a</i> ", "<p>a</p>", "<br>", "&amp;", "a&#39;", "[b]", "\u200b", "\u200fשלום ", "\x00", "\r", "\ufeff", "\ud800", "e\u0301\u0301", "(", '("', "A sang:\n\n    a b\n\n", "Mr. ", "J. ", "x",
]  # fmt: skip


@pytest.mark.parametrize("unit", REPEATED)
def test_twice_the_text_takes_twice_the_time(unit: str) -> None:
    once = unit * (3_000 // len(unit))
    few, many = seconds(once, once * 2)
    assert many < 2.6 * few + 0.1, f"{few:.3f} s, then {many:.3f} s for twice the text"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(('"Go," said Mara. ' + RAIN * 8) * 2_700, id="a million characters on one line"),
        pytest.param('"' * 100_000, id="a hundred thousand quotation marks"),
        pytest.param("“" * 50_000 + "”" * 50_000, id="nested fifty thousand deep"),
        pytest.param("“‘" * 25_000 + "a" + "’”" * 25_000, id="nested in turn"),
        pytest.param("(" * 50_000 + "a" + ")" * 50_000, id="brackets in brackets"),
        pytest.param("<i>" * 30_000 + "a" + "</i>" * 30_000, id="tags in tags"),
        pytest.param("\u200fשלום \u202e«מרה» אמרה. " * 5_000, id="right to left"),
        pytest.param("a\u200b" * 50_000, id="zero-width spaces"),
        pytest.param("*" * 100_000, id="stars"),
        pytest.param("a" * 1_000_000, id="one word"),
    ],
)
def test_a_monstrous_text_is_read_in_a_minute(text: str) -> None:
    began = time.process_time()
    script = read(text)
    assert time.process_time() - began < 60  # seconds; about ten on one core
    if script is not None:
        whole(script, text)
