"""`./dengta bench staffing`: exact and fast, in a small version of the measurement; pyworkforce only where it is."""

import subprocess
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dengta.config.bench import staffing, staffing_oracle, staffing_peer
from dengta.config.bench.staffing_peer import NotCompared, Peer

SMALL = 0.005


@pytest.fixture(scope="module")
def figures() -> staffing.Figures:
    return staffing.measure(staffing_oracle, cases=15, seed=7, alone=True, scale=SMALL)


@pytest.mark.covers("E3")
def test_random_queues_are_exact_and_sized_as_the_oracle_sizes_them(figures: staffing.Figures) -> None:
    assert figures.error_c <= staffing.ERROR_C
    assert figures.error_a <= staffing.ERROR_A
    assert figures.sizes_right == figures.sizes == 15


def test_a_missed_promise_is_told(figures: staffing.Figures) -> None:
    fast = dict.fromkeys(staffing.BANDS, 1e6)
    kept = replace(figures, speeds_c=fast, speeds_a=fast, peers=dict.fromkeys(staffing.BANDS, 1e4))

    assert kept.kept
    assert not replace(kept, error_c=1e-9).kept
    assert not replace(kept, error_a=1e-8).kept
    assert not replace(kept, sizes_right=14).kept
    assert not replace(kept, speeds_a={**fast, "50 to 500": 900.0}).kept
    assert not replace(kept, speeds_c={**fast, "50 to 500": 40_000.0}).kept
    assert not replace(kept, peers={**kept.peers, "50 to 500": 60_000.0}).kept
    # What could not be compared is neither kept nor broken.
    assert replace(kept, peers={}).kept


@pytest.mark.parametrize("factor", [1 + 1e-8, float("nan")])
def test_an_error_of_the_engine_would_be_seen(factor: float, monkeypatch: pytest.MonkeyPatch) -> None:
    real = staffing.serve

    def a_little_wrong(*args: object, **options: object) -> object:
        service = real(*args, **options)  # type: ignore[arg-type]
        return replace(service, waits=service.waits * factor)

    monkeypatch.setattr(staffing, "serve", a_little_wrong)
    seen = staffing.measure(staffing_oracle, cases=5, seed=7, alone=True, scale=SMALL)

    assert seen.error_c > staffing.ERROR_C
    assert seen.error_a > staffing.ERROR_A


def test_each_band_says_what_was_not_compared_and_why(figures: staffing.Figures) -> None:
    lines = list(staffing.table(figures))

    assert sum("not compared" in line for line in lines) == len(staffing.BANDS) + 1
    assert lines[-1] == "pyworkforce: not compared, not asked for"


def test_the_sizes_of_pyworkforce_are_held_against_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(bands: dict[str, list[float]], **_asked: float) -> Peer:
        return Peer(dict.fromkeys(bands, 1.0), {band: [0] * len(loads) for band, loads in bands.items()}, 0.4033)

    monkeypatch.setattr(staffing_peer, "measure", answer)
    figures = staffing.measure(staffing_oracle, cases=1, seed=7, alone=False, scale=SMALL)

    assert figures.peer_sizes > 0 == figures.peer_agrees
    assert figures.level == pytest.approx(0.966970, abs=5e-7)
    assert list(staffing.table(figures))[-1].endswith("pyworkforce 0.403300, ours 0.966970")


# --- the other Python ------------------------------------------------------------------------------


def test_without_a_newer_python_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staffing_peer, "_candidates", lambda: iter(()))

    with pytest.raises(NotCompared, match=r"no Python 3.12 or newer"):
        staffing_peer.measure({}, handle_seconds=180, interval_seconds=1800, within_seconds=20, level=0.8)


def test_without_the_package_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_options: object) -> None:
        raise subprocess.TimeoutExpired("pip", 1)

    monkeypatch.setattr(staffing_peer, "newer_python", lambda: "python3.12")
    monkeypatch.setattr(subprocess, "run", fail)

    with pytest.raises(NotCompared, match="could not be installed"):
        staffing_peer.measure({}, handle_seconds=180, interval_seconds=1800, within_seconds=20, level=0.8)


def test_a_python_that_does_not_start_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shim, good = tmp_path / "shim", tmp_path / "good"
    for file, code in ((shim, 127), (good, 0)):
        file.write_text(f"#!/bin/sh\nexit {code}\n")
        file.chmod(0o755)
    monkeypatch.setattr(staffing_peer, "_candidates", lambda: iter([str(tmp_path / "gone"), str(shim), str(good)]))

    assert staffing_peer.newer_python() == str(good)


# --- the command -----------------------------------------------------------------------------------


def test_the_command_says_load_cases_and_seconds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staffing, "COUNTS", dict.fromkeys(staffing.BANDS, (2000, 200, 1)))

    call_command("bench", "staffing", "--cases=2", "--alone")

    first, *_rest, last = capsys.readouterr().out.splitlines()
    assert first.startswith("load average ")
    assert first.endswith("2 random queues for each formula, seed 2026")
    assert last.endswith("s of CPU")


def test_the_command_ends_with_one_when_a_promise_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staffing, "COUNTS", dict.fromkeys(staffing.BANDS, (200, 20, 1)))
    monkeypatch.setattr(staffing, "A_SECOND_A", 1e12)

    with pytest.raises(SystemExit) as ended:
        call_command("bench", "staffing", "--cases=1", "--alone")

    assert ended.value.code == 1


def test_no_cases_are_no_measurement() -> None:
    with pytest.raises(CommandError, match="At least one case"):
        call_command("bench", "staffing", "--cases=0")


def test_without_the_oracle_it_says_what_to_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(staffing.importlib, "import_module", missing)

    with pytest.raises(CommandError, match="set-up --developer"):
        staffing.run({"cases": 1, "seed": 1, "alone": True}, say=str)


def test_it_declares_its_options() -> None:
    parser = ArgumentParser()
    staffing.add_arguments(parser)

    assert vars(parser.parse_args([])) == {"cases": 400, "seed": 2026, "alone": False}
