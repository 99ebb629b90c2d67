"""The contract of every engine: one test class drives them all. What only one engine promises is tested in its own file."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import EntryPoint
from itertools import pairwise

import numpy as np
import pytest

import audiodrama.engines
from audiodrama.engines import ENGINES, Engine, Voice, engine_names, open_engine
from audiodrama.engines.lines import cut, manner, words
from audiodrama.engines.tone import Tone
from audiodrama.errors import EngineError, EngineUnavailable, UnknownVoice
from audiodrama.sound import Sound

LINE = "The ferry left at seven, and nobody on the pier waved back."
UNPRONOUNCED = ["", " ", "...", "?!", "—", "“…”", "* * *", "\n", "\0", "😀", "👩‍🚀 🚀"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return open_engine(request.param)


@pytest.fixture
def voice(engine: Engine) -> Voice:
    name = next(name for name, made in ENGINES.items() if made.endswith(f":{type(engine).__name__}"))
    return Voice(name, engine.voices()[0].name)


def sounds_right(sound: Sound) -> bool:
    samples = sound.samples
    return bool(
        samples.dtype == np.float32
        and samples.shape[1:] == (1,)
        and np.isfinite(samples).all()
        and np.abs(samples).max(initial=0.0) <= 1.0
        and 8_000 <= sound.rate <= 48_000
    )


def seconds(sound: Sound) -> float:
    return len(sound.samples) / sound.rate


def said(sound: Sound) -> float:
    """RMS of the sound: 0.0 for silence."""
    return float(np.sqrt(np.mean(np.square(sound.samples)))) if len(sound.samples) else 0.0


class TestEveryEngine:
    def test_fifty_lines_in_a_row_are_all_spoken(self, engine: Engine, voice: Voice) -> None:
        for number in range(50):
            sound = engine.speak(f"This is line {number}, and it is not the last one.", voice)
            assert sounds_right(sound)
            assert said(sound) > 0.005
            assert 1.0 < seconds(sound) < 8.0

    @pytest.mark.parametrize("text", UNPRONOUNCED)
    def test_nothing_to_say_is_no_sound_and_no_error(self, engine: Engine, voice: Voice, text: str) -> None:
        sound = engine.speak(text, voice)
        assert sounds_right(sound)
        assert len(sound.samples) == 0

    @pytest.mark.parametrize(
        "text",
        [
            "Wait\0 for \x07me\x1b[0m, please.",
            "One line\nand another\r\n\tand a third.",
            "I love it 😀 so much!",
            "\ufeffThe begin\u00adning of the\u200b book.",
            "A broken \ud83d half of a pair.",
            "He said <break/> & [[pause]] {nothing} else.",
            "Nooooooooo! Wh-wh-what?! Aaaargh...",
            "It cost $1,250.50 on 3/4/1999 at 7:30.",
        ],
    )
    def test_odd_characters_do_not_stop_the_words(self, engine: Engine, voice: Voice, text: str) -> None:
        sound = engine.speak(text, voice)
        assert sounds_right(sound)
        assert said(sound) > 0.005

    def test_control_characters_leave_the_words_as_they_are(self, engine: Engine, voice: Voice) -> None:
        plain, odd = engine.speak("Wait for me, please.", voice), engine.speak("Wait\0for\n\nme,\tplease.\x07", voice)
        assert seconds(odd) == pytest.approx(seconds(plain), rel=0.01)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "unit", ["and then the long road went on ", "It rained again. "], ids=["no marks", "sentences"]
    )
    def test_five_thousand_characters_take_as_long_as_their_parts(
        self, engine: Engine, voice: Voice, unit: str
    ) -> None:
        text = (unit * 400)[:5_000]
        sound, short = engine.speak(text, voice), engine.speak(text[:500], voice)
        assert sounds_right(sound)
        assert seconds(sound) == pytest.approx(10 * seconds(short), rel=0.2)

    def test_faster_is_shorter_and_slower_longer(self, engine: Engine, voice: Voice) -> None:
        lengths = [seconds(engine.speak(LINE, at(voice, speed=speed))) for speed in (0.5, 0.8, 1.0, 1.3, 2.0)]
        assert all(slower > 1.1 * faster for slower, faster in pairwise(lengths))

    @pytest.mark.parametrize("name", ["first", "last"])
    def test_loud_deliveries_and_extreme_pitches_stay_below_full_scale(
        self, engine: Engine, voice: Voice, name: str
    ) -> None:
        person = at(voice, name=engine.voices()[0 if name == "first" else -1].name)
        for pitch in (-12, 12):
            assert sounds_right(engine.speak(LINE, at(person, pitch=pitch), "shouting"))

    def test_the_same_line_has_the_same_length(self, engine: Engine, voice: Voice) -> None:
        first, other, again = (engine.speak(text, voice) for text in (LINE, "Something else.", LINE))
        assert seconds(again) == pytest.approx(seconds(first), rel=0.01)
        assert seconds(other) != pytest.approx(seconds(first), rel=0.01)

    def test_every_voice_speaks(self, engine: Engine, voice: Voice) -> None:
        for info in engine.voices():
            person = at(voice, name=info.name)
            assert engine.edition(person)
            assert said(engine.speak("Good evening.", person)) > 0.005

    def test_every_voice_says_who_it_is(self, engine: Engine) -> None:
        infos = engine.voices()
        assert len({info.name for info in infos}) == len(infos) >= 8
        assert {info.gender for info in infos} == {"f", "m"}
        assert {info.age for info in infos} == {"child", "young", "adult", "old"}
        assert all(info.description and info.language.startswith("en") for info in infos)
        assert any(info.narrates for info in infos)
        assert engine.voices() == infos

    def test_a_whisper_is_quieter_than_a_shout(self, engine: Engine, voice: Voice) -> None:
        whisper, shout = (engine.speak(LINE, voice, delivery) for delivery in ("whispering", "shouting"))
        assert 0.005 < said(whisper) < 0.8 * said(shout)

    def test_a_delivery_nobody_knows_changes_nothing(self, engine: Engine, voice: Voice) -> None:
        plain, odd = engine.speak(LINE, voice), engine.speak(LINE, voice, "with one raised eyebrow")
        assert seconds(odd) == pytest.approx(seconds(plain), rel=0.01)
        assert said(odd) == pytest.approx(said(plain), rel=0.05)

    @pytest.mark.parametrize("verb", ["edition", "speak"])
    def test_a_bad_voice_is_refused_with_the_good_ones(self, engine: Engine, voice: Voice, verb: str) -> None:
        with pytest.raises(UnknownVoice) as refusal:
            use(engine, verb, at(voice, name=voice.name + "x"))
        assert f"did you mean {voice.name}" in str(refusal.value)
        assert engine.voices()[-1].name in str(refusal.value)

    @pytest.mark.parametrize("verb", ["edition", "speak"])
    def test_a_bad_option_is_refused_with_the_good_ones(self, engine: Engine, voice: Voice, verb: str) -> None:
        with pytest.raises(UnknownVoice, match=r"no option 'sparkle'.*(Its options: |It takes none)"):
            use(engine, verb, at(voice, options=(("sparkle", "1"),)))

    @pytest.mark.parametrize(
        ("field", "value"), [("speed", 0.1), ("speed", 9.0), ("speed", float("nan")), ("pitch", 40.0)]
    )
    def test_a_speed_or_pitch_out_of_range_is_refused_with_the_range(
        self, engine: Engine, voice: Voice, field: str, value: float
    ) -> None:
        with pytest.raises(UnknownVoice, match=f"{field}.*from .* to "):
            engine.edition(at(voice, **{field: value}))

    def test_two_processes_speak_at_once(self, voice: Voice) -> None:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(2, spawn) as pool:
            lengths = list(pool.map(length_of, [voice] * 6))
        assert max(lengths) == pytest.approx(min(lengths), rel=0.01)

    def test_neither_edition_nor_voices_load_a_model_or_start_a_program(self, voice: Voice) -> None:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, spawn) as pool:
            assert pool.submit(burdens_of_an_edition, voice).result() == []


def at(voice: Voice, **changes: object) -> Voice:
    fields = {name: getattr(voice, name) for name in ("engine", "name", "speed", "pitch", "options")}
    return Voice(**(fields | changes))


def use(engine: Engine, verb: str, voice: Voice) -> None:
    if verb == "edition":
        engine.edition(voice)
    else:
        engine.speak(LINE, voice)


def length_of(voice: Voice) -> float:
    return seconds(open_engine(voice.engine).speak(LINE, voice))


def burdens_of_an_edition(voice: Voice) -> list[str]:
    """What naming the edition and the voices costs a fresh process: heavy modules imported, programs started."""
    started = []
    sys.addaudithook(lambda event, args: started.append(event) if event == "subprocess.Popen" else None)
    engine = open_engine(voice.engine)
    engine.voices()
    engine.edition(voice)
    heavy = {"onnxruntime", "hibari.g2p", "pyttsx3", "espeakng_loader"} & sys.modules.keys()
    return sorted(heavy) + started


class TestOpening:
    def test_an_engine_is_opened_once_per_process(self) -> None:
        assert open_engine("tone") is open_engine("tone")

    def test_engines_for_tests_are_hidden(self) -> None:
        assert engine_names()[:2] == ("hibari", "pyttsx3")
        assert "tone" not in engine_names()
        assert "tone" in engine_names(hidden=True)

    def test_an_unknown_engine_is_refused_with_its_near_misses(self) -> None:
        with pytest.raises(EngineError, match=r"'hibary'; did you mean hibari\? Engines: hibari, pyttsx3"):
            open_engine("hibary")

    def test_a_third_party_engine_is_found_by_its_entry_point(self, monkeypatch: pytest.MonkeyPatch) -> None:
        install(monkeypatch, "choir", "audiodrama.engines.tone:Tone")
        assert "choir" in engine_names()
        assert isinstance(open_engine("choir"), Tone)

    def test_no_entry_point_replaces_an_engine_of_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        install(monkeypatch, "hibari", "audiodrama.engines.tone:Tone")
        assert engine_names().count("hibari") == 1
        assert not isinstance(open_engine("hibari"), Tone)

    @pytest.mark.parametrize("target", ["no_such_package.speech:Engine", "audiodrama.engines.tone:Missing"])
    def test_a_broken_third_party_engine_is_unavailable_with_a_command(
        self, monkeypatch: pytest.MonkeyPatch, target: str
    ) -> None:
        install(monkeypatch, "broken", target)
        with pytest.raises(EngineUnavailable, match=r"'broken' cannot be loaded.*pip install --force-reinstall"):
            open_engine("broken")

    @pytest.mark.parametrize(("name", "library"), [("hibari", "hibari"), ("pyttsx3", "pyttsx3")])
    def test_a_missing_library_is_unavailable_with_one_command(
        self, monkeypatch: pytest.MonkeyPatch, name: str, library: str
    ) -> None:
        monkeypatch.setitem(sys.modules, library, None)
        monkeypatch.setattr("audiodrama.engines._opened", audiodrama.engines._opened.__wrapped__)
        with pytest.raises(EngineUnavailable, match=r"pip install '\w+"):
            open_engine(name)


def install(monkeypatch: pytest.MonkeyPatch, name: str, target: str) -> None:
    point = EntryPoint(name, target, audiodrama.engines.GROUP)
    monkeypatch.setattr(audiodrama.engines, "entry_points", lambda group: (point,) if group == point.group else ())


class TestTone:
    def test_a_word_lasts_a_155th_of_a_minute(self) -> None:
        sound = Tone().speak("one two three — four!", Voice("tone", "man"))
        assert seconds(sound) == pytest.approx(4 * 60 / 155, abs=1e-3)

    def test_the_same_line_has_the_same_samples(self) -> None:
        first, again = (Tone().speak(LINE, Voice("tone", "girl")).samples for _ in range(2))
        assert np.array_equal(first, again)

    @pytest.mark.parametrize(("name", "hertz"), [("deep_man", 80), ("narrator", 200), ("girl", 300)])
    def test_the_voice_decides_the_pitch(self, name: str, hertz: int) -> None:
        sound = Tone().speak("word " * 20, Voice("tone", name))
        spectrum = np.abs(np.fft.rfft(sound.samples[:, 0]))
        assert spectrum.argmax() / seconds(sound) == pytest.approx(hertz, abs=1)

    def test_hibaris_cast_can_be_drafted_with_it(self) -> None:
        def people(name: str) -> list[tuple[str, str, str, bool]]:
            return [(v.name, v.gender, v.age, v.narrates) for v in open_engine(name).voices()]

        assert people("tone") == people("hibari")


class TestLines:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Hello,\n  there\0you\t.", "Hello, there you ."),
            ("begin\u00adning \ufeffof", "beginning of"),
            ("…?! — 😀", ""),
            ("你好", "你好"),
            ("a\ud83db", "a b"),
        ],
    )
    def test_words_are_one_clean_line(self, text: str, said: str) -> None:
        assert words(text) == said

    @pytest.mark.parametrize(
        ("delivery", "found"),
        [
            ("whispering", "whisper"),
            ("in a whisper", "whisper"),
            ("shouted, angry", "shout"),
            ("softly", "soft"),
            ("wryly", ""),
        ],
    )
    def test_a_delivery_is_read_by_its_words(self, delivery: str, found: str) -> None:
        assert manner(delivery) == found

    @pytest.mark.parametrize("text", ["ten words " * 60, "x" * 1_000, "a, b " * 300, "one two" + "y" * 500 + " three"])
    def test_a_cut_loses_nothing_and_keeps_the_limit(self, text: str) -> None:
        pieces = cut(text, 80)
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert all(0 < len(piece) <= 80 for piece in pieces)

    def test_a_cut_prefers_a_clause_mark(self) -> None:
        assert (
            cut("when the rain had stopped at last, they all went out", 40)[0] == "when the rain had stopped at last,"
        )
