"""Prose to script: every character of the story in exactly one line, each line with the voice that speaks it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TypedDict

from audiodrama.errors import StoryError, UnknownLanguage
from audiodrama.quotes import Layout, survey
from audiodrama.script import NARRATOR, VOICED, Kind, Line, Role, Scene, Script, tagged
from audiodrama.speakers import Attribution, attribute
from audiodrama.text import Manuscript, Span, language, plain

WORD = re.compile(r"[^\W_]")
CLOSED_BY_SINGLE = re.compile(r"(?:[.,!?…]|(?<=[^\Ws])(?<!in))['’]\Z")
OPENS_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)")
LABEL_END = re.compile(r":\W*(?:[(\[][^)\]]*[)\]])?\Z")
LINE_END = re.compile(r"[\r\n\u2028\u2029]")
SPACES = re.compile(r"\s+")
INVISIBLE = " \ufeff\u200b\u2060\x1a"
OUTER = '"“”„‟«»「」『』＂'
SINGLE = "'‘’‚`"
DASHES = "—–―"
TITLE_FIELD = re.compile(r"[\s*_]*title[*_]*\s*[:=]\s*[*_\"“'‘]*(.+?)[*_\"”'’]*\Z", re.I)  # in a header or YAML
BETWEEN_DASHES = re.compile(
    r"\s*(?<![—–―])[—–―]++[.,;:!?]*\Z"
)  # what ends the narrator's words between the dashes of a speech
DASH_BEHIND = re.compile(r"(?<=[.!?…])\s[—–―]+\Z")  # which gives the word back to a speaker
STARRED = re.compile(r"(?:[*_]+(?P<body>.*?)[*_]+|/(?P<slashed>[^/]+)/)(?P<rest>[.,!?;:…—–-]*)")
AROUND = tuple(
    re.compile(pattern)
    for pattern in (
        r"::(?P<body>[^:].*?)::(?P<rest>)",
        r"//(?P<body>[^/].*?)//(?P<rest>)",
        r"<(?P<body>[^<>]+)>(?P<rest>)",
        r"\[(?P<body>[^\[\]]+)\](?P<rest>)",
        r"~\s*(?P<body>[^~]+)~(?P<rest>)",
        r"[♪♫♬]\s*(?P<body>[^♪♫♬]+)[♪♫♬]?(?P<rest>)",
        r"(?P<mark>[*_]{1,3})(?P<body>[^*_\s\"“«][^*_]*)(?P=mark)(?P<rest>[.,!?;:…—–-]*)",
    )
)
EMPHASIS_OUTSIDE = re.compile(r"\A[*_]{1,3}(?=[\"“«„‘])|(?<=[\"”»“’])[*_]{1,3}\Z")
MARKDOWN = re.compile(r"^#{1,6}\s+|^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph with one kind; ``attribution`` when a character is heard in it, ``delivery`` how."""

    span: Span
    kind: Kind
    attribution: Attribution | None = None
    delivery: str = ""


class Segment(TypedDict):
    """One line as JSON; offsets are code points of the file as decoded."""

    start: int
    end: int
    kind: str
    speaker: str | None
    because: str
    why: str
    confidence: float


class SceneStart(TypedDict):
    start: int


class Character(TypedDict):
    name: str
    aliases: list[str]
    gender: str | None


class Reading(TypedDict):
    """A script as JSON."""

    segments: list[Segment]
    scenes: list[SceneStart]
    characters: list[Character]


def adapt(
    m: Manuscript,
    known: Sequence[Role] = (),
    title: str = "",
    *,
    any_language: bool = False,
    weights: Path | None = None,
) -> Script:
    """The story as a script: scenes of lines in the order of the prose, nothing lost, no line over a paragraph's end.

    ``known`` are roles that the author has named. ``weights``: a folder of models to read with instead of those that are
    shipped; what it lacks, the shipped ones do. Raises StoryError for a story with nothing to perform, UnknownLanguage
    for one in a language other than English unless ``any_language``.
    """
    prose = plain(m)
    if not any_language:
        refuse_foreign(prose)
    layout = survey(prose, weights)
    if not layout.paragraphs:
        raise StoryError(f"{m.name or 'the story'}: there is no prose in it. Put some in and try again.")
    reading = attribute(prose, layout, known, weights)
    cut = list(pieces(prose.text, layout, reading.attributions))
    lines = tuple(
        replace(line_of(prose.text, piece), span=whole.span)
        for piece, whole in zip(cut, with_invisible(m.text, cut), strict=True)
    )
    heard = {line.role for line in lines if line.kind in VOICED}
    roles = tuple(sorted((r for r in reading.roles if r.name in heard), key=lambda r: first_heard(lines, r.name)))
    return Script(title or title_of(m, lines), roles, tuple(scenes_of(lines, layout.scenes)))


def refuse_foreign(m: Manuscript) -> None:
    found = language(m.text)
    if found != "en":
        raise UnknownLanguage(
            f"{m.name or 'the story'} seems to be in {found}. I can only read English prose; "
            "an English voice would make nonsense of it."
        )


def first_heard(lines: Sequence[Line], role: str) -> int:
    return next(index for index, line in enumerate(lines) if line.role == role and line.kind in VOICED)


# ---- pieces: the whole text cut where kinds change


def pieces(text: str, layout: Layout, attributions: Iterable[Attribution]) -> Iterator[Piece]:
    """Pieces in order that together hold all ink of the text; narration fills what nothing else claims."""
    marked = [
        Piece(span, a.quotation.kind, a, a.quotation.delivery(index))
        for a in attributions
        for index, span in enumerate(a.quotation.spans)
    ]
    marked += [Piece(block.span, block.kind) for block in layout.blocks]
    marked.sort(key=lambda piece: piece.span)
    at = 0
    for paragraph in layout.paragraphs:
        inside: list[Piece] = []
        while at < len(marked) and marked[at].span.start < paragraph.span.end:
            inside.append(marked[at])
            at += 1
        yield from tidy(text, filled(text, paragraph.span, inside))


def with_invisible(text: str, cut: Sequence[Piece]) -> list[Piece]:
    """The pieces, stretched over what is not read between them: byte order marks, zero-width spaces, tags of a markup."""
    whole: list[Piece] = []
    end = 0
    for piece in cut:
        hidden = text[end : piece.span.start]
        if not hidden.isspace() and hidden:
            behind = len(LINE_END.split(hidden, 1)[0].rstrip()) if whole and LINE_END.search(hidden) else 0
            if behind:
                whole[-1] = replace(whole[-1], span=Span(whole[-1].span.start, end + behind))
            piece = replace(piece, span=Span(piece.span.start - len(hidden[behind:].lstrip()), piece.span.end))
        whole.append(piece)
        end = piece.span.end
    tail = text[end:].rstrip()
    if tail and whole:
        whole[-1] = replace(whole[-1], span=Span(whole[-1].span.start, end + len(tail)))
    return whole


def filled(text: str, paragraph: Span, inside: Sequence[Piece]) -> list[Piece]:
    """The pieces of one paragraph with narration between them, none empty or with white space at its ends."""
    whole: list[Piece] = []
    start = paragraph.start
    for piece in inside:
        whole += inked(text, Piece(Span(start, piece.span.start), "narration"))
        whole += inked(text, piece)
        start = piece.span.end
    return whole + inked(text, Piece(Span(start, paragraph.end), "narration"))


def inked(text: str, piece: Piece) -> list[Piece]:
    """The piece without white space at its ends, nothing if it is all white space."""
    words = text[piece.span.start : piece.span.end]
    lead, trail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    if lead == len(words):
        return []
    return [replace(piece, span=Span(piece.span.start + lead, piece.span.end - trail))]


def tidy(text: str, whole: Sequence[Piece]) -> Iterator[Piece]:
    """Narration of only punctuation goes to the piece before it, or after it when it comes first."""
    kept: list[Piece] = []
    early: int | None = None
    for piece in whole:
        if piece.kind == "narration" and not WORD.search(text, *piece.span) and len(whole) > 1:
            if kept:
                kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, piece.span.end))
            else:
                early = piece.span.start if early is None else early
            continue
        kept.append(piece if early is None else replace(piece, span=Span(early, piece.span.end)))
        early = None
    yield from kept if kept else whole


# ---- lines


def line_of(text: str, piece: Piece) -> Line:
    words = said(text[piece.span.start : piece.span.end], piece.kind)
    given = piece.attribution
    if given is None:
        return Line(NARRATOR, words, piece.kind, span=piece.span)
    return Line(
        given.role,
        words,
        piece.kind,
        piece.delivery,
        span=piece.span,
        because=given.because,
        why=given.why,
        confidence=given.confidence,
        second=given.second,
    )


def said(words: str, kind: Kind) -> str:
    """The words as they are spoken: without the marks around them, on one line.

    Stress marks inside stay; the marks around a whole thought or title go.
    """
    flat = SPACES.sub(" ", words).strip(INVISIBLE)
    if kind in ("break", "front_matter"):
        return flat or SPACES.sub(" ", words).strip()
    if kind == "letter":
        flat = flat.lstrip("> ")
    if kind in ("thought", "letter", "message"):
        flat = unstarred(unquoted(flat))
    elif kind == "title":
        flat = MARKDOWN.sub("", MARKDOWN.sub("", flat)).rstrip("# ")
    elif kind == "speech":
        flat = unmarked(flat)
    elif kind == "narration" and flat[:1] in tuple(DASHES):
        flat = BETWEEN_DASHES.sub("", flat.lstrip(DASHES + " "))
    if kind == "narration":
        flat = DASH_BEHIND.sub("", flat)
    return flat or SPACES.sub(" ", words).strip()


def unmarked(flat: str) -> str:
    """Spoken words without the marks around them: quotation marks, or those of what is sent, signed or sung."""
    for around in AROUND:
        if (match := around.fullmatch(flat)) is not None:
            return match["body"].strip() + match["rest"]
    return unquoted(EMPHASIS_OUTSIDE.sub("", flat))


def unstarred(flat: str) -> str:
    """Without one pair of emphasis marks around the whole; what stands behind the closing mark stays."""
    starred = STARRED.fullmatch(flat)
    return ((starred["body"] or starred["slashed"] or "").strip() + starred["rest"]) if starred else flat


def unquoted(flat: str) -> str:
    """Without the outer pair of quotation marks, or what stands of it; also the dash that opens speech.

    Punctuation that strayed behind the closing mark goes with it.
    """
    lead = flat[:1]
    if lead and lead in OUTER:
        flat = flat.lstrip(OUTER + " ")
    elif flat.startswith("''") and flat.endswith("''"):
        return flat.strip("' ")
    elif lead and lead in SINGLE and len(flat) > 1:
        flat = flat[1:]
    elif lead and lead in DASHES:
        return flat.lstrip(DASHES + " ")
    stray = flat.rstrip(" .,;:—–-")
    if stray[-1:] and stray[-1] in OUTER + SINGLE and len(stray) < len(flat):
        flat = stray
    body = flat.rstrip()
    if lead and lead in OUTER and CLOSED_BY_SINGLE.search(body) and not OPENS_SINGLE.search(body):
        return body[:-1]
    if body[-1:] and body[-1] in OUTER:
        return body.rstrip(OUTER + " ")
    return body[:-1] if lead and lead in SINGLE and body[-1:] and body[-1] in SINGLE else body


# ---- scenes


def scenes_of(lines: Sequence[Line], starts: Sequence[int]) -> Iterator[Scene]:
    """Scenes at the starts found; titles and front matter before a scene's first words belong to it, a break to the one before."""
    cuts = cuts_of(lines, starts)
    for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(lines)], strict=True), 1):
        heard = lines[start:end]
        yield Scene(heading(heard) or f"Scene {number}", tagged(heard))


def cuts_of(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """The index of each scene's first line; the first is 0."""
    wanted = set(starts)
    cuts = [0]
    for index, line in enumerate(lines):
        if line.span is None or line.span.start not in wanted or index == 0:
            continue
        first = index
        while first and lines[first - 1].kind in ("title", "front_matter"):
            first -= 1
        if (
            any(earlier.kind not in ("title", "front_matter", "break") for earlier in lines[:first])
            and first > cuts[-1]
        ):
            cuts.append(first)
    return cuts


def heading(beats: Sequence[Line]) -> str:
    """The nearest title above a scene's first words."""
    titles: list[str] = []
    for beat in beats:
        if beat.kind == "title":
            titles.append(beat.text)
        elif beat.kind != "front_matter" and beat.kind != "break":
            break
    return titles[-1] if titles else ""


def title_of(m: Manuscript, lines: Sequence[Line]) -> str:
    """The first title at the top, the header's "Title:", else the file's name in words."""
    top = list(itertools.takewhile(lambda line: not line.performed or line.kind == "title", lines))
    titles = [line.text for line in top if line.kind == "title"]
    titles += [given.group(1) for line in top if (given := TITLE_FIELD.match(line.text))]
    if titles:
        return titles[0]
    return SPACES.sub(" ", re.sub(r"[-_]+", " ", PurePath(m.name).stem)).strip() or "Untitled"


# ---- JSON


def as_json(script: Script) -> Reading:
    """The script as plain values for JSON; offsets count code points of the file as decoded."""
    lines = [line for line in script.lines if line.span is not None]
    return {
        "segments": [
            segment(line, line.span, after) for line, after in itertools.zip_longest(lines, lines[1:]) if line.span
        ],
        "scenes": [{"start": start_of(scene)} for scene in script.scenes],
        "characters": [{"name": r.name, "aliases": list(r.aliases), "gender": r.gender or None} for r in script.roles],
    }


def segment(line: Line, span: Span, after: Line | None) -> Segment:
    """``after``: the next line. Tags, and the names before the lines of a script, are narration to whoever counts kinds."""
    kind = "narration" if line.kind == "tag" or is_label(line, after) else line.kind
    return {
        "start": span.start,
        "end": span.end,
        "kind": kind,
        "speaker": line.role if kind in VOICED else None,
        "because": line.because,
        "why": line.why,
        "confidence": line.confidence,
    }


def is_label(line: Line, after: Line | None) -> bool:
    if line.kind != "front_matter" or after is None or after.kind not in VOICED or not line.span or not after.span:
        return False
    return LABEL_END.search(line.text) is not None and after.span.start - line.span.end <= 1


def start_of(scene: Scene) -> int:
    """Where the scene's first story words start, past its title."""
    lines = [line for line in scene.lines if line.span is not None]
    told = [line for line in lines if line.performed and line.kind != "title"] or lines
    return told[0].span.start if told and told[0].span else 0
