"""Shrinkage on real surveys: it predicts the other half of an agent better than raw rates and than the mean."""

import csv
from collections import defaultdict

import numpy as np
import pytest
from django.conf import settings

from dengta.engines.metrics import beta_binomial_prior


def _answers_per_agent() -> list[np.ndarray]:
    agents: dict[str, list[int]] = defaultdict(list)
    with (settings.SHARED / "data/service/ecom_support_csat.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            agents[row["agent"]].append(int(int(row["csat"]) >= 4))
    return [np.array(answers) for answers in agents.values() if len(answers) >= 4]


@pytest.mark.shared
@pytest.mark.covers("G11")
def test_shrunk_satisfaction_predicts_the_other_half_better_than_raw_and_than_the_mean() -> None:
    random = np.random.default_rng(2023)
    agents = _answers_per_agent()
    errors: dict[str, list[float]] = defaultdict(list)
    worths = []
    for _repeat in range(20):
        halves = [np.array_split(random.permutation(answers), 2) for answers in agents]
        seen, size = [half[0].sum() for half in halves], [len(half[0]) for half in halves]
        other = np.array([half[1].mean() for half in halves])
        prior = beta_binomial_prior(seen, size)
        worths.append(prior.worth)
        guesses = {
            "raw": np.array(seen) / np.array(size),
            "mean": np.full(len(agents), prior.mean),
            "shrunk": np.array([prior.shrink(s, n) for s, n in zip(seen, size, strict=True)]),
        }
        for name, guess in guesses.items():
            errors[name].append(float(((guess - other) ** 2).mean()))

    mean_error = {name: float(np.mean(values)) for name, values in errors.items()}
    assert mean_error["shrunk"] < mean_error["mean"] < mean_error["raw"]
    assert 5 < np.median(worths) < 100
