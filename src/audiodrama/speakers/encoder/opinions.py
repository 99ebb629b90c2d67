"""Who speaks the doubtful lines in the encoder's opinion, and whom a phrase means, in the light of what is thought of the lines around them so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audiodrama.speakers.board import Opinions
from audiodrama.speakers.decode import Verdict
from audiodrama.speakers.encoder.frames import ASKED, LIKELY, MAYBE, SETTLED, Frame, Guess, bare, signed, stretch
from audiodrama.speakers.encoder.model import encoder
from audiodrama.speakers.encoder.sheets import PHRASE, Sheet
from audiodrama.speakers.people import Cast

CLEAR = 0.97  # share from which a line needs no opinion
DOUBTS = ((CLEAR, SETTLED), (0.8, LIKELY), (0.5, MAYBE))  # shares from which a speaker is shown so; below, nobody is
AROUND = 40  # paragraphs either way that may lie in one frame
MIDDLE = 140  # atoms of the paragraphs whose lines one frame is asked about


@dataclass(frozen=True, slots=True)
class Prose:
    """A text ready for frames: of each paragraph its atoms, scene, "I" and lines; of each person the sex."""

    atoms: Sequence[Sequence[int]]
    scenes: Sequence[int]
    narrators: Sequence[int]
    quotes: Sequence[Sequence[int]]
    sexes: Sequence[str]

    def frames(self, asked: Mapping[int, set[int]], verdicts: Sequence[Verdict]) -> Iterator[Frame]:
        """As few as hold every paragraph that something is asked about in the middle of one. ``asked``: paragraph -> numbers as in Frame."""
        places = sorted(asked)
        k = 0
        while k < len(places):
            first = last = places[k]
            wanted: set[int] = set()
            while k < len(places) and (places[k] == first or self.size(first, places[k]) <= MIDDLE):
                last = places[k]
                wanted |= asked[last]
                k += 1
            yield self.frame(first, last, wanted, guesses(verdicts, self.lines(first, last)))

    def doubtful(self, verdicts: Sequence[Verdict]) -> dict[int, set[int]]:
        """Paragraph -> its lines that need an opinion."""
        unclear = {n for n, verdict in enumerate(verdicts) if verdict.who >= 0 and verdict.share < CLEAR}
        return {
            at: unclear.intersection(lines) for at, lines in enumerate(self.quotes) if not unclear.isdisjoint(lines)
        }

    def size(self, first: int, last: int) -> int:
        """Atoms of these paragraphs, both included."""
        return sum(len(self.atoms[at]) + 1 for at in range(first, last + 1))

    def lines(self, first: int, last: int) -> list[int]:
        """Those that may lie in a frame around these paragraphs."""
        return [n for numbers in self.quotes[max(0, first - AROUND) : last + AROUND] for n in numbers]

    def frame(self, first: int, last: int, asked: set[int], thought: Mapping[int, Guess]) -> Frame:
        """Around paragraphs ``first`` to ``last``, these of the lines in question."""
        low, high = max(0, first - AROUND), last + AROUND
        shown = stretch(self.atoms[low:high], self.scenes[low:high], first - low, last - low)
        return signed(shown, asked, thought, self.sexes, self.narrators[first])


def guesses(verdicts: Sequence[Verdict], lines: Sequence[int]) -> dict[int, Guess]:
    """What is thought of these lines' speakers so far."""
    found = {}
    for n in lines:
        who, share = verdicts[n].who, verdicts[n].share
        doubt = next((sign for least, sign in DOUBTS if share >= least), ASKED)
        if who >= 0 and doubt != ASKED:
            found[n] = (who, doubt)
    return found


def prose(found: Sequence[Sheet], narrators: Sequence[int], cast: Cast) -> Prose:
    """The sheets of a text as the reading shows them, without the bounds of tags."""
    return Prose(
        [bare(sheet.atoms) for sheet in found],
        [sheet.scene for sheet in found],
        narrators,
        [sheet.quotes for sheet in found],
        [person.gender for person in cast.persons],
    )


def opinions(told: Prose, verdicts: Sequence[Verdict]) -> Opinions:
    """Of every doubtful line."""
    return _heard(told, told.doubtful(verdicts), verdicts)


def meant(told: Prose, verdicts: Sequence[Verdict], phrases: Mapping[int, int]) -> Opinions:
    """Whom each phrase means, itself when nobody else. ``phrases``: where its words begin -> its paragraph."""
    asked: dict[int, set[int]] = {}
    for start, at in phrases.items():
        asked.setdefault(at, set()).add(PHRASE + start)
    return {key - PHRASE: shares for key, shares in _heard(told, asked, verdicts).items()}


def _heard(told: Prose, asked: Mapping[int, set[int]], verdicts: Sequence[Verdict]) -> Opinions:
    every = list(told.frames(asked, verdicts))
    answers = encoder().read(every) if every else ()
    return {key: shares for answer in answers for key, shares in answer.items() if shares}
