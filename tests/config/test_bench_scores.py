"""`./dengta bench scores FILE`: three figures, an exit code, and a sentence for every file that cannot be used."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from dengta.config.bench.scores import Contact, Errors, Unreadable, measure, read, table

HEAD = ("agent", "csat", "category", "channel", "shift")


def centre(spread: float, *, agents: int = 120, seed: int = 1) -> list[tuple[str, ...]]:
    """Rows of an invented centre whose agents differ by `spread`; refunds go worse for everybody."""
    chance = np.random.default_rng(seed)
    rows = []
    for number in range(agents):
        rate = 0.82 + chance.choice([-1, 1]) * spread
        for _contact in range(chance.integers(4, 30)):
            topic = chance.choice(["退款", "物流"])
            good = chance.random() < rate - (0.1 if topic == "退款" else 0)
            rows.append((f"坐席{number}", "5" if good else "1", str(topic), "phone", "早班"))
    return rows


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(
        rows: Sequence[Sequence[str]], *, head: Sequence[str] = HEAD, encoding: str = "utf-8", sep: str = ","
    ) -> Path:
        text = io.StringIO()
        csv.writer(text, delimiter=sep).writerows([head, *rows])
        path = tmp_path / f"contacts-{encoding}.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


# --- figures ---------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.covers("G11", "G12")
def test_on_real_surveys_the_score_foretells_better_than_raw_rate_and_mean() -> None:
    contacts = read(settings.SHARED / "data/service/ecom_support_csat.csv")

    errors = measure(contacts)

    assert errors.agents == 438
    assert errors.ours < errors.mean < errors.raw
    assert errors.won >= 15


@pytest.mark.shared
@pytest.mark.sweep
def test_sweep_on_parts_of_the_real_surveys_too() -> None:
    """Any six tenths of the agents: the score is not fitted to the file."""
    contacts = read(settings.SHARED / "data/service/ecom_support_csat.csv")
    agents = sorted({contact.agent for contact in contacts})
    better = []
    for seed in range(12):
        chance = np.random.default_rng(seed)
        part = {agent for agent, keep in zip(agents, chance.random(len(agents)) < 0.6, strict=True) if keep}
        errors = measure([contact for contact in contacts if contact.agent in part])
        better.append(errors.best)

    assert sum(better) >= 11


def test_where_agents_differ_the_score_is_the_smallest(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "scores", str(write(centre(0.1))))

    printed = capsys.readouterr().out
    assert "agents with 8 or more rated contacts" in printed
    assert [line.split("  ")[0] for line in printed.splitlines()[2:5]] == ["raw rate", "global mean", "Dengta's score"]


def test_it_ends_with_one_where_the_score_is_not_the_smallest(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    worse = Errors(agents=10, contacts=100, raw=0.05, mean=0.03, ours=0.031, won=3)
    monkeypatch.setattr("dengta.config.bench.scores.measure", lambda _contacts: worse)

    with pytest.raises(SystemExit) as ended:
        call_command("bench", "scores", str(write(centre(0.1, agents=3))))

    assert ended.value.code == 1
    assert "not the smallest" in capsys.readouterr().out


def test_a_tie_is_no_loss_and_no_error_at_all_has_no_ratio() -> None:
    tie = Errors(agents=10, contacts=100, raw=0, mean=0, ours=0, won=0)

    assert tie.best
    assert "–" in "\n".join(table(tie))


def test_where_all_are_equal_hardly_anything_is_lost_against_the_mean() -> None:
    ratios = []
    for seed in range(8):
        rows = centre(0, agents=300, seed=seed)
        errors = measure([Contact(row[0], row[2:], row[1] == "5") for row in rows], halves=5)
        ratios.append(errors.ours / errors.mean)

    assert np.mean(ratios) < 1.005


def test_only_agents_with_eight_contacts_count() -> None:
    enough, few = [Contact("a", ("x",), satisfied=True)] * 8, [Contact("b", ("x",), satisfied=True)] * 7

    assert (measure([*enough, *few]).agents, measure([*enough, *few]).contacts) == (1, 8)
    with pytest.raises(ValueError, match="no agent has 8"):
        measure(few)


# --- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_any_usual_encoding_is_read(write: Write, encoding: str) -> None:
    rows = centre(0.1, agents=5)

    contacts = read(write(rows, encoding=encoding))

    assert [contact.agent for contact in contacts] == [row[0] for row in rows]
    assert contacts[0].stratum == rows[0][2:]


@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_columns_may_stand_in_any_order_among_others_and_kinds_of_work_may_lack(write: Write, sep: str) -> None:
    rows = [("x", "3", "17", "Ann"), ("y", "4.0", "18", "Bo"), ("z", "", "19", "Cy"), ("", "5", "1", "")]

    contacts = read(write(rows, head=("remark", " CSAT Score", "n", "Agent_name"), sep=sep))

    assert contacts == [Contact("Ann", ("", "", ""), satisfied=False), Contact("Bo", ("", "", ""), satisfied=True)]


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        ([("Ann", "5")], ("name", "csat"), 'row 1: no column of the agent. Name it one of "agent"'),
        ([("Ann", "5")], ("agent", "grade"), "no column of the csat"),
        ([], (), "there is nothing"),
        ([("Ann", "5"), ("Bo", "good")], ("agent", "csat"), 'row 3: the rating is "good". Give a number from 1 to 5'),
        ([("Ann", "7")], ("agent", "csat"), "from 1 to 5"),
        ([("Ann", "nan")], ("agent", "csat"), "from 1 to 5"),
        ([("Ann", "5"), ("Bo",)], ("agent", "csat"), "row 3: 1 cells where 2 are needed"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_what_where_and_how_to_mend(
    write: Write, rows: list[tuple[str, ...]], head: tuple[str, ...], said: str
) -> None:
    with pytest.raises(Unreadable, match=r"contacts-utf-8\.csv") as problem:
        read(write(rows, head=head))

    assert said in str(problem.value)


def test_a_file_that_is_not_there_or_no_text_is_told_so(tmp_path: Path) -> None:
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\x80\xff\x00\x9e" * 200)
    quote = tmp_path / "quote.csv"
    quote.write_text('agent,csat\nAnn,"' + "5" * 200_000)

    for path, said in ((tmp_path / "none.csv", "Name a CSV file"), (tmp_path, "Name a CSV file"), (quote, "quotation")):
        with pytest.raises(CommandError, match=said):
            call_command("bench", "scores", str(path))
    with pytest.raises(CommandError):
        call_command("bench", "scores", str(binary))


def test_the_command_asks_for_a_file_and_for_enough_contacts(write: Write) -> None:
    with pytest.raises(CommandError, match="Say which file"):
        call_command("bench", "scores")
    with pytest.raises(CommandError, match=r"no agent has 8 contacts with a rating\. Take a longer period"):
        call_command("bench", "scores", str(write([("Ann", "5", "", "", "")])))
