"""Lets the author hear a clip at once, through whatever player the machine has. Nothing here can wait for ever."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

PATIENCE_S = 5.0  # seconds that a player may take beyond the clip's own length to start and to end
PLAYERS = (  # in the order in which they are tried; the clip's path comes last
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("afplay",),  # macOS
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("mpv", "--no-video", "--no-terminal"),
    ("play", "-q"),
)


def play(clip: Path, seconds: float) -> bool:
    """Play a WAV of that length to its end. Whether a player was found that says it did; the next is tried when one fails."""
    return any(_plays(command, seconds) for command in _commands(clip))


def _commands(clip: Path) -> Iterator[list[str]]:
    for name, *options in PLAYERS:
        if program := shutil.which(name):
            yield [program, *options, str(clip)]
    if program := shutil.which("powershell"):  # Windows
        quoted = str(clip).replace("'", "''")
        yield [program, "-NoProfile", "-Command", f"(New-Object Media.SoundPlayer '{quoted}').PlaySync()"]


def _plays(command: list[str], seconds: float) -> bool:
    """Whether the player ended well in time; one that does not is stopped."""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=seconds + PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
