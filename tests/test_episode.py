"""The published file, read by others: mutagen for what it says, ffmpeg for what it sounds like."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode

from audiodrama.episode import Chapter, Tags, measure, publish
from audiodrama.errors import EpisodeError, SoundError
from audiodrama.mix import Mix, Placement, Stem, dumps
from audiodrama.performance import clip_path
from audiodrama.sound import Sound, loudness, mono, write_wav
from audiodrama.sound.clips import open_clip
from audiodrama.sound.ffmpeg import program

RATE = 44_100


def speechlike(seconds: float, seed: int, peaky: float = 1.0) -> np.ndarray:
    """Noise with a voice's spectrum in syllables; ``peaky``: how much higher single moments stand out."""
    rng = np.random.default_rng(seed)
    frames = round(seconds * RATE)
    spectrum = np.fft.rfft(rng.normal(0, 1, frames))
    hertz = np.fft.rfftfreq(frames, 1 / RATE)
    voice = np.fft.irfft(spectrum * np.exp(-((np.log2(np.maximum(hertz, 1) / 500)) ** 2)), frames)
    syllables = np.abs(np.sin(2 * np.pi * 2.2 * np.arange(frames) / RATE))
    shaped = voice * syllables * np.where(rng.random(frames) > 0.9995, peaky, 1.0)
    return np.asarray(0.9 * shaped / np.abs(shaped).max())


def staged(folder: Path, *clips: np.ndarray, mono: bool = False, pan: float = 0.0, gain_db: float = 0.0) -> Mix:
    """The clips as takes in ``folder``, one after another with half a second between."""
    placed, at = [], RATE // 2
    for number, samples in enumerate(clips):
        key = f"{number:064x}"
        clip_path(key, folder).parent.mkdir(parents=True, exist_ok=True)
        write_wav(clip_path(key, folder), Sound(samples.astype(np.float32)[:, None], RATE))
        placed.append(Placement(number, key, at, len(samples), gain_db, pan * (-1) ** number))
        at += len(samples) + RATE // 2
    return Mix(RATE, at + RATE, (Stem("Narrator", tuple(placed)),), mono)


def meter(path: Path) -> tuple[float, float]:
    """(LUFS, dBTP) by ffmpeg's own meter."""
    command = [program(), "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=framelog=quiet:peak=true"]
    said = subprocess.run([*command, "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+|-inf) LUFS", said)[-1]), float(re.findall(r"Peak:\s+(-?[\d.]+)", said)[-1])


def modes(path: Path) -> set[int]:
    """The channel modes of the frames: 0 stereo, 1 joint stereo, 3 mono. The first frame holds no sound."""
    data, found = path.read_bytes(), set()
    at = ID3(path).size + 4
    while (at := data.find(b"\xff\xfb\x90", at)) >= 0:  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
        found.add(data[at + 3] >> 6)
        at += 417
    return found


def png(size: int = 8) -> bytes:
    rows = b"".join(b"\0" + bytes([200, 30, 30]) * size for _ in range(size))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("episode")


@pytest.mark.parametrize(
    ("name", "peaky", "how"),
    [
        ("plain", 1.0, {}),
        ("peaky", 8.0, {}),
        ("quiet", 1.0, {"gain_db": -40.0}),
        ("wide", 2.0, {"pan": 0.8}),
        ("mono", 3.0, {"mono": True}),
    ],
)
def test_loudness_and_peak_are_right_on_the_encoded_file(
    folder: Path, name: str, peaky: float, how: dict[str, float]
) -> None:
    takes = folder / name
    mix = staged(takes, *(speechlike(6, seed, peaky) for seed in range(3)), **how)
    episode = publish(mix, takes, folder / f"{name}.mp3")
    lufs, dbtp = meter(episode.path)
    assert lufs == pytest.approx(-19 if mix.mono else -16, abs=0.3)
    assert dbtp <= -0.95  # ffmpeg prints one decimal
    assert episode.loudness == pytest.approx(lufs, abs=0.1)
    assert episode.peak == pytest.approx(dbtp, abs=0.2)
    assert episode.encodings == 1


def test_the_peak_comes_first_where_both_cannot_be(tmp_path: Path) -> None:
    crackle = np.zeros(4 * RATE)
    crackle[:: RATE // 3] = 0.9
    mix = staged(tmp_path / "takes", crackle + 1e-4 * speechlike(4, 1))
    episode = publish(mix, tmp_path / "takes", tmp_path / "crackle.mp3")
    assert episode.peak <= -1
    assert meter(episode.path)[1] <= -0.95


def test_the_file_is_what_was_promised(folder: Path) -> None:
    mix = staged(folder / "takes", speechlike(4, 1), speechlike(3, 2))
    sound = MP3(publish(mix, folder / "takes", folder / "facts.mp3").path)
    assert (sound.info.sample_rate, sound.info.channels, sound.info.bitrate) == (44_100, 2, 128_000)
    assert sound.info.bitrate_mode == BitrateMode.CBR
    assert 1 in modes(folder / "facts.mp3")  # joint stereo wherever the two sides have something in common
    assert sound.info.length == pytest.approx(mix.seconds, abs=0.06)  # two MP3 frames
    heard = mono(open_clip(folder / "facts.mp3")).samples[:, 0]
    placed = mix.stems[0].placements
    assert all(np.sqrt((heard[one.at : one.end] ** 2).mean()) > 0.03 for one in placed)
    assert np.abs(heard[placed[0].end + 4410 : placed[1].at - 4410]).max() < 0.003


def test_mono_is_mono_at_half_the_bits(folder: Path) -> None:
    mix = staged(folder / "single", speechlike(4, 1), mono=True)
    info = MP3(publish(mix, folder / "single", folder / "single.mp3").path).info
    assert (info.channels, info.bitrate) == (1, 64_000)


def test_tags_cover_and_chapters_are_read_by_another_program(folder: Path) -> None:
    mix = staged(folder / "takes", speechlike(4, 1), speechlike(3, 2))
    cover = folder / "cover.png"
    cover.write_bytes(png())
    told = Tags("Salt; #1 = \\home\\ \nand away", "Zoë Åström", "Küsten — 海", "2026-11-24", cover)
    made = (Chapter(0, 3 * RATE, "One = #1; \\ a\r\nb"), Chapter(3 * RATE, mix.frames, "“Où?” she said… 海 🌊"))
    tags = ID3(publish(mix, folder / "takes", folder / "tags.mp3", told, made).path)
    assert tags["TIT2"].text == ["Salt; #1 = \\home\\  and away"]
    assert tags["TPE1"].text == ["Zoë Åström"]
    assert tags["TALB"].text == ["Küsten — 海"]
    assert str(tags["TDRC"].text[0]).startswith("2026")
    assert tags.getall("APIC")[0].data == png()
    assert tags.getall("APIC")[0].type == 3  # front cover
    found = sorted(tags.getall("CHAP"), key=lambda one: one.start_time)
    assert [(one.start_time, one.end_time) for one in found] == [(0, 3000), (3000, round(mix.seconds * 1000))]
    assert [one.sub_frames["TIT2"].text[0] for one in found] == ["One = #1; \\ a b", "“Où?” she said… 海 🌊"]
    (contents,) = tags.getall("CTOC")
    assert contents.flags == 3  # top level, ordered
    assert contents.child_element_ids == [one.element_id for one in found]


def test_three_hundred_chapters_leave_a_file_that_others_can_read(folder: Path) -> None:
    mix = staged(folder / "takes", speechlike(4, 1), speechlike(3, 2))
    step = mix.frames // 300
    made = tuple(Chapter(n * step, (n + 1) * step, f"Part {n + 1}") for n in range(300))
    tags = ID3(publish(mix, folder / "takes", folder / "many.mp3", Tags("Many"), made).path)
    (contents,) = tags.getall("CTOC")
    assert len(contents.child_element_ids) == len(tags.getall("CHAP")) == 255
    assert {one.element_id for one in tags.getall("CHAP")} == set(contents.child_element_ids)


@pytest.mark.parametrize(("data", "words"), [(b"GIF89a", "neither a JPEG nor a PNG"), (None, "cannot be read")])
def test_a_cover_that_no_player_shows_is_refused(folder: Path, data: bytes | None, words: str) -> None:
    mix = staged(folder / "takes", speechlike(1, 1))
    cover = folder / "cover.gif"
    cover.unlink(missing_ok=True)
    if data:
        cover.write_bytes(data)
    with pytest.raises(EpisodeError, match=words):
        publish(mix, folder / "takes", folder / "cover.mp3", Tags(cover=cover))


def test_a_failure_leaves_the_previous_episode_and_nothing_else(tmp_path: Path) -> None:
    mix = staged(tmp_path / "takes", speechlike(1, 1), speechlike(1, 2))
    out = tmp_path / "episodes" / "story.mp3"
    publish(mix, tmp_path / "takes", out)
    before = out.read_bytes()
    clip_path(mix.stems[0].placements[1].key, tmp_path / "takes").unlink()
    with pytest.raises(EpisodeError, match="no such file"):
        publish(mix, tmp_path / "takes", out)
    assert out.read_bytes() == before
    assert [one.name for one in out.parent.iterdir()] == ["story.mp3"]


def test_a_failure_while_encoding_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mix = staged(tmp_path / "takes", speechlike(1, 1))
    monkeypatch.setattr("audiodrama.episode.publishing.STEREO_RATE", "no such rate")
    with pytest.raises(EpisodeError, match=r"story\.mp3: the episode could not be made"):
        publish(mix, tmp_path / "takes", tmp_path / "story.mp3")
    assert [one.name for one in tmp_path.iterdir()] == ["takes"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files, as a full disk does")
def test_a_disk_that_fills_leaves_the_previous_episode_and_nothing_else(tmp_path: Path) -> None:
    mix = staged(tmp_path / "takes", speechlike(10, 1))
    out = tmp_path / "episodes" / "story.mp3"
    out.parent.mkdir()
    out.write_bytes(b"the previous episode")
    (tmp_path / "cue_sheet.json").write_text(dumps(mix), encoding="utf-8")
    code = (
        "import resource, sys; from pathlib import Path; from audiodrama.mix import loads;"
        "from audiodrama.episode import publish; from audiodrama.errors import EpisodeError\n"
        "here = Path(sys.argv[1]); mix = loads((here / 'cue_sheet.json').read_text())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try: publish(mix, here / 'takes', here / 'episodes' / 'story.mp3')\n"
        "except EpisodeError as error: print(error)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"story\.mp3: the episode cannot be written \(file too large\)", said)
    assert [(one.name, one.read_bytes()) for one in out.parent.iterdir()] == [("story.mp3", b"the previous episode")]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    mix = staged(tmp_path / "takes", speechlike(1, 1))
    (tmp_path / "episodes").write_text("a file where the folder should be")
    with pytest.raises(EpisodeError, match=r"story\.mp3: the episode cannot be written"):
        publish(mix, tmp_path / "takes", tmp_path / "episodes" / "story.mp3")


def test_an_episode_of_three_words_and_one_of_none(tmp_path: Path) -> None:
    mix = staged(tmp_path / "takes", speechlike(0.7, 1))
    assert publish(mix, tmp_path / "takes", tmp_path / "short.mp3").loudness == pytest.approx(-16, abs=0.3)
    silent = publish(Mix(RATE, 4 * RATE), tmp_path, tmp_path / "silent.mp3")
    assert silent.loudness == -np.inf
    assert MP3(silent.path).info.length == pytest.approx(4, abs=0.06)  # two MP3 frames


def test_an_odd_file_name_is_a_file_name(tmp_path: Path) -> None:
    mix = staged(tmp_path / "takes", speechlike(1, 1))
    for name in ("-i.mp3", "a:b %d.mp3", "crypto:x.mp3", "ü 海 'q'.mp3"):
        assert MP3(publish(mix, tmp_path / "takes", tmp_path / name).path).info.length > 1


def test_a_verdict_says_what_is_wrong_in_plain_words(tmp_path: Path) -> None:
    quiet = 0.01 * speechlike(8, 1)
    loud = np.concatenate((1.1 * speechlike(3, 1, peaky=4), np.zeros(5 * RATE), 1.1 * speechlike(3, 2, peaky=4)))
    write_wav(tmp_path / "quiet.wav", Sound(quiet.astype(np.float32)[:, None], RATE))
    write_wav(tmp_path / "loud.wav", Sound(np.repeat(loud.astype(np.float32)[:, None], 2, axis=1), RATE))
    soft, high = measure(tmp_path / "quiet.wav"), measure(tmp_path / "loud.wav")
    assert not soft.passed
    assert re.fullmatch(
        r"\d+\.\d LU too soft: -\d+\.\d LUFS where mono should have -19 ± 1", soft.judgements[0].reasons[0]
    )
    assert (soft.codec, soft.rate, soft.channels, soft.bitrate) == ("pcm_s16le", RATE, 1, 705)
    assert any("true peak" in reason for reason in high.judgements[0].reasons)
    assert any(re.match(r"nothing is heard for 5\.\d s from 0:0[23]", reason) for reason in high.judgements[0].reasons)


def test_an_episode_of_ours_passes(folder: Path) -> None:
    mix = staged(folder / "takes", speechlike(4, 1), speechlike(3, 2))
    verdict = measure(publish(mix, folder / "takes", folder / "pass.mp3").path)
    assert verdict.passed
    assert verdict.judgements[0].reasons == ()
    assert (verdict.codec, verdict.bitrate, verdict.channels) == ("mp3", 128, 2)
    assert verdict.seconds == pytest.approx(mix.seconds, abs=0.06)  # two MP3 frames


@pytest.mark.parametrize("data", [b"", b"only words, no sound\n" * 50, b"RIFF\x24\0\0\0WAVEfmt ", None])
def test_what_is_no_audio_has_no_verdict(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "thing.mp3"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SoundError, match="no such file" if data is None else "not audio"):
        measure(path)


@pytest.mark.parametrize("codec", ["pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le"])
def test_a_clip_of_any_width_sounds_the_same(tmp_path: Path, codec: str) -> None:
    write_wav(tmp_path / "in.wav", Sound(speechlike(1, 1).astype(np.float32)[:, None], RATE))
    out = tmp_path / f"{codec}.wav"
    subprocess.run(
        [program(), "-loglevel", "error", "-i", str(tmp_path / "in.wav"), "-c:a", codec, str(out)], check=True
    )
    clip = open_clip(out)
    assert (clip.rate, clip.samples.shape) == (RATE, (RATE, 1))
    assert loudness(clip) == pytest.approx(loudness(open_clip(tmp_path / "in.wav")), abs=0.1)
