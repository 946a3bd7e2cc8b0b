"""Open questions of limitation."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

LEAVE_PAY = Switch(
    key="limitation.leave_pay",
    question=Text(
        "未休年休假工资报酬适用哪一种时效？",
        "Which limitation holds for pay in place of unused annual leave?",
    ),
    options=(
        option(
            "after_carry_over",
            "一年；年休假可以跨年安排，自次年末起算",
            "One year, from the end of the next year, until which leave may be arranged",
        ),
        option("after_leave_year", "一年；自当年末起算", "One year, from the end of the year of the leave"),
        option("as_wages", "按劳动报酬，自劳动关系终止起一年", "As wages: one year from the end of employment"),
    ),
    default="after_carry_over",
    explanation=Text(
        "年休假可以跨一个年度安排，北京据此自次年末起算；有的地区视为劳动报酬。",
        "Leave may slip one year, and Beijing counts from there; some regions treat the pay as wages.",
    ),
    regional={"CN-BJ": "after_carry_over"},
)

SWITCHES = (LEAVE_PAY,)
