"""From a wrong speaker noticed to its corrected episode: how long `audiodrama fix` takes, from shell prompt to the patched MP3.

    python bench/fix.py --story STORY --times 7 [--audiodrama .venv/bin/audiodrama]

The story is rendered once in a new production. Then lines spread over it are given another speaker, one after another, each
by its words or its time; what is timed is the whole command: start, search, edit, recording the line, mixing, encoding,
measuring. The last figure is `undo`, which records nothing. Every patched episode is checked: it decodes, it is as long as
its cue sheet says and it is as loud as an episode should be.
"""

from __future__ import annotations

import argparse
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from audiodrama.episode import measure
from audiodrama.mix import loads
from audiodrama.production import Play, Production, Spot, find
from machine import facts

LENGTH_S = 0.06  # s that the file may differ from its cue sheet: two MP3 frames
WORDS = 6  # a line has at least so many, so that they name it


def run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """(wall, CPU of all its processes) seconds of a command; ends the bench with what it said when it fails."""
    start, before = time.perf_counter(), spent()
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{shlex.join(command)}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return time.perf_counter() - start, spent() - before


def spent() -> float:
    """CPU seconds of all child processes so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told(what: str, took: tuple[float, float]) -> None:
    print(f"{what:13} {took[0]:6.2f} s wall {took[1]:6.2f} s CPU")


def chosen(folder: Path, script: str, times: int) -> list[tuple[Spot, str]]:
    """(line, its new speaker) for ``times`` voiced lines spread over the story."""
    rows = len((folder / script).read_text("utf-8").splitlines())
    spots = find(f"{script}:1-{rows}", folder).spots
    voiced = [spot for spot in spots if spot.line.voiced and len(spot.line.text.split()) >= WORDS]
    roles = list(dict.fromkeys(spot.line.role for spot in voiced))
    picked = [voiced[len(voiced) * (2 * n + 1) // (2 * times)] for n in range(times)]
    return [(spot, roles[(roles.index(spot.line.role) + 1) % len(roles)]) for spot in picked]


def check(production: Production, play: Play) -> None:
    """Ends the bench unless the episode is sound."""
    verdict, sheet = measure(production.episode(play)), loads(production.cue_sheet(play).read_text("utf-8"))
    if not verdict.passed or abs(verdict.seconds - sheet.seconds) > LENGTH_S:
        sys.exit(f"the patched episode is not in order: {verdict}, {sheet.seconds:.2f} s on the cue sheet")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--story", type=Path, required=True)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--audiodrama", default=f"{sys.executable} -m audiodrama")
    arguments = parser.parse_args()
    command = shlex.split(arguments.audiodrama)
    print(facts())
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        story = Path(shutil.copy(arguments.story, folder / arguments.story.name))
        told("render", run([*command, "render", story.name], folder))
        production, play = Production.of(folder), Play.of(story)
        print(f"episode       {loads(production.cue_sheet(play).read_text('utf-8')).seconds:6.0f} s long")
        took = []
        for spot, speaker in chosen(folder, play.script.name, arguments.times):
            took.append(run([*command, "fix", spot.address, "--speaker", speaker], folder))
            told("fix", took[-1])
            check(production, play)
        told("fix, median", (statistics.median(wall for wall, _ in took), statistics.median(cpu for _, cpu in took)))
        told("fix, worst", (max(wall for wall, _ in took), max(cpu for _, cpu in took)))
        told("undo", run([*command, "undo"], folder))
        check(production, play)


if __name__ == "__main__":
    main()
