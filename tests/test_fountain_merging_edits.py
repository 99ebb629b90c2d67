"""A story and its script edited by two hands in many ways: each edit is looked for in what the merge makes of them.

Every word is one of a kind (``w12`` is the second of its line), so that what became of it can be told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama import fountain
from audiodrama.fountain.merging import conflicts, merge

ROLES = ("Ada", "Bero", "Cleo", "Someone")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage of the script. ``name`` stays with it whatever happens to it; ``by`` counts who changed what."""

    name: int
    role: str  # "" = narration
    words: tuple[str, ...]
    delivery: str = ""
    doubt: bool = False
    cue: str = ""  # an author's note above it

    @property
    def text(self) -> str:
        doubt = "[[? maybe Tom: who knows]]\n\n" if self.doubt else ""
        delivery = f"({self.delivery})\n" if self.delivery else ""
        head = f"@{self.role}\n{delivery}" if self.role else ""
        return f"{self.cue}{doubt}{head}{' '.join(self.words)}."


def page(items: tuple[Item, ...]) -> str:
    return "\n\n".join(["Title: The Kiln", ".Scene 1", *(item.text for item in items)]) + "\n"


@st.composite
def plays(draw: st.DrawFn) -> tuple[Item, ...]:
    items = []
    for name in range(draw(st.integers(1, 14))):
        role = draw(st.sampled_from(["", *ROLES]))
        if draw(st.integers(0, 6)) == 0:
            items.append(Item(name, role, ("Yes",)))  # what is said again and again
            continue
        words = tuple(f"w{name}x{n}" for n in range(draw(st.integers(2, 8))))
        delivery = draw(st.sampled_from(["", "", "low"])) if role else ""
        items.append(Item(name, role, words, delivery, bool(role) and draw(st.booleans())))
    return tuple(items)


@dataclass(frozen=True, slots=True)
class Edit:
    """``what`` is done to the passage at ``at`` (of those there are, counted round)."""

    what: str
    at: int
    to: int


AUTHOR = ("retag", "reword", "cut", "insert", "move", "accept", "delivery", "cue", "remark")
STORY = ("reword", "cut", "insert", "move", "retag", "delivery", "doubt")


def edits(kinds: tuple[str, ...]) -> st.SearchStrategy[list[Edit]]:
    return st.lists(st.builds(Edit, st.sampled_from(kinds), st.integers(0, 40), st.integers(0, 40)), max_size=6)


def done(items: tuple[Item, ...], hand: list[Edit], mark: str) -> tuple[Item, ...]:
    """The passages after the edits of one hand, whose new words carry its mark."""
    now = list(items)
    for number, edit in enumerate(hand):
        if not now:
            break
        at = edit.at % len(now)
        item = now[at]
        fresh = f"{mark}{number}"
        if edit.what == "retag" and item.role:
            now[at] = replace(item, role=f"{mark.upper()}role{edit.to % 2}")
        elif edit.what == "reword" and len(item.words) > 1 and not any(word[0] == mark for word in item.words):
            words = list(item.words)
            words[edit.to % len(words)] = fresh
            now[at] = replace(item, words=tuple(words))
        elif edit.what == "cut":
            del now[at]
        elif edit.what == "insert":
            now.insert(
                edit.to % (len(now) + 1),
                Item(1000 * ord(mark) + number, ROLES[edit.to % 4] if edit.to % 2 else "", (fresh, f"{fresh}b")),
            )
        elif edit.what == "move":
            now.insert(edit.to % len(now), now.pop(at))
        elif edit.what == "accept":
            now[at] = replace(item, doubt=False)
        elif edit.what == "doubt" and item.role:
            now[at] = replace(item, doubt=True)
        elif edit.what == "delivery" and item.role:
            now[at] = replace(item, delivery=f"{mark}way{edit.to % 2}")
        elif edit.what == "cue":
            now[at] = replace(item, cue=f"[[sound: {fresh}]]\n" + ("" if edit.to % 2 else "\n") + item.cue)
        elif edit.what == "remark" and not item.role:
            now[at] = replace(item, words=(*item.words[:-1], f"[[{fresh}]]", item.words[-1]))
    return tuple(now)


def live(text: str) -> list[str]:
    """The words that are performed."""
    return re.findall(r"\w+", re.sub(r"\[\[.*?\]\]", " ", text))


@settings(max_examples=400, deadline=None)
@given(plays(), edits(AUTHOR), edits(STORY), st.booleans())
def test_no_edit_is_lost(base: tuple[Item, ...], author: list[Edit], story: list[Edit], windows: bool) -> None:
    mine, theirs = done(base, author, "a"), done(base, story, "s")
    script = page(mine).replace("\n", "\r\n" if windows else "\n")
    made = merge(page(base), script, page(theirs))
    text = made.text.replace("\r\n", "\n")
    assert windows is False or "\n" not in made.text.replace("\r\n", "")
    fountain.loads(made.text)
    before, ours, others = ({item.name: item for item in items} for items in (base, mine, theirs))

    for item in mine:  # every word of the author's is performed, but where the story alone changed it
        old, new = before.get(item.name), others.get(item.name)
        untouched = old is not None and old.words == item.words
        gone = {w for w in item.words if untouched and (new is None or w not in new.words)}
        gone |= {w for w in item.words if old and new and w in old.words and w not in new.words}
        for word in set(item.words) - gone - {"Yes"}:
            assert word in text, word
        if not untouched or (new is not None and new == old):
            wanted = set(live(" ".join(item.words))) - gone - {"Yes"}
            assert wanted <= set(live(text))
    for item in theirs:  # every word of the story's is in the script, but of what the author had cut or worded anew
        old, own = before.get(item.name), ours.get(item.name)
        fresh = set(item.words) - set(old.words if old else ())
        assert all(word in text for word in fresh)
        if old is None or own is not None:
            assert all(word in text for word in set(item.words) - {"Yes"} if own is None or word in own.words)

    for old in base:  # what the author cut is not performed
        if old.name not in ours and old.words != ("Yes",):
            assert not set(old.words) & set(live(text))

    for item in mine:  # who speaks and how, where the author said so
        old = before.get(item.name)
        found = (
            re.search(rf"@(\w+)\n(?:\((\w+)\)\n)?[^\n@]*\b{item.words[-1]}\b", text)
            if item.role and item.words != ("Yes",)
            else None
        )
        if old and found:
            assert item.role == old.role or found[1] == item.role
            assert item.delivery == old.delivery or (found[2] or "") == item.delivery
        if old and found and old.doubt and not item.doubt:
            assert found[1] == item.role
            assert "[[? " not in text[: found.start()].rpartition("\n\n")[0].rpartition("\n\n")[2]
        assert all(cue in text for cue in re.findall(r"\[\[.*?\]\]", item.cue))

    for item in mine:  # a word that both changed: the author's is performed, the story's is told of
        old, new = before.get(item.name), others.get(item.name)
        if old and new and "remark" not in {edit.what for edit in author}:
            ways = list(zip(old.words, item.words, new.words, strict=True))
            if any(a != b and a != c and b != c for a, b, c in ways):
                assert " ".join(item.words) in text
                assert not {c for a, b, c in ways if c not in (a, b)} & set(live(text))

    moved = any(edit.what == "move" for edit in story)
    if not moved and not any(
        edit.what == "move" for edit in author
    ):  # what is new in the story is where the story has it
        there = [item.words[0] for item in theirs if item.words != ("Yes",) and item.words[0] in live(text)]
        assert [word for word in live(text) if word in there] == there or any(e.what == "cut" for e in author)
    told = [item for item in mine if item.words != ("Yes",) and item.name in before]
    alone = [item for item in told if others.get(item.name) == before[item.name]]
    same = [(replace(item, cue="") if moved or "]]\n\n" in item.cue else item).text for item in alone]
    assert all(text.count(passage) == 1 for passage in same)
    assert moved or sorted(same, key=text.index) == same

    again = merge(made.base, made.text, page(theirs))
    assert (again.text, again.conflicts) == (made.text, ())
    assert len(conflicts(made.text)) == len(made.conflicts)


@settings(max_examples=150, deadline=None)
@given(plays(), st.lists(st.tuples(edits(AUTHOR), edits(STORY)), max_size=3))
def test_decisions_outlive_many_readings(base: tuple[Item, ...], rounds: list[tuple[list[Edit], list[Edit]]]) -> None:
    """The author corrects and accepts once; whatever the machine says afterwards, it stays."""
    corrected = tuple(
        replace(item, role="Jonah", doubt=False) if item.name % 3 == 0 and item.role else item for item in base
    )
    accepted = tuple(replace(item, doubt=False) if item.name % 3 == 1 else item for item in corrected)
    text, remembered = page(accepted), page(base)
    for number, (_, story) in enumerate(rounds):
        said = done(base, [edit for edit in story if edit.what in ("retag", "doubt", "delivery")], f"s{number}")
        made = merge(remembered, text, page(said))
        text, remembered = made.text, made.base
    plain = re.sub(r"\[\[conflict.*?\]\]\n\n", "", text)
    for old, item in zip(base, accepted, strict=True):
        if item.role and item.words != ("Yes",) and (item.role != old.role or (old.doubt and not item.doubt)):
            found = re.search(rf"(?P<above>[^\n]*)\n\n@(?P<role>\w+)\n(?:\(\w+\)\n)?{item.words[0]}", plain)
            assert found
            assert found["role"] == item.role
            assert "[[? " not in found["above"]
