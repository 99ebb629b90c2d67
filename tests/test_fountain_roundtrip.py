"""Whatever the prose holds, the script's file gives it back."""

from hypothesis import given, settings

from audiodrama import fountain
from audiodrama.script import Script
from nasty import scripts


@settings(max_examples=400, deadline=None)
@given(scripts)
def test_a_script_comes_back_from_its_file(script: Script) -> None:
    assert fountain.loads(fountain.dumps(script)) == script.bare()


@settings(max_examples=200, deadline=None)
@given(scripts)
def test_a_file_we_wrote_is_written_again_byte_for_byte(script: Script) -> None:
    written = fountain.dumps(script.bare())
    assert fountain.dumps(fountain.loads(written)) == written
