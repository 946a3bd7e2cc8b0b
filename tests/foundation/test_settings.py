"""Parameters: a documented default, and values that hold from a day on."""

from datetime import date
from decimal import Decimal

import pytest

from dengta.foundation.settings import parameters
from dengta.foundation.settings.models import ParameterValue
from dengta.foundation.settings.parameters import Parameter

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.fixture
def share(db: None, monkeypatch: pytest.MonkeyPatch) -> Parameter[Decimal]:
    monkeypatch.setattr(parameters, "_registry", {})
    return Parameter("test.share", Decimal("0.5"), "Highest share", check=lambda share: 0 < share <= 1)


def test_the_default_holds_until_a_value_is_set_and_from_its_day_on_the_value(share: Parameter[Decimal]) -> None:
    ParameterValue.objects.create(name="test.share", value="0.4", valid_from=JUNE, reason="works council")

    assert share.on(MARCH) == Decimal("0.5")
    assert share.on(JUNE) == Decimal("0.4")
    assert isinstance(share.on(JUNE), Decimal)


def test_the_newest_value_of_several_holds(share: Parameter[Decimal]) -> None:
    for day, value in [(JUNE, "0.4"), (MARCH, "0.3")]:
        ParameterValue.objects.create(name="test.share", value=value, valid_from=day, reason="trial")

    assert [share.on(day) for day in (date(2026, 5, 31), JUNE)] == [Decimal("0.3"), Decimal("0.4")]


@pytest.mark.parametrize("raw", ["0", "1.5"])
def test_a_value_out_of_range_is_not_read(share: Parameter[Decimal], raw: str) -> None:
    with pytest.raises(ValueError, match="out of range"):
        share.read(raw)


def test_a_name_is_declared_once(share: Parameter[Decimal]) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Parameter("test.share", Decimal(1), "another")


def test_every_parameter_of_the_product_accepts_its_own_default() -> None:
    for parameter in parameters.registered_parameters().values():
        assert parameter.read(parameter.default) == parameter.default
        assert str(parameter.doc).strip(), parameter.name
