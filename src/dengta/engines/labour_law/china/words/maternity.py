"""What the rule of maternity leave says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("产假天数（全国标准）", "Days of maternity leave (national)")

BIRTH = Text(
    "基本产假 {days} 天，其中产前可休 15 天", "maternity leave of {days:days}, 15 of which may be before birth"
)
DIFFICULT = Text("难产增加 {days} 天", "a difficult birth adds {days:days}")
MORE_BABIES = Text(
    "{babies} 胞胎，每多 1 个婴儿增加 15 天：增加 {days} 天",
    "{babies} babies, 15 days for each beyond the first: {days:days} more",
)
TOTAL = Text("合计 {days} 天（日历天）", "together {days} calendar days")
EARLY_LOSS = Text(
    "怀孕 {months} 个月流产，未满 4 个月 → {days} 天", "miscarriage at {months:months}, fewer than four → {days:days}"
)
LATE_LOSS = Text(
    "怀孕 {months} 个月流产，满 4 个月 → {days} 天", "miscarriage at {months:months}, four or more → {days:days}"
)
NO_BABY = Text(
    "婴儿数填写为 {babies}；分娩的至少为 1，流产的请填写怀孕月数。",
    "The number of babies is {babies}. A birth has at least one; for a miscarriage give the months of pregnancy.",
)
PROVINCES_ADD = Text(
    "各省另有延长的生育假（奖励假），在全国标准之上增加",
    "Provinces grant further days on top of the national ones",
)
