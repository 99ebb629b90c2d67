"""What a language model's answers are worth: checked against the question, and never more than a name for a numbered line."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audiodrama.errors import ModelError, ModelGone
from audiodrama.script import Line, Scene, Script, speaking
from audiodrama.speakers.windows import UNSURE, Window

Ask = Callable[[str], str]  # a question in, the model's words out; raises ModelError

# How far a model is trusted about a line that the reading doubts; no model has been measured here. Neither asks for the
# author's eye, nor for the model's a second time.
AGREED, CHANGED = 0.85, UNSURE
PATIENCE = 3  # questions in a row without an answer; then no more are asked
TRIED = (
    50  # opening braces of an answer looked at from its end: enough for prose with JSON in it, no work for an attacker
)
SAYS_MODEL, AGREES_MODEL = "the language model says so", "the language model agrees"  # begin and end a reason
NUMBER = re.compile(r"\W*(\d{1,4})\W*")


@dataclass(frozen=True, slots=True)
class Answered:
    """``labels``: number to name, only what was asked and is in the list. ``reason`` says why there are none ("" = there are)."""

    window: Window
    labels: Mapping[int, str] = field(default_factory=dict)
    reason: str = ""

    @property
    def by_line(self) -> dict[int, str]:
        """Index in ``script.lines`` to name."""
        return {at: name for number, name in self.labels.items() for at in self.window.asked[number - 1]}


def consult(questions: Iterable[Window], ask: Ask) -> Iterator[Answered]:
    """One Answered a question, asked when it is fetched; ends early when the model is gone or stays silent."""
    silent = 0
    for window in questions:
        try:
            answered = judged(window, ask(window.question))
        except ModelGone as error:
            yield Answered(window, reason=str(error))
            return
        except ModelError as error:
            answered = Answered(window, reason=str(error))
        silent = silent + 1 if answered.reason else 0
        yield answered
        if silent == PATIENCE:
            return


def judged(window: Window, answer: str) -> Answered:
    found = labels(window, answer)
    if found is None:
        return Answered(window, reason=f"it answered with something else than names: {_start(answer)}")
    return Answered(window, found)


def _start(answer: str, limit: int = 60) -> str:
    flat = " ".join(answer[: 4 * limit].split())
    return repr(flat if len(flat) <= limit else flat[:limit] + " ...") if flat else "nothing"


def labels(window: Window, answer: str) -> dict[int, str] | None:
    """Number to the role's name, for each number that was asked and has a name of the list; None when no JSON answers at all.

    The last JSON object with a number of the question counts, so a fence, an explanation or a draft before it does no harm.
    """
    names = _names(window)
    for data in _objects(answer):
        numbered = {int(m[1]): value for key, value in data.items() if (m := NUMBER.fullmatch(key))}
        if numbered.keys() & set(range(1, len(window.asked) + 1)):
            return {
                number: names[_form(value)]
                for number, value in sorted(numbered.items())
                if 1 <= number <= len(window.asked) and isinstance(value, str) and _form(value) in names
            }
    return None


def _objects(answer: str) -> Iterator[dict[str, object]]:
    """The JSON objects in the answer, the one that opens last first."""
    decoder, at = json.JSONDecoder(), len(answer)
    for _ in range(TRIED):
        at = answer.rfind("{", 0, at)
        if at < 0:
            return
        try:
            data, _ = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            continue
        yield data


def _names(window: Window) -> dict[str, str]:
    """Each form in the list to its role's name; a form that two roles share is nobody's, a name is its own role's."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for role in window.roles:
        for alias in role.aliases:
            if found.setdefault(_form(alias), role.name) != role.name:
                shared.add(_form(alias))
    found = {form: name for form, name in found.items() if form not in shared}
    return found | {_form(role.name): role.name for role in window.roles}


def _form(name: str) -> str:
    return " ".join(name.split()).strip("[]\"'“”").casefold()


def reconsidered(script: Script, by_line: Mapping[int, str]) -> Script:
    """The script with the model's names; ``by_line``: index in ``script.lines`` to name. What it does not name stays as it was."""
    numbers = iter(range(sum(1 for _ in script.lines)))

    def heard(line: Line) -> Line:
        at = next(numbers)
        return spoken_by(line, by_line[at]) if at in by_line else line

    scenes = tuple(
        Scene(scene.title, tuple(heard(beat) if isinstance(beat, Line) else beat for beat in scene.beats))
        for scene in script.scenes
    )
    known = {role.name: role for role in script.roles}
    roles = tuple(known.get(role.name, role) for role in speaking(scenes))
    return dataclasses.replace(script, scenes=scenes, roles=roles)


def spoken_by(line: Line, name: str) -> Line:
    """The line as the model has it: with its own name, or surer of the reading's. ``because`` stays: the prose is the same."""
    if name == line.role:
        why = f"{line.why}; {AGREES_MODEL}" if line.why else AGREES_MODEL
        return dataclasses.replace(line, why=why, confidence=max(line.confidence, AGREED))
    why = f"{SAYS_MODEL}; the reading guessed {line.role}"
    return dataclasses.replace(line, role=name, why=why, confidence=CHANGED, second=line.role)


def of_model(line: Line) -> bool:
    """Whether a language model has given its opinion on the line's speaker."""
    return line.why.startswith(SAYS_MODEL) or line.why.endswith(AGREES_MODEL)
