"""What is learned from: annotated texts, read as the program reads them, with the truth of every quotation. Imported by weights.py and people.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiodrama.quotes import survey
from audiodrama.speakers.attribution import Study, study
from audiodrama.speakers.encoder.opinions import Prose, prose
from audiodrama.speakers.encoder.sheets import sheets
from audiodrama.text import Manuscript
from audiodrama.text import decode as decode_text
from corpora import FOLDS, scorer, shared, truths

STORIES, OWN, FURTHER, TAUGHT, CLASSICS = (
    "stories",
    "own stories",
    "further stories",
    "the encoder's stories",
    "classics",
)
CLASSIC = 0.5  # worth of a line of LitBank beside one of the stories
LESS = 0.5  # and of one of the stories that the encoder learned from
LEFT_OUT = [
    "persuasion",
    "pride_and_prejudice",
    "emma",
    "night_and_day",
    "alices_adventures",
    "awakening",
    "dorian_gray",
    "daisy_miller",
    "room_with_a_view",
    "howards_end",
    "anne_of_green_gables",
    "northanger",
    "mansfield",
    "sense_and",
    "passage_to_india",
    "age_of_innocence",
    "portrait_of_a_lady",
    "winnie",
    "sign_of_the_four",
    "hound",
    "invisible_man",
    "hard_times",
    "oliver_twist",
    "gatsby",
    "sun_also",
    "handful_of_dust",
    "man_who_was_thursday",
    "mysterious_affair",
    "gambler",
    "sport_of_the_gods",
]


Resolve = Callable[[str], str | None]


@dataclass
class Story:
    """``truth``: each quotation's right character, None when the annotation has none there."""

    name: str
    study: Study
    truth: list[str | None]
    kinds: list[str]
    resolve: Resolve
    told: Prose

    def is_right(self, who: int, number: int) -> bool:
        if who < 0 or self.truth[number] is None:
            return False
        return self.resolve(self.study.cast.persons[who].name) == self.truth[number]


@dataclass(frozen=True)
class Text:
    """Annotated prose before it is read: ``gold`` are stretches {start, end, speaker}."""

    name: str
    manuscript: Manuscript
    gold: list[dict[str, object]]
    resolve: Resolve
    fold: int
    corpus: str
    worth: float = 1.0

    def read(self, weights: Path | None) -> Story:
        layout = survey(self.manuscript)
        longest = [max(q.spans, key=lambda span: span.end - span.start) for q in layout.quotations]
        found = study(self.manuscript, layout, weights=weights)
        read = sheets(self.manuscript, layout, found.pages, found.cast, found.clues, found.narrators)
        told = prose(read, found.narrators, found.cast)
        kinds = [q.kind for q in layout.quotations]
        return Story(self.name, found, truths(longest, self.gold), kinds, self.resolve, told)


def _story(
    gold: Path, make: Callable[[list[dict[str, object]]], Resolve], place: int, corpus: str, worth: float = 1.0
) -> Text:
    data = json.loads(gold.read_text("utf-8"))
    m = decode_text(gold.with_name(gold.name.replace(".gold.json", ".txt")).read_bytes(), gold.stem)
    return Text(data["id"], m, data["segments"], make(data["characters"]), place % FOLDS, corpus, worth)


def folder_texts(folder: Path) -> Iterator[Text]:
    """Every annotated story of a folder, in order of file names."""
    make = scorer("score_attribution").Resolver
    for place, path in enumerate(sorted(folder.glob("*.gold.json"))):
        yield _story(path, make, place, folder.name)


def texts(gold: Path) -> Iterator[Text]:
    """The stories, those written for this bench, further ones that nothing is scored by, those of the encoder, and the excerpts that may be trained on."""
    make = scorer("score_attribution").Resolver
    here = Path(__file__).parent
    for corpus, folder, worth in (
        (STORIES, gold, 1.0),
        (OWN, here / "stories", 1.0),
        (FURTHER, here / "fitting_stories", 1.0),
        (TAUGHT, here / "encoder_stories", LESS),
    ):
        for place, path in enumerate(sorted(folder.glob("*.gold.json"))):
            yield _story(path, make, place, corpus, worth)
    for place, path in enumerate(sorted(shared("corpus/litbank").glob("*.jsonl"))):
        if not any(name in path.stem for name in LEFT_OUT):
            for record in map(json.loads, path.read_text("utf-8").splitlines()):
                voiced = [
                    {"start": start, "end": end, "speaker": quote["speaker"]}
                    for quote in record["quotes"]
                    for start, end in quote["spans"]
                ]
                m = Manuscript(record["text"], record["id"])
                yield Text(record["id"], m, voiced, make(record["characters"]), place % FOLDS, CLASSICS, CLASSIC)
