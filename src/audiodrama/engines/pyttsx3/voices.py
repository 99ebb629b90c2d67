"""The voices of the operating system under names an author can write.

On Linux they are espeak-ng's: an accent, or an accent + a variant (``en-us+f3``), and two children made by pitch.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from audiodrama.engines import VoiceInfo
from audiodrama.script import Gender

ACCENTS = {  # our name -> espeak-ng 1.52's; plain "en-gb" is not a voice there
    "en-us": "gmw/en-US",
    "en-us-nyc": "gmw/en-US-nyc",
    "en-gb": "gmw/en",
    "en-gb-scotland": "gmw/en-GB-scotland",
    "en-gb-x-rp": "gmw/en-GB-x-rp",
    "en-gb-x-gbclan": "gmw/en-GB-x-gbclan",
    "en-gb-x-gbcwmd": "gmw/en-GB-x-gbcwmd",
    "en-029": "gmw/en-029",
}

# Variants that differ and that a recogniser still reads best (12 to 25 % of words wrong; Andy, Lee, anika, klatt* and the
# Scottish accent over 30 %). grandpa is the plain voice.
ESPEAK = (
    VoiceInfo("en-us", "en-US", "m", "adult", "espeak's American", narrates=True),
    VoiceInfo("en-gb", "en-GB", "m", "adult", "espeak's British", narrates=True),
    VoiceInfo("en-us+f3", "en-US", "f", "adult", "clear, fit to narrate", narrates=True),
    VoiceInfo("en-us+f2", "en-US", "f", "adult", "brighter"),
    VoiceInfo("en-gb+f4", "en-GB", "f", "adult", "British, soft"),
    VoiceInfo("en-us+Annie", "en-US", "f", "young", "lively"),
    VoiceInfo("en-us+steph", "en-US", "f", "young", "light"),
    VoiceInfo("en-gb+linda", "en-GB", "f", "adult", "British, firm"),
    VoiceInfo("en-us+grandma", "en-US", "f", "old", "thin"),
    VoiceInfo("girl", "en-US", "f", "child", "f2, pitched up"),
    VoiceInfo("en-us+m2", "en-US", "m", "adult", "dark"),
    VoiceInfo("en-gb+m3", "en-GB", "m", "adult", "British, dry"),
    VoiceInfo("en-us+m7", "en-US", "m", "adult", "deep"),
    VoiceInfo("en-us+max", "en-US", "m", "adult", "nasal"),
    VoiceInfo("en-us+david", "en-US", "m", "young", "light"),
    VoiceInfo("en-us+Gene", "en-US", "m", "adult", "full"),
    VoiceInfo("en-us+croak", "en-US", "m", "old", "hoarse"),
    VoiceInfo("boy", "en-US", "m", "child", "steph, pitched up less than the girl"),
)
CHILDREN = {"girl": ("en-us+f2", 6.0), "boy": ("en-us+steph", 3.0)}  # voice, semitones

_AGES = {"child": "child", "teen": "young", "adult": "adult", "senior": "old"}  # as SAPI says them


def espeak_id(name: str) -> tuple[str, float]:
    """The driver's voice and the semitones that make the named one."""
    voice, semitones = CHILDREN.get(name, (name, 0.0))
    accent, plus, variant = voice.partition("+")
    return f"{ACCENTS[accent]}{plus}{variant}", semitones


def espeak_names(variants: Path) -> tuple[str, ...]:
    """Every name that can be spoken with, given the folder of espeak-ng's variants; the curated ones first."""
    curated = [info.name for info in ESPEAK]
    found = sorted(path.name for path in variants.iterdir()) if variants.is_dir() else []
    crossed = [f"{accent}+{variant}" for accent in ACCENTS for variant in found]
    return tuple(dict.fromkeys([*curated, *ACCENTS, *crossed]))


def offered(voice: Mapping[str, object]) -> VoiceInfo:
    """A voice as the driver of Windows or macOS describes it."""
    languages = voice.get("languages")
    language = str(languages[0]).replace("_", "-") if isinstance(languages, list) and languages else ""
    age = _AGES.get(str(voice.get("age")).lower(), "")
    return VoiceInfo(
        str(voice["id"]),
        language or "en",
        _gender(str(voice.get("gender"))),
        age,
        str(voice.get("name") or ""),
        narrates=True,
    )


def _gender(said: str) -> Gender:
    """f, m, n or "" from words such as Female, VoiceGenderMale, VoiceGenderNeuter."""
    word = said.lower()
    if "female" in word:
        return "f"
    return "m" if "male" in word else "n" if "neut" in word else ""
