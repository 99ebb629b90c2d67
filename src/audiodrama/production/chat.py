"""A language model behind an OpenAI-compatible address: the one room that opens a connection, and only when an author asks.

The key comes from the environment, goes into the request's header, and nowhere else: no file, log or message holds it.
"""

from __future__ import annotations

import dataclasses
import email.utils
import http.client
import ipaddress
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from audiodrama.errors import ModelError, ModelGone

KEY, OPENAI_KEY, OPENAI_HOST = "AUDIODRAMA_LLM_KEY", "OPENAI_API_KEY", "api.openai.com"
DEADLINE_S = 300.0  # seconds for one answer: a model on a laptop's processor may need minutes for a page
TRIES = 4  # of one question, when the server is busy or stumbles
TRIES_TIMED_OUT = 2  # a server that let a whole deadline pass will hardly be quicker
BACK_OFF_S = 1.0  # seconds before the second try; twice as long before each further one
LONGEST_WAIT_S = 60.0  # seconds that a server's Retry-After can make us wait
LARGEST = 1_000_000  # bytes of an answer; twenty names are a few hundred
SILENT = ("embed", "rerank", "whisper", "tts", "dall-e", "image", "moderation")  # in the names of models for other work
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})  # worth another try
REFUSED = frozenset({401, 402, 403})  # no further question makes sense


class _Late(Exception):
    """The deadline has passed."""


class _Busy(Exception):
    """Worth another try, after ``wait_s`` seconds when the server says so."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason, wait_s)
        self.reason, self.wait_s = reason, wait_s


@dataclass(frozen=True, slots=True)
class Chat:
    """A model at an address. ``ask`` raises ModelError when one question fails, ModelGone when none can be asked."""

    url: str  # without a slash at its end
    model: str = ""
    key: str = field(default="", repr=False)
    deadline_s: float = DEADLINE_S  # seconds for each try
    back_off_s: float = BACK_OFF_S
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def ask(self, question: str) -> str:
        """The model's words, whatever they are."""
        body: dict[str, object] = {"model": self.model, "messages": [{"role": "user", "content": question}]}
        try:
            return _words(self._patiently("/chat/completions", body | {"temperature": 0}))
        except ModelError as error:
            if "temperature" not in str(error):  # some models take no wishes
                raise
            return _words(self._patiently("/chat/completions", body))

    def models(self) -> tuple[str, ...]:
        """The names of the server's models, in its order."""
        try:
            data = json.loads(self._patiently("/models", None))
            return tuple(str(row["id"]) for row in data["data"])
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ModelGone(
                f"{self.url} does not list its models as an OpenAI-compatible server does; "
                f"is the address right? Most end in /v1. Or name the model: --llm-model NAME"
            ) from None

    def _patiently(self, path: str, body: dict[str, object] | None) -> bytes:
        late = 0
        for attempt in range(TRIES):
            try:
                return self._once(path, body)
            except _Late:
                late, wait, reason = late + 1, None, f"no answer within {self.deadline_s:.0f} s"
                if late == TRIES_TIMED_OUT:
                    break
            except _Busy as busy:
                wait, reason = busy.wait_s, busy.reason
            if attempt < TRIES - 1:
                self.sleep(min(LONGEST_WAIT_S, self.back_off_s * 2**attempt if wait is None else wait))
        raise ModelError(reason)

    def _once(self, path: str, body: dict[str, object] | None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "audiodrama"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(self.url + path, data, headers)
        end = time.monotonic() + self.deadline_s
        try:
            with _opener(urlsplit(self.url)).open(request, timeout=self.deadline_s) as response:
                return _read(response, end)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error) from None
        except urllib.error.URLError as error:
            raise self._broken(error.reason) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._broken(error) from None

    def _broken(self, error: object) -> Exception:
        """What a connection that failed means: too late, worth another try, or nobody there."""
        if isinstance(error, TimeoutError):
            return _Late()
        if isinstance(error, ConnectionResetError | BrokenPipeError | http.client.HTTPException):
            return _Busy("it broke off the connection")
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        return ModelGone(f"{self.url} does not answer ({reason}). Is the server running, and the address right?")

    def _refusal(self, error: urllib.error.HTTPError) -> Exception:
        said = self._said(error)
        if error.code in BUSY:
            return _Busy(f"it answers {error.code}{said}", _retry_after(error.headers.get("Retry-After", "")))
        if error.code in REFUSED:
            return ModelGone(f"{self.url} refuses ({error.code}{said}). The key belongs into the variable {KEY}.")
        if 300 <= error.code < 400:
            there = error.headers.get("Location", "")
            return ModelGone(f"{self.url} has moved{f' to {there}' if there else ''}; give that address.")
        if error.code in (404, 405):
            return ModelGone(
                f"{self.url} knows no such model or address ({error.code}{said}). Most addresses end in /v1."
            )
        return ModelError(f"it answers {error.code}{said}")

    def _said(self, error: urllib.error.HTTPError) -> str:
        """The server's own words about an error, in brief and without the key."""
        try:
            words = str(json.loads(_read(error, time.monotonic() + 5.0))["error"]["message"])
        except (ValueError, KeyError, TypeError, OSError, RecursionError, http.client.HTTPException, _Late):
            return ""
        flat = " ".join((words.replace(self.key, "...") if self.key else words).split())
        return f": {flat[:200]}" if flat else ""


def open_chat(url: str, model: str = "") -> Chat:
    """The model at ``url``: the one named, else the server's first that can talk. ModelGone when there is none."""
    chat = Chat(_vetted(url), model, _key(url), DEADLINE_S, BACK_OFF_S)
    if model:
        return chat
    names = chat.models()
    if not names:
        raise ModelGone(f"{chat.url} has no model yet; load one, or name it: --llm-model NAME")
    talking = [name for name in names if not any(word in name.lower() for word in SILENT)]
    return dataclasses.replace(chat, model=(talking or names)[0])


def _vetted(url: str) -> str:
    """The address without a slash or the verb's path at its end; ModelGone for one that cannot be asked."""
    example = "such as http://localhost:11434/v1"
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        raise ModelGone(f"{url!r} is no address; give one {example}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ModelGone(f"{url!r} is no web address; give one {example}")
    if parts.username or parts.password:
        raise ModelGone(f"the address must hold no password; put the key into the variable {KEY}")
    if parts.query or parts.fragment or any(c.isspace() or not c.isprintable() for c in parts.path):
        raise ModelGone(f"{url!r} holds more than an address; give one {example}")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/").removesuffix("/chat/completions")


def _key(url: str) -> str:
    """The key for this address, "" if there is none. OpenAI's own goes to nobody else."""
    key = os.environ.get(KEY, "")
    if not key and urlsplit(url).hostname == OPENAI_HOST:
        key = os.environ.get(OPENAI_KEY, "")
    key = key.strip()
    if not key.isascii() or any(c.isspace() or not c.isprintable() for c in key):
        raise ModelGone(f"the key in {KEY} holds white space or strange letters; it should be one word")
    return key


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key and the prose to another place."""

    def redirect_request(self, *_: object) -> None:
        return None


def _opener(address: SplitResult) -> urllib.request.OpenerDirector:
    """Opens the address without following it elsewhere; a server on this machine is not looked for behind a proxy."""
    direct = [urllib.request.ProxyHandler({})] if _is_here(address.hostname or "") else []
    return urllib.request.build_opener(_NoRedirect, *direct)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _read(response: http.client.HTTPResponse | urllib.error.HTTPError, end: float) -> bytes:
    """The whole body, when it comes before ``end`` (of the monotonic clock) and is not larger than an answer can be."""
    body = bytearray()
    while chunk := response.read1(65536):
        body += chunk
        if len(body) > LARGEST:
            raise ModelError(f"its answer is longer than {LARGEST:,} bytes")
        if time.monotonic() > end:
            raise _Late
    return bytes(body)


def _words(body: bytes) -> str:
    """What the model said, out of a chat completion."""
    try:
        words = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        start = " ".join(body[:80].decode("utf-8", "replace").split())
        raise ModelError(f"it answers no chat completion but {start!r}") from None
    if not isinstance(words, str):
        raise ModelError("it answers without words")
    return words


def _retry_after(header: str) -> float | None:
    """Seconds from a Retry-After: a number or a date (RFC 9110, section 10.2.3); None when it says neither."""
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
