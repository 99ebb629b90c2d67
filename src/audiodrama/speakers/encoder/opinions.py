"""Who speaks the doubtful lines in the encoder's opinion, given the speakers of those around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiodrama.speakers.board import Opinions
from audiodrama.speakers.decode import Verdict
from audiodrama.speakers.encoder.frames import Frame, bare, signed, stretch
from audiodrama.speakers.encoder.model import encoder
from audiodrama.speakers.encoder.sheets import Sheet
from audiodrama.speakers.people import Cast

CLEAR = 0.97  # share from which a line needs no opinion: a frame takes 7 to 12 ms
KNOWN = 0.6  # share from which a neighbour's speaker is shown
BACK, ON = 14, 10  # quotations before and after that may lie in one frame
AROUND = 40  # paragraphs either way that may


@dataclass(frozen=True, slots=True)
class Prose:
    """A text ready for frames: of each paragraph its atoms, scene, "I" and lines; of each person the sex."""

    atoms: Sequence[Sequence[int]]
    scenes: Sequence[int]
    narrators: Sequence[int]
    quotes: Sequence[Sequence[int]]
    sexes: Sequence[str]

    def frames(self, verdicts: Sequence[Verdict]) -> Iterator[Frame]:
        """One for each paragraph that holds a doubtful line."""
        for at, numbers in enumerate(self.quotes):
            asked = {n for n in numbers if verdicts[n].who >= 0 and verdicts[n].share < CLEAR}
            if asked:
                yield self.frame(at, asked, verdicts)

    def frame(self, at: int, asked: set[int], verdicts: Sequence[Verdict]) -> Frame:
        """Around paragraph ``at``, these of its lines in question."""
        first, last = min(self.quotes[at]), max(self.quotes[at])
        known = {
            n: verdicts[n].who
            for n in range(max(0, first - BACK), min(len(verdicts), last + ON + 1))
            if n not in asked and verdicts[n].who >= 0 and verdicts[n].share > KNOWN
        }
        low, high = max(0, at - AROUND), at + AROUND
        shown = stretch(self.atoms[low:high], self.scenes[low:high], at - low)
        return signed(shown, asked, known, self.sexes, self.narrators[at])


def prose(found: Sequence[Sheet], narrators: Sequence[int], cast: Cast) -> Prose:
    """The sheets of a text as the reading shows them, without the bounds of tags."""
    return Prose(
        [bare(sheet.atoms) for sheet in found],
        [sheet.scene for sheet in found],
        narrators,
        [sheet.quotes for sheet in found],
        [person.gender for person in cast.persons],
    )


def opinions(told: Prose, verdicts: Sequence[Verdict], weights: Path | None = None) -> Opinions:
    """Of every doubtful line, by the encoder of this folder, else as shipped."""
    every = list(told.frames(verdicts))
    answers = encoder(weights).read(every) if every else ()
    return {number: shares for answer in answers for number, shares in answer.items() if shares}
