"""The prose as it was posted: encodings, paragraphs, sentences, languages."""

from __future__ import annotations

import contextlib
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.errors import StoryError
from audiodrama.text import Manuscript, Span, decode, language, paragraphs, sentences

ENGLISH = (
    "The ferry was late and nobody on the quay had anything to say about it. Wim sat on his box and looked at the water, "
    "which was the colour that it always was in March, and thought of what he would tell them at home when he had no fish to show."
)
FRENCH = (
    "Le bac était en retard et personne sur le quai n'avait rien à en dire. Wim était assis sur sa caisse et il regardait l'eau, "
    "qui avait la couleur de toujours, et il pensait à ce qu'il dirait chez lui avec les mains vides."
)
FOREIGN = {
    "French": FRENCH,
    "German": "Die Fähre war zu spät, und niemand auf dem Kai hatte etwas dazu zu sagen. Er saß auf seiner Kiste und sah auf das Wasser, das war wie immer, "
    "und dachte daran, was er zu Hause sagen würde, wenn er keinen Fisch hatte.",
    "Spanish": "El transbordador llegaba tarde y nadie en el muelle tenía nada que decir de ello. Estaba sentado en su caja y miraba el agua, que era del color "
    "de siempre, y pensaba en lo que diría en casa cuando no tuviera nada en las manos.",
    "Italian": "Il traghetto era in ritardo e nessuno sul molo aveva niente da dire. Era seduto sulla sua cassa e guardava l'acqua, che era del colore di sempre, "
    "e pensava a che cosa avrebbe detto a casa con le mani vuote, ma non gli importava più di tanto.",
    "Portuguese": "A balsa estava atrasada e ninguém no cais tinha nada a dizer. Ele estava sentado na sua caixa e olhava para a água, que era da cor de sempre, "
    "e pensava no que diria em casa com as mãos vazias, mas não se importava muito com isso.",
    "Dutch": "De pont was te laat en niemand op de kade had er iets over te zeggen. Hij zat op zijn kist en keek naar het water, dat de kleur had die het altijd had, "
    "en dacht aan wat hij thuis zou zeggen als hij geen vis had om te laten zien.",
    "Polish": "Prom się spóźniał i nikt na nabrzeżu nie miał o tym nic do powiedzenia. Siedział na swojej skrzyni i patrzył na wodę, która była taka jak zawsze, "
    "i myślał o tym, co powie w domu, jak nie będzie miał ryby, ale było mu już to obojętne.",
    "Russian": "Паром опаздывал, и никто на пристани ничего об этом не говорил. Он сидел на своём ящике и смотрел на воду.",
    "Greek": "Το πλοίο είχε αργήσει και κανείς στην προβλήτα δεν είχε τίποτα να πει γι' αυτό.",
    "Japanese": "渡し船は遅れていて、桟橋の誰もそれについて何も言わなかった。彼は箱に座って水を見ていた。",
    "Chinese": "渡船晚点了,码头上没有人对此说什么。他坐在箱子上,看着水,水的颜色和往常一样。他想着回家以后该说什么。",
    "Korean": "배가 늦었지만 부두에 있는 사람은 아무도 말을 하지 않았다. 그는 상자 위에 앉아 물을 바라보았다.",
    "Arabic": "تأخرت العبارة ولم يكن لدى أحد على الرصيف ما يقوله عن ذلك. جلس على صندوقه ونظر إلى الماء.",
    "Hebrew": "המעבורת איחרה ולאיש על הרציף לא היה מה לומר על כך. הוא ישב על הארגז שלו והביט במים.",
}


# ---- decode


@pytest.mark.parametrize("data", [b"Hi.\r\nYou.\r\n", "Café – “né”".encode(), b"\xef\xbb\xbfHi."])
def test_utf8_keeps_every_code_point_and_assumes_nothing(data: bytes) -> None:
    m = decode(data, "a.txt")
    assert m.text == data.decode("utf-8")
    assert (m.name, m.assumed) == ("a.txt", "")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_utf16_with_its_mark(codec: str) -> None:
    mark = b"" if codec == "utf-16" else b"\xfe\xff"
    assert decode(mark + "“Non,” dit-elle.".encode(codec)).text.endswith("“Non,” dit-elle.")


def test_other_bytes_are_windows_1252_and_it_says_so() -> None:
    m = decode("“Olé,” she said – twice.".encode("cp1252"))
    assert m.text == "“Olé,” she said – twice."
    assert "1252" in m.assumed


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", b"\xff\xfe"])
def test_an_empty_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(StoryError, match=r"story\.txt.*empty"):
        decode(data, "story.txt")


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04docx", b"ID3\x04", bytes(range(256)), b"ab\x00cd"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(StoryError, match="not plain text"):
        decode(data, "story.docx")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_story_error(data: bytes) -> None:
    with contextlib.suppress(StoryError):
        assert decode(data, "x").text


# ---- paragraphs


def texts(text: str) -> list[str]:
    m = Manuscript(text)
    return [text[p.span.start : p.span.end] for p in paragraphs(m)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_paragraphs_between_blank_lines(end: str) -> None:
    assert texts(f"One.{end}{end}Two.{end}") == ["One.", "Two."]


def test_one_line_is_one_paragraph_when_lines_are_sentences() -> None:
    assert texts('"Go."\nHe went out.\n"Good."\n\nLater he came back.\n"Well?"\n') == [
        '"Go."', "He went out.", '"Good."', "Later he came back.", '"Well?"',
    ]  # fmt: skip


def test_wrapped_lines_belong_together() -> None:
    wrapped = ENGLISH.replace("nobody", "nobody\n").replace("looked at", "looked at\n").replace("always", "always\n")
    lines = "\n".join(ENGLISH[i : i + 62] for i in range(0, len(ENGLISH), 62))
    assert len(texts(f"{lines}\n\n{lines}\n")) == 2
    assert wrapped


def test_an_indented_line_begins_a_paragraph() -> None:
    block = "    The ferry was late and nobody on the quay had anything\nto say about it, or not that morning, when the fog lay on the\nwater.\n"
    assert len(texts(block * 4)) == 4


def test_gap_and_indent_are_told() -> None:
    one, two = paragraphs(Manuscript("One.\n\n\n\n\tTwo.\n"))
    assert (one.gap, two.gap, two.indent > 0) == (0, 3, True)


@given(st.text(alphabet="ab .\"'\n\r\t—", max_size=200))
def test_paragraphs_hold_all_ink_once_and_in_order(text: str) -> None:
    spans = [p.span for p in paragraphs(Manuscript(text))]
    held = "".join(text[span.start : span.end] for span in spans)
    assert "".join(held.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


# ---- sentences


def sentence_texts(text: str) -> list[str]:
    m = Manuscript(text)
    return [text[span.start : span.end] for span in sentences(m, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He went. She did not! Why?", 3),
        ("Mr. Vos met Dr. Maes at St. Bavo.", 1),
        ("“No!” he said. “Never.”", 2),
        ("J. R. Vos was late... very late.", 1),
        ("It was I. He knew.", 2),
        ("彼は笑った。彼女は泣いた。", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentence_texts(text)) == count


@given(st.text(alphabet="aB .!?\"'…", max_size=120))
def test_sentences_hold_all_ink(text: str) -> None:
    assert "".join("".join(sentence_texts(text)).split()) == "".join(text.split())


# ---- languages


@pytest.mark.parametrize("name", FOREIGN)
def test_languages_are_told_apart(name: str) -> None:
    assert language(FOREIGN[name]) == name


def test_english_is_english() -> None:
    assert language(ENGLISH) == "en"


def test_english_with_foreign_talk_is_english() -> None:
    assert language(f"{ENGLISH} {ENGLISH} “{FRENCH[:150]}”") == "en"
    assert language(f"{ENGLISH} {ENGLISH} 小明，你好。她不知道。") == "en"


@pytest.mark.parametrize("text", ["", "Oui.", "Hola, Zosia!", "1984", "...", "x" * 500])
def test_short_or_odd_text_is_english(text: str) -> None:
    assert language(text) == "en"


def test_a_long_line_takes_linear_time() -> None:
    line = "“Go,” he said. She didn't; 'twas late... " * 25_000  # one line of a million characters
    began = time.perf_counter()
    m = Manuscript(line)
    (paragraph,) = paragraphs(m)
    assert len(sentences(m, paragraph.span)) > 25_000
    assert language(line) == "en"
    assert time.perf_counter() - began < 10  # seconds; it takes under one
