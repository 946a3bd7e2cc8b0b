"""The launcher: does what is missing once, and says in one sentence what stands in the way."""

import ast
import importlib.util
import socket
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def launcher() -> ModuleType:
    loader = SourceFileLoader("launcher", str(ROOT / "dengta"))
    spec = importlib.util.spec_from_loader("launcher", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_a_step_is_done_once_and_again_when_its_inputs_change(launcher: ModuleType, tmp_path: Path) -> None:
    done: list[str] = []
    for key in ("one", "one", "two"):
        launcher.once("a step", tmp_path / "stamps" / "step", key, lambda: done.append("done"), proof=tmp_path)

    assert len(done) == 2


def test_a_step_is_done_again_when_its_result_was_removed(launcher: ModuleType, tmp_path: Path) -> None:
    done: list[str] = []
    for _ in range(2):
        launcher.once("a step", tmp_path / "step", "key", lambda: done.append("done"), proof=tmp_path / "gone")

    assert len(done) == 2


def test_a_step_that_fails_is_not_taken_as_done(launcher: ModuleType, tmp_path: Path) -> None:
    def fails() -> None:
        raise launcher.Failed("no")

    with pytest.raises(launcher.Failed):
        launcher.once("a step", tmp_path / "step", "key", fails, proof=tmp_path)

    assert not (tmp_path / "step").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("The virtual environment was not created successfully because ensurepip is not\navailable.", "NO_VENV"),
        ("/usr/bin/python3: No module named venv", "NO_VENV"),
        ("error: failed to write to file: No space left on device (os error 28)", "DISK_FULL"),
        ("npm error code ENOSPC", "DISK_FULL"),
        ("error: Request failed after 3 retries\n  Caused by: dns error", "NO_NETWORK"),
        ("npm error code ENOTFOUND", "NO_NETWORK"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "WRONG_HASH"),
    ],
)
def test_what_stands_in_the_way_is_said_in_one_sentence(launcher: ModuleType, said: str, sentence: str) -> None:
    program = f"import sys; print({said!r}, file=sys.stderr); sys.exit(2)"

    with pytest.raises(launcher.Failed) as failed:
        launcher.run(sys.executable, "-c", program)

    assert str(failed.value) == getattr(launcher, sentence)
    assert "\n" not in str(failed.value)


def test_what_nobody_foresaw_is_shown_as_the_program_said_it(launcher: ModuleType) -> None:
    with pytest.raises(launcher.Failed, match="something odd"):
        launcher.run(sys.executable, "-c", "import sys; sys.exit('something odd')")


def test_a_taken_port_is_said_before_any_set_up(launcher: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(launcher.Failed, match=f"Port {port} is in use"):
            launcher.demo(["--port", str(port)])


@pytest.mark.parametrize("word", ["found", "serve", "import"])
def test_whatever_somebody_does_first_here_makes_the_database(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, word: str
) -> None:
    done: list[object] = []
    monkeypatch.setenv("DENGTA_HOME", str(tmp_path))
    monkeypatch.setattr(launcher, "set_up", lambda **_options: done.append("set up"))
    monkeypatch.setattr(launcher, "prepare", done.append)
    monkeypatch.setattr(launcher, "application", lambda *words: done.append(words))
    launcher.OWN[word](["contacts"])

    assert done == ["set up", tmp_path, (word, "contacts")]


def test_the_launcher_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dengta").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"__future__"}


def test_every_tool_that_the_launcher_names_is_there(launcher: ModuleType) -> None:
    missing = [name for name in launcher.TOOLS if not (ROOT / "tools" / f"{name.replace('-', '_')}.py").exists()]

    assert missing == []


@pytest.mark.parametrize("lock", ["app.txt", "dev.txt", "node.txt", "uv.txt"])
def test_every_package_is_pinned_with_hashes_and_no_lock_names_a_host(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    pins = text.replace("\\\n", " ").splitlines()

    assert pins
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


def test_what_we_start_keeps_its_byte_code_with_the_packages(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")

    given = launcher.environment()
    assert "PYTHONDONTWRITEBYTECODE" not in given
    assert Path(given["PYTHONPYCACHEPREFIX"]).is_relative_to(launcher.VENV)
    assert given["LANG"] == "C.UTF-8"


def test_scores_are_measured_on_a_file_and_pages_in_a_database_of_their_own(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(launcher, "set_up", lambda *, developer: None)
    monkeypatch.setattr(launcher, "use_home", lambda name: started.append(("home", name)))
    monkeypatch.setattr(launcher, "application", lambda *words: started.append(words))

    launcher.bench(["scores", "contacts.csv"])
    assert started == [("bench", "scores", "contacts.csv")]

    launcher.bench(["pages", "--agents", "10", "--samples", "5"])
    assert started[1:] == [
        ("home", "bench-10-1000000"),
        ("bench", "pages", "--samples", "5", "--agents=10", "--contacts=1000000"),
    ]
