"""Edits stay: the author's script and a new reading of the story become one, and neither loses anything."""

from __future__ import annotations

import pytest

from audiodrama import fountain
from audiodrama.fountain.merging import Merged, conflicts, merge

BASE = """Title: The Kiln

.Scene 1

The kiln had gone out.

@Ada
You let it die.

@Someone
I was asleep.

[[? maybe Ada: nobody is named]]

@Bero
(whispering)
Hand me the poker, it is still warm.

She gave him the poker.

@Someone
It will never be hot by noon.

> * * * <

.Scene 2

The noon train whistled below.

@Ada
Too late.
"""


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


TYPO = ("it is still warm.", "it's still warm.")


def merged(mine: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...]) -> Merged:
    made = merge(BASE, edited(BASE, *mine), edited(BASE, *theirs))
    fountain.loads(made.text)
    return made


def test_nothing_changed_is_nothing_done() -> None:
    assert merge(BASE, BASE, BASE) == Merged(BASE, BASE)


CASES = {
    "the speaker by hand, the words by the story": (
        (("@Bero\n", "@Jonah\n"),),
        (TYPO,),
        (("@Bero\n", "@Jonah\n"), TYPO),
    ),
    "two words of one line": (
        (("Hand me", "Give me"),),
        (TYPO,),
        (("Hand me", "Give me"), TYPO),
    ),
    "delivery by hand, words by the story": (
        (("(whispering)", "(hoarse)"),),
        (TYPO,),
        (("(whispering)", "(hoarse)"), TYPO),
    ),
    "words by hand, delivery by the story": (
        (("Hand me", "Give me"),),
        (("(whispering)", "(shouting)"),),
        (("Hand me", "Give me"), ("(whispering)", "(shouting)")),
    ),
    "a thought by hand, the speaker by the story": (
        (("@Ada\nToo late.", "@Ada (THOUGHT)\nToo late."),),
        (("@Ada\nToo late.", "@Bero\nToo late."),),
        (("@Ada\nToo late.", "@Bero (THOUGHT)\nToo late."),),
    ),
    "narration becomes a line, and its words change": (
        (("She gave him the poker.", "@Ada (THOUGHT)\nShe gave him the poker."),),
        (("gave him the poker", "gave him the tongs"),),
        (("She gave him the poker.", "@Ada (THOUGHT)\nShe gave him the tongs."),),
    ),
    "a line taken out stays out": (
        (("She gave him the poker.\n\n", ""),),
        (TYPO,),
        (("She gave him the poker.\n\n", ""), TYPO),
    ),
    "a cue put in stays where it is": (
        (("The noon train", "[[sound: whistle]]\nThe noon train"),),
        (("The noon train", "Steam rose.\n\nThe noon train"),),
        (("The noon train", "Steam rose.\n\n[[sound: whistle]]\nThe noon train"),),
    ),
    "a remark of the author's stays": (
        (("had gone out.", "had gone out. [[slowly!]]\n\n[[ask R. about kilns]]"),),
        (("had gone out.", "had gone out.\n\nSnow fell."),),
        (("had gone out.", "had gone out. [[slowly!]]\n\n[[ask R. about kilns]]\n\nSnow fell."),),
    ),
    "a doubt taken away does not come back": (
        (("[[? maybe Ada: nobody is named]]\n\n", ""),),
        (("[[? maybe Ada: nobody is named]]", "[[? maybe Tom: two could answer]]"), TYPO),
        (("[[? maybe Ada: nobody is named]]\n\n", ""), TYPO),
    ),
    "a line accepted keeps its speaker": (
        (("[[? maybe Ada: nobody is named]]\n\n", ""),),
        (("[[? maybe Ada: nobody is named]]\n\n@Bero\n", "@Ada\n"),),
        (("[[? maybe Ada: nobody is named]]\n\n", ""),),
    ),
    "a corrected line is not doubted": (
        (("@Ada\nToo late.", "@Cleo\nToo late."),),
        (("@Ada\nToo late.", "[[? maybe Ada: who knows]]\n\n@Bero\nToo late."),),
        (("@Ada\nToo late.", "@Cleo\nToo late."),),
    ),
    "a speech split by hand, then changed by the story": (
        (("Hand me the poker, it", "Hand me the poker,\n\n@Ada\nit"),),
        (TYPO,),
        (("Hand me the poker, it is still warm.", "Hand me the poker,\n\n@Ada\nit's still warm."),),
    ),
    "speeches joined by hand, then changed by the story": (
        (("I was asleep.\n\n[[? maybe Ada: nobody is named]]\n\n@Bero\n(whispering)\nHand", "I was asleep. Hand"),),
        (TYPO,),
        (("I was asleep.\n\n[[? maybe Ada: nobody is named]]\n\n@Bero\n(whispering)\nHand", "I was asleep. Hand"), TYPO),
    ),
    "a line moved by hand, then changed by the story": (
        (("She gave him the poker.\n\n", ""), ("The noon train", "She gave him the poker.\n\nThe noon train")),
        (("gave him the poker", "gave him the long poker"),),
        (("She gave him the poker.\n\n", ""), ("The noon train", "She gave him the long poker.\n\nThe noon train")),
    ),
    "a line corrected by hand, then moved by the story": (
        (("@Ada\nToo late.", "@Cleo\nToo late."),),
        (("@Ada\nYou let", "@Ada\nToo late.\n\n@Ada\nYou let"), ("below.\n\n@Ada\nToo late.\n", "below.\n")),
        (("@Ada\nYou let", "@Cleo\nToo late.\n\n@Ada\nYou let"), ("below.\n\n@Ada\nToo late.\n", "below.\n")),
    ),
    "a role renamed everywhere is renamed in what is new": (
        (("@Someone", "@Jonah"),),
        (("Too late.", "Too late.\n\n@Someone\nTold you."),),
        (("@Someone", "@Jonah"), ("Too late.", "Too late.\n\n@Jonah\nTold you.")),
    ),
    "a role renamed here and there is the machine's still": (
        (("@Someone\nI was", "@Jonah\nI was"),),
        (("Too late.", "Too late.\n\n@Someone\nTold you."),),
        (("@Someone\nI was", "@Jonah\nI was"), ("Too late.", "Too late.\n\n@Someone\nTold you.")),
    ),
    "a scene named by hand keeps its name when scenes are counted anew": (
        ((".Scene 2", ".Below the bank"),),
        (("She gave", "> * * * <\n\n.Scene 2\n\nShe gave"), ("\n.Scene 2\n\nThe noon", "\n.Scene 3\n\nThe noon")),
        (("She gave", "> * * * <\n\n.Scene 2\n\nShe gave"), ("\n.Scene 2\n\nThe noon", "\n.Below the bank\n\nThe noon")),
    ),
    "the same change by both": ((TYPO,), (TYPO,), (TYPO,)),
    "the same line put in by both": (
        (("Too late.", "Too late.\n\nA door fell shut.", )),
        (("Too late.", "Too late.\n\nA door fell shut.\n\nIt rained.")),
        (("Too late.", "Too late.\n\nA door fell shut.\n\nIt rained.")),
    ),
    "a line of the story's that is gone": ((TYPO,), (("The noon train whistled below.\n\n", ""),), (TYPO, ("The noon train whistled below.\n\n", ""))),
    "title and author": ((("The Kiln", "Embers"),), (("The Kiln\n", "The Kiln\nCredit: by\nAuthor: A. Nother\n"),), (("The Kiln\n", "Embers\nCredit: by\nAuthor: A. Nother\n"),)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_both_edits_apply(case: str) -> None:
    mine, theirs, wanted = ((changes,) if isinstance(changes[0], str) else changes for changes in CASES[case])
    made = merged(mine, theirs)
    assert made.text == edited(BASE, *wanted)
    assert made.conflicts == ()
    again = merge(made.base, made.text, edited(BASE, *theirs))
    assert (again.text, again.changed, again.new, again.gone) == (made.text, 0, 0, 0)
    if "split" not in case:  # the words of a split speech that changed are known by nothing once the base is old
        assert merge(BASE, made.text, edited(BASE, *theirs)).text == made.text


def test_a_windows_file_stays_one() -> None:
    mine = "\ufeff" + edited(BASE, ("@Someone\nI was", "@Jonah\nI was")).replace("\n", "\r\n")
    made = merge(BASE, mine, edited(BASE, TYPO, ("Too late.", "Too late.\n\n@Ada\nBah.")))
    wanted = edited(BASE, ("@Someone\nI was", "@Jonah\nI was"), TYPO, ("Too late.", "Too late.\n\n@Ada\nBah."))
    assert made.text == "\ufeff" + wanted.replace("\n", "\r\n")


CONFLICTS = {
    'the story now says "Hand me the tongs, it is still warm."': (
        (("the poker, it", "the rake, it"),),
        (("the poker, it", "the tongs, it"),),
        (("[[? maybe Ada", "CONFLICT\n\n[[? maybe Ada"), ("the poker, it", "the rake, it")),
    ),
    "the story now gives this line to Cleo": (
        (("@Ada\nToo late", "@Bero\nToo late"),),
        (("@Ada\nToo late", "@Cleo\nToo late"),),
        (("@Ada\nToo late", "CONFLICT\n\n@Bero\nToo late"),),
    ),
    "the story now has this spoken so: shouting": (
        (("(whispering)", "(hoarse)"),),
        (("(whispering)", "(shouting)"),),
        (("[[? maybe Ada", "CONFLICT\n\n[[? maybe Ada"), ("(whispering)", "(hoarse)")),
    ),
    "the story no longer has this": (
        (("The noon train whistled", "The slow noon train whistled"),),
        (("The noon train whistled below.\n\n", ""),),
        (("The noon train whistled", "CONFLICT\n\nThe slow noon train whistled"),),
    ),
    'the story changed what is cut here: "She gave him the long poker."': (
        (("She gave him the poker.\n\n", ""),),
        (("him the poker", "him the long poker"),),
        (("She gave him the poker.\n\n", "CONFLICT\n\n"),),
    ),
}


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_what_both_changed_is_noted_over_the_authors(conflict: str) -> None:
    mine, theirs, wanted = CONFLICTS[conflict]
    made = merged(mine, theirs)
    note = f"[[conflict: {conflict}]]"
    assert made.text == edited(BASE, *wanted).replace("CONFLICT", note)
    assert made.conflicts == (conflict,)
    ((line, words),) = conflicts(made.text)
    assert (words, made.text.splitlines()[line - 1]) == (conflict, note)
    again = merge(made.base, made.text, edited(BASE, *theirs))
    assert (again.text, again.conflicts) == (made.text, ())
    settled = made.text.replace(f"{note}\n\n", "")
    assert merge(made.base, settled, edited(BASE, *theirs)).text == settled
    assert merge(BASE, made.text, edited(BASE, *theirs)).text.count("[[conflict") == 1


def test_a_newer_conflict_takes_the_place_of_the_older() -> None:
    first = edited(BASE, ("the poker, it", "the tongs, it"))
    made = merge(BASE, edited(BASE, ("the poker, it", "the rake, it")), first)
    newer = merge(made.base, made.text, edited(BASE, ("the poker, it", "the shovel, it")))
    assert [words for _, words in conflicts(newer.text)] == [
        'the story now says "Hand me the shovel, it is still warm."'
    ]


def test_a_correction_outlives_a_reading_that_agreed_with_it() -> None:
    corrected = edited(BASE, ("@Ada\nToo late", "@Cleo\nToo late"), ("[[? maybe Ada: nobody is named]]\n\n", ""))
    agreeing = merge(BASE, corrected, edited(BASE, ("@Ada\nToo late", "@Cleo\nToo late"), TYPO))
    assert agreeing.text == edited(corrected, TYPO)
    doubting = merge(
        agreeing.base, agreeing.text, edited(BASE, TYPO, ("[[? maybe Ada: nobody is named]]\n\n@Bero", "@Ada"))
    )
    assert doubting.text == agreeing.text
    assert merge(doubting.base, doubting.text, edited(BASE, TYPO)).text == agreeing.text


def test_what_was_taken_over_is_counted() -> None:
    made = merged(
        (("@Ada\nToo late", "@Cleo\nToo late"),),
        (TYPO, ("The noon train whistled below.", "It rained.\n\nIt poured."), ("She gave him the poker.\n\n", "")),
    )
    assert (made.changed, made.new, made.gone, made.conflicts) == (1, 2, 2, ())
