"""From a mix to an MP3 that meets its level: measured before, encoded as a stream, verified on the encoded file."""

from __future__ import annotations

import errno
import logging
import math
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiodrama.episode.contents import Chapter
from audiodrama.episode.master import master, mastered
from audiodrama.episode.proof import growing
from audiodrama.episode.tags import Tags, metadata, vetted_cover
from audiodrama.errors import EpisodeError, SoundError
from audiodrama.mix import Mix, render
from audiodrama.sound import Samples, ffmpeg
from audiodrama.sound.levels import measured

STEREO_LUFS, MONO_LUFS = -16.0, -19.0  # what podcast players expect; a mono file plays 3 LU louder than it measures
PEAK_DBTP = -1.0  # highest true peak of the encoded file (Apple, Spotify)
ENCODER_LOSS_DB = 0.446  # dB that LAME takes off at these bit rates: its presets scale by 0.95 (measured on a sine)
ENCODER_RISE_DB = 1.0  # dB that MP3 may raise a peak by, that loss apart: the limiter works so much below
PEAK_STEP_DB = 0.1  # dB below what is allowed, when a peak is corrected
TOLERANCE_LU = 0.3  # LU off target that is corrected; 0.5 would still be in order
CORRECTIONS = 2  # encodings after the first, at most
STEREO_RATE, MONO_RATE = "128k", "64k"  # bit/s, constant: the same quality for each channel
UNTOLD = Tags()  # no tags

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Episode:
    """A published file. ``loudness`` (LUFS) and ``peak`` (dBTP) are measured on it, decoded; ``encodings``: 1 = the first landed."""

    path: Path
    rate: int
    frames: int
    chapters: tuple[Chapter, ...]
    loudness: float
    peak: float
    encodings: int = 1

    @property
    def seconds(self) -> float:
        return self.frames / self.rate


def publish(
    mix: Mix,
    takes: Path,
    out: Path,
    tags: Tags = UNTOLD,
    chapters: Sequence[Chapter] = (),
    *,
    target: float | None = None,
) -> Episode:
    """The episode, in place at ``out`` only when it is whole: until then an earlier one stays as it is.

    ``target`` in LUFS, else what its channels ask for. EpisodeError when a take is missing, or the disk or ffmpeg refuses;
    then nothing is left behind.
    """
    wanted = (MONO_LUFS if mix.mono else STEREO_LUFS) if target is None else target
    beside = out.with_name(f".{out.name}.part")
    vetted_cover(tags)  # a wrong one is said before the work
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        loudness, peak, encodings = _encode_until_right(mix, takes, beside, tags, chapters, wanted)
        beside.replace(out)
    except OSError as error:
        raise EpisodeError(f"{out}: the episode cannot be written ({_reason(error)})") from error
    except SoundError as error:
        raise EpisodeError(f"{out}: the episode could not be made ({error})") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return Episode(out, mix.rate, mix.frames, tuple(chapters), loudness, peak, encodings)


def _encode_until_right(
    mix: Mix, takes: Path, beside: Path, tags: Tags, chapters: Sequence[Chapter], wanted: float
) -> tuple[float, float, int]:
    """(LUFS, dBTP) of the file at ``beside``, and how often it was encoded."""
    before = measured(render(mix, takes), mix.rate, mix.channels)
    target, ceiling = wanted + ENCODER_LOSS_DB, PEAK_DBTP - ENCODER_RISE_DB + ENCODER_LOSS_DB
    for encodings in range(1, CORRECTIONS + 2):
        made = master(before, target, ceiling)
        loudness, peak = _encode(mix, mastered(render(mix, takes), made), beside, tags, chapters)
        log.debug("encoding %d: %.2f LUFS, %.2f dBTP", encodings, loudness, peak)
        off, over = wanted - loudness, peak - PEAK_DBTP
        if not math.isfinite(off) or (abs(off) <= TOLERANCE_LU and over <= 0):
            break
        target, ceiling = target + off, ceiling - max(0.0, over + PEAK_STEP_DB)
    return loudness, peak, encodings


def _encode(
    mix: Mix, blocks: Iterable[Samples], file: Path, tags: Tags, chapters: Sequence[Chapter]
) -> tuple[float, float]:
    """(LUFS, dBTP). Encodes the blocks, and measures the file while it grows: the second core has little else to do."""
    with tempfile.TemporaryDirectory() as folder, growing(file) as proof:
        meta = Path(folder) / "metadata"
        meta.write_text(metadata(tags, chapters, mix.rate), encoding="utf-8", newline="\n")
        pieces = (np.ascontiguousarray(block).data.cast("B") for block in blocks)
        ffmpeg.write(pieces, *_arguments(mix, meta, vetted_cover(tags), file))
        return proof()


def _arguments(mix: Mix, meta: Path, cover: Path | None, file: Path) -> tuple[str, ...]:
    sound = ("-f", "f32le", "-ar", str(mix.rate), "-ac", str(mix.channels), "-i", "pipe:0")
    told = ("-f", "ffmetadata", "-i", f"file:{meta}")
    picture = ("-i", f"file:{cover}") if cover else ()
    shown = (
        ("-map", "2:v:0", "-c:v", "copy", "-disposition:v", "attached_pic", "-metadata:s:v", "comment=Cover (front)")
        if cover
        else ()
    )
    codec = ("-c:a", "libmp3lame", "-b:a", MONO_RATE if mix.mono else STEREO_RATE, "-joint_stereo", "1")
    tagged = ("-map_metadata", "1", "-map_chapters", "1", "-id3v2_version", "3", "-write_id3v1", "0")
    return (*sound, *told, *picture, "-map", "0:a:0", *shown, *codec, *tagged, "-f", "mp3", f"file:{file}")


def _reason(error: OSError) -> str:
    return "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error)).lower()
