"""What a language model is shown, and what its answers are worth, whatever it says."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.adapt import adapt
from audiodrama.errors import ModelError, ModelGone
from audiodrama.script import NARRATOR, Line, Role, Scene, Script
from audiodrama.speakers.answers import AGREED, CHANGED, consult, judged, labels, reconsidered
from audiodrama.speakers.reading import SOMEONE
from audiodrama.speakers.windows import MOST, NAMES, SIZE, UNSURE, Window, windows
from audiodrama.text import Manuscript, decode
from llm_server import names, numbers

SURE, UNSURE_LINE = 0.95, 0.3


def line(role: str, text: str, confidence: float = SURE, second: str = "") -> Line:
    return Line(role, text, "speech", because="implicit", why="a guess", confidence=confidence, second=second)


def told(text: str) -> Line:
    return Line(NARRATOR, text)


def play(*scenes: list[Line], roles: tuple[Role, ...] = ()) -> Script:
    made = tuple(Scene(f"Scene {n}", tuple(lines)) for n, lines in enumerate(scenes, 1))
    heard = dict.fromkeys(x.role for scene in scenes for x in scene if x.voiced)
    return Script("A play", roles or tuple(Role(name) for name in heard), made)


PLAY = play(
    [
        told("The ferry was late."),
        line("Irma", "Where is it?"),
        line("Jonas", "Out there.", UNSURE_LINE, "Irma"),
        told("A horn answered."),
        line("Irma", "I see nothing."),
    ],
    roles=(Role("Irma", ("Mrs. Vance",), "f"), Role("Jonas", (), "m")),
)


def test_a_question_holds_numbers_a_closed_list_and_the_speakers_that_are_sure() -> None:
    (window,) = windows(PLAY)
    assert window.asked == ((2,),)
    assert names(window.question) == ["Irma", "Jonas"]
    assert "- Irma (also: Mrs. Vance)\n" in window.question
    assert "[Irma] “Where is it?”\n[#1] “Out there.”\nA horn answered.\n" in window.question
    assert "[Jonas]" not in window.question  # the guess would lead it


def test_nothing_is_asked_about_what_is_sure_or_what_the_author_said() -> None:
    authors = Line("Jonas", "Mine.", "speech", because="given", why="you gave this line its speaker", confidence=0.1)
    assert windows(play([line("Irma", "Sure.", UNSURE), authors, told("Nothing else.")])) == ()
    assert windows(Script("Nothing")) == ()
    assert windows(play([line(SOMEONE, "Who is there to choose from?", 0.0)])) == ()


def test_the_parts_of_an_interrupted_quotation_have_one_number() -> None:
    prose = 'They sat.\n\n"If you," the tall one began, "would only listen."\n\n"No."\n'
    script = adapt(Manuscript(prose))
    unsure = [x for x in script.lines if x.voiced]
    assert len(unsure) == 3
    weak = play([x if not x.voiced else _doubt(x) for x in script.lines])
    (window,) = windows(weak, Manuscript(prose))
    assert [len(lines) for lines in window.asked] == [2, 1]
    assert "[#1] “If you,” the tall one began, [#1] “would only listen.”\n[#2] “No.”" in window.passage


def test_a_script_and_its_file_give_the_same_questions(samples: tuple[Path, ...]) -> None:
    asked = 0
    for path in samples:
        prose = decode(path.read_bytes(), path.name)
        script = adapt(prose)
        loaded = iter([x for x in fountain.loads(fountain.dumps(script)).lines if x.voiced])
        bare = play(*([x if not x.voiced else _like(next(loaded), x) for x in s.lines] for s in script.scenes))
        bare = Script(script.title, script.roles, bare.scenes)
        asked += len(windows(script, prose))
        assert [w.question for w in windows(bare, prose)] == [w.question for w in windows(script, prose)]
    assert asked


def _like(loaded: Line, x: Line) -> Line:
    """A line of the file with what the record knows about it."""
    return replace(loaded, because=x.because, why=x.why, confidence=x.confidence, second=x.second)


def _doubt(x: Line) -> Line:
    return Line(x.role, x.text, x.kind, span=x.span, because="implicit", why="a guess", confidence=0.1)


def test_windows_are_small_and_keep_to_their_scene() -> None:
    long = [x for n in range(300) for x in (told("It rained. " * 20), line("Irma", f"Line {n}.", n % 7 and SURE))]
    script = play(long, [told("A new day."), line("Jonas", "Hm.", 0.1)])
    found = windows(script)
    assert sorted(at for w in found for lines in w.asked for at in lines) == [
        at for at, x in enumerate(script.lines) if x.voiced and x.confidence < UNSURE
    ]
    assert all(len(w.passage) < SIZE * 1.2 and len(w.asked) <= MOST for w in found)
    assert "A new day" not in found[-2].passage
    assert "It rained" not in found[-1].passage


def test_many_doubts_in_a_row_are_parted() -> None:
    found = windows(play([line("Irma", "Yes.", 0.1) for _ in range(3 * MOST)]))
    assert [len(w.asked) for w in found] == [MOST, MOST, MOST]


def test_a_line_without_end_is_shown_in_part() -> None:
    (window,) = windows(play([told("a " * 500_000), line("Irma", "b " * 500_000, 0.1)]))
    assert len(window.passage) < 2000


def test_a_large_cast_is_cut_to_those_who_matter() -> None:
    crowd = [line(f"Guest{n}", "Cheers.") for n in range(3 * NAMES)]
    script = play(crowd, [told("Guest77 and Guest99 sat apart."), line("Guest5", "So.", 0.1, "Guest6")])
    (window,) = windows(script)
    listed = names(window.question)
    assert len(listed) == NAMES
    assert {"Guest5", "Guest6", "Guest77", "Guest99"} <= set(listed)


def test_windows_of_a_whole_novel_take_linear_time() -> None:
    def seconds(count: int) -> float:
        lines = [x for n in range(count) for x in (told("It rained."), line("Irma", "Yes.", n % 2))]
        script = play(lines)
        start = time.perf_counter()
        windows(script)
        return time.perf_counter() - start

    small = min(seconds(2_000) for _ in range(3))
    assert seconds(16_000) < 8 * small * 4 + 0.2


# --- answers

WINDOW = Window("...", ((3,), (5, 7), (9,)), (Role("Irma", ("Mrs. Vance", "the boss")), Role("Jonas", ("the boss",))))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param('{"1": "Irma", "2": "Jonas", "3": "Irma"}', {1: "Irma", 2: "Jonas", 3: "Irma"}, id="well"),
        pytest.param('```json\n{"1": "Irma"}\n```', {1: "Irma"}, id="in a fence, partly"),
        pytest.param('Sure! {"1": "Jonas"} Hope that helps {you}.', {1: "Jonas"}, id="prose around it"),
        pytest.param('<think>{"1": "Irma"}? No.</think>{"1": "Jonas"}', {1: "Jonas"}, id="a draft before it"),
        pytest.param('{"answers": {"#1": "irma ", "[2]": "MRS. VANCE"}}', {1: "Irma", 2: "Irma"}, id="loosely"),
        pytest.param('{"1": "Irma", "2": "the boss"}', {1: "Irma"}, id="an alias of two"),
        pytest.param('{"1": "Santa Claus", "2": "?", "3": "Jonas"}', {3: "Jonas"}, id="a name not in the list"),
        pytest.param('{"0": "Irma", "4": "Irma", "1": "Irma", "99999": "Irma"}', {1: "Irma"}, id="wrong numbers"),
        pytest.param('{"1": null, "2": ["Irma"], "3": {"name": "Irma"}}', {}, id="no names"),
        pytest.param('{"7": "Irma"}', None, id="only wrong numbers"),
        pytest.param("", None, id="empty"),
        pytest.param("I cannot help with that.", None, id="a refusal"),
        pytest.param("<html><body>502</body></html>", None, id="HTML"),
        pytest.param('["Irma", "Jonas"]', None, id="a list"),
        pytest.param('{"1": "Irma", "2": "Jon', None, id="broken off"),
        pytest.param('{"1":' * 100_000, None, id="deep"),
        pytest.param("{" * 1_000_000, None, id="braces"),
        pytest.param('{"1": "Irma", "x": ' + "[" * 100_000, None, id="deep list"),
    ],
)
def test_an_answer_is_worth_the_labels_in_it(answer: str, expected: dict[int, str] | None) -> None:
    assert labels(WINDOW, answer) == expected


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["Irma", "irma", "Jonas", "?", "Mrs. Vance"])
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["1", "2", "3", "4", "#2"]) | st.text(), inner),
)


@settings(deadline=None)
@given(st.text() | ANYTHING.map(json.dumps), st.text())
def test_whatever_a_model_says_only_names_of_the_list_come_out(answer: str, around: str) -> None:
    found = labels(WINDOW, around + answer)
    assert set(found or {}) <= {1, 2, 3}
    assert set((found or {}).values()) <= {"Irma", "Jonas"}


def test_a_name_changes_the_line_and_says_so() -> None:
    (window,) = windows(PLAY)
    script = reconsidered(PLAY, judged(window, '{"1": "Irma"}').by_line)
    changed = list(script.lines)[2]
    assert (changed.role, changed.second, changed.confidence) == ("Irma", "Jonas", CHANGED)
    assert changed.why == "the language model says so; the reading guessed Jonas"
    assert changed.because == "implicit"
    assert [role.name for role in script.roles] == ["Irma"]  # Jonas has nothing left to say
    assert script.roles[0].gender == "f"
    before = [x for at, x in enumerate(PLAY.lines) if at != 2]
    assert [x for at, x in enumerate(script.lines) if at != 2] == before


def test_the_same_name_makes_the_line_surer() -> None:
    (window,) = windows(PLAY)
    kept = list(reconsidered(PLAY, judged(window, '{"1": "Jonas"}').by_line).lines)[2]
    assert (kept.role, kept.confidence, kept.second) == ("Jonas", AGREED, "Irma")
    assert kept.why == "a guess; the language model agrees"


def test_no_answer_changes_nothing() -> None:
    (window,) = windows(PLAY)
    for answer in ('{"1": "?"}', "nonsense", '{"1": "Santa Claus"}'):
        assert reconsidered(PLAY, judged(window, answer).by_line) == PLAY


def _many() -> tuple[Window, ...]:
    return windows(play(*([line("Irma", f"Yes {n}.", 0.1)] for n in range(8))))


def asks(*answers: str | ModelError) -> Callable[[str], str]:
    waiting = iter(answers)

    def ask(question: str) -> str:
        answer = next(waiting)
        if isinstance(answer, ModelError):
            raise answer
        return answer

    return ask


GOOD = '{"1": "Irma"}'


def test_a_question_without_an_answer_is_passed_over() -> None:
    answers = list(consult(_many(), asks(GOOD, ModelError("busy"), "nonsense", GOOD, *[GOOD] * 4)))
    assert [bool(a.labels) for a in answers] == [True, False, False, *[True] * 5]
    assert answers[1].reason == "busy"
    assert "'nonsense'" in answers[2].reason


def test_a_silent_model_is_not_asked_on_and_on() -> None:
    assert len(list(consult(_many(), asks(GOOD, *[ModelError("busy")] * 3)))) == 4
    assert len(list(consult(_many(), asks(GOOD, ModelGone("refused"))))) == 2


def test_a_question_is_asked_when_its_answer_is_fetched() -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return GOOD

    answers = consult(_many(), ask)
    assert asked == []
    next(answers)
    assert len(asked) == 1
    assert numbers(asked[0]) == [1]
