"""MP3 frames: counted, cut apart, and the one before them that says how many there are (the Xing/Info frame, LAME's tag).

A frame of MPEG 1 layer III holds 1152 samples. What comes out of a decoder is 1105 samples late: 576 of the encoder, 529 of
the decoder; the tag tells players to leave them out, and what fills the last frame too.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from audiodrama.errors import SoundError

SAMPLES = 1152  # of one frame
ENCODER_DELAY = 576  # samples (LAME)
DELAY = ENCODER_DELAY + 529  # samples that the decoder is late
_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # MPEG 1 layer III
_RATES = (44_100, 48_000, 32_000)  # Hz
_HEADER = 4  # bytes
_SIDE = {True: 17, False: 32}  # bytes after the header, by mono: the tag stands behind them
_TAG_LENGTH = 156  # bytes of the Info tag, its own checksum included
_PIECE = 1 << 16  # bytes read at a time


def frame_length(header: bytes) -> int:
    """Bytes of the frame that begins with these four. SoundError when none does."""
    if len(header) < _HEADER or header[0] != 0xFF or header[1] & 0xFE != 0xFA:
        raise SoundError("the encoder wrote something that is no MP3 frame")
    kbits, rate = header[2] >> 4, header[2] >> 2 & 3
    if not 0 < kbits < len(_KBITS) or rate >= len(_RATES):
        raise SoundError("the encoder wrote an MP3 frame of an unknown kind")
    return 144_000 * _KBITS[kbits] // _RATES[rate] + (header[2] >> 1 & 1)


def frames(pipe: IO[bytes]) -> Iterator[bytes]:
    """Each frame of a stream that holds nothing else."""
    held = b""
    while piece := pipe.read(_PIECE):
        held, at = held + piece, 0
        while len(held) - at >= _HEADER and len(held) - at >= (length := frame_length(held[at : at + _HEADER])):
            yield held[at : at + length]
            at += length
        held = held[at:]


def count_for(samples: int) -> int:
    """How many frames a programme of so many samples needs, so that its last one is decoded."""
    return -(-(samples + DELAY) // SAMPLES)


def head_of(file: bytes) -> tuple[bytes, bytes]:
    """(the ID3 tag, the Info frame) at the beginning of a file that ffmpeg wrote."""
    start = 10 + _syncsafe(file[6:10]) if file[:3] == b"ID3" else 0
    length = frame_length(file[start : start + _HEADER])
    return file[:start], file[start : start + length]


def _syncsafe(size: bytes) -> int:
    return size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3]


def info_frame(model: bytes, count: int, size: int, samples: int) -> bytes:
    """The Info frame of ``count`` frames of ``size`` bytes in all that hold a programme of so many samples. ``model``: one
    that ffmpeg wrote for the same bit rate."""
    start = _HEADER + _SIDE[model[3] >> 6 == 3]
    made = bytearray(model)
    if model[start : start + 4] not in (b"Info", b"Xing") or len(made) < start + _TAG_LENGTH:
        raise SoundError("the encoder wrote no Info frame")
    padding = count * SAMPLES - ENCODER_DELAY - samples
    struct.pack_into(">4sIII", made, start, b"Info", 0xF, count, len(made) + size)
    made[start + 16 : start + 116] = bytes(256 * at // 100 for at in range(100))  # where each hundredth begins
    made[start + 141 : start + 144] = (ENCODER_DELAY << 12 | min(max(padding, 0), 0xFFF)).to_bytes(3, "big")
    struct.pack_into(">IH", made, start + 148, len(made) + size, 0)  # the checksum of the music is not told
    struct.pack_into(">H", made, start + 154, _crc16(made[: start + 154]))
    return bytes(made)


def _crc16(data: bytearray) -> int:
    """CRC-16/ARC, the checksum of LAME's tag."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
