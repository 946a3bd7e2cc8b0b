"""Open questions of severance."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

PRE2008_CAP = Switch(
    key="severance.pre2008_cap",
    question=Text(
        "月工资超过当地平均工资 3 倍时，12 年上限是否也限制 2008 年以前的年限？",
        "When the wage is above three times the local average, does the cap of twelve years bind service before 2008?",
    ),
    options=(
        option("from_2008", "只限制 2008 年以后的年限", "Only service from 2008 on"),
        option("all_service", "限制全部年限", "All service"),
    ),
    default="from_2008",
    explanation=Text(
        "《劳动合同法》第 97 条：2008 年以前的年限按当时的规定计算，当时没有这一上限。",
        "LCL 97 reckons service before 2008 by the rules of that time, which knew no such cap.",
    ),
)

SWITCHES = (PRE2008_CAP,)
