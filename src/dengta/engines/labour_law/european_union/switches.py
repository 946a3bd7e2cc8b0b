"""What the directive lets member states choose."""

from dengta.engines.labour_law.params import Option, Switch
from dengta.engines.labour_law.text import Text

OPT_OUT = Switch(
    key="eu.opt_out",
    question=Text(
        "成员国是否允许劳动者本人同意超过每周 48 小时（第 22 条）？",
        "Does the member state let a worker agree to more than 48 hours a week (art. 22)?",
    ),
    options=(
        Option("not_used", Text("不允许", "No")),
        Option("used", Text("允许", "Yes")),
    ),
    default="not_used",
    explanation=Text(
        "第 22 条允许成员国不适用第 6 条，但须本人事先同意、不得因拒绝受不利对待、并保存记录。",
        "Art. 22 lets a member state not apply art. 6 where the worker agreed beforehand, suffers nothing for "
        "refusing, and records are kept.",
    ),
)
WEEKLY_REST_DAYS = Switch(
    key="eu.weekly_rest_days",
    question=Text("周休息的考察期是几天（第 16 条）？", "Over how many days is weekly rest looked at (art. 16)?"),
    options=(
        Option("7", Text("7 天", "7 days")),
        Option("14", Text("14 天", "14 days")),
    ),
    default="7",
    explanation=Text(
        "第 5 条按每 7 天计算；第 16 条允许成员国规定不超过 14 天的考察期。",
        "Art. 5 goes by each seven days; art. 16 lets member states set a period of up to 14.",
    ),
)

SWITCHES = (OPT_OUT, WEEKLY_REST_DAYS)
