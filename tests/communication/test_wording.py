"""Hints on wording: all-or-nothing, harsh and vague words in both languages; never a block."""

import pytest

from dengta.domains.communication.selectors.wording import UNSTATED, Part, Tone, hints, unstated


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


def left_open(**changed: str) -> list[Part]:
    """What is left open in a message that says everything, but for `changed`."""
    whole = {"position": "我们可以先行垫付", "cause": "签收没有同步", "request": "每天 10 点同步一次"}
    return unstated(**{**whole, **changed})


@pytest.mark.covers("R-042", "K21")
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("position", "物流组应当自己处理"),
        ("position", "The warehouse has to sort this out"),
        ("cause", "不清楚。"),
        ("cause", "N/A"),
        ("cause", "don't know"),
        ("cause", "——"),
        ("request", "请处理"),
        ("request", "麻烦解决一下！"),
        ("request", "Please fix this."),
        ("request", "同上"),
    ],
)
def test_a_message_without_own_position_cause_or_request_gets_a_hint(field: str, text: str) -> None:
    assert left_open(**{field: text}) == [Part(field)]
    assert str(UNSTATED[Part(field)])


@pytest.mark.covers("R-042")
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("position", "本组已回访 31 位客户"),
        ("position", "We refund up to 200 yuan ourselves"),
        ("position", "Our shift lead calls back"),
        ("position", ""),
        ("cause", "原因不清楚，怀疑是接口延迟"),
        ("cause", "unknown since the release of 3 November"),
        ("cause", " "),
        ("request", "请于周五前开放只读查询"),
        ("request", "Please fix the sync by Friday"),
        ("request", ""),
    ],
)
def test_what_is_said_or_not_yet_written_gets_none(field: str, text: str) -> None:
    assert left_open(**{field: text}) == []
