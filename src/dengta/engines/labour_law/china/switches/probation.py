"""Open questions of probation."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

STRICT, LENIENT = "strict", "lenient"

PAY_READING = Switch(
    key="probation.pay_reading",
    question=Text(
        "试用期工资的 80%，按约定工资，还是可以按相同岗位最低档工资？",
        "80 % in probation: of the agreed wage, or may it be of the lowest wage of the same post?",
    ),
    options=(
        option(STRICT, "约定工资的 80%", "80 % of the agreed wage"),
        option(LENIENT, "两者之中较低的 80%", "80 % of the lower of the two"),
    ),
    default=STRICT,
    explanation=Text(
        "《劳动合同法》第 20 条和实施条例第 15 条写的是“或者”，两种读法都有人主张；按约定工资对劳动者更稳妥。",
        "LCL 20 and Regs 15 say “or”, and both readings are argued; the agreed wage is the safe one.",
    ),
)

SWITCHES = (PAY_READING,)
