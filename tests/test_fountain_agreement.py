"""A parser that we did not write reads our files as we mean them (screenplay-tools, MIT)."""

import dataclasses
import re

from hypothesis import given, settings
from screenplay_tools.fountain.parser import Parser

from audiodrama import fountain
from audiodrama.script import Cue, Line, Script
from nasty import scripts

# It knows no backslash, so texts are compared by their letters and digits; it takes only a letter or digit after the
# dot of a forced scene heading, as the format's own text has it, so scene titles get one.
Element = tuple[str, str]
_ELEMENT = {"title": "SECTION", "break": "CENTRED", "narration": "ACTION", "tag": "ACTION"}


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def as_read_by_another(text: str) -> list[Element]:
    parser = Parser()
    parser.mergeActions = False
    parser.add_text(text)
    found = []
    for element in parser.script.elements:
        words = re.sub(
            r"\[\[\d+\]\]|/\*\d+\*/", "", element.text_raw
        )  # it leaves numbers where notes and boneyards stood
        if element.type.name == "CHARACTER":
            found.append(("CHARACTER", element.name))
        elif element.type.name != "ACTION":
            found.append((element.type.name, letters(words)))
        elif element.centered or words.strip():
            found.append(("CENTRED" if element.centered else "ACTION", letters(words)))
    return [element for element in found if element[0] != "PARENTHETICAL"]


def as_meant(script: Script) -> list[Element]:
    meant: list[Element] = []
    for scene in script.scenes:
        elements = [element for beat in scene.beats for element in _as_meant(beat)]
        titles = next((at for at, element in enumerate(elements) if element[0] != "SECTION"), len(elements))
        meant += [*elements[:titles], ("HEADING", letters(scene.title)), *elements[titles:]]
    return meant


def _as_meant(beat: Line | Cue) -> list[Element]:
    if isinstance(beat, Cue) or beat.kind == "front_matter":
        return []
    if beat.voiced:
        return [("CHARACTER", beat.role), ("DIALOGUE", letters(beat.text))]
    return [(_ELEMENT[beat.kind], letters(beat.text))]


def _plainly_opened(script: Script) -> Script:
    """The script with a word before its scene titles, and chapter headings before all else that opens a scene."""
    scenes = []
    for scene in script.scenes:
        told = [
            at
            for at, beat in enumerate(scene.beats)
            if isinstance(beat, Line) and beat.performed and beat.kind != "title"
        ]
        first = told[0] if told else len(scene.beats)
        opening = sorted(scene.beats[:first], key=lambda beat: beat.kind != "title")
        scenes.append(dataclasses.replace(scene, title=f"Scene {scene.title}", beats=(*opening, *scene.beats[first:])))
    return dataclasses.replace(script, scenes=tuple(scenes)).bare()


@settings(max_examples=200, deadline=None)
@given(scripts.map(Script.bare).map(_plainly_opened))
def test_another_parser_reads_what_we_meant(script: Script) -> None:
    assert as_read_by_another(fountain.dumps(script)) == as_meant(script)
