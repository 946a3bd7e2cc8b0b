"""What the rules about days say."""

from dengta.engines.labour_law.text import Text

TITLE_DAY = Text("日期类型", "Kind of day")
TITLE_COUNT = Text("法定节假日天数", "Statutory days of a year")
TITLE_AVAILABLE = Text("日历数据是否完整", "Whether the calendar of a year is complete")

STATUTORY = Text(
    "{day} 是法定节假日：工作的，在月工资之外另付；不能以补休代替",
    "{day} is a statutory holiday: work is paid on top of the wage, and time off does not replace it",
)
REST = Text(
    "{day} 是休息日：安排工作的先安排补休，不能补休的按休息日加班支付",
    "{day} is a rest day: work is made good with time off, or paid as work on a rest day",
)
MAKEUP = Text(
    "{day} 是调休上班日，按正常工作日计算，只有超出 8 小时的部分是加班",
    "{day} is a weekend day worked in exchange: an ordinary workday, overtime only beyond 8 hours",
)
WORKDAY = Text("{day} 是工作日，只有超出 8 小时的部分是加班", "{day} is a workday: overtime only beyond 8 hours")
RATE = Text("当天工作另付工资的 {percent}%", "Work on that day earns {percent} % of the wage on top")
OWN_REST = Text("以本人排班的休息日为准", "The days of rest of this person's own roster count")

UNKNOWN_YEAR = Text(
    "没有 {year} 年的法定节假日数据。请先在日历中录入该年份。",
    "The statutory days of {year} are not known. Enter the year in the calendar first.",
)
DATES = Text("{year} 年法定节假日：{dates}", "statutory days of {year}: {dates}")
COUNT = Text("共 {count} 天", "{count:days} in all")
COINCIDE = Text(
    "{year} 年有两个节日重合，只有 {count} 个不同日期；按 2020 年先例（人社厅函〔2020〕135 号）"
    "预计再增加一天，请等待当年通知",
    "Two festivals coincide in {year}: {count} dates only. By the precedent of 2020 one more day is expected; "
    "wait for the notice of that year",
)

LOADED = Text(
    "{year} 年放假安排已录入：休息日和调休上班日都已确定",
    "the notice of {year} is loaded: rest days and days worked in exchange are settled",
)
NOT_LOADED = Text(
    "{year} 年放假安排未录入：法定节假日可依办法推算，节假日加班费可以计算；休息日加班费只能暂算",
    "the notice of {year} is not loaded: statutory days follow from the regulation and can be paid; "
    "pay for rest days cannot be made final",
)
LOAD_IT = Text(
    "录入国务院办公厅当年的放假通知后，休息日加班费即可确定",
    "Once the State Council's notice of that year is loaded, pay for rest days can be made final",
)
