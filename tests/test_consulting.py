"""``script --llm`` as an author types it, against a server that behaves well, badly, slowly and not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audiodrama import fountain
from audiodrama.production import Play, Production, chat, read, record
from audiodrama.production.consulting import Asked, Cost, reconsider
from audiodrama.script import Line, Scene, Script
from audiodrama.speakers import windows
from audiodrama.speakers.answers import CHANGED, SAYS_MODEL
from llm_server import MODEL, Handler, always, completion, names, nobody, numbers, raw, reset, serving, slow, status
from rehearsal import typed

STORY = """The Ferry

"Last boat," said Irma.

"Wait for me!" Jonas ran down the pier. "I have a ticket!"

"You have a bicycle," said Irma.

The gangway rattled. Irma and Jonas and the old skipper stood in the rain.

"It folds."

"It does not."

"Show me."

"Not in this weather."

* * *

Night fell over the strait. The skipper hummed.

"Who has the wheel?"

"You have."
"""


OPEN = ("It folds.", "It does not.", "Show me.", "Not in this weather.", "Who has the wheel?", "You have.")


def undecided(line: Line) -> bool:
    """Stands in for the reading's confidence, which changes with its weights: these lines are unsure until somebody decides."""
    return line.text in OPEN and line.because != "given" and "language model" not in line.why


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (chat.KEY, chat.OPENAI_KEY):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(chat, "BACK_OFF_S", 0.0)
    monkeypatch.setattr(windows, "doubted", undecided)
    (tmp_path / "voices.yaml").write_text("engine: tone\nnarrator: tone/narrator\n")
    (tmp_path / "ferry.txt").write_text(STORY)
    return tmp_path / "ferry.txt"


def script_of(story: Path) -> str:
    return story.with_suffix(".fountain").read_bytes().decode()


def speakers(story: Path) -> list[tuple[str, str]]:
    return [(line.text, line.role) for line in fountain.loads(script_of(story)).lines if line.voiced]


def test_a_model_that_answers_well_is_heard(story: Path) -> None:
    typed("script", story)
    before = dict(speakers(story))
    story.with_suffix(".fountain").unlink()
    with serving(always("Jonas")) as (url, heard):
        result = typed("script", story, "--llm", url, "--yes")
    after = dict(speakers(story))
    assert heard.questions
    assert set(names(heard.questions[0])) == {"Irma", "Jonas"}
    assert "Nothing" not in "".join(heard.questions[0].partition("Passage:")[0])
    asked = {
        text for question in heard.questions for text in before if f"“{text}”" in question.partition("Passage:")[2]
    }
    assert after["Last boat,"] == "Irma"  # sure of it: never asked
    changed = {text for text in before if before[text] != after[text]}
    assert changed
    assert changed <= asked
    assert all(after[text] == "Jonas" for text in changed)
    assert f"gave {len(changed)} to somebody else" in result.stderr
    assert f"{MODEL} at {url}" in result.stderr
    assert "tokens in" in result.stderr
    assert result.stdout.splitlines()[-1] == str(story.with_suffix(".fountain"))
    assert "[[?" not in script_of(story)  # what the model decided is doubtful no more


def test_the_reason_says_that_it_was_the_model(story: Path) -> None:
    with serving(always("Jonas")) as (url, _):
        read = json.loads(typed("script", story, "--llm", url, "--yes", "--format", "json").stdout)
    whys = [s["why"] for s in read["segments"] if s["because"]]
    assert "the language model says so; the reading guessed Irma" in whys
    assert not story.with_suffix(".fountain").exists()
    assert not any(s["because"] == "given" for s in read["segments"])


def test_the_reason_is_remembered_with_the_script(story: Path) -> None:
    with serving(always("Jonas")) as (url, _):
        typed("script", story, "--llm", url, "--yes")
    lines = list(read(Production.of(story), Play.of(story), ()).script.lines)
    assert any("language model says so" in line.why for line in lines)
    assert not any(line.because == "given" for line in lines)


def test_the_whole_pass_is_taken_back_in_one_step(story: Path) -> None:
    typed("script", story)
    before = script_of(story)
    with serving(always("Jonas")) as (url, _):
        typed("script", story, "--llm", url, "--yes")
    assert script_of(story) != before
    assert "the language model's answers" in typed("undo", "--no-render").stdout
    assert script_of(story) == before


@pytest.mark.parametrize(("noted", "doubtful"), [(True, True), (False, False)])
def test_what_was_taken_back_is_in_doubt_where_its_remark_says_so(noted: bool, doubtful: bool) -> None:
    said = Line("Jonas", "It folds.", "speech", because="implicit", why=SAYS_MODEL, confidence=CHANGED, second="Irma")
    now = Script("X", (), (Scene("", (Line("Irma", "It folds.", "speech"),)),))
    (line,) = record.annotate(now, record.Reading((), "", (), (said,)), [noted], ()).lines
    assert line.doubtful == doubtful
    assert (line.because == "given") != doubtful


def test_a_script_that_is_there_keeps_every_byte_but_the_names(story: Path) -> None:
    typed("script", story)
    place = story.with_suffix(".fountain")
    author = script_of(story).replace("\n", "\r\n").replace("It does not.", "It *does* not. [[check this]]")
    author = author.replace("@Irma\r\nLast boat,", "@Skipper (V.O.)\r\nLast boat,")
    place.write_bytes(author.encode())
    with serving(always("Jonas")) as (url, heard):
        typed("script", story, "--llm", url, "--yes")
    assert "[Skipper] “Last boat,”" in heard.questions[0]  # the author's word, given as known
    kept = [row for row in script_of(story).split("\r\n") if row[:1] != "@" and row[:3] != "[[?"]
    assert [row for row in kept if row] == [
        row for row in author.split("\r\n") if row and row[:1] != "@" and row[:3] != "[[?"
    ]
    assert "@Skipper (V.O.)\r\nLast boat," in script_of(story)


def test_a_line_that_the_author_corrected_is_not_asked_about(story: Path) -> None:
    typed("script", story)
    place = story.with_suffix(".fountain")
    at = script_of(story).index("It folds.")
    cue = script_of(story).rindex("@", 0, at)
    place.write_text(script_of(story)[:cue] + "@The Skipper\n" + script_of(story)[at:])
    with serving(always("Jonas")) as (url, heard):
        typed("script", story, "--llm", url, "--yes")
    assert "[The Skipper] “It folds.”" in heard.questions[0]
    assert dict(speakers(story))["It folds."] == "The Skipper"


def test_what_the_author_writes_while_the_model_thinks_stays(story: Path) -> None:
    def meanwhile(question: str) -> str:
        place = story.with_suffix(".fountain")
        text = place.read_text()
        at = text.index("It folds.")
        cue = text.rindex("@", 0, at)
        place.write_text(text[:cue] + "@Skipper\n" + text[at:] + "\nThe end, he wrote.\n")
        return always("Jonas")(question)

    with serving(meanwhile) as (url, _):
        typed("script", story, "--llm", url, "--yes")
    assert dict(speakers(story))["It folds."] == "Skipper"
    assert "The end, he wrote." in script_of(story)


# --- cost and consent


def test_nothing_is_sent_and_nothing_written_without_a_yes(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        result = typed("script", story, "--llm", url, code=2)
    assert "--yes" in result.stderr
    assert "doubtful lines in" in result.stderr
    assert heard.questions == []
    assert not story.with_suffix(".fountain").exists()


@pytest.mark.parametrize(("key", "sent"), [(b"y\n", True), (b"n\n", False), (b"\n", False)])
def test_an_author_at_a_terminal_is_asked(story: Path, key: bytes, sent: bool) -> None:
    pty = pytest.importorskip("pty")
    with serving(always("Jonas")) as (url, heard):
        parent, child = pty.openpty()
        command = [sys.executable, "-m", "audiodrama", "script", str(story), "--llm", url]
        with subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            os.write(parent, key)
            _, err = process.communicate(timeout=60)
        os.close(parent)
        os.close(child)
    assert process.returncode == 0
    assert b"Ask it?" in err
    assert bool(heard.questions) == sent
    assert (b"Nothing was sent" in err) != sent
    assert story.with_suffix(".fountain").exists() == sent


def test_an_option_of_the_pass_alone_is_refused(story: Path) -> None:
    assert "--llm URL" in typed("script", story, "--yes", code=2).stderr


def test_a_story_without_doubts_sends_nothing(story: Path) -> None:
    story.write_text('"Last boat," said Irma.\n\n"Wait!" said Jonas.\n')
    result = typed("script", story, "--llm", nobody(), "--yes")
    assert "No line is doubtful" in result.stderr
    assert dict(speakers(story)) == {"Last boat,": "Irma", "Wait!": "Jonas"}


# --- badly


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(always("Santa Claus"), id="a name that is not in the list"),
        pytest.param(always("?"), id="it cannot tell"),
        pytest.param(lambda q: json.dumps({str(n): 7 for n in numbers(q)}), id="numbers for names"),
    ],
)
def test_an_answer_that_names_nobody_leaves_the_guesses(story: Path, reply: Callable[[str], str]) -> None:
    typed("script", story)
    before = script_of(story)
    with serving(reply) as (url, _):
        result = typed("script", story, "--llm", url, "--yes")
    assert script_of(story) == before
    assert "gave 0 to somebody else and left 0" in result.stderr


def _nonsense() -> Iterator[tuple[str, list[Callable[[Handler], None]]]]:
    yield "html", [raw("<html>Log in</html>")] * 9
    yield "empty", [raw("")] * 9
    yield "errors", [status(500, "out of memory")] * 99
    yield "resets", [reset] * 99
    yield "slow", [slow(0.6)] * 99


@pytest.mark.parametrize("faults", [pytest.param(faults, id=name) for name, faults in _nonsense()])
def test_a_model_that_never_answers_leaves_the_reading_alone(
    story: Path, faults: list[Callable[[Handler], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("script", story)
    before = script_of(story)
    story.with_suffix(".fountain").unlink()
    monkeypatch.setattr(chat, "DEADLINE_S", 0.2)
    with serving(always("Jonas")) as (url, heard):
        heard.faults = list(faults)
        result = typed("script", story, "--llm", url, "--llm-model", "any", "--yes", code=2)
    assert script_of(story) == before
    assert f"stands: {story.with_suffix('.fountain')}" in result.stderr
    assert "Traceback" not in result.output


def test_nobody_there_is_one_sentence_and_the_reading_stands(story: Path) -> None:
    result = typed("script", story, "--llm", nobody(), "--yes", code=2)
    assert "does not answer" in result.stderr
    assert speakers(story)


def test_some_questions_without_an_answer_are_told(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        heard.faults = [raw("<html>")]
        result = typed("script", story, "--llm", url, "--llm-model", "any", "--yes")
    assert len(heard.questions) == 2
    assert "had no answer (it answers no chat completion" in result.stderr


# --- going on


def test_a_pass_that_was_stopped_goes_on_where_it_stopped(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        events = reconsider(story, url)
        assert isinstance(next(events), Cost)
        assert [next(events), next(events)] == [Asked(0, 2), Asked(1, 2)]
        events.close()  # type: ignore[attr-defined]
        assert speakers(story)  # of the reading alone
        assert len(heard.questions) == 1
        result = typed("script", story, "--llm", url, "--yes")
        assert len(heard.questions) == 2
    assert "(1 of them answered earlier)" in result.stderr
    assert dict(speakers(story))["It folds."] == "Jonas"


def test_only_what_had_no_answer_is_asked_again(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        heard.faults = [_well, status(400)]
        typed("script", story, "--llm", url, "--llm-model", "any", "--yes")
        assert len(heard.questions) == 2
        typed("script", story, "--llm", url, "--llm-model", "any", "--yes")
        assert len(heard.questions) == 3
        assert heard.questions[1] == heard.questions[2]
        result = typed("script", story, "--llm", url, "--llm-model", "any", "--yes")
        assert len(heard.questions) == 3
    assert "No line is doubtful" in result.stderr


def _well(handler: Handler) -> None:
    handler.send(200, completion(handler.heard.reply(handler.heard.questions[-1])))


def test_what_was_answered_once_is_not_asked_again(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        typed("script", story, "--llm", url, "--yes", "--format", "json")
        count = len(heard.questions)
        again = typed("script", story, "--llm", url, "--format", "json")  # costs nothing, so nobody need agree
        assert len(heard.questions) == count
        assert "answered earlier" in again.stderr
        typed("script", story, "--llm", url, "--llm-model", "other", "--yes", "--format", "json")
        assert len(heard.questions) == 2 * count
    assert (story.parent / ".audiodrama/.gitignore").read_text() == "*\n"
    kept = list((story.parent / ".audiodrama/llm").iterdir())
    assert len(kept) == 2 * count
    assert all(set(json.loads(path.read_text()).values()) == {"Jonas"} for path in kept)


def test_a_damaged_memory_is_asked_again(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        typed("script", story, "--llm", url, "--yes", "--format", "json")
        count = len(heard.questions)
        for path in (story.parent / ".audiodrama/llm").iterdir():
            path.write_bytes(b"\xff{")
        typed("script", story, "--llm", url, "--yes", "--format", "json")
        assert len(heard.questions) == 2 * count


def test_the_key_is_nowhere_on_disk_or_screen(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "sk-not-to-be-seen-5417"
    monkeypatch.setenv(chat.KEY, secret)
    with serving(always("Jonas")) as (url, heard):
        result = typed("script", story, "--llm", url, "--yes")
    assert set(heard.keys) == {f"Bearer {secret}"}
    assert secret not in result.output
    written = [path for path in story.parent.rglob("*") if path.is_file()]
    assert not any(secret.encode() in path.read_bytes() for path in written)


def test_the_installed_command_asks_a_server(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        command = [sys.executable, "-m", "audiodrama", "script", str(story), "--llm", url, "--yes"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert heard.questions
    assert "to somebody else" in done.stderr
    assert done.stdout.splitlines()[-1] == str(story.with_suffix(".fountain"))


def test_the_network_is_not_even_loaded_without_it(story: Path) -> None:
    code = f"""
import sys
from audiodrama.cli import main
main(["script", {str(story)!r}], standalone_mode=False)
assert "audiodrama.production.chat" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_what_the_model_said_stays_when_the_story_changes(story: Path) -> None:
    with serving(always("Jonas")) as (url, heard):
        typed("script", story, "--llm", url, "--yes")
        asked, before = len(heard.questions), dict(speakers(story))
        story.write_text(
            story.read_text().replace("You have a bicycle", "You own a bicycle") + "\nThe lamp went out.\n"
        )
        typed("script", story)
        assert "The lamp went out." in script_of(story)
        after = dict(speakers(story))
        assert {text: after[text] for text in OPEN} == {text: before[text] for text in OPEN}
        lines = [x for x in read(Production.of(story), Play.of(story), ()).script.lines if x.text in OPEN]
        assert all("the language model" in line.why for line in lines)  # and not the author
        typed("script", story, "--llm", url, "--yes")
        assert len(heard.questions) == asked
