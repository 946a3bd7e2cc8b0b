"""Open questions of dismissal."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

NO_UNION_HERE = Switch(
    key="dismissal.no_union",
    question=Text(
        "本单位没有工会时，单方解除前是否仍须通知？",
        "Where the employer has no union, must somebody be told before a dismissal all the same?",
    ),
    options=(
        option("warn", "提醒，不阻止", "It is advised, not demanded"),
        option("required", "必须通知上级工会或职工代表", "The union above or staff delegates must be told"),
    ),
    default="warn",
    explanation=Text(
        "司法解释（一）第 47 条只针对建立了工会组织的用人单位；部分地区要求通知上级工会。",
        "J1 art. 47 speaks of employers that have a union; some regions expect notice to the union above.",
    ),
)

SWITCHES = (NO_UNION_HERE,)
