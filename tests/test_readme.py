"""The README keeps its word: its commands parse, every verb is there, its examples load, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from audiodrama import cast, fountain
from audiodrama.cli import main
from audiodrama.engines import open_engine

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
TYPED = [
    words
    for line in re.findall(r"\baudiodrama +[^\n`&#]+", "\n".join(body for kind, body in FENCES if kind == "sh"))
    if (words := shlex.split(line))
]
PROSE = [shlex.split(code) for code in re.findall(r"`(audiodrama [^`\n]+)`", README)]
EXAMPLES = sorted({tuple(words[1:]) for words in (*TYPED, *PROSE)})

Verbs = dict[str, click.Command]


def verbs() -> Verbs:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command and not command.hidden}


def marked(name: str) -> str:
    """The command that .ci/run finds under this mark."""
    found = re.findall(rf"^<!-- command: {name} -->\n```sh\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"README.md marks {len(found)} commands as {name}"
    return str(found[0])


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_every_command_of_the_readme_parses(words: tuple[str, ...]) -> None:
    command: click.Command = main
    arguments = list(words)
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        context = click.Context(command)
        name = arguments.pop(0)
        found = command.get_command(context, name)
        assert found, f"there is no verb {name}"
        command = found
    command.make_parser(click.Context(command)).parse_args(arguments)  # raises on an option it does not have


def test_every_verb_is_in_the_readme_and_has_help() -> None:
    table = {name for name in verbs() if re.search(rf"^\| `audiodrama {name}` \|", README, re.MULTILINE)}
    assert table == set(verbs())
    assert [name for name, command in verbs().items() if not command.get_short_help_str()] == []


def test_every_option_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`(--[a-z-]+)`", README))
    offered = {option for command in verbs().values() for parameter in command.params for option in parameter.opts}
    assert named <= offered


def test_the_readme_has_the_two_commands_that_ci_runs() -> None:
    assert "pip install" in marked("listen")
    assert marked("listen").endswith("audiodrama render")
    assert marked("test").endswith("pytest")
    assert "\n" not in marked("listen") + marked("test")


def test_the_cast_of_the_readme_loads() -> None:
    example = next(body for kind, body in FENCES if kind == "yaml")
    loaded = cast.loads(example, open_engine)
    assert loaded.part("Miss Hale") == loaded.part("Clara")
    assert loaded.part("Clara").voice.pitch == 1
    assert loaded.part("Clara").gain_db == -1.5
    assert loaded.part("Becca").chosen
    assert not loaded.part("Tom").chosen


def test_the_script_of_the_readme_loads() -> None:
    example = next(body for kind, body in FENCES if kind == "text" and "(THOUGHT)" in body)
    lines = list(fountain.loads(example).lines)
    assert [(line.role, line.kind, line.delivery) for line in lines] == [
        ("Clara", "speech", "whispering"),
        ("Tom", "thought", ""),
    ]


def test_links_lead_to_files_of_the_checkout() -> None:
    places = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0] == version


def test_ci_is_a_whole_bash_script_and_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", script], check=True)
