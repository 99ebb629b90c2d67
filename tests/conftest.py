"""What many tests share: the sample stories, and `--accept`, which rewrites golden cases instead of comparing them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the golden cases with what came out; review the diff"
    )


@pytest.fixture
def accept(pytestconfig: pytest.Config) -> bool:
    """True when golden cases are to be rewritten."""
    return bool(pytestconfig.getoption("--accept"))


@pytest.fixture
def samples() -> tuple[Path, ...]:
    """The sample stories of the checkout, in order of their names."""
    return tuple(path for path in sorted((ROOT / "scripts").iterdir()) if path.suffix in {".txt", ".md"})
