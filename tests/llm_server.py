"""A small server that speaks the chat completions protocol, well or badly, for the tests of the language-model pass."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODEL = "parrot:1b"
Reply = Callable[[str], str]


@dataclass
class Heard:
    """What the server was sent, and how it is to behave: ``status`` and the like are used up from the left."""

    reply: Reply
    questions: list[str] = field(default_factory=list)
    bodies: list[dict[str, object]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    faults: list[Callable[[Handler], None]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    heard: Heard

    def log_message(self, *_: object) -> None:
        return None

    def do_GET(self) -> None:
        self._note()
        if not self._fails():
            self.send(200, json.dumps({"object": "list", "data": [{"id": MODEL}, {"id": "other"}]}))

    def do_POST(self) -> None:
        self._note()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard.bodies.append(body)
        question = body["messages"][-1]["content"]
        self.heard.questions.append(question)
        if not self._fails():
            self.send(200, completion(self.heard.reply(question)))

    def _note(self) -> None:
        self.heard.paths.append(self.path)
        self.heard.keys.append(self.headers.get("Authorization", ""))

    def _fails(self) -> bool:
        if not self.heard.faults:
            return False
        self.heard.faults.pop(0)(self)
        return True

    def send(self, status: int, body: str, **headers: str) -> None:
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


def completion(words: object) -> str:
    return json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": words}}]})


def status(code: int, message: str = "", **headers: str) -> Callable[[Handler], None]:
    body = json.dumps({"error": {"message": message}}) if message else "<html>no</html>"
    return lambda handler: handler.send(code, body, **headers)


def raw(body: str) -> Callable[[Handler], None]:
    """Answer 200 with this body, whatever it is."""
    return lambda handler: handler.send(200, body)


def slow(seconds: float) -> Callable[[Handler], None]:
    """Say nothing for so long."""

    def wait(handler: Handler) -> None:
        time.sleep(seconds)

    return wait


def dripping(seconds: float) -> Callable[[Handler], None]:
    """Send a byte now and then, so that no single wait is long."""

    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    return drip


def reset(handler: Handler) -> None:
    """Break off the connection in the middle, the rude way."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.shutdown(socket.SHUT_RD)
    handler.connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        return None  # a client that went away, a connection broken on purpose


@contextmanager
def serving(reply: Reply) -> Iterator[tuple[str, Heard]]:
    """The address of a server that answers each question by ``reply``, and what it hears."""
    heard = Heard(reply)
    server = _Server(("127.0.0.1", 0), type("Listening", (Handler,), {"heard": heard}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}/v1"


def numbers(question: str) -> list[int]:
    """The numbers that a question asks about."""
    passage = question.partition("Passage:")[2]
    return sorted({int(found) for found in re.findall(r"\[#(\d+)", passage)})


def names(question: str) -> list[str]:
    """The closed list of a question."""
    listed = question.partition("Characters:")[2].partition("For each number")[0]
    return [line.removeprefix("- ").partition(" (also:")[0] for line in listed.split("\n") if line.startswith("- ")]


def always(name: str) -> Reply:
    """A model that gives every line to one name."""
    return lambda question: json.dumps({str(number): name for number in numbers(question)})
