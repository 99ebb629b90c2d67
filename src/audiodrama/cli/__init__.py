"""The verbs. Each body reads its arguments, makes one library call and prints; what it runs is imported there, so --help is quick."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Literal, TypeVar

import click

from audiodrama.cli import corrections, reviewing
from audiodrama.errors import AudiodramaError

Answer = Literal["auto", "merge", "keep", "reread"]
Command = TypeVar("Command", bound=Callable[..., None])

FILE = click.Path(path_type=Path)
FILES = click.argument("files", nargs=-1, type=FILE)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
LANGUAGE = click.option("--any-language", is_flag=True, help="Read the story even if it does not look like English.")


class Refusal(click.ClickException):
    """An error of ours as a shell shows it: one message, exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"audiodrama: {self.format_message()}", err=True)


class Verbs(click.Group):
    """The one place where an AudiodramaError becomes exit code 2 (click offers no hook but this method)."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AudiodramaError as error:
            raise Refusal(str(error)) from error
        except BrokenPipeError:
            raise  # who reads our words has read enough, such as `head`; click leaves quietly
        except OSError as error:  # a path that nobody foresaw: an author sees which, not where in our code
            raise Refusal(f"{error.filename or 'a file'}: {error.strerror or error}") from error
        except KeyboardInterrupt:
            click.echo("\naudiodrama: stopped; what was recorded is kept. Run the same command to go on.", err=True)
            sys.exit(130)


@click.group(cls=Verbs)
@click.version_option(package_name="audiodrama")
def main() -> None:
    """Prose in, a full-cast audio drama out.

    Start with: audiodrama render STORY.txt
    """


def answer_options(command: Command) -> Command:
    """--keep-script, --merge and --reread: what becomes of a script that is there."""
    answers = {
        "merge": ("--merge", "Read the story again even if it has not changed; your edits of the script stay."),
        "keep": ("--keep-script", "Perform the script as it is, whatever has changed in the story."),
        "reread": ("--reread", "Make the script anew from the story; the old one is kept as a numbered backup."),
    }
    for value, (flag, words) in answers.items():
        command = click.option(flag, "answer", flag_value=value, default="auto", type=str, help=words)(command)
    return command


@main.command()
@FILES
@click.option("--title", default="", help="Title of prose pasted in with '-'.")
@click.option("--scene", type=int, help="Only this scene, into NAME.sample.mp3.")
@click.option(
    "--from",
    "start",
    metavar="TIME",
    help="Only from this time of the episode, such as 12:34, or from this line (see show).",
)
@click.option("--to", "end", metavar="TIME", help="Only up to this time, or this line.")
@click.option("--sample", is_flag=True, help="Only the first minute and one line of each role.")
@answer_options
@click.option("--join", is_flag=True, help="Let a story with quite another cast into this production.")
@click.option("--skip-failed", is_flag=True, help="Leave out lines that cannot be recorded.")
@click.option("--engine", help="Engine of a new cast, when voices.yaml names none (see: audiodrama voices).")
@click.option("--jobs", type=click.IntRange(1), help="Lines recorded at a time; every core if not given.")
@LANGUAGE
def render(
    files: tuple[Path, ...],
    title: str,
    scene: int | None,
    start: str | None,
    end: str | None,
    sample: bool,
    answer: Answer,
    join: bool,
    skip_failed: bool,
    engine: str | None,
    jobs: int | None,
    any_language: bool,
) -> None:
    """Make the episode of each of FILES (stories, scripts, '-' for pasted prose), or of all in this folder."""
    from audiodrama import production
    from audiodrama.cli import show

    there, plays = production.plays_for(files, title, _stdin, Path.cwd())
    window = production.window_at(scene, start, end, sample, there.root)
    choices = production.Choices(window, answer, join, skip_failed, any_language, engine, title, jobs)
    show.rendering(production.render(there, plays, choices))


@main.command()
@click.argument("name")
@click.argument("story", required=False, type=FILE)
def new(name: str, story: Path | None) -> None:
    """Make a folder NAME for a new production, with STORY in it."""
    from audiodrama import production
    from audiodrama.cli import show

    show.founded(*production.found(name, story, Path.cwd()))


@main.command()
@click.argument("story", type=FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["fountain", "json"]),
    default="fountain",
    help="json: print a fresh reading of the prose, touch no file.",
)
@click.option("-o", "out", type=FILE, help="Write a fresh reading to this file ('-': print it); touch no other.")
@answer_options
@LANGUAGE
@click.option(
    "--llm", metavar="URL", help="Ask a language model about doubtful lines, at an OpenAI-compatible address."
)
@click.option("--llm-model", default="", metavar="NAME", help="Which model; the server's first if not given.")
@click.option("--yes", is_flag=True, help="Ask the model without waiting for a yes to its cost.")
def script(
    story: Path,
    form: Literal["fountain", "json"],
    out: Path | None,
    answer: Answer,
    any_language: bool,
    llm: str | None,
    llm_model: str,
    yes: bool,
) -> None:
    """Write STORY's script beside it: who says what, to read and correct.

    With --llm, a key for the address is taken from the environment: AUDIODRAMA_LLM_KEY.
    """
    from audiodrama import production
    from audiodrama.cli import show

    if llm:
        from audiodrama.cli import consulting  # the one way to the network: loaded only when it is asked for
        from audiodrama.production.consulting import reconsider

        consulting.follow(reconsider(story, llm, llm_model, form, out, answer, any_language), yes)
        return
    if llm_model or yes:
        raise click.UsageError("--llm-model and --yes belong to --llm URL")
    show.scripted(production.script(story, form, out, answer, any_language))


@main.command()
@FILES
@click.option("--join", is_flag=True, help="Let a story with quite another cast into this production.")
@answer_options
def cast(files: tuple[Path, ...], join: bool, answer: Answer) -> None:
    """Complete and show the cast of FILES: the roles of a story and the voice of each.

    All voices there are to choose from: audiodrama voices
    """
    from audiodrama import production
    from audiodrama.cli import show

    there, plays = production.chosen_plays(files, Path.cwd())
    show.billing(production.bill(there, plays, join, answer), there.voices)


@main.group(invoke_without_command=True)
@click.option("--engine", default="", help="Only this engine's voices.")
@click.option("--all", "hidden", is_flag=True, help="Also engines for drafts and tests.")
@click.pass_context
def voices(context: click.Context, engine: str, hidden: bool) -> None:
    """List the voices there are to choose from.

    Who speaks with which of them in your story: audiodrama cast
    """
    from audiodrama import production
    from audiodrama.cli import show

    if context.invoked_subcommand is None:
        show.voices(production.voices_of(engine, hidden))


@main.command()
@FILES
@answer_options
@LANGUAGE
@JSON
def plan(files: tuple[Path, ...], answer: Answer, any_language: bool, as_json: bool) -> None:
    """Say what 'render' would record and what it would keep; do nothing."""
    from audiodrama import production
    from audiodrama.cli import show

    there, plays = production.chosen_plays(files, Path.cwd())
    show.plans(production.plan(there, plays, answer, any_language), as_json)


@main.command()
@FILES
@JSON
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Look for problems in scripts and cast; given an .mp3, judge its sound."""
    from audiodrama import production
    from audiodrama.cli import show

    sys.exit(show.findings(production.examine(files, Path.cwd()), as_json))


for verb in (*corrections.VERBS, *reviewing.VERBS):
    main.add_command(verb)


def _stdin() -> bytes:
    return sys.stdin.buffer.read()
