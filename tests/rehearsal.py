"""What the tests of corrections share: a production with a script that a reader and a hand have been at, and its commands."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from audiodrama.cli import main

STORY = """The Signal Box

"You're late," said Nadia.

"The points froze." Wilf hung up his lamp. "I walked from the junction."

"You could have telephoned."

"I could," he said, "but you'd have worried."

* * *

The bell rang twice before anyone moved. Snow slid down the window, and the clock over the stove went on counting.

"Sit," Nadia said. "Eat something."

Wilf sat. "Thank you, Nadia."
"""
SCRIPT = """Title: The Signal Box

.The Signal Box

@Nadia
You're late,

said Nadia.

@Wilf
The points froze.

Wilf hung up his lamp.

[[ask Ines about the lamp]]

@Wilf
I walked from the junction.

[[? maybe Wilf: they speak in turn]]

@Nadia
(softly)
You could have telephoned.

@Wilf
I could,

he said,

@Wilf
but you'd have worried.

> * * * <

.Later

The bell rang twice before anyone moved.

@Nadia
Sit.

@Nadia (ON PHONE)
Sit down. Eat *something*.

@Wilf (THOUGHT)
I could.
"""
VOICES = """# ours
engine: tone
narrator: tone/narrator
characters:
  Nadia:              # the elder
    voice: tone/woman
    gender: f
  Wilf: {voice: tone/man, gender: m, aliases: [Wilfred]}   # chosen for you: man, 5 lines
"""


def production(folder: Path, script: str = SCRIPT, voices: str = VOICES, name: str = "box") -> Path:
    """A production in ``folder`` with one script, ``scripts/NAME.fountain``, whose path comes back."""
    path = folder / "scripts" / f"{name}.fountain"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(script.encode())
    if voices:
        (folder / "voices.yaml").write_bytes(voices.encode())
    return path


def typed(*words: object, code: int = 0, stdin: str | None = None) -> Result:
    """``audiodrama ...`` as an author types it, in the current folder."""
    result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
    assert result.exit_code == code, (result.output, result.exception)
    return result
