"""The script as Fountain, screenwriters' plain text: ``dumps`` writes it, ``loads`` reads it, ``places`` finds its lines.

    Title: The Lamp

    # Chapter One                     a chapter, spoken: stands above the heading of the scene that it opens

    .Scene 1                          a scene

    The rain had stopped.             narration, one paragraph on one line; ``!`` in front when it looks like anything else

    @Clara (THOUGHT)                  a role in the cast's spelling; THOUGHT, MESSAGE, LETTER say what kind of line it is
    (whispering)                      delivery
    Not again.

    [[sound: thunder]]                a cue: sound, music, bed, place or pause; ``, 8s`` gives its length
    > * * * <                         a break
    /* Posted in May. */              kept and not spoken

Other notes ``[[...]]`` are the author's own: nobody speaks them. ``[[speak]]`` or ``[[skip]]`` on narration says whether it
is a tag ("said Mara"), where ``script.tagged`` would guess wrong. A backslash keeps a mark from being a mark.

Extensions that say how a voice arrives (ON PHONE, ON RADIO, ON TV, ON INTERCOM, ON LOUDSPEAKER, RECORDED) become the first
words of the delivery; CONT'D, V.O., O.S. and the like are for the page and ignored; any other is an error. Read and left
out as well: transitions, synopses, page breaks, scene numbers, sections below ``#``, the ``^`` of dual dialogue. A lyric
``~`` under a name is sung by it. Two spaces on a blank line hold a speech open, as the format has it; we never write them.
"""

from audiodrama.fountain.doubts import Doubt, decided, doubted, remarks
from audiodrama.fountain.marks import escape
from audiodrama.fountain.merging import Merged, conflicts, familiar, merge
from audiodrama.fountain.passages import Block, blocks, given
from audiodrama.fountain.read import loads, loads_placed, places
from audiodrama.fountain.write import dumps

__all__ = [
    "Block",
    "Doubt",
    "Merged",
    "blocks",
    "conflicts",
    "decided",
    "doubted",
    "dumps",
    "escape",
    "familiar",
    "given",
    "loads",
    "loads_placed",
    "merge",
    "places",
    "remarks",
]
