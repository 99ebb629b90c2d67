"""The episode: a mix becomes one file that a listener plays, with chapters, tags and a level that is checked.

``contents`` names the chapters, ``master`` sets the level, ``tags`` says what it is, ``publishing`` makes the file: of ``reels``,
stretches that begin and end in silence, each encoded (``encoding``) to MP3 ``frames`` and found again in the ``ledger`` when
nothing in it has changed. ``verdict`` measures any file against the delivery standards.
"""

from audiodrama.episode.contents import Chapter, chapters
from audiodrama.episode.publishing import Episode, publish
from audiodrama.episode.tags import Tags, vetted_cover
from audiodrama.episode.verdict import Judgement, Verdict, measure

__all__ = ["Chapter", "Episode", "Judgement", "Tags", "Verdict", "chapters", "measure", "publish", "vetted_cover"]
