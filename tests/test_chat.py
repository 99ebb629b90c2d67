"""The client of a language model against a server that answers well, wrongly, slowly, with nonsense, with errors and not at all."""

from __future__ import annotations

import datetime
import email.utils
import logging
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from audiodrama.errors import ModelError, ModelGone
from audiodrama.production.chat import KEY, LONGEST_WAIT_S, OPENAI_KEY, TRIES, Chat, open_chat
from llm_server import MODEL, Handler, completion, dripping, nobody, raw, reset, serving, slow, status

SECRET = "sk-not-to-be-seen-5417"


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (KEY, OPENAI_KEY, "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


class Waits(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def chat(url: str, deadline_s: float = 5.0) -> tuple[Chat, Waits]:
    waits = Waits()
    return Chat(url, MODEL, deadline_s=deadline_s, sleep=waits), waits


def test_a_question_gets_the_models_words() -> None:
    with serving(lambda question: question[::-1]) as (url, heard):
        assert chat(url)[0].ask("Who?") == "?ohW"
    assert heard.paths == ["/v1/chat/completions"]
    assert heard.bodies[0]["model"] == MODEL
    assert heard.bodies[0]["temperature"] == 0
    assert heard.keys == [""]


@pytest.mark.parametrize("tail", ["", "/", "/chat/completions"])
def test_the_first_model_of_the_server_is_taken(tail: str) -> None:
    with serving(str) as (url, heard):
        opened = open_chat(url + tail)
        assert (opened.url, opened.model) == (url, MODEL)
        assert open_chat(url, "mine").model == "mine"
    assert heard.paths == ["/v1/models"]


def test_a_model_that_cannot_talk_is_not_taken() -> None:
    with serving(str) as (url, heard):
        heard.faults = [raw('{"data": [{"id": "nomic-embed-text"}, {"id": "whisper-1"}, {"id": "owl:3b"}]}')]
        assert open_chat(url).model == "owl:3b"


@pytest.mark.parametrize("answer", ['{"data": []}', "{}", "<html>", "[]", '{"data": [{}]}', "[" * 100_000])
def test_a_server_without_models_is_said_to_have_none(answer: str) -> None:
    with serving(str) as (url, heard):
        heard.faults = [raw(answer)]
        with pytest.raises(ModelGone, match="--llm-model"):
            open_chat(url)


@pytest.mark.parametrize(
    ("faults", "waits"),
    [
        ([status(500), status(503, "loading")], [1, 2]),
        ([status(429, "slow down", Retry_After="7")], [7]),
        ([status(429, Retry_After="86400")], [LONGEST_WAIT_S]),
        ([status(429, Retry_After="soon")], [1]),
        ([reset], [1]),
        ([status(502), reset, status(529)], [1, 2, 4]),
    ],
)
def test_a_busy_server_is_asked_again(faults: list[Callable[[Handler], None]], waits: list[float]) -> None:
    with serving(lambda question: "Irma") as (url, heard):
        heard.faults = list(faults)
        client, waited = chat(url)
        assert client.ask("Who?") == "Irma"
        assert waited == waits
        assert len(heard.questions) == len(faults) + 1


def test_a_date_to_come_back_at_is_kept() -> None:
    when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30)
    with serving(str) as (url, heard):
        heard.faults = [status(429, Retry_After=email.utils.format_datetime(when, usegmt=True))]
        client, waited = chat(url)
        client.ask("Who?")
        assert 25 < waited[0] <= 30


def test_a_server_that_stays_busy_is_given_up() -> None:
    with serving(str) as (url, heard):
        heard.faults = [status(503, "model is loading")] * 9
        client, waited = chat(url)
        with pytest.raises(ModelError, match="503: model is loading") as caught:
            client.ask("Who?")
        assert not isinstance(caught.value, ModelGone)  # the next question may be luckier
        assert len(heard.questions) == TRIES
        assert len(waited) == TRIES - 1


@pytest.mark.parametrize("fault", [slow(1.2), dripping(1.2)])
def test_a_slow_server_is_waited_for_until_the_deadline(fault: Callable[[Handler], None]) -> None:
    with serving(str) as (url, heard):
        heard.faults = [fault, fault]
        client, _ = chat(url, deadline_s=0.3)
        start = time.monotonic()
        with pytest.raises(ModelError, match="no answer within"):
            client.ask("Who?")
        assert time.monotonic() - start < 1.2
        assert len(heard.questions) == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "no chat completion"),
        ("<html><h1>Log in to the hotel's network</h1></html>", "Log in to the hotel"),
        ("{}", "no chat completion"),
        ('{"choices": []}', "no chat completion"),
        ('{"choices": {"0": 1}}', "no chat completion"),
        ("null", "no chat completion"),
        ('{"choices":' + "[" * 100_000, "no chat completion"),
        (completion(None), "without words"),
        (completion([{"type": "refusal"}]), "without words"),
        (completion("x" * 2_000_000), "longer than"),
    ],
)
def test_nonsense_fails_one_question(body: str, said: str) -> None:
    with serving(str) as (url, heard):
        heard.faults = [raw(body)]
        client, waited = chat(url)
        with pytest.raises(ModelError, match=said) as caught:
            client.ask("Who?")
        assert not isinstance(caught.value, ModelGone)
        assert waited == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (status(401, "bad key"), KEY),
        (status(403), KEY),
        (status(404, "model 'x' not found"), "not found"),
        (status(307, Location="https://elsewhere.example/v1/chat/completions"), "elsewhere.example"),
    ],
)
def test_a_server_that_refuses_is_not_asked_again(fault: Callable[[Handler], None], said: str) -> None:
    with serving(str) as (url, heard):
        heard.faults = [fault]
        with pytest.raises(ModelGone, match=said):
            chat(url)[0].ask("Who?")
        assert len(heard.questions) == 1


def test_a_question_that_is_refused_is_one_question() -> None:
    with serving(str) as (url, heard):
        heard.faults = [status(400, "context length exceeded")]
        with pytest.raises(ModelError, match="context length") as caught:
            chat(url)[0].ask("Who?")
        assert not isinstance(caught.value, ModelGone)


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    with serving(str) as (url, heard):
        heard.faults = [status(400, "Unsupported value: 'temperature' does not support 0")]
        assert chat(url)[0].ask("Who?") == "Who?"
        assert "temperature" not in heard.bodies[1]


def test_nobody_there_is_said_at_once() -> None:
    client, waited = chat(nobody())
    with pytest.raises(ModelGone, match="refused"):
        client.ask("Who?")
    with pytest.raises(ModelGone, match=r"not answer"):
        open_chat("http://no-such-host.invalid/v1")
    assert waited == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost:11434",
        "ftp://example.org/v1",
        "file:///etc/passwd",
        "http://",
        "http://[::1/v1",
        "http://localhost:99999/v1",
        "http://me:pass@localhost/v1",
        "http://localhost/v1?key=1",
        "http://localhost/v 1",
        "http://localhost/v1\r\nX: y",
    ],
)
def test_what_is_no_address_is_not_opened(address: str) -> None:
    with pytest.raises(ModelGone) as caught:
        open_chat(address)
    assert "me:pass" not in str(caught.value)


# --- the key


def test_the_key_is_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv(KEY, SECRET)
    caplog.set_level(logging.DEBUG)
    with serving(str) as (url, heard):
        client = replace(open_chat(url), sleep=Waits())
        client.ask("Who?")
        assert heard.keys == [f"Bearer {SECRET}"] * 2
        heard.faults = [status(401, f"Incorrect API key provided: {SECRET}")]
        with pytest.raises(ModelGone) as caught:
            client.ask("Who?")
    assert SECRET not in str(caught.value) + repr(client) + caplog.text


def test_the_key_of_openai_goes_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OPENAI_KEY, SECRET)
    with serving(str) as (url, heard):
        open_chat(url)
        assert heard.keys == [""]
    assert open_chat("https://api.openai.com/v1", "any").key == SECRET


@pytest.mark.parametrize("key", [f"{SECRET} {SECRET}", f"{SECRET}\r\nX: y", f"{SECRET}ü"])
def test_a_key_that_cannot_be_sent_is_refused_unshown(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, key)
    with pytest.raises(ModelGone, match=KEY) as caught:
        open_chat("http://localhost/v1", "any")
    assert SECRET not in str(caught.value)


def test_a_server_on_this_machine_is_not_looked_for_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", nobody())
    with serving(str) as (url, _):
        assert open_chat(url).model == MODEL
