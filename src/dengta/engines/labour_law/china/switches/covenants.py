"""Open questions of covenants."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

AS_AGREED, AT_LEAST_30 = "as_agreed", "at_least_30_percent"

AGREED_COMPENSATION = Switch(
    key="covenants.agreed_compensation",
    question=Text(
        "约定的竞业限制补偿低于前 12 个月平均工资的 30% 时，以哪个为准？",
        "When the agreed compensation is below 30 % of the average wage, which of them counts?",
    ),
    options=(
        option(AS_AGREED, "约定的数额，但不低于最低工资", "The agreed one, not below the minimum wage"),
        option(AT_LEAST_30, "不低于 30%，也不低于最低工资", "At least 30 %, and the minimum wage"),
    ),
    default=AS_AGREED,
    explanation=Text(
        "司法解释（一）第 36 条的 30% 适用于没有约定的情形；有约定的依第 37 条按约定，部分地区另定比例。",
        "The 30 % of J1 36 are for want of agreement; what is agreed holds by J1 37. Some regions set their own share.",
    ),
)

SWITCHES = (AGREED_COMPENSATION,)
