"""The speed bench measures what it says: it sees the memory of a grandchild, and starts each render from nothing."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parent.parent / "bench"
GRANDCHILD = "import time; hoard = b'x' * 60_000_000; time.sleep(0.6)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {GRANDCHILD!r}], start_new_session=True)"
PRETENDER = """#!{python}
import pathlib, sys
here = [path.name for path in pathlib.Path().iterdir()]
assert sys.argv[1:] == ["render", "story.txt"] and set(here) <= {{"story.txt", "log"}}, here
pathlib.Path("takes").mkdir()
{rest}
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")


@pytest.fixture
def speed(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCH)
    return importlib.import_module("speed")


def pretender(folder: Path, rest: str = "") -> Path:
    """A program that stands in for audiodrama, in a folder with a python beside it."""
    (folder / "python").symlink_to(sys.executable)
    program = folder / "audiodrama"
    program.write_text(PRETENDER.format(python=sys.executable, rest=rest))
    program.chmod(0o755)
    return program


def test_memory_of_a_grandchild_in_its_own_session_is_seen(speed: ModuleType, tmp_path: Path) -> None:
    found = speed.peaks([sys.executable, "-c", CHILD], tmp_path)
    assert len(found) == 2
    assert 60_000 < max(peak for _, peak in found.values()) < 120_000  # kB


def test_each_render_starts_from_an_empty_production(speed: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Once.")
    program = pretender(tmp_path)
    for _ in range(2):  # the pretender refuses a folder with takes in it
        assert speed.render([str(program)], tmp_path / "story.txt", tmp_path / "production") > 0


def test_a_failed_render_ends_the_bench_with_its_reason(speed: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Once.")
    program = pretender(tmp_path, "sys.exit('no voice')")
    with pytest.raises(SystemExit, match="no voice"):
        speed.render([str(program)], tmp_path / "story.txt", tmp_path / "production")


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="the yardstick needs espeak-ng")
def test_the_yardstick_makes_an_mp3_like_the_episode(speed: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("It was a dark and stormy night; the rain fell in torrents.")
    ffmpeg = importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe()
    assert speed.yardstick(ffmpeg, tmp_path / "story.txt", tmp_path / "production") > 0
    mp3 = (tmp_path / "production" / "x.mp3").read_bytes()
    information = mp3.index(b"\xff\xfb")  # the first frame holds no sound; its header says stereo whatever follows
    frame = mp3[mp3.index(b"\xff\xfb", information + 4) :]
    assert frame[2] >> 4 == 9  # 128 kbit/s
    assert frame[2] & 0b1100 == 0  # 44.1 kHz
    assert frame[3] >> 6 == 1  # joint stereo
