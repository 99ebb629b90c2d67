"""A voice for a role: one that fits and that nobody near it has. No chance in it: the same question has the same answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from audiodrama.cast.company import Company
from audiodrama.engines import Voice, VoiceInfo
from audiodrama.errors import CastError
from audiodrama.script import NARRATOR, Gender, Role

WOMEN = "woman girl lady mrs miss ms madam mother mom mum mama mommy mummy aunt auntie sister daughter wife queen princess duchess countess lass widow waitress"
MEN = "man boy mr sir lord gentleman father dad papa daddy uncle brother son husband king prince duke count lad monk waiter"
OLD_WOMEN = "grandma grandmother granny gran nana crone"
OLD_MEN = "grandpa grandfather granddad grandad gramps"
GROUPS = (
    "all both crowd everyone everybody voices men women children boys girls guards soldiers villagers chorus together"
)
GENDER: dict[str, Gender] = {
    **dict.fromkeys(f"{WOMEN} {OLD_WOMEN}".split(), "f"),
    **dict.fromkeys(f"{MEN} {OLD_MEN}".split(), "m"),
    **dict.fromkeys(GROUPS.split(), "n"),
}
CHILDREN = "girl boy girls boys child children kid kids baby toddler schoolboy schoolgirl"
YOUNG = "young youth lad lass teen teenager"
OLD = f"old elderly {OLD_WOMEN} {OLD_MEN}"
AGE = {
    **dict.fromkeys(CHILDREN.split(), "child"),
    **dict.fromkeys(YOUNG.split(), "young"),
    **dict.fromkeys(OLD.split(), "old"),
}

# How unlike the voice a role already near is bent when two must share it: (semitones, pace), small enough to stay natural.
SHIFTS = (
    (0.0, 1.0),
    (-1.5, 0.96),
    (1.5, 1.04),
    (-3.0, 0.94),
    (3.0, 1.06),
    (-0.75, 1.05),
    (0.75, 0.95),
    (-2.25, 1.08),
    (2.25, 0.92),
)

# What is wrong with a voice, in points: only their order matters.
FOREIGN = 3000.0  # another language reads English badly: worse than any other misfit
OTHER_GENDER = 1000.0
SAME_AS_NARRATOR = 500.0  # exactly the narrator's voice, unbent
SAME_AS_ANOTHER = 400.0  # exactly another role's voice, unbent
UNKNOWN_GENDER = 100.0  # the engine does not say
OTHER_AGE = {
    ("", "child"): 90.0,
    ("", "old"): 12.0,
    ("", "young"): 2.0,
    ("young", "child"): 60.0,
    ("young", "old"): 50.0,
}
OTHER_AGE |= {("child", "young"): 20.0, ("child", ""): 50.0, ("child", "old"): 90.0}
OTHER_AGE |= {("old", "young"): 45.0, ("old", ""): 25.0, ("old", "child"): 120.0}
NARRATOR_BENT = 70.0  # the narrator's voice, bent
SHARED = 20.0  # somebody has this voice already ...
SHARED_NEAR = 60.0  # ... times how near, 0 to 1
NARRATES = 3.0  # the voice this engine's stories are told with: another will do better
BENT = 0.5  # for each step along SHIFTS


class Wanted(NamedTuple):
    """A role that needs a voice. ``age``: child, young, old or "" (a grown person, or not told)."""

    role: str
    gender: Gender
    age: str


def wanted(role: Role) -> Wanted:
    """What a role asks of a voice: the gender found in the text, else what its name tells, and the age its name tells."""
    words = re.findall(r"[^\W_]+", role.name.casefold())
    genders = {GENDER[word] for word in words if word in GENDER}
    ages = {AGE[word] for word in words if word in AGE}
    told: Gender = genders.pop() if len(genders) == 1 else ""
    return Wanted(role.name, role.gender or told, ages.pop() if len(ages) == 1 else "")


def narrating_voice(engine: str, voices: Sequence[VoiceInfo], taken: Mapping[str, Voice]) -> Voice:
    """The engine's voice for the narrator: made for it, grown up, and no character's if that can be. CastError if it has none."""
    if not voices:
        raise CastError(
            f"the engine {engine} has no voices on this machine; `audiodrama voices` lists those of every engine"
        )
    used = {voice.name for voice in taken.values() if voice.engine == engine}

    def misfit(info: VoiceInfo) -> tuple[float, bool, bool, bool]:
        return _foreign(info), info.name in used, not info.narrates, info.age in ("child", "old")

    return Voice(engine, min(voices, key=misfit).name)


def choose(
    role: Wanted,
    engine: str,
    voices: Sequence[VoiceInfo],
    *,
    taken: Mapping[str, Voice],
    near: Company,
    bend: bool = True,
) -> Voice:
    """The voice of ``engine`` that fits a role best and differs most from those near it; it moves none of ``taken``.

    ``taken``: the voices of the others, the narrator's under "Narrator". ``bend``: pitch and pace may differ from the
    voice's own, so that roles that must share one stay apart. CastError when the engine has no voices.
    """
    shifts = SHIFTS if bend else SHIFTS[:1]
    variants = [
        (info, step, Voice(engine, info.name, pace, pitch))
        for info in voices
        for step, (pitch, pace) in enumerate(shifts)
    ]
    narrator = narrating_voice(engine, voices, {}).name
    users = _users(engine, {name: voice for name, voice in taken.items() if name != role.role})

    def misfit(variant: tuple[VoiceInfo, int, Voice]) -> float:
        info, step, voice = variant
        told = NARRATES if info.name == narrator else 0.0
        return told + _unfit(role, info) + _sharing(role.role, voice, users.get(info.name, {}), near) + BENT * step

    return min(variants, key=misfit)[2]


def _users(engine: str, taken: Mapping[str, Voice]) -> dict[str, dict[str, Voice]]:
    """Voice name -> role -> the voice as that role bends it."""
    users: dict[str, dict[str, Voice]] = {}
    for role, voice in taken.items():
        if voice.engine == engine:
            users.setdefault(voice.name, {})[role] = voice
    return users


def _unfit(role: Wanted, info: VoiceInfo) -> float:
    """How badly a voice suits a role, whoever else has it."""
    age = "" if info.age == "adult" else info.age
    return _foreign(info) + _other_gender(role.gender, info.gender) + OTHER_AGE.get((role.age, age), 0.0)


def _other_gender(role: Gender, voice: Gender) -> float:
    if not role or role == voice:
        return 0.0
    if role == "n":  # a crowd: any voice will do, rather one that is neither
        return 1.0 if not voice else 2.0
    return UNKNOWN_GENDER if voice in ("", "n") else OTHER_GENDER


def _sharing(role: str, voice: Voice, users: Mapping[str, Voice], near: Company) -> float:
    """How badly a voice suits a role because others have it."""
    points = 0.0
    for other, theirs in users.items():
        narrates = other == NARRATOR
        nearness = near.near(role, other)
        base = NARRATOR_BENT if narrates else SHARED + SHARED_NEAR * nearness
        exact = SAME_AS_NARRATOR if narrates else SAME_AS_ANOTHER * (1 + nearness)
        points = max(points, base + (exact if (theirs.pitch, theirs.speed) == (voice.pitch, voice.speed) else 0.0))
    return points


def _foreign(info: VoiceInfo) -> float:
    language = info.language.casefold()
    return 0.0 if language.startswith("en") else FOREIGN if language else FOREIGN / 10
