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

Other notes ``[[...]]`` are the author's own: nobody speaks them. A backslash keeps a mark from being a mark.
"""

from audiodrama.fountain.read import loads, places
from audiodrama.fountain.write import dumps

__all__ = ["dumps", "loads", "places"]
