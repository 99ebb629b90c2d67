"""The verb that puts the doubtful lines to the author: review. Registered on ``main`` by ``cli/__init__.py``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def review(files: tuple[Path, ...]) -> None:
    """Put the doubtful lines of FILES to you, or of all in this folder, least certain first.

    Each answer is saved at once. Away from a terminal, one line of the input is one answer.
    """
    from audiodrama.cli import asking
    from audiodrama.production import reviewing

    asking.walk_through(reviewing.begin(files, Path.cwd()))


VERBS = (review,)
