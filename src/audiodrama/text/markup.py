"""Prose with HTML or BBCode in it, read without its tags: emphasis as stars, headings as #, entities as their characters.

The plain text is exactly as long as the marked one, so a span means the same place in both.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from audiodrama.text.breaking import BLANK
from audiodrama.text.manuscript import Manuscript

NAMES = r"p|i|em|b|strong|u|s|strike|del|ins|br|hr|center|div|span|blockquote|small|big|sup|sub|a|h[1-6]|ul|ol|li|font|tt|code|pre|cite|body|html|head|section|article|table|tr|td|img|details|summary"
TAG = re.compile(rf"<(?P<end>/?)(?P<name>{NAMES})\b(?P<rest>(?:\s[^<>\n]{{0,300}})?/?)>", re.I)
BBCODE = re.compile(
    r"\[(?P<end>/?)(?P<name>i|b|u|s|center|quote|size|color|colour|font|url|hr|left|right|spoiler|indent|align)(?:=[^\[\]\n]{1,120})?\]",
    re.I,
)
ENTITY = re.compile(r"[^\s&<>]{0,40}(?:&#?\w{2,8};[^\s&<>]{0,40})+")
MARKED_UP = re.compile(
    r"</(?:p|i|em|b|strong|u|s|div|span|h[1-6]|center|blockquote|li)>|<(?:br|hr)\s?/?>|\[/(?:i|b|u|s|center|quote|url|size|color|font)\]"
    r"|&(?:nbsp|quot|[lr][ds]quo|mdash|ndash|hellip|amp|apos|#\d{2,4});",
    re.I,
)
# The blanks that a closing tag leaves go behind the punctuation: "done** ?" is "done**? ".
GAP = re.compile(r"(?<=[\w*.,!?])(?P<gap> {2,})(?P<stop>[.,!?;:…”’\"')—–-]{1,4})(?=\s|\Z)")
INK = re.compile(r"\s*\S")
ENDS = "\r\n\u2028\u2029"
LINES = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|\Z)")
EMPHASIS = {"i": "*", "em": "*", "cite": "*", "b": "**", "strong": "**"}
BLOCKS = frozenset(("p", "div", "li", "blockquote", "center", "h1", "h2", "h3", "h4", "h5", "h6"))


def plain(m: Manuscript) -> Manuscript:
    """The manuscript without its tags, character for character as long; the same object when it has none."""
    if MARKED_UP.search(m.text) is None:
        return m
    lines = ((line, stripped(line)) for line in LINES.findall(m.text))
    return replace(m, text="".join(bare if bare.strip(BLANK + ENDS) else line for line, bare in lines))


def only_tags(words: str) -> bool:
    """Whether a line holds tags and nothing else: no word of the story."""
    return words[:1] in ("<", "[", "&") and not stripped(words).strip(BLANK + ENDS + "*")


def stripped(line: str) -> str:
    if not any(sign in line for sign in "<[&"):
        return line
    bare = BBCODE.sub(bbcode, TAG.sub(tag, line))
    bare = ENTITY.sub(entity, bare) if "&" in bare else bare
    return GAP.sub(r"\g<stop>\g<gap>", bare)


def tag(match: re.Match[str]) -> str:
    name, closes = match["name"].lower(), bool(match["end"])
    more = INK.match(match.string, match.end()) is not None
    if name == "br" or (closes and name in BLOCKS and more):
        return ("\n" if name == "br" else "\n\n").ljust(len(match.group())) if more else " " * len(match.group())
    if name[0] == "h" and name[1:].isdigit() and not closes:
        return ("#" * int(name[1])).ljust(len(match.group()))[: len(match.group())]
    if name == "hr":
        return "***".rjust(len(match.group()))
    if name == "blockquote" and not closes:
        return ">".ljust(len(match.group()))
    return emphasis(match)


def bbcode(match: re.Match[str]) -> str:
    return emphasis(match)


def emphasis(match: re.Match[str]) -> str:
    """Stars that touch the words they stress; blanks for every other tag."""
    stars = EMPHASIS.get(match["name"].lower(), "")
    width = len(match.group())
    return stars.ljust(width) if match["end"] else stars.rjust(width)


def entity(match: re.Match[str]) -> str:
    """The word with its entities as characters, blanks behind it."""
    word = match.group()
    return html.unescape(word).ljust(len(word))[: len(word)]
