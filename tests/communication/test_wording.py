"""Hints on wording: all-or-nothing, harsh and vague words in both languages; never a block."""

import pytest

from dengta.domains.communication.selectors.wording import Tone, hints


def words(*texts: str) -> list[tuple[str, Tone]]:
    return [(hint.word, hint.tone) for hint in hints(*texts)]


@pytest.mark.covers("R-042", "K21")
@pytest.mark.parametrize(
    ("text", "word", "tone"),
    [
        ("你们总是不回复", "你们总是", Tone.ALL_OR_NOTHING),
        ("物流组从来不更新状态", "从来不", Tone.ALL_OR_NOTHING),
        ("你们从来没按时给过", "你们从来", Tone.ALL_OR_NOTHING),
        ("You always answer late", "always", Tone.ALL_OR_NOTHING),
        ("This NEVER works", "NEVER", Tone.ALL_OR_NOTHING),
        ("every single  time it fails", "every single time", Tone.ALL_OR_NOTHING),
        ("这是在甩锅", "甩锅", Tone.HARSH),
        ("It is your fault", "your fault", Tone.HARSH),
        ("请尽快处理", "尽快", Tone.VAGUE),
        ("Please fix it ASAP", "ASAP", Tone.VAGUE),
    ],
)
def test_such_words_are_pointed_out_with_what_helps_instead(text: str, word: str, tone: Tone) -> None:
    assert words(text) == [(word, tone)]
    assert all(str(hint.advice) for hint in hints(text))


@pytest.mark.covers("R-042")
@pytest.mark.parametrize(
    "text",
    [
        "我们本周有 31 单退款超过 48 小时，其中 4 单因物流签收未同步",
        "We can refund up to 200 yuan; nevertheless 4 of 31 wait for your stock figure",
        "每次都会记录"[:2],
        "",
    ],
)
def test_facts_and_words_that_only_look_alike_are_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.covers("R-042")
def test_each_word_once_in_the_order_of_reading_over_all_texts() -> None:
    assert words("你们总是尽快", "尽快 soon", "soon always") == [
        ("你们总是", Tone.ALL_OR_NOTHING), ("尽快", Tone.VAGUE), ("soon", Tone.VAGUE), ("always", Tone.ALL_OR_NOTHING),
    ]  # fmt: skip
