"""How long a render takes, against espeak-ng and an MP3 encode of the same story, and how much memory it needs.

    python bench/speed.py --story STORY --pairs 5 --audiodrama .venv/bin/audiodrama

(a) `audiodrama render STORY` in a new production: no script, no cast, no takes; every correction pass included.
(b) `espeak-ng -f STORY -w x.wav`, then x.wav to MP3 with the same ffmpeg at the same settings as the episode.
(a) and (b) run in turn, so that a busy moment of the machine meets both. One run of each goes before and is not timed:
it warms the disk cache, and during it the memory of every process is watched. Linux only; needs espeak-ng.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from machine import facts

LIKE_THE_EPISODE = shlex.split("-ac 2 -ar 44100 -c:a libmp3lame -b:a 128k -joint_stereo 1 -f mp3")
EVERY = 0.05  # seconds between two looks at memory
MIB = 1024  # kB, the unit of /proc, in a MiB


def run(command: Sequence[str], folder: Path) -> None:
    """Runs to the end, or ends the bench with what the command said."""
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{shlex.join(command)}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def production(story: Path, folder: Path) -> Path:
    """A new folder with nothing in it but the story."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy(story, folder / story.name))


def render(audiodrama: Sequence[str], story: Path, folder: Path) -> float:
    """Wall seconds of (a)."""
    copy = production(story, folder)
    start = time.perf_counter()
    run([*audiodrama, "render", copy.name], folder)
    return time.perf_counter() - start


def yardstick(ffmpeg: str, story: Path, folder: Path) -> float:
    """Wall seconds of (b)."""
    copy = production(story, folder)
    start = time.perf_counter()
    run(["espeak-ng", "-f", copy.name, "-w", "x.wav"], folder)
    run([ffmpeg, "-v", "error", "-y", "-i", "x.wav", *LIKE_THE_EPISODE, "x.mp3"], folder)
    return time.perf_counter() - start


def processes() -> dict[int, tuple[int, int]]:
    """Every process of the machine: pid -> (parent, session)."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()  # the name may hold blanks
        except OSError:
            continue  # it has just ended
        found[int(stat.parent.name)] = (int(fields[1]), int(fields[3]))
    return found


def family(root: int, known: set[int]) -> set[int]:
    """The living processes that come from ``root``: its session, and children of anyone known."""
    living = processes()
    kin = {pid for pid, (_, session) in living.items() if session == root or pid in known}
    while more := {pid for pid, (parent, _) in living.items() if parent in kin} - kin:
        kin |= more
    return kin


def look(pid: int) -> tuple[str, int]:
    """(what it runs, its peak resident memory until now in kB); 0 kB when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8", "replace")
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return "", 0
    peaks = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    return " ".join(words)[:70], peaks[0] if peaks else 0


def peaks(command: Sequence[str], folder: Path) -> dict[int, tuple[str, int]]:
    """pid -> (what it runs, peak kB) of every process of a command, which must end well."""
    seen: dict[int, tuple[str, int]] = {}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        while process.poll() is None:
            for pid in family(process.pid, set(seen) | {process.pid}):
                name, peak = look(pid)
                if peak > seen.get(pid, ("", 0))[1]:
                    seen[pid] = name, peak
            time.sleep(EVERY)
    if process.returncode:
        sys.exit(f"{shlex.join(command)}: exit {process.returncode}\n{(folder / 'log').read_text()[-2000:]}")
    return seen


def bundled_ffmpeg(audiodrama: Sequence[str]) -> str:
    """The ffmpeg that this audiodrama encodes with."""
    python = Path(audiodrama[0]).with_name("python")
    ask = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"
    return subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()


def command_line(text: str) -> list[str]:
    """'.venv/bin/python -m audiodrama' as arguments that hold in any folder."""
    program, *rest = shlex.split(text)
    found = shutil.which(program) or sys.exit(f"no such program: {program}")
    return [str(Path(found).absolute()), *rest]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--story", type=Path, default=Path(__file__).parent.parent / "scripts" / "the-last-hive.txt")
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--audiodrama", default=".venv/bin/audiodrama", help="program, or 'python -m audiodrama'")
    chosen = options.parse_args()
    story, audiodrama = chosen.story.absolute(), command_line(chosen.audiodrama)
    ffmpeg = bundled_ffmpeg(audiodrama)
    print(facts())
    print(f"{story.name}: {len(story.read_text('utf-8', 'replace').split())} words")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "production"
        copy = production(story, home)
        memory = peaks([*audiodrama, "render", copy.name], home)
        yardstick(ffmpeg, story, home)
        for name, peak in sorted(memory.values(), key=lambda one: -one[1]):
            print(f"  peak {peak / MIB:6.0f} MiB  {name}")
        pairs = []
        for number in range(1, chosen.pairs + 1):
            ours, theirs = render(audiodrama, story, home), yardstick(ffmpeg, story, home)
            pairs.append((ours, theirs))
            print(
                f"  pair {number}: audiodrama {ours:.2f} s, espeak-ng + MP3 {theirs:.2f} s, {ours / theirs:.2f} times"
            )
    ours, theirs, ratio = (statistics.median(c) for c in zip(*((a, b, a / b) for a, b in pairs), strict=True))
    print(
        f"median of {len(pairs)}: audiodrama {ours:.2f} s, espeak-ng + MP3 {theirs:.2f} s, {ratio:.2f} times", end="; "
    )
    print(f"peak of one process {max(peak for _, peak in memory.values()) / MIB:.0f} MiB")


if __name__ == "__main__":
    main()
