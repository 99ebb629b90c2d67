"""A clip is played by whatever the machine has, and nothing waits for a player that hangs."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from audiodrama.sound import playing
from audiodrama.sound.playing import play

if sys.platform == "win32":
    pytest.skip("the players are shell scripts", allow_module_level=True)


@pytest.fixture
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_no_player_is_no_error(players: Path) -> None:
    assert not play(Path("clip.wav"), 1.0)


def test_the_clip_is_handed_to_the_player(players: Path, tmp_path: Path) -> None:
    install(players, "aplay", f'echo "$@" > {tmp_path}/heard')
    assert play(tmp_path / "a 'clip'.wav", 1.0)
    assert (tmp_path / "heard").read_text().strip() == f"-q {tmp_path}/a 'clip'.wav"


def test_a_player_that_fails_gives_way_to_the_next(players: Path) -> None:
    install(players, "ffplay", "exit 1")
    assert not play(Path("clip.wav"), 1.0)
    install(players, "mpv", "exit 0")
    assert play(Path("clip.wav"), 1.0)


def test_a_player_that_hangs_is_stopped(players: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "PATIENCE_S", 0.2)
    install(players, "ffplay", "exec /bin/sleep 60")
    start = time.monotonic()
    assert not play(Path("clip.wav"), 0.1)
    assert time.monotonic() - start < 5


def test_a_player_that_cannot_be_started_is_passed_over(players: Path) -> None:
    install(players, "ffplay", "")
    (players / "ffplay").write_bytes(b"\x00no program")
    assert not play(Path("clip.wav"), 1.0)
