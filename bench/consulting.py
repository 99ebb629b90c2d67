"""What a language model could give, and what it would be asked: ``script --llm`` on the annotated stories.

    python bench/consulting.py [--llm URL [--model NAME]] [--gold FOLDER]

Every story is read with weights that have not seen it (bench/folds). Without ``--llm`` the answers come from the annotation:
right whenever the right speaker is in the closed list, and right nine times in ten; no model can do better than the first.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from audiodrama.adapt import adapt, as_json
from audiodrama.production.chat import open_chat
from audiodrama.script import Script
from audiodrama.speakers.answers import Answered, consult, reconsidered
from audiodrama.speakers.windows import Window, windows
from audiodrama.text import decode
from corpora import Story, fold, scorer, shared, stories, truths
from reading import decisions

SEED = 7  # of the oracle's mistakes
CHARACTERS_A_TOKEN = 4  # of English: OpenAI's rule of thumb

Answers = Callable[[Story, Script, Window], Answered]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--gold", type=Path, default=shared("corpus/stories"))
    parser.add_argument("--llm", metavar="URL", help="ask the model at this address")
    parser.add_argument("--model", default="", help="which model; the server's first if not given")
    return parser.parse_args()


def oracle(right: float, chance: random.Random) -> Answers:
    """Answers from the annotation, ``right`` of them right, the others any name of the list."""

    def answered(story: Story, script: Script, window: Window) -> Answered:
        lines, resolve = list(script.lines), scorer("score_attribution").Resolver(story.gold["characters"])
        first = [lines[parts[0]].span or (0, 0) for parts in window.asked]
        given = {}
        for number, truth in enumerate(truths([(a, b) for a, b in first], story.gold["segments"]), 1):
            name = next((role.name for role in window.roles if truth is not None and resolve(role.name) == truth), None)
            if chance.random() >= right:
                name = chance.choice(window.roles).name
            if name is not None:
                given[number] = name
        return Answered(window, given)

    return answered


def asking(url: str, model: str) -> Answers:
    chat = open_chat(url, model)
    return lambda story, script, window: next(consult([window], chat.ask))


def main() -> None:
    args = arguments()
    readers: dict[str, Answers] = {
        "always right": oracle(1.0, random.Random(SEED)),
        "right 9 in 10": oracle(0.9, random.Random(SEED)),
    }
    if args.llm:
        readers = {args.model or args.llm: asking(args.llm, args.model)}
    right: dict[str, list[bool]] = {name: [] for name in ("the reading alone", *readers)}
    asked, tokens, questions, words = 0, 0, 0, 0
    for story in stories(args.gold):
        m = decode(story.data, story.name)
        script = adapt(m, weights=fold(story.place))
        found = windows(script, m)
        asked += sum(len(parts) for window in found for parts in window.asked)
        questions += len(found)
        tokens += sum(len(window.question) for window in found) // CHARACTERS_A_TOKEN
        words += len(m.text.split())
        right["the reading alone"] += [d.right for d in decisions(story, as_json(script))]
        for name, answers in readers.items():
            names = {at: role for window in found for at, role in answers(story, script, window).by_line.items()}
            right[name] += [d.right for d in decisions(story, as_json(reconsidered(script, names)))]
    count = len(right["the reading alone"])
    print(f"{count} voiced lines, {asked} of them asked about ({100 * asked / count:.0f}%) in {questions} questions")
    print(f"{1000 * tokens / words:.0f} tokens in for 1,000 words of story")
    for name, made in right.items():
        print(f"{name:20} {100 * sum(made) / len(made):5.1f}% of the voiced lines that were found are right")


if __name__ == "__main__":
    main()
