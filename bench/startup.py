"""What it costs to start: seconds of `python -c pass`, `import audiodrama`, `audiodrama --help`, median of five in turn.

.venv/bin/python bench/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from machine import facts

ROUNDS = 5
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import audiodrama": [sys.executable, "-c", "import audiodrama"],
    "audiodrama --help": [str(Path(sys.executable).with_name("audiodrama")), "--help"],
}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    print(facts())
    for command in COMMANDS.values():
        seconds(command)  # the disk cache is warm for all of them
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    medians = {name: statistics.median(one[name] for one in rounds) for name in COMMANDS}
    bare = medians["python -c pass"]
    for name, median in medians.items():
        print(f"  {name:20} {median:.3f} s, {median - bare:+.3f} over bare Python")


if __name__ == "__main__":
    main()
