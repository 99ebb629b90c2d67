"""Sound in memory and 16-bit WAV: what goes in comes out, silence is cut, rates change nothing that is heard."""

from __future__ import annotations

import math
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from audiodrama.errors import SoundError
from audiodrama.sound import Sound, fade, louder, mono, peak_db, read_wav, resample, silence, trim, write_wav


def sine(hz: float, seconds: float, *, rate: int = 44_100, level: float = 0.5, channels: int = 1) -> Sound:
    wave_form = level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)
    return Sound(np.repeat(wave_form[:, None], channels, axis=1).astype(np.float32), rate)


def joined(*sounds: Sound) -> Sound:
    return Sound(np.concatenate([sound.samples for sound in sounds]), sounds[0].rate)


@given(arrays(np.int16, st.tuples(st.integers(0, 300), st.integers(1, 2))))
def test_a_wav_keeps_every_16_bit_sample(tmp_path_factory: pytest.TempPathFactory, steps: np.ndarray) -> None:
    path = tmp_path_factory.mktemp("wav") / "clip.wav"
    write_wav(path, Sound(steps.astype(np.float32) / 32768, 22_050))
    back = read_wav(path)
    assert back.rate == 22_050
    assert np.array_equal(np.rint(back.samples * 32768).astype(np.int16), steps)


def test_beyond_full_scale_is_clipped_and_does_not_wrap(tmp_path: Path) -> None:
    write_wav(tmp_path / "loud.wav", Sound(np.array([[1.5], [-1.5]], np.float32), 8000))
    assert read_wav(tmp_path / "loud.wav").samples.ravel().tolist() == pytest.approx([32767 / 32768, -1.0])


def test_a_file_that_is_no_wav_says_so(tmp_path: Path) -> None:
    (tmp_path / "no.wav").write_bytes(b"ID3 certainly not")
    with pytest.raises(SoundError, match="cannot be read as a WAV"):
        read_wav(tmp_path / "no.wav")
    with pytest.raises(SoundError, match="no such file"):
        read_wav(tmp_path / "absent.wav")


def test_a_wav_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.wav"
    write_wav(path, sine(440, 0.5))
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(SoundError, match="cut short"):
        read_wav(path)


def test_a_wav_of_another_width_is_not_taken_for_16_bit(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "wide.wav"), "wb") as out:
        out.setparams((1, 3, 44_100, 100, "NONE", ""))
        out.writeframes(bytes(300))
    with pytest.raises(SoundError, match="24-bit"):
        read_wav(tmp_path / "wide.wav")


def test_writing_where_nothing_can_be_written_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="cannot be written"):
        write_wav(tmp_path / "no such folder" / "clip.wav", sine(440, 0.1))


def test_trim_cuts_the_silence_and_keeps_ten_milliseconds() -> None:
    trimmed = trim(joined(silence(0.5), sine(441, 1.0), silence(0.7)))
    assert trimmed.seconds == pytest.approx(1.02, abs=0.001)


def test_trim_of_a_quiet_clip_keeps_it() -> None:
    assert trim(joined(silence(0.2), sine(441, 1.0, level=0.003), silence(0.2))).seconds == pytest.approx(
        1.02, abs=0.002
    )


def test_trim_takes_engine_hiss_for_silence() -> None:
    hiss = np.random.default_rng(7).normal(0, 0.0001, (22_050, 1)).astype(np.float32)
    trimmed = trim(joined(Sound(hiss, 44_100), sine(441, 1.0), Sound(hiss, 44_100)))
    assert trimmed.seconds == pytest.approx(1.02, abs=0.002)


def test_trim_of_silence_leaves_nothing_and_an_empty_clip_is_safe() -> None:
    assert trim(silence(1.0)).frames == 0
    assert trim(silence(0)).frames == 0
    assert peak_db(silence(0)) == -math.inf
    assert fade(silence(0)).frames == 0


def test_fade_starts_and_ends_at_nothing_and_leaves_the_middle() -> None:
    sound = Sound(np.ones((4410, 1), np.float32), 44_100)
    faded = fade(sound, 0.01, 0.02).samples.ravel()
    assert faded[0] < 0.001
    assert faded[-1] < 0.001
    assert (faded[441:-882] == 1).all()
    assert (np.diff(faded[:441]) > 0).all()
    assert sound.samples.min() == 1  # the value that came in is as it was


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_resampling_keeps_length_pitch_and_level(rate: int) -> None:
    sound = resample(sine(1000, 1.0, rate=rate))
    assert sound.rate == 44_100
    assert sound.frames == pytest.approx(44_100, abs=2)
    middle = sound.samples[4410:-4410, 0]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert int(spectrum.argmax()) * 44_100 / len(middle) == pytest.approx(1000, abs=2)
    assert np.sqrt((middle**2).mean()) == pytest.approx(0.5 / math.sqrt(2), rel=0.001)


def test_mono_is_the_mean_and_louder_is_in_decibels() -> None:
    both = Sound(np.array([[1.0, 0.0], [0.5, 0.5]], np.float32), 44_100)
    assert mono(both).samples.tolist() == [[0.5], [0.5]]
    assert peak_db(louder(sine(441, 0.1, level=0.5), -6)) == pytest.approx(-12.02, abs=0.01)
