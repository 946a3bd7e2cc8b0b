"""What a piece of evidence weighs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.evidence import Authenticity, Kind, weigh
from tests.engines.labour_law.law import ask, cited, said

GROUNDS = [
    "formed_in_normal_business", "archived", "adverse_to_submitter", "neutral_platform", "agreed_method", "notarised",
]  # fmt: skip


@pytest.mark.covers("L-78", "L2")
@pytest.mark.parametrize("ground", GROUNDS)
def test_each_ground_of_article_94_suffices_to_presume_authenticity(ground: str) -> None:
    decision = ask(weigh, kind=Kind.SYSTEM_LOG, **{ground: True})

    assert decision.value.authenticity is Authenticity.PRESUMED
    assert decision.value.standalone_sufficient is True
    assert "EVI 94" in cited(decision)
    assert "相反证据" in said(decision, "zh-hans")


@pytest.mark.covers("L-78")
@pytest.mark.parametrize(
    ("facts", "authenticity", "alone"),
    [
        ({"kind": Kind.CHAT_SCREENSHOT}, Authenticity.TO_BE_SHOWN, False),
        ({"kind": Kind.CHAT_SCREENSHOT, "original_device_available": True}, Authenticity.VERIFIABLE, True),
        ({"kind": Kind.CHAT_SCREENSHOT, "hash_chain": True}, Authenticity.TO_BE_SHOWN, False),
        ({"kind": Kind.CHAT_SCREENSHOT, "corroborated": True}, Authenticity.TO_BE_SHOWN, True),
        ({"kind": Kind.SYSTEM_LOG}, Authenticity.TO_BE_SHOWN, False),
        ({"kind": Kind.SYSTEM_LOG, "hash_chain": True}, Authenticity.VERIFIABLE, True),
        ({"kind": Kind.EDITED_AUDIO}, Authenticity.DOUBTFUL, False),
        ({"kind": Kind.EDITED_AUDIO, "gaps": True, "original_device_available": True}, Authenticity.DOUBTFUL, False),
        ({"kind": Kind.EDITED_AUDIO, "gaps": False}, Authenticity.TO_BE_SHOWN, False),
        ({"kind": Kind.AUDIO, "gaps": True, "notarised": True}, Authenticity.DOUBTFUL, False),
        ({"kind": Kind.AUDIO, "original_device_available": True}, Authenticity.VERIFIABLE, True),
        ({"kind": Kind.ATTENDANCE_EXPORT, "adverse_to_submitter": True}, Authenticity.PRESUMED, True),
        ({"kind": Kind.ATTENDANCE_EXPORT}, Authenticity.TO_BE_SHOWN, False),
        ({"kind": Kind.ORIGINAL_DOCUMENT}, Authenticity.VERIFIABLE, True),
        ({"kind": Kind.COPY}, Authenticity.TO_BE_SHOWN, False),
    ],
)
def test_what_cannot_be_checked_does_not_stand_alone(
    facts: dict[str, Any], authenticity: Authenticity, alone: bool
) -> None:
    decision = ask(weigh, **facts)

    assert (decision.value.authenticity, decision.value.standalone_sufficient) == (authenticity, alone)
    assert ("EVI 90" in cited(decision)) is (authenticity in {Authenticity.TO_BE_SHOWN, Authenticity.DOUBTFUL})


@settings(max_examples=200)
@given(
    kind=st.sampled_from(list(Kind)),
    facts=st.fixed_dictionaries({name: st.booleans() for name in [*GROUNDS, "hash_chain", "corroborated"]}),
    gained=st.sampled_from([*GROUNDS, "original_device_available", "corroborated"]),
)
def test_more_in_its_favour_never_weighs_less(kind: Kind, facts: dict[str, bool], gained: str) -> None:
    before = ask(weigh, kind=kind, **facts).value
    after = ask(weigh, kind=kind, **facts | {gained: True}).value

    assert after.standalone_sufficient >= before.standalone_sufficient
    assert (before.authenticity is Authenticity.DOUBTFUL) is (kind is Kind.EDITED_AUDIO)
