"""What the default engine promises beyond the contract: no download, flat memory, the same samples everywhere."""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import distribution, version
from pathlib import Path

import numpy as np
import pytest

from audiodrama.engines import Voice, open_engine
from audiodrama.engines.hibari import LONGEST, Hibari
from audiodrama.engines.hibari.presets import BY_NAME
from audiodrama.errors import EngineError, UnknownVoice

LINE = "The captain looked at the map for a long time without speaking."


@pytest.fixture(scope="module")
def hibari() -> Hibari:
    engine = open_engine("hibari")
    assert isinstance(engine, Hibari)
    return engine


def voice(name: str = "narrator", *options: tuple[str, str], speed: float = 1.0, pitch: float = 0.0) -> Voice:
    return Voice("hibari", name, speed, pitch, options)


def samples_of(spoken: Voice) -> bytes:
    return open_engine("hibari").speak(LINE, spoken).samples.tobytes()


def digest_elsewhere(spoken: Voice) -> str:
    open_engine("hibari").speak("Something else first.", spoken)
    return hashlib.sha256(samples_of(spoken)).hexdigest()


def peak_memory_of(text: str) -> float:
    """MB a fresh process has held at most when it has spoken the text (ru_maxrss would count its parent's)."""
    open_engine("hibari").speak(text, voice())
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024


def pitch_of(samples: np.ndarray) -> float:
    """Median fundamental in Hz of the loud 50 ms frames, by autocorrelation between 50 and 450 Hz."""
    rate, width = 24_000, 1_200
    frames = samples[: len(samples) // width * width].reshape(-1, width)
    loud = frames[np.square(frames).mean(axis=1) > np.square(frames).mean()]
    spectrum = np.abs(np.fft.rfft(loud, 2 * width)) ** 2
    likeness = np.fft.irfft(spectrum)[:, rate // 450 : rate // 50]
    return float(rate / (np.median(likeness.argmax(axis=1)) + rate // 450))


class TestSameness:
    def test_the_same_line_has_the_same_samples_in_every_process(self) -> None:
        spoken = voice("old_man")  # breath and noise: all that is random
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            there = pool.submit(digest_elsewhere, spoken).result()
        assert there == hashlib.sha256(samples_of(spoken)).hexdigest()

    def test_the_edition_names_the_library_and_the_file_of_the_model(self, hibari: Hibari) -> None:
        model = next(file for file in distribution("hibari-tts").files or () if file.name == "hibari.onnx")
        digest = hashlib.sha256(model.locate().read_bytes()).hexdigest()
        assert hibari.edition(voice()).startswith(f"hibari-tts {version('hibari-tts')} {digest[:12]} ")

    def test_a_preset_that_is_tuned_changes_only_its_own_edition(
        self, hibari: Hibari, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        girl, boy = hibari.edition(voice("girl")), hibari.edition(voice("boy"))
        monkeypatch.setitem(BY_NAME, "girl", BY_NAME["young_woman"])
        assert hibari.edition(voice("girl")) != girl
        assert hibari.edition(voice("boy")) == boy


class TestLongText:
    @pytest.mark.parametrize(
        "text",
        [
            "and then the long road went on " * 40,
            "a" * 3_000,
            "1234567890" * 30,
            "Yes, no, well, maybe, " * 60,
            "It was late. " * 60,
        ],
        ids=["no marks", "one word", "digits", "commas", "sentences"],
    )
    def test_no_call_of_the_model_gets_more_than_its_share(self, hibari: Hibari, text: str) -> None:
        shares = list(hibari._phonemes(text))
        assert shares
        assert max(map(len, shares)) <= LONGEST

    def test_no_word_is_lost_where_a_text_is_cut(self, hibari: Hibari) -> None:
        text = "and then the long road went on " * 40
        whole = "".join(hibari._phonemes(text)).replace(" ", "")
        assert whole.count("ɹˈOd") == 40

    @pytest.mark.slow
    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
    def test_five_thousand_characters_without_a_mark_take_little_memory(self) -> None:
        text = ("and then the long road went on over the hills " * 120)[:5_000]
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            assert pool.submit(peak_memory_of, text).result() < 400

    @pytest.mark.parametrize("number", ["9" * 40, "1,234,567,890,123,456,789", "5" * 400])
    def test_a_number_nobody_can_say_is_read_digit_by_digit(self, hibari: Hibari, number: str) -> None:
        digits = "".join(hibari._phonemes(number)).count("ˈ")
        assert digits >= sum(map(str.isdigit, number))

    @pytest.mark.parametrize(
        ("odd", "plain"),
        [("① ②", "1 2"), ("the ﬁrst", "the first"), ("ＯＫ", "OK"), ("İris", "Iris"), ("Chapter Ⅳ", "Chapter IV")],
    )
    def test_odd_letters_and_digits_are_read_as_plain_ones(self, hibari: Hibari, odd: str, plain: str) -> None:
        assert list(hibari._phonemes(odd)) == list(hibari._phonemes(plain)) != []

    def test_a_text_its_reader_trips_over_is_an_error_of_ours_that_names_it(
        self, hibari: Hibari, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def trip(piece: str) -> str:
            raise IndexError("list index out of range")

        monkeypatch.setattr(hibari._model, "_g2p", trip)
        with pytest.raises(EngineError, match="cannot read 'The captain"):
            hibari.speak(LINE, voice())


class TestOffline:
    def test_no_voice_is_downloaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("a download was tried")

        monkeypatch.setattr(urllib.request, "urlopen", refuse)
        fresh = Hibari()
        for name in BY_NAME:
            assert len(fresh.speak("Good evening.", voice(name)).samples)

    @pytest.mark.parametrize("name", ["emma", "fenrir", "heart"])
    def test_the_librarys_own_voices_are_not_ours(self, hibari: Hibari, name: str) -> None:
        with pytest.raises(UnknownVoice, match="Its voices: narrator, "):
            hibari.edition(voice(name))


class TestShaping:
    @pytest.mark.parametrize(
        ("name", "low", "high"), [("deep_man", 60, 100), ("man", 75, 115), ("narrator", 150, 230), ("girl", 200, 310)]
    )
    def test_people_differ_in_pitch(self, hibari: Hibari, name: str, low: int, high: int) -> None:
        assert low < pitch_of(hibari.speak(LINE, voice(name)).samples[:, 0]) < high

    def test_pitch_is_in_semitones(self, hibari: Hibari) -> None:
        plain, raised = (pitch_of(hibari.speak(LINE, voice(pitch=semitones)).samples[:, 0]) for semitones in (0.0, 4.0))
        assert raised / plain == pytest.approx(2 ** (4 / 12), rel=0.06)

    def test_a_whisper_has_no_pitch(self, hibari: Hibari) -> None:
        def pitched(delivery: str) -> float:
            """Share of the energy that repeats after one period: near 1 for a voice, near 0 for air."""
            samples = hibari.speak(LINE, voice(), delivery).samples[:, 0]
            frames = samples[: len(samples) // 1_200 * 1_200].reshape(-1, 1_200)
            loud = frames[np.square(frames).mean(axis=1) > np.square(frames).mean()]
            likeness = np.fft.irfft(np.abs(np.fft.rfft(loud, 2_400)) ** 2)
            return float(np.median(likeness[:, 53:480].max(axis=1) / likeness[:, 0]))

        assert pitched("whispering") < 0.6 * pitched("")

    def test_options_shape_the_voice(self, hibari: Hibari) -> None:
        plain = hibari.speak(LINE, voice("man"))
        for option in (("formant", "1.1"), ("range", "0.5"), ("breath", "0.6")):
            shaped = hibari.speak(LINE, voice("man", option))
            assert len(shaped.samples) == len(plain.samples)
            assert not np.allclose(shaped.samples, plain.samples, atol=0.01)
            assert hibari.edition(voice("man", option)) != ""

    @pytest.mark.parametrize(
        ("value", "said"),
        [("much", "is a number from 0 to 1, not 'much'"), ("7", "from 0 to 1"), ("nan", "from 0 to 1")],
    )
    def test_an_option_out_of_range_is_refused_with_the_range(self, hibari: Hibari, value: str, said: str) -> None:
        with pytest.raises(UnknownVoice, match=said):
            hibari.edition(voice("man", ("breath", value)))
