"""Bytes to prose. Every code point of the file is kept, its line endings and a byte order mark too."""

from __future__ import annotations

from audiodrama.errors import StoryError
from audiodrama.text.manuscript import Manuscript

BOMS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Bytes that no text file holds: the control codes but tab, line feed, vertical tab, form feed, return and escape.
CONTROLS = bytes(sorted(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}))
MAGICS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"ID3",
    b"RIFF",
    b"\x1f\x8b",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)


def decode(data: bytes, name: str = "") -> Manuscript:
    """The file's text: UTF-8 (with or without mark), UTF-16 with its mark, else Windows-1252, which ``assumed`` then says.

    Raises StoryError for an empty file and for one that is no text.
    """
    called = f"{name}: " if name else ""
    refuse_other_formats(data, called)
    text, assumed = decoded(data, called)
    if not text.strip("\ufeff \t\r\n\v\f\x1a"):
        raise StoryError(f"{called}the story is empty. Put some prose into it and try again.")
    return Manuscript(text, name, assumed)


def refuse_other_formats(data: bytes, called: str) -> None:
    """Raises StoryError when the bytes are a document, a picture, an archive or a program."""
    if data.startswith(MAGICS):
        raise StoryError(f"{called}this is not plain text. Save the story as a .txt file (UTF-8) and give me that.")


def decoded(data: bytes, called: str) -> tuple[str, str]:
    """(text, what was assumed about the encoding, "" for what the bytes themselves say)."""
    if data.startswith(BOMS_UTF16):
        try:
            return plain(data.decode("utf-16"), called), ""
        except UnicodeDecodeError as cause:
            raise StoryError(f"{called}this begins like UTF-16 text and is damaged. Save it again as UTF-8.") from cause
    try:
        return plain(data.decode("utf-8"), called), ""
    except UnicodeDecodeError:
        text = plain(data.decode("cp1252", errors="replace"), called)
        return text, "not UTF-8: read as Windows-1252 (Western European)"


def plain(text: str, called: str) -> str:
    """The text itself. Raises StoryError when more than one code point in 200 is a control code, or any is NUL."""
    controls = sum(text.count(chr(code)) for code in CONTROLS)
    if "\0" in text or controls * 200 > len(text):
        raise StoryError(
            f"{called}this is not plain text (it holds binary data). Save the story as a .txt file (UTF-8)."
        )
    return text
