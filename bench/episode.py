"""Is the episode what it should be? Renders a story and checks the MP3 with other people's tools; then changes the cast.

    python bench/episode.py --story STORY [--engine hibari] [--audiodrama PATH]

Checked: it decodes; length; chapters and tags (mutagen); loudness and true peak (ffmpeg's ebur128, not our meter); the
longest gap between two lines; every line of the timeline audible, by the decoded file's energy where it should stand.
Then: one role recast, a pause and a level changed, a kill -9 half way: how many lines are recorded again. Last, a second
production of the same story: the two lengths.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from mutagen.mp3 import MP3

from audiodrama import fountain, mix
from audiodrama.production import Play, Production
from machine import facts

RATE = 44_100  # Hz, of the decoded file
HEARD_DBFS = -45.0  # a line whose loudest tenth of a second is softer than this is not heard
WINDOW_S = 0.1  # s
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def render(command: list[str], story: Path) -> str:
    done = subprocess.run(
        [*command, "render", story.name], cwd=story.parent, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def recorded(report: str) -> tuple[int, int]:
    """Lines recorded and kept, as the report says."""
    found = re.search(r"recorded\s+([\d,]+) lines?, kept ([\d,]+)", report)
    assert found, report
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def production(folder: Path, story: Path, engine: str) -> Path:
    folder.mkdir()
    (folder / "voices.yaml").write_text(f"engine: {engine}\n")
    return Path(shutil.copy(story, folder / "story.txt"))


def decoded(path: Path) -> np.ndarray:
    """The file's samples, float32 [frames], the louder channel of each frame."""
    raw = subprocess.run(
        [FFMPEG, "-v", "error", "-i", path, "-f", "f32le", "-ac", "2", "-ar", str(RATE), "-"],
        capture_output=True,
        check=True,
    )
    assert not raw.stderr, raw.stderr
    return np.abs(np.frombuffer(raw.stdout, np.float32).reshape(-1, 2)).max(axis=1)


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP, by ffmpeg."""
    with tempfile.TemporaryFile() as log:
        subprocess.run(
            [
                FFMPEG,
                "-hide_banner",
                "-nostats",
                "-i",
                path,
                "-af",
                "ebur128=peak=true:framelog=quiet",
                "-f",
                "null",
                "-",
            ],
            stderr=log,
            check=True,
        )
        log.seek(0)
        said = log.read().decode()
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1]), float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])


def examine(story: Path) -> float:
    """Print what the episode of ``story`` measures; its length in seconds."""
    there, play = Production.of(story), Play.of(story)
    path = there.episode(play)
    heard, tags = decoded(path), MP3(path)
    loudness, peak = ebur128(path)
    sheet = mix.loads(there.cue_sheet(play).read_text())
    lines = mix.timeline(sheet)
    gaps = [(b.at - a.at - a.frames) / sheet.rate for a, b in pairwise(lines)]
    faint = [line for line in lines if level(heard[line.at : line.at + line.frames]) < HEARD_DBFS]
    print(f"length {len(heard) / RATE / 60:.2f} min, {tags.info.bitrate / 1000:.0f} kbit/s, {tags.info.sample_rate} Hz")
    print(f"tags {', '.join(sorted(k for k in tags if k[:4] not in ('CHAP', 'CTOC')))}")
    chapters = sorted(tags.tags.getall("CHAP"), key=lambda c: c.start_time)
    print(
        f"chapters {len(chapters)}, tables of contents {len(tags.tags.getall('CTOC'))}: "
        + "; ".join(f"{c.start_time / 1000:.0f} s {c.sub_frames['TIT2']}" for c in chapters[:6])
    )
    print(f"loudness {loudness:.1f} LUFS, true peak {peak:.1f} dBTP (ffmpeg ebur128, on the MP3)")
    print(f"gaps between lines: longest {max(gaps):.2f} s, shortest {min(gaps):.2f} s")
    print(f"lines {len(lines)}, not audible where the timeline says: {len(faint)}")
    return len(heard) / RATE


def level(samples: np.ndarray) -> float:
    """The RMS of the loudest tenth of a second, dBFS."""
    size = int(WINDOW_S * RATE)
    whole = samples[: len(samples) // size * size].reshape(-1, size) if len(samples) >= size else samples[None]
    return float(10 * np.log10(np.square(whole).mean(axis=1).max() + 1e-12))


def change(story: Path, command: list[str], engine: str) -> None:
    """Recast, repause, relevel: print what is recorded again."""
    voices = story.parent / "voices.yaml"
    roles = Counter(
        line.role for line in fountain.loads(story.with_suffix(".fountain").read_text()).lines if line.voiced
    )
    role = next(name for name, _ in roles.most_common() if name != "Narrator")
    text = voices.read_text()
    row = next(line for line in text.splitlines() if line.startswith(f"  {role}:"))
    found = re.search(rf"{engine}/([^,}}\s]+)", row)
    assert found
    used = set(re.findall(rf"{engine}/([^,}}\s]+)", text))
    listed = subprocess.run(
        [*command, "voices", "--all", "--engine", engine], capture_output=True, text=True, check=True
    ).stdout
    other = next(v for v in re.findall(rf"{engine}/(\S+)", listed) if v not in used)
    voices.write_text(text.replace(row, row.replace(f"{engine}/{found[1]}", f"{engine}/{other}")))
    print(
        f"recast {role} ({roles[role]} lines) from {found[1]} to {other}: recorded {recorded(render(command, story))[0]}"
    )
    voices.write_text(voices.read_text() + "pauses: {line: 0.6, scene: 3.0}\n")
    print(f"two pauses changed: recorded {recorded(render(command, story))[0]}")
    text = voices.read_text()
    row = next(line for line in text.splitlines() if line.startswith(f"  {role}:"))
    voices.write_text(text.replace(row, row.replace("{voice:", "{gain_db: -2, pan: 0.3, voice:")))
    print(f"level and place changed: recorded {recorded(render(command, story))[0]}")


def kill(story: Path, command: list[str]) -> None:
    """kill -9 half way, then again: print what was missing and what was recorded."""
    takes = Production.of(story).takes
    total = len(list(takes.glob("*/*.json")))
    shutil.rmtree(takes)
    first = subprocess.Popen(
        [*command, "render", story.name], cwd=story.parent, stdout=subprocess.DEVNULL, start_new_session=True
    )
    while len(list(takes.glob("*/*.json"))) < total // 2 and first.poll() is None:
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    time.sleep(1.5)  # the workers' grace
    with contextlib.suppress(ProcessLookupError):
        os.killpg(first.pid, 0)
        print("a process is left behind!")
    stands = len(list(takes.glob("*/*.json")))
    print(
        f"killed with {stands} takes there: then recorded {recorded(render(command, story))[0]}, {len(list(takes.glob('*/*.json')))} stand"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--story", type=Path, required=True)
    options.add_argument("--engine", default="hibari")
    options.add_argument("--audiodrama", default=str(Path(sys.executable).parent / "audiodrama"))
    given = options.parse_args()
    command = given.audiodrama.split()
    print(facts())
    with tempfile.TemporaryDirectory() as folder:
        story = production(Path(folder) / "one", given.story, given.engine)
        print(f"{given.engine}: recorded and kept {recorded(render(command, story))}")
        first = examine(story)
        again = production(Path(folder) / "two", given.story, given.engine)
        render(command, again)
        second = len(decoded(Production.of(again).episode(Play.of(again)))) / RATE
        print(f"rendered afresh: {first:.2f} s and {second:.2f} s, {100 * abs(second / first - 1):.2f} % apart")
        change(story, command, given.engine)
        kill(story, command)


if __name__ == "__main__":
    main()
