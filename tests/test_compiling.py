"""What mypyc compiles (`make fast`) is written so that it can, and what was compiled goes into a wheel while it is current."""

import ast
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = runpy.run_path(str(ROOT / "compile_rooms.py"))


def test_the_rooms_that_read_are_compiled_and_those_on_numpy_and_spacy_are_not():
    names = {path.relative_to(ROOT / "src" / "khabar").as_posix() for path in ROOMS["modules"]()}
    assert {"arabic.py", "assemble.py", "reading/events/decision.py", "reading/hints.py"} <= names
    assert not {"reading/__init__.py", "reading/component.py", "reading/reader/network.py", "record.py"} & names


@pytest.mark.parametrize("path", ROOMS["modules"](), ids=lambda path: "/".join(path.parts[-2:]))
def test_nothing_is_written_that_mypyc_cannot_compile(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            for side in node.comparators:
                unpacked = isinstance(side, ast.Tuple | ast.List | ast.Set) and any(
                    isinstance(one, ast.Starred) for one in side.elts
                )
                assert not unpacked, f"line {side.lineno}: name the set that a word is looked up in"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
            right = node.right
            keys = isinstance(right, ast.Call) and isinstance(right.func, ast.Attribute) and right.func.attr == "keys"
            assert not keys, f"line {node.lineno}: `frozenset & keys()` is a set, not what its type says: isdisjoint"


def test_what_was_compiled_is_taken_only_while_its_sources_stand(tmp_path):
    source, folder = tmp_path / "src", tmp_path / "compiled"
    (source / "khabar").mkdir(parents=True)
    (source / "khabar" / "arabic.py").write_text("1", "utf-8")
    (folder / "khabar").mkdir(parents=True)
    (folder / "khabar" / "arabic.so").touch()
    (folder / "khabar__mypyc.so").touch()
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    (folder / ROOMS["DIGESTS"]).write_text(f'{{"khabar/arabic.py": "{digest}"}}', "utf-8")
    assert sorted(ROOMS["libraries"](folder, source).values()) == ["khabar/arabic.so", "khabar__mypyc.so"]
    (source / "khabar" / "arabic.py").write_text("2", "utf-8")
    with pytest.raises(SystemExit, match="has changed"):
        ROOMS["libraries"](folder, source)
