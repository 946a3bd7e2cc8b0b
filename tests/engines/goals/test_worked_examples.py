"""The worked examples of the specification, one by one and through the command."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from dengta.engines.goals import oracle

YEAR = [1000, 800, 1000, 1000, 1200, 1600, 1000, 1000, 1000, 1200, 2200, 1000]


def case(rule: str, inputs: dict[str, object], expected: dict[str, object]) -> dict[str, object]:
    return {"id": "own", "rule": rule, "inputs": inputs, "expected": expected}


def judged(*cases: dict[str, object]) -> list[str]:
    return [one.differs for one in oracle.run({"cases": list(cases)})]


@pytest.mark.shared
def test_all_cases_of_the_specification_pass() -> None:
    file = json.loads((Path(settings.SHARED) / "data" / "law" / "goals-cases.json").read_text(encoding="utf-8"))

    outcomes = list(oracle.run(file))

    assert len(outcomes) == 17
    assert [one for one in outcomes if one.differs] == []


def test_other_numbers_pass_too() -> None:
    assert judged(
        case(
            "goal.interpretation",
            {"baseline": 4.2, "uplift_percent": 20, "scale": "mean_1_5"},
            {"relative": "infeasible(5.04)", "gap_closing": 4.36, "must_ask": True},
        ),
        case(
            "goal.interpretation",
            {"baseline": 75.0, "uplift_percent": 0, "scale": "share_0_100"},
            {"relative": 75.0, "points": 75.0, "gap_closing": 75.0, "must_ask": False},
        ),
        case(
            "goal.split_groups",
            {"method": "headroom", "baselines": [80, 60], "ceilings": [90, 80], "weights": [3, 1], "target": 90},
            {"rejected": True, "reason": "target_above_weighted_ceiling", "weighted_ceiling": 87.5},
        ),
        case(
            "goal.split_agents",
            {
                "responses": [120, 100, 70, 10], "satisfied": [93, 71, 43, 9], "prior_strength": 0,
                "expected_volumes": [1, 1, 1, 1], "ceiling": 92, "group_target": 80,
            },
            {"pooled": 72.0, "shrunk_baselines": [77.5, 71.0, 100 * 43 / 70, 90.0], "weighted_mean": 80.0},
        ),
        case(
            "goal.ramp_year_average",
            {"baseline": 75, "target": 99, "volumes": YEAR, "ramp": "linear", "cap": 98},
            {"feasible": False, "reason": "above_cap"},
        ),
        case("goal.not_decomposable", {"measure": "median_reply_time"}, {"rejected": True}),
        case("goal.not_decomposable", {"measure": "csat"}, {"rejected": False, "suggest": None}),
    ) == [""] * 7  # fmt: skip


def test_a_wrong_number_an_unknown_rule_and_a_case_without_inputs_fail_by_themselves() -> None:
    right = case("goal.mix_effect", {
        "values_plan": [82, 72, 62], "weights_plan": [0.5, 0.3, 0.2],
        "values_actual": [82, 72, 62], "weights_actual": [0.45, 0.25, 0.3],
    }, {"total_change": -1.5, "note": "never compared"})  # fmt: skip
    wrong = {**right, "expected": {"total_change": -1.4}}

    found = judged(
        right,
        wrong,
        case("goal.unheard_of", {}, {"targets": []}),
        {"id": "half", "rule": "goal.replan"},
        case("goal.replan", {"target_year_average": 80}, {"feasible": True}),
    )

    assert found[0] == ""
    assert "expected {total_change: -1.4} got {total_change: -1.4" in found[1]
    assert "there is no such rule" in found[2]
    assert found[3] == "the case lacks inputs, expected"
    assert "KeyError" in found[4]


def test_a_tolerance_of_the_case_is_kept() -> None:
    rough = case("goal.replan", {"target_year_average": 80, "volumes_done": 6600, "volumes_rest": 9000,
                                 "actual_average": 76.5}, {"required_rest_average": 82.57})  # fmt: skip

    assert judged(rough) != [""]
    assert judged({**rough, "tolerance": 0.01}) == [""]


def test_the_command_counts_names_each_mismatch_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = case("goal.not_decomposable", {"measure": "p90_wait_seconds"}, {"rejected": True})
    bad = {**good, "id": "G-9", "expected": {"rejected": False}}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [good, bad]}), encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        call_command("oracle", "goals", str(file))

    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "G-9 goal.not_decomposable: expected {rejected: False} got {rejected: True}",
        "1 passed, 1 failed",
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"cases": 3}', "{"])
def test_a_file_of_another_shape_is_refused_with_the_shape_that_is_expected(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=r'cases\.json: .*expected \{"cases"'):
        call_command("oracle", "goals", str(file))
