"""What a language model is shown: stretches of the play around doubtful lines, with numbers where it is to name the speaker.

The doubtful lines are numbered, the speakers of all others are given, and the names to choose from are a closed list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from audiodrama.script import Line, Role, Script
from audiodrama.speakers.reading import SOMEONE
from audiodrama.text import Manuscript, paragraphs

EDITION = 1  # of the question; another edition is another question, also to a model that was asked before
UNSURE = 0.75  # confidence: lines below it are asked about; an episode's report lists the same ones
BEFORE, AFTER = 1500, 500  # characters shown before the first and after the last doubtful line: a page, a third of one
SIZE = 6000  # characters of one passage, about 1,500 tokens: small models lose their way in more
MOST = 20  # doubtful quotations in one passage, for the same reason
LONGEST = 700  # characters shown of one line; the middle of a longer one is left out
ASTRAY = 20_000  # letters that a line is looked for behind the one before it
NAMES = 40  # names to choose from

QUESTION = """\
Below is a passage of a story. Before each quotation stands in brackets who says it; where that is not known, there is a number \
such as [#3].

Characters:
{names}

For each number, decide which of these characters says (or thinks, or writes) the words after it. Write the name exactly as in \
the list. Write "?" when it is none of them or cannot be told. Answer with one JSON object from numbers to names and nothing \
else, in this form: {{"1": "NAME", "2": "?"}}

Passage:
{passage}
"""


@dataclass(frozen=True, slots=True)
class Window:
    """One question. ``asked[n - 1]`` are the lines (indices of ``script.lines``) under number n; ``roles`` the closed list."""

    passage: str
    asked: tuple[tuple[int, ...], ...]
    roles: tuple[Role, ...]

    @property
    def question(self) -> str:
        names = "\n".join(f"- {role.name}{_also(role)}" for role in self.roles)
        return QUESTION.format(names=names, passage=self.passage)


def _also(role: Role) -> str:
    return f" (also: {', '.join(role.aliases)})" if role.aliases else ""


def windows(script: Script, prose: Manuscript | None = None) -> tuple[Window, ...]:
    """The questions about all lines whose speaker is unsure, in order; nothing that the author said is asked about.

    ``prose``, where there is one, shows which lines share a paragraph. A script read anew and the same one loaded from its
    file give the same questions.
    """
    page = _Page(script, prose)
    if not page.roles:
        return ()
    return tuple(page.window(batch) for batch in page.batches())


def doubted(line: Line) -> bool:
    """Whether the speaker is worth a question."""
    return line.voiced and line.because != "given" and line.confidence < UNSURE


def shortened(text: str, limit: int = LONGEST) -> str:
    """The text, its middle left out when it is longer than ``limit`` characters."""
    return text if len(text) <= limit else f"{text[: limit * 2 // 3]} [...] {text[-limit // 3 :]}"


def places(lines: Sequence[Line], prose: Manuscript) -> list[int]:
    """The paragraph, from 0, in which each line begins; -1 for one that is not found near where it should be."""
    spans = [paragraph.span for paragraph in paragraphs(prose)]
    inked = [_letters(prose.text[span.start : span.end]) for span in spans]
    starts, whole = [0, *accumulate(map(len, inked))], "".join(inked)
    found, at = [], 0
    for line in lines:
        letters = _letters(line.text)
        here = whole.find(letters, at, at + len(letters) + ASTRAY) if letters else -1
        found.append(bisect_right(starts, here) - 1 if here >= 0 else -1)
        at = here + len(letters) if here >= 0 else at
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


class _Page:
    """The whole play laid out: which lines share a paragraph or a quotation, and how much room each takes."""

    def __init__(self, script: Script, prose: Manuscript | None) -> None:
        self.lines = tuple(script.lines)
        self.scene = [number for number, scene in enumerate(script.scenes) for _ in scene.lines]
        found = places(self.lines, prose) if prose else [-1] * len(self.lines)
        self.joined = [k > 0 and self._shares_paragraph(k, found) for k in range(len(self.lines))]
        self.upto = [0, *accumulate(min(len(line.text), LONGEST) for line in self.lines)]
        self.roles = _closed_list(script, self.lines)
        self.spoken = Counter(line.role for line in self.lines if line.voiced)

    def _shares_paragraph(self, at: int, found: Sequence[int]) -> bool:
        """Whether the line stands in the paragraph of the one before; with no prose, a tag and what it cuts in two do."""
        before, line = self.lines[at - 1], self.lines[at]
        if self.scene[at] != self.scene[at - 1]:
            return False
        if found[at] >= 0 and found[at - 1] >= 0:
            return found[at] == found[at - 1]
        return line.kind == "tag" or (before.kind == "tag" and at > 1 and _one_breath(self.lines[at - 2], line))

    def quotations(self) -> Iterator[tuple[int, ...]]:
        """The voiced lines, those of one interrupted quotation together."""
        parts: list[int] = []
        for at, line in enumerate(self.lines):
            if not line.voiced:
                continue
            if parts and all(self.joined[parts[-1] + 1 : at + 1]) and _one_breath(self.lines[parts[-1]], line):
                parts.append(at)
                continue
            if parts:
                yield tuple(parts)
            parts = [at]
        if parts:
            yield tuple(parts)

    def batches(self) -> Iterator[list[tuple[int, ...]]]:
        """The doubtful quotations, those near each other in one scene together."""
        batch: list[tuple[int, ...]] = []
        for quotation in self.quotations():
            if not doubted(self.lines[quotation[0]]):
                continue
            if batch and not self._fits(batch, quotation):
                yield batch
                batch = []
            batch.append(quotation)
        if batch:
            yield batch

    def _fits(self, batch: Sequence[tuple[int, ...]], quotation: tuple[int, ...]) -> bool:
        first, last, new = batch[0][0], batch[-1][-1], quotation[-1]
        near = self.upto[quotation[0]] - self.upto[last + 1] <= BEFORE + AFTER
        small = self.upto[new + 1] - self.upto[first] <= SIZE - BEFORE - AFTER
        return near and small and len(batch) < MOST and self.scene[first] == self.scene[new]

    def window(self, batch: Sequence[tuple[int, ...]]) -> Window:
        first, last = batch[0][0], batch[-1][-1]
        start = max(bisect_left(self.scene, self.scene[first]), bisect_left(self.upto, self.upto[first] - BEFORE))
        end = bisect_left(self.upto, self.upto[last + 1] + AFTER)
        end = max(last + 1, min(end, bisect_left(self.scene, self.scene[first] + 1)))
        number = {at: n for n, quotation in enumerate(batch, 1) for at in quotation}
        passage = "".join(self._shown(at, number.get(at, 0), first=at == start) for at in range(start, end))
        return Window(passage, tuple(batch), self._choice(passage, range(start, end)))

    def _shown(self, at: int, number: int, *, first: bool) -> str:
        line = self.lines[at]
        if line.kind == "front_matter":
            return ""
        words = shortened(line.text)
        if line.voiced:
            how = "" if line.kind == "speech" else f", {line.kind}"
            words = f"[{f'#{number}' if number else line.role}{how}] “{words}”"
        return words if first else f" {words}" if self.joined[at] else f"\n{words}"

    def _choice(self, passage: str, shown: range) -> tuple[Role, ...]:
        """At most NAMES roles: first those who speak or are named in the passage, then those with the most lines."""
        here = {name for at in shown for name in (self.lines[at].role, self.lines[at].second)}
        words = set(re.findall(r"\w+", passage.casefold()))

        def weight(role: Role) -> tuple[bool, int]:
            named = any(words.issuperset(re.findall(r"\w+", form.casefold())) for form in (role.name, *role.aliases))
            return named or role.name in here, self.spoken[role.name]

        if len(self.roles) <= NAMES:
            return self.roles
        best = set(sorted(self.roles, key=weight, reverse=True)[:NAMES])
        return tuple(role for role in self.roles if role in best)


def _one_breath(line: Line, other: Line) -> bool:
    """Whether two voiced lines were read as one quotation: the same guess for the same reason."""
    facts = [(x.kind, x.role, x.second, x.because, x.why, x.confidence) for x in (line, other)]
    return facts[0] == facts[1] and line.voiced


def _closed_list(script: Script, lines: Sequence[Line]) -> tuple[Role, ...]:
    """Everybody who speaks or was thought of, in order of their first line."""
    known = {role.name: role for role in script.roles}
    names = dict.fromkeys(name for line in lines if line.voiced for name in (line.role, line.second))
    return tuple(known.get(name, Role(name)) for name in names if name not in ("", SOMEONE))
