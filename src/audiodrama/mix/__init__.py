"""The mix: where every line stands in the episode, and the sound of it as a stream of blocks.

``sheet`` holds the types and their JSON, ``timing`` the pauses, ``levels`` how loud each line is, ``arrangement`` puts a
whole episode on its timeline, ``rendering`` makes it heard.
"""

from audiodrama.mix.arrangement import arrange, excerpt, gathered
from audiodrama.mix.rendering import render
from audiodrama.mix.sheet import Mix, Placement, Stem, dumps, loads, timeline
from audiodrama.mix.timing import GRID

__all__ = ["GRID", "Mix", "Placement", "Stem", "arrange", "dumps", "excerpt", "gathered", "loads", "render", "timeline"]
