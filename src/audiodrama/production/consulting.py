"""The optional second reader: a language model is asked about the doubtful lines of a story, and its answers go into the script.

Everything here can be stopped and run again: each answer is kept in .audiodrama/llm until that folder is thrown away.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audiodrama.errors import ModelGone
from audiodrama.production import record
from audiodrama.production.casting import known_roles
from audiodrama.production.chat import Chat, open_chat
from audiodrama.production.corrections import amend
from audiodrama.production.files import write_text
from audiodrama.production.folder import Play, Production
from audiodrama.production.promptbook import opened
from audiodrama.production.reading import Answer, ReadPlay, interpret, manuscript, read, settle
from audiodrama.production.retouching import Correction
from audiodrama.production.verbs import Scripted, handed_out
from audiodrama.script import Line, Script
from audiodrama.speakers.answers import Answered, consult, judged, reconsidered
from audiodrama.speakers.windows import EDITION, Window, windows

CHARACTERS_A_TOKEN = 4  # of English: OpenAI's rule of thumb
TOKENS_A_LABEL = 12  # "17": "Mrs. Somebody", with its marks


@dataclass(frozen=True, slots=True)
class Cost:
    """What the model would be asked. Nothing is sent, and nothing written, before the next event is fetched.

    ``lines`` stand in ``questions``; ``remembered`` of these were answered earlier and cost nothing. Tokens are estimates.
    """

    model: str
    url: str
    lines: int
    questions: int
    remembered: int
    tokens_in: int
    tokens_out: int

    @property
    def free(self) -> bool:
        return self.remembered == self.questions


@dataclass(frozen=True, slots=True)
class Asked:
    """``done`` of ``total`` questions are asked."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Consulted:
    """What came of it, in lines: ``changed`` and ``kept`` by the model's answers, ``open`` without one, for these ``reasons``."""

    scripted: Scripted
    changed: int = 0
    kept: int = 0
    open: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def asked(self) -> int:
        return self.changed + self.kept + self.open


Event = Cost | Asked | Consulted


def reconsider(
    story: Path,
    url: str,
    model: str = "",
    form: Literal["fountain", "json"] = "fountain",
    out: Path | None = None,
    answer: Answer = "auto",
    any_language: bool = False,
) -> Iterator[Event]:
    """Read ``story`` as ``script`` does and ask the model at ``url`` about the doubtful lines; the last event is Consulted.

    The first is the Cost, when there is anything to ask. Raises ModelGone when no question at all was answered;
    the script of the reading alone stands then. The author may work on the script while the model thinks.
    """
    production = Production.of(story)
    if form == "json" or out is not None:
        prose, fresh = interpret(story, known_roles(production), any_language)
        inquiry = Inquiry.of(production, url, model, windows(fresh, prose))
        yield from inquiry.costs()
        answers = yield from inquiry.answers()
        done = handed_out(reconsidered(fresh, by_line(answers)), form, out, story)
        yield consulted(done, fresh, answers)
        return
    play = Play.of(story.absolute())
    found = read(production, play, known_roles(production), answer, any_language)
    questions = windows(found.script, manuscript(play.story) if play.story else None)
    try:
        inquiry = Inquiry.of(production, url, model, questions)
        yield from inquiry.costs()
    except ModelGone as error:
        with production.locked():
            settle(production, found)
        raise left_alone(error, play) from error
    with production.locked():
        found = settle(production, found)
    try:
        answers = yield from inquiry.answers()
    except ModelGone as error:
        raise left_alone(error, play) from error
    revise(production, found, answers)
    yield consulted(Scripted(play.script, found.news or "the story has not changed"), found.script, answers)


def left_alone(error: ModelGone, play: Play) -> ModelGone:
    return ModelGone(f"{error}\nThe script of the reading alone stands: {play.script}")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Questions to a model, None when there are none; ``known`` are answers of an earlier run, by question."""

    questions: tuple[Window, ...]
    chat: Chat | None
    memory: Memory
    known: Mapping[str, str]

    @classmethod
    def of(cls, production: Production, url: str, model: str, questions: tuple[Window, ...]) -> Inquiry:
        """ModelGone when there is something to ask and nobody to be asked."""
        chat = open_chat(url, model) if questions else None
        memory = Memory(production, chat.model if chat else "")
        known = {window.question: answer for window in questions if (answer := memory.recall(window)) is not None}
        return cls(questions, chat, memory, known)

    def costs(self) -> Iterator[Cost]:
        if self.chat is None:
            return
        unknown = [window for window in self.questions if window.question not in self.known]
        yield Cost(
            self.chat.model,
            self.chat.url,
            lines=sum(len(window.asked) for window in self.questions),
            questions=len(self.questions),
            remembered=len(self.questions) - len(unknown),
            tokens_in=sum(len(window.question) for window in unknown) // CHARACTERS_A_TOKEN,
            tokens_out=TOKENS_A_LABEL * sum(len(window.asked) for window in unknown),
        )

    def answers(self) -> Generator[Asked, None, tuple[Answered, ...]]:
        """Yields an Asked at the start and for each question, returns the answers; ModelGone when not one came."""
        found: list[Answered] = []
        if self.questions:
            yield Asked(0, len(self.questions))
        for answered in consult(self.questions, self._ask):
            self.memory.keep(answered)
            found.append(answered)
            yield Asked(len(found), len(self.questions))
        if self.chat and all(answered.reason for answered in found):
            raise ModelGone(f"{self.chat.model} at {self.chat.url} gave no answer: {found[-1].reason}")
        return (*found, *(Answered(window, reason=found[-1].reason) for window in self.questions[len(found) :]))

    def _ask(self, question: str) -> str:
        assert self.chat is not None
        return self.known.get(question) or self.chat.ask(question)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a model has answered: one file a question, found by the model's name and every word of the question."""

    production: Production
    model: str

    def place(self, window: Window) -> Path:
        facts = json.dumps([EDITION, self.model, window.question])
        return self.production.scratch / "llm" / f"{hashlib.sha256(facts.encode()).hexdigest()}.json"

    def recall(self, window: Window) -> str | None:
        """The answer to this question; None when there is none, or none that is worth anything."""
        place = self.place(window)
        answer = place.read_bytes().decode("utf-8", "replace") if place.is_file() else ""
        return answer if judged(window, answer).labels else None

    def keep(self, answered: Answered) -> None:
        """Numbers and names are kept, nothing else that the model said."""
        if answered.labels:
            self.production.ignored()
            write_text(self.place(answered.window), json.dumps(dict(answered.labels), ensure_ascii=False))


def by_line(answers: Sequence[Answered]) -> dict[int, str]:
    """Index in ``script.lines`` to the model's name."""
    return {at: name for answered in answers for at, name in answered.by_line.items()}


def revise(production: Production, found: ReadPlay, answers: Sequence[Answered]) -> None:
    """Write the answers into the script on disk, every other byte as it was and to be taken back as one step, and into the
    record of the reading. A line that the author has changed in the meantime is left alone.
    """
    book, place = opened(production, found.play), production.reading(found.play)
    now = dict(same_lines(tuple(found.script.lines), tuple(book.script.lines)))
    names = {at: name for at, name in by_line(answers).items() if at in now}
    if not names:
        return
    heard = tuple(reconsidered(found.script, names).lines)
    wanted = {now[at]: Correction(speaker=name, new=True) for at, name in names.items()}
    amend(production, book, wanted, f"{found.play.script.name}: the language model's answers")
    if last := record.load(place):
        record.save(place, record.learned(last, found.script, {at: heard[at] for at in names}))


def same_lines(before: Sequence[Line], after: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The lines with the same words of the same role, by their indices."""
    matcher = difflib.SequenceMatcher(
        None, [(line.role, line.text) for line in before], [(line.role, line.text) for line in after], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        yield from zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)


def consulted(done: Scripted, script: Script, answers: Sequence[Answered]) -> Consulted:
    """Counted in quotations, as they were asked."""
    lines = tuple(script.lines)
    changed = kept = missed = 0
    for answered in answers:
        for number, parts in enumerate(answered.window.asked, 1):
            name = answered.labels.get(number)
            missed += name is None
            kept += name == lines[parts[0]].role
            changed += name not in (None, lines[parts[0]].role)
    reasons = dict.fromkeys(answered.reason for answered in answers if answered.reason)
    return Consulted(done, changed, kept, missed, tuple(reasons))
