"""Lines that carry their sender: chat logs, threads of text messages, the head of an e-mail."""

from __future__ import annotations

import re

from audiodrama.text import Span

STAMP = (
    r"(?:[\[(]\d{1,2}:\d\d(?::\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?[\])]|\d{1,2}:\d\d(?::\d\d)?\s?(?:[AaPp][Mm])?\s?[-–—|])"
)
EMOJI = r"(?:\s?[^\w\s\"'“”‘’«».,;:!?()<>\[\]{}*_/\\|~=+#@–—-]{1,6})?"
NICK = r"[^\W_][\w.'’&-]{0,24}(?:\s[\w.'’&-]{1,16}){0,2}"
# A line that is a message by its look alone: a time, <nick>, an envelope, @handle before the name.
CHAT = re.compile(
    rf"\s*(?:{STAMP}\s*(?:<(?P<timed_nick>{NICK})>|@?(?P<timed>{NICK}){EMOJI}\s?:)|<(?P<nick>[^\W_][\w.-]{{1,24}})>:?(?=\s)|[✉📱💬📧📩]\uFE0F?\s*(?P<posted>{NICK}){EMOJI}\s?:"
    rf"|@(?P<handle>\w[\w.-]{{1,30}})\s?:|(?P<bold>\*\*|__)(?P<way>From|To)\s(?P<other>{NICK}){EMOJI}\s?:(?:\*\*|__)|(?P<way2>From|To)\s(?P<other2>[A-Z]\w+):)\s*(?=\S)"
)
# What a program adds to a conversation: nobody says it, and it is no heading.
STATUS = re.compile(
    rf"\s*(?:{STAMP}\s*)?(?:\**\s?(?:read|seen|delivered|sent|today|yesterday)\b[\s,]*(?:at\s)?(?:\d{{1,2}}:\d\d.{{0,8}})?|[✓✔]+.{{0,20}}|\*\s\w.{{0,80}}|\S.{{0,40}}\s(?:is typing|has (?:left|joined|entered)|joined|left) ?(?:the (?:chat|room|group|channel|server))?[.…]*)\**\s*",
    re.I,
)
FIELD = re.compile(r"\s*[*_]*(?P<name>From|To|Cc|Bcc|Subject|Sent|Date|Re)[*_]*\s*:[*_]*\s*(?P<value>[^\n]*\S)", re.I)
ADDRESS = re.compile(r"\s*[<(\[]?\S+@\S+?[>)\]]?(?=\s|\Z)")
DIRECTION = re.compile(r"[(\[](?P<how>[a-z][^()\[\]\n]{1,60})[)\]]\s*(?=\S)")
ACTION = re.compile(r"\s*\*(?!\*)[a-z][\w'’-]*s\b[^*\n]{0,120}\*\s*\Z|\s*[(\[][a-z][^()\[\]\n]{1,120}[)\]]\s*\Z")
BOX = re.compile(r"[\[【<《〈{]{1,2}[^\]\n]*[\]】>》〉}]{1,2}\Z")
CLOCKED = re.compile(r"\s*[\[(]\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?[\])]\s*", re.I)  # the time above a chat
OWN = frozenset(("me", "you", "i", "myself"))  # the holder of the telephone, whoever that is


def sender(line: re.Match[str]) -> str:
    """The sender of a chat line, "" for the holder of the telephone."""
    if "To" in (line["way"], line["way2"]):
        return ""
    names = (line[name] for name in ("timed_nick", "timed", "nick", "posted", "handle", "other", "other2"))
    return named(next(name for name in names if name))


def named(name: str) -> str:
    """The name that a label gives, "" for "Me"."""
    return "" if name.strip().lower() in OWN else name.strip()


def mail_sender(value: str) -> str:
    """Whose mail it is by the field From: the name without the address, the address' first part where there is no name."""
    name = ADDRESS.sub("", value).strip(" \"'<>*_")
    return name or re.sub(r"[._]+", " ", value.strip(" <>\"'").split("@")[0])


def is_box(words: str) -> bool:
    """The words of a game's system; in small letters, between brackets, they are a direction: [pause]."""
    return BOX.match(words) is not None and not words.strip("[]【】<>《》〈〉{} ")[:1].islower()


def without_directions(text: str, body: Span) -> tuple[Span, str]:
    """The words of a script's line without its stage directions at either end, and the direction before them, a delivery."""
    lead = DIRECTION.match(text, body.start, body.end)
    start = lead.end() if lead else body.start
    tail = ACTION.search(text, start, body.end)
    end = tail.start() if tail else body.end
    return (Span(start, end), lead.group("how") if lead else "") if end > start else (body, "")
