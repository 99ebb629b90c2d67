"""The faults of the operating system's voices, and the child process that keeps them from an author.

The fake child speaks the protocol of the real one; its orders' texts tell it how to misbehave.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audiodrama.engines import Voice
from audiodrama.engines.pyttsx3 import Pyttsx3
from audiodrama.engines.pyttsx3.child import whole
from audiodrama.engines.pyttsx3.process import PROGRAM
from audiodrama.engines.pyttsx3.voices import ACCENTS, ESPEAK, espeak_id
from audiodrama.errors import EngineError, UnknownVoice

FAKE = textwrap.dedent("""
    import json, os, sys, time, wave
    history = sys.argv[1]                       # a file that outlives the child: one line per order
    print(json.dumps({"driver": "fake"}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        with open(history, "a") as file:
            file.write(line)
        with open(history) as file:
            times = sum(json.loads(one).get("text") == order.get("text") for one in file)
        if order.get("list"):
            print(json.dumps({"voices": VOICES}), flush=True)
            continue
        trouble = order["text"].split()[0]
        once = "once" in order["text"] and times > 1
        if trouble == "die" and not once:
            os._exit(3)
        if trouble == "hang" and not once:
            time.sleep(600)
        if trouble == "fail" and not once:
            print(json.dumps({"error": "RuntimeError: no breath"}), flush=True)
            continue
        if trouble != "silent" or once:
            with wave.open(order["path"], "wb") as clip:
                clip.setparams((2 if trouble == "stereo" else 1, 1 if trouble == "bytes" else 2, 16000, 0, "NONE", ""))
                clip.writeframes(b"\\x00\\x20" * 8000)
        print("{}", flush=True)
""")
VOICES = [
    {"id": "HKEY\\Voices\\TTS_ZIRA", "name": "Zira", "languages": ["en-US"], "gender": "Female", "age": "Adult"},
    {"id": "com.apple.voice.Daniel", "name": "Daniel", "languages": ["en_GB"], "gender": "VoiceGenderMale", "age": 35},
]
HELLO = Voice("pyttsx3", "en-us")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history.jsonl"


@pytest.fixture
def fake(tmp_path: Path, history: Path) -> Iterator[Pyttsx3]:
    yield from faked(tmp_path, history, "linux")


@pytest.fixture
def windows(tmp_path: Path, history: Path) -> Iterator[Pyttsx3]:
    yield from faked(tmp_path, history, "win32")


def faked(folder: Path, history: Path, system: str) -> Iterator[Pyttsx3]:
    program = folder / "fake.py"
    program.write_text(f"VOICES = {VOICES!r}\n{FAKE}", encoding="utf-8")
    engine = Pyttsx3([sys.executable, str(program), str(history)], deadline_s=1.5, system=system)
    yield engine
    engine.close()


@pytest.fixture
def real() -> Iterator[Pyttsx3]:
    engine = Pyttsx3()
    yield engine
    engine.close()


def child_of(engine: Pyttsx3) -> subprocess.Popen[bytes]:
    assert engine._child is not None
    return engine._child._process


def gone(pid: int) -> bool:
    """Whether the process has ended, allowing it two seconds."""
    end = time.monotonic() + 2
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


class TestAChildInTrouble:
    @pytest.mark.parametrize("trouble", ["die", "hang", "fail", "silent"])
    def test_a_second_child_speaks_the_line(self, fake: Pyttsx3, trouble: str) -> None:
        assert len(fake.speak(f"{trouble} once", HELLO).samples) == 8_000

    @pytest.mark.parametrize(
        "trouble", ["die", pytest.param("hang", marks=pytest.mark.slow), "fail", "silent", "bytes"]
    )
    def test_after_two_tries_the_error_names_the_text(self, fake: Pyttsx3, history: Path, trouble: str) -> None:
        with pytest.raises(EngineError, match=f"could not speak '{trouble} always'"):
            fake.speak(f"{trouble} always", HELLO)
        assert len(history.read_text().splitlines()) == 2

    @pytest.mark.parametrize("trouble", ["die", pytest.param("hang", marks=pytest.mark.slow), "fail"])
    def test_the_next_line_is_spoken(self, fake: Pyttsx3, trouble: str) -> None:
        with pytest.raises(EngineError):
            fake.speak(f"{trouble} always", HELLO)
        assert len(fake.speak("good again", HELLO).samples) == 8_000

    def test_a_child_killed_between_two_lines_is_replaced(self, real: Pyttsx3) -> None:
        before = real.speak("Good evening.", HELLO)
        child_of(real).kill()
        child_of(real).wait()
        after = real.speak("Good evening.", HELLO)
        assert len(after.samples) == pytest.approx(len(before.samples), rel=0.01)

    def test_a_hanging_child_is_ended(self, fake: Pyttsx3) -> None:
        fake.speak("fine", HELLO)
        first = child_of(fake)
        fake.speak("hang once", HELLO)
        assert first.poll() is not None

    def test_the_program_that_never_starts_is_an_error(self, tmp_path: Path) -> None:
        engine = Pyttsx3([sys.executable, "-c", "raise SystemExit(1)"], deadline_s=5, system="linux")
        with pytest.raises(EngineError, match=r"could not speak 'Hello\.': the speech driver died"):
            engine.speak("Hello.", HELLO)


class TestWhatIsLeftBehind:
    def test_nothing_stays_after_a_close(self, real: Pyttsx3) -> None:
        real.speak("Good evening.", HELLO)
        child, folder = child_of(real), real._child.folder if real._child else Path()
        assert list(folder.iterdir()) == []
        real.close()
        assert child.poll() is not None
        assert not folder.exists()

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
    def test_the_child_and_its_folder_go_when_the_parent_is_killed(self) -> None:
        program = (
            "from audiodrama.engines import Voice, open_engine; e = open_engine('pyttsx3');"
            "e.speak('Hello.', Voice('pyttsx3', 'en-us')); c = e._child; print(c._process.pid, c.folder, flush=True); input()"
        )
        source = str(Path(__file__).parent.parent / "src")
        parent = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": source},
        )
        with parent:
            assert parent.stdout is not None
            pid, folder = parent.stdout.readline().decode().split()
            parent.send_signal(signal.SIGKILL)
        assert gone(int(pid))
        assert not Path(folder).exists()


class TestOrders:
    def orders(self, history: Path) -> list[dict[str, object]]:
        import json

        return [json.loads(line) for line in history.read_text().splitlines()]

    def test_every_property_is_set_every_time_and_the_rate_is_an_integer(self, fake: Pyttsx3, history: Path) -> None:
        fake.speak("one", Voice("pyttsx3", "en-gb+m3", speed=1.1, pitch=3))
        fake.speak("two", HELLO)
        first, second = self.orders(history)
        assert (first["voice"], first["rate"], first["pitch"], first["volume"]) == ("gmw/en+m3", 176, 63, 1.0)
        assert (second["voice"], second["rate"], second["pitch"], second["volume"]) == ("gmw/en-US", 160, 50, 1.0)
        assert isinstance(first["rate"], int)

    def test_pitch_stays_on_the_drivers_scale(self, fake: Pyttsx3, history: Path) -> None:
        for semitones in (-12, 12):
            fake.speak(f"pitch {semitones}", Voice("pyttsx3", "girl", pitch=semitones))
        assert [order["pitch"] for order in self.orders(history)] == [25, 99]

    def test_a_long_text_is_several_orders(self, fake: Pyttsx3, history: Path) -> None:
        fake.speak("well and good " * 300, HELLO)
        texts = [str(order["text"]) for order in self.orders(history)]
        assert max(map(len, texts)) <= 1_000
        assert " ".join(texts) == ("well and good " * 300).strip()

    def test_stereo_becomes_mono(self, fake: Pyttsx3) -> None:
        sound = fake.speak("stereo", HELLO)
        assert sound.samples.shape == (4_000, 1)
        assert sound.samples[0, 0] == pytest.approx(0.25)


class TestVoices:
    def test_every_variant_of_espeak_may_be_asked_for(self, real: Pyttsx3) -> None:
        for name in ("en-us+m8", "en-gb-x-rp+Mr serious", "en-029"):
            assert real.edition(Voice("pyttsx3", name))
            assert len(real.speak("Good evening.", Voice("pyttsx3", name)).samples)

    @pytest.mark.parametrize(("name", "near"), [("en-us+annie", "en-us+Annie"), ("en-gb+f", "en-gb+f4")])
    def test_a_variant_that_would_fall_back_in_silence_is_refused(self, real: Pyttsx3, name: str, near: str) -> None:
        with pytest.raises(UnknownVoice) as refusal:
            real.edition(Voice("pyttsx3", name))
        assert near in str(refusal.value)

    def test_the_driver_takes_every_curated_voice_and_accent(self, real: Pyttsx3) -> None:
        """The child compares what was asked with what was set: an unknown one would fail here."""
        for name in [*(info.name for info in ESPEAK), *ACCENTS]:
            real.speak("One.", Voice("pyttsx3", name))

    def test_the_driver_refusing_a_voice_is_an_error_and_no_other_voice(
        self, real: Pyttsx3, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("audiodrama.engines.pyttsx3.espeak_id", lambda name: ("gmw/en-US+nobody", 0.0))
        with pytest.raises(EngineError, match=r"no voice gmw/en-US\+nobody"):
            real.speak("Good evening.", HELLO)

    def test_children_are_pitched_up(self) -> None:
        assert espeak_id("girl") == ("gmw/en-US+f2", 6.0)

    def test_elsewhere_the_driver_is_asked_for_its_voices(self, windows: Pyttsx3) -> None:
        zira, daniel = windows.voices()
        assert (zira.name, zira.gender, zira.language, zira.age) == (VOICES[0]["id"], "f", "en-US", "adult")
        assert (daniel.gender, daniel.language) == ("m", "en-GB")
        assert len(windows.speak("Hello.", Voice("pyttsx3", zira.name)).samples) == 8_000
        with pytest.raises(UnknownVoice, match="Daniel"):
            windows.edition(Voice("pyttsx3", "en-us"))


class TestWholeFile:
    @pytest.mark.parametrize("missing", [1, 100, 1_000])
    def test_a_file_still_being_written_is_not_whole(self, tmp_path: Path, missing: int) -> None:
        path = clip(tmp_path / "a.wav", 1_000)
        assert whole(path)
        path.write_bytes(path.read_bytes()[:-missing])
        assert not whole(path)

    def test_an_empty_or_missing_file_is_not_whole(self, tmp_path: Path) -> None:
        assert not whole(tmp_path / "none.wav")
        assert not whole(clip(tmp_path / "empty.wav", 0))


def clip(path: Path, frames: int) -> Path:
    import wave

    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        file.writeframes(b"\0\0" * frames)
    return path


@pytest.mark.slow
def test_the_first_line_of_a_child_is_as_slow_as_the_others() -> None:
    """A fresh driver now and then spoke its first line at its own rate: 7 of 60 children."""
    lengths = set()
    for _ in range(40):
        engine = Pyttsx3()
        lengths |= {len(engine.speak("Good evening.", HELLO).samples) for _ in range(2)}
        engine.close()
    assert max(lengths) < 1.01 * min(lengths)


@pytest.mark.slow
def test_three_hundred_lines_none_empty_none_short(real: Pyttsx3) -> None:
    """The driver drops a text now and then when it comes too soon after a property; nobody may notice."""
    lengths = np.array([len(real.speak("Hello there, it is eight o'clock.", HELLO).samples) for _ in range(300)])
    assert np.ptp(lengths) < 0.01 * lengths.mean()


def test_the_program_does_not_import_our_folder_of_the_same_name() -> None:
    assert "-P" in PROGRAM
