"""From a mix to an MP3 that meets its level: measured before, encoded as a stream, verified on the encoded file."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import IO

import numpy as np

from audiodrama.episode import ledger as ledgers
from audiodrama.episode.contents import Chapter
from audiodrama.episode.encoding import Take, encode
from audiodrama.episode.frames import SAMPLES, count_for, head_of, info_frame
from audiodrama.episode.ledger import Encoded, Ledger
from audiodrama.episode.master import Master, excerpt, master, mastered, steady
from audiodrama.episode.reels import Reel, key_of, reels
from audiodrama.episode.tags import Tags, metadata, vetted_cover
from audiodrama.errors import EpisodeError, SoundError
from audiodrama.mix import Mix, render
from audiodrama.sound import ffmpeg, integrated
from audiodrama.sound.ffmpeg import program
from audiodrama.sound.levels import Levels, joined, measured, whole

STEREO_LUFS, MONO_LUFS = -16.0, -19.0  # what podcast players expect; a mono file plays 3 LU louder than it measures
PEAK_DBTP = -1.0  # highest true peak of the encoded file (Apple, Spotify)
ENCODER_LOSS_DB = 0.446  # dB that LAME takes off at these bit rates: its presets scale by 0.95 (measured on a sine)
ENCODER_RISE_DB = 1.0  # dB that MP3 may raise a peak by, that loss apart: the limiter works so much below
PEAK_STEP_DB = 0.1  # dB below what is allowed, when a peak is corrected
TOLERANCE_LU = 0.3  # LU off target that is corrected; 0.5 would still be in order
STEADY_DB = (
    0.15  # dB by which the gain of an earlier encoding may be off and still be kept: then nearly all of it stands
)
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
    ledger: Path | None = None,
) -> Episode:
    """The episode, in place at ``out`` only when it is whole: until then an earlier one stays as it is.

    ``target`` in LUFS, else what its channels ask for. With a ``ledger`` (a file to keep account in) whatever of an earlier
    episode at ``out`` would come out the same is taken from it. EpisodeError when a take is missing, or the disk or ffmpeg
    refuses; then nothing is left behind.
    """
    wanted = (MONO_LUFS if mix.mono else STEREO_LUFS) if target is None else target
    beside = out.with_name(f".{out.name}.part")
    vetted_cover(tags)  # a wrong one is said before the work
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        job = _Job(mix, takes, out, beside, tags, tuple(chapters))
        made, encodings = _encode_until_right(job, wanted, ledgers.load(ledger))
        beside.replace(out)
        if ledger is not None:
            with suppress(OSError):  # without it the next patch takes longer, and that is all
                ledgers.save(ledger, made)
    except OSError as error:
        raise EpisodeError(f"{out}: the episode cannot be written ({_reason(error)})") from error
    except SoundError as error:
        raise EpisodeError(f"{out}: the episode could not be made ({error})") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    loudness, peak = _heard(made)
    return Episode(out, mix.rate, mix.frames, tuple(chapters), loudness, peak, encodings)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be published, and where: ``old`` is the episode that may stand there already, ``file`` the new one."""

    mix: Mix
    takes: Path
    old: Path
    file: Path
    tags: Tags
    chapters: tuple[Chapter, ...]


def _encode_until_right(job: _Job, wanted: float, last: Ledger) -> tuple[Ledger, int]:
    """The ledger of the file now written, and how often it was encoded."""
    stretches = reels(job.mix)
    keys = tuple(key_of(reel, job.takes) for reel in stretches)
    hops = tuple(-(-reel.mix.frames // round(job.mix.rate / 10)) for reel in stretches)
    known = last.levels()
    pieces = (known.get(key) or _levels(job, reel) for key, reel in zip(keys, stretches, strict=True))
    before = joined(pieces, job.mix.rate, job.mix.channels, sum(hops))
    target, ceiling = wanted + ENCODER_LOSS_DB, PEAK_DBTP - ENCODER_RISE_DB + ENCODER_LOSS_DB
    if last.portrait and last.wanted == wanted:
        target, ceiling = last.target, last.ceiling  # as they were corrected
    for encodings in range(1, CORRECTIONS + 2):
        made = master(before, target, ceiling)
        if last.portrait and abs(made.gain_db - last.gain) <= STEADY_DB:
            made = steady(before, last.gain, ceiling)
        plans = list(_planned(job.mix, list(zip(stretches, keys, hops, strict=True)), made))
        encoded = _encode(job, plans, last.standing(job.old))
        done = Ledger(wanted, target, ceiling, made.gain_db, keys, hops, before, encoded)
        loudness, peak = _heard(done)
        log.debug("encoding %d: %.2f LUFS, %.2f dBTP", encodings, loudness, peak)
        off, over = wanted - loudness, peak - PEAK_DBTP
        if not math.isfinite(off) or (abs(off) <= TOLERANCE_LU and over <= 0):
            break
        target, ceiling, last = target + off, ceiling - max(0.0, over + PEAK_STEP_DB), Ledger()
    return done, encodings


def _levels(job: _Job, reel: Reel) -> Levels:
    return measured(whole(render(reel.mix, job.takes), job.mix.rate, job.mix.channels), job.mix.rate, job.mix.channels)


def _heard(ledger: Ledger) -> tuple[float, float]:
    """(LUFS, dBTP) of the whole file, decoded."""
    hops = np.concatenate([one.hops for one in ledger.encoded.values()])
    return integrated(hops), max(one.peak for one in ledger.encoded.values())


def _encode(job: _Job, plans: Sequence[_Plan], standing: Mapping[str, Encoded]) -> dict[str, Encoded]:
    """The file written: what stands in the old one is copied, all else is encoded. By key, in order."""
    encoded: dict[str, Encoded] = {}
    with job.file.open("wb") as file:
        head, info = _head(job)
        file.write(head + info)
        for stands, group in groupby(plans, lambda plan: plan.key in standing):
            if stands:
                encoded |= _copied(job.old, [(plan.key, standing[plan.key]) for plan in group], file)
                continue
            run, at = list(group), file.tell()
            takes = [Take(mastered(render(plan.reel.mix, job.takes), plan.made), plan.count) for plan in run]
            arguments = _arguments(job.mix)
            for plan, one in zip(run, encode(takes, arguments, job.mix.channels, job.mix.rate, file), strict=True):
                encoded[plan.key] = replace(one, at=at)
                at += one.size
        size = file.tell() - len(head) - len(info)
        file.seek(len(head))
        file.write(info_frame(info, count_for(job.mix.frames), size, job.mix.frames))
    return encoded


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A reel, its part of the master, its frames' key and their number."""

    reel: Reel
    made: Master
    key: str
    count: int


def _planned(mix: Mix, stretches: Sequence[tuple[Reel, str, int]], made: Master) -> Iterator[_Plan]:
    """``stretches``: each reel with the key of its samples and the number of its hops."""
    first, seen, each = 0, Counter[str](), round(mix.rate / 10) // made.segment
    for at, (reel, key, hops) in enumerate(stretches):
        segments = hops * each
        own = excerpt(made, first, segments)
        end = stretches[at + 1][0].start // SAMPLES if at + 1 < len(stretches) else count_for(mix.frames)
        count = end - reel.start // SAMPLES
        facts = [key, _arguments(mix), program(), made.gain_db, count, seen[key]]
        seen[key] += 1  # the same words twice are two reels
        name = hashlib.sha256(
            json.dumps(facts).encode() + (own.curve.tobytes() if own.curve.min() < 1 else b"")
        ).hexdigest()
        yield _Plan(reel, own, name, count)
        first += segments


def _copied(old: Path, reels: Sequence[tuple[str, Encoded]], file: IO[bytes]) -> dict[str, Encoded]:
    copied = {}
    with old.open("rb") as episode:
        for key, one in reels:
            episode.seek(one.at)
            copied[key] = replace(one, at=file.tell())
            file.write(episode.read(one.size))
    return copied


def _head(job: _Job) -> tuple[bytes, bytes]:
    """The ID3 tag with chapters and cover, and an Info frame, as ffmpeg writes them over a moment of silence."""
    with tempfile.TemporaryDirectory() as folder:
        meta, file = Path(folder) / "metadata", Path(folder) / "head.mp3"
        meta.write_text(metadata(job.tags, job.chapters, job.mix.rate), encoding="utf-8", newline="\n")
        silence = np.zeros((4 * SAMPLES, job.mix.channels), np.float32).data.cast("B")
        ffmpeg.write([silence], *_tagging(job.mix, meta, vetted_cover(job.tags), file))
        return head_of(file.read_bytes())


def _sound(mix: Mix) -> tuple[str, ...]:
    return ("-f", "f32le", "-ar", str(mix.rate), "-ac", str(mix.channels), "-i", "pipe:0")


def _codec(mix: Mix) -> tuple[str, ...]:
    """No frame borrows bits from another (reservoir), or it could not be taken out of its file."""
    return (
        "-c:a",
        "libmp3lame",
        "-b:a",
        MONO_RATE if mix.mono else STEREO_RATE,
        "-joint_stereo",
        "1",
        "-reservoir",
        "0",
    )


def _arguments(mix: Mix) -> tuple[str, ...]:
    bare = ("-write_xing", "0", "-id3v2_version", "0", "-write_id3v1", "0")
    return (*_sound(mix), "-map", "0:a:0", *_codec(mix), *bare, "-f", "mp3", "pipe:1")


def _tagging(mix: Mix, meta: Path, cover: Path | None, file: Path) -> tuple[str, ...]:
    told = ("-f", "ffmetadata", "-i", f"file:{meta}")
    picture = ("-i", f"file:{cover}") if cover else ()
    shown = (
        ("-map", "2:v:0", "-c:v", "copy", "-disposition:v", "attached_pic", "-metadata:s:v", "comment=Cover (front)")
        if cover
        else ()
    )
    tagged = ("-map_metadata", "1", "-map_chapters", "1", "-id3v2_version", "3", "-write_id3v1", "0")
    return (*_sound(mix), *told, *picture, "-map", "0:a:0", *shown, *_codec(mix), *tagged, "-f", "mp3", f"file:{file}")


def _reason(error: OSError) -> str:
    return "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error)).lower()
