"""How long people work: excessive hours, rest days, and the right to say no."""

from re import Match

from dengta.engines.labour_law.lint.spans import DAY, SPAN_BARE_EN, SPAN_EN, SPAN_ZH, span, week
from dengta.engines.labour_law.lint.topic import Severity, Sign, Signs, Topic, above, below
from dengta.engines.labour_law.text import Text

# Working time with its breaks, in a day and in a week.
LONGEST_DAY, LONGEST_WEEK = 11, 44


def _long_day(found: Match[str]) -> bool:
    return LONGEST_DAY <= span(found) < DAY


def _long_week(found: Match[str]) -> bool:
    return week(found) > LONGEST_WEEK


EXCESS = Topic(
    id="time.excess",
    title=Text("超长工时", "Excessive hours"),
    articles=("LL 41", "LL 43", "O174 3"),
    severity=Severity.GRAVE,
    why=Text(
        ("标准工时为每日 8 小时、每周 40 小时；加班一般每日不超过 1 小时，特殊原因不超过 3 小时，每月不超过 36 小时。"),
        "Standard hours are 8 a day and 40 a week; overtime is one hour a day, for special reasons three,"
        " and 36 a month "
        "at most.",
    ),
    instead=Text(
        ("每日工作不超过 8 小时，每周不超过 40 小时；确需加班的，与员工协商，每日不超过 3 小时，每月不超过 36 小时。"),
        "Nobody works more than 8 hours a day and 40 hours a week; overtime is agreed with the person, at"
        " most 3 hours a "
        "day and 36 hours a month.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:须|必须|应当?|保证|至少|不少于)»[^;]{0,12}{NUM}(?:次|天|小时|晚|个晚上)[^,;]{0,6}加班",
            *above(11, r"«连续»(?:工作|上班|值班|当班|在岗|接线)[^,;\d]{0,2}{N}个?小时"),
            *above(203, r"(?:每?月|月度)[^,;]{0,6}(?:工时|工作时间|出勤)[^,;\d]{0,10}{N}个?小时"),
            Sign(SPAN_ZH, _long_day),
            Sign(
                (
                    r"每周[^,;]{0,8}(?P<days>{NUM})[天日][^;]{0,10}(?:每天|每日|每班)[^,;]{0,6}?(?P<hours>{NUM}"
                    r")个?小时"
                ),
                _long_week,
            ),
            Sign(
                (
                    r"(?:每天|每日|每班)[^,;]{0,6}?(?P<hours>{NUM})个?小时[^;]{0,10}每周[^,;]{0,8}?(?P<days>{NUM}"
                    r")[天日]"
                ),
                _long_week,
            ),
            *above(36, r"(?:本月|当月|每月|月份|月度|每个月)[^;]{0,16}{N}个?小时以?上?的?«(?:{OT})»"),
            *above(11, r"(?:每班|每天|每日|一班|单班)«»{N}个?小时"),
            *above(9, "(?:每天|每日){N}个?小时(?:的?(?:工作|班)|制|$|[,;。])"),
            r"(?:每晚|每天|每日|天天|全员|周末)[^,;]{0,6}加班«(?:到|至)»(?:晚上?|夜里|凌晨)?{NUM}点",
            *above(
                9,
                (
                    "(?:每日|每天|一天|单日|日均|每班)(?:工作|上班|排班|出勤|当班|工时|在岗|"
                    "标准工时)[^,;\\d]{0,6}{N}个?小时"
                ),
            ),
            "«(?:996|997|007|9116|8116|大小周|朝九晚九|早九晚九|白加黑|单双休)»",
            *above(
                36,
                "(?:每?个?月|月度|当月)[^,;]{0,8}(?:加班|{OT})[^,;\\d]{0,14}{N}个?小?时",
                "(?:加班|{OT})[^,;]{0,6}每?个?月[^,;\\d]{0,10}{N}个?小?时",
                "月加班(?:时[长数间])?[^,;\\d]{0,10}{N}个?小?时",
            ),
            *above(
                3,
                "(?:每日|每天|每晚|当日|日均|一天)[^,;]{0,8}(?:加班|{OT})[^,;\\d]{0,12}{N}个?小时",
                "(?:加班|{OT})[^,;]{0,4}(?:每日|每天|每晚|一天)[^,;\\d]{0,10}{N}个?小时",
            ),
            *above(
                11,
                (
                    "(?:每日|每天|单日|一天|日均|当班|每班|班次)(?:标准)?(?:工作|上班|工时|在岗|出勤|"
                    "连续|当班|须|要|"
                    "时长)[^,;\\d]{0,10}{N}个?小时"
                ),
            ),
            *above(
                8,
                "«(?:标准|正常|固定)»(?:工作时间|工时|上班时间|出勤)[^,;]{0,4}(?:每日|每天)[^,;\\d]{0,6}{N}个?小时",
                "(?:每日|每天)«标准»(?:工作时间|工时)[^,;\\d]{0,6}{N}个?小时",
                "(?:实行|执行)[^,;]{0,4}{N}小时工作制",
            ),
            *above(44, "每周[^,;]{0,8}(?:工作|上班|工时|出勤)[^,;\\d]{0,10}{N}个?小时"),
            *below(20, "«加班»[^,;]{0,10}(?:不少于|不得少于|至少|不低于|最少)[^,;\\d]{0,4}{N}个?小时"),
            "每(?:天|日|晚)[^,;]{0,6}«(?:必须|须|应|至少)»[^,;]{0,4}加班",
            "«(?:强制加班|必须加班|加班时长[^;]{0,8}(?:排名|考核|末位|最少|不足|不达标))»",
            *above(24, "«(?:连续|连)»(?:工作|上班|值班|当班|在岗){N}个?小时"),
        ),
        lawful=(
            r"至多|自愿|报名",
            "(?:做[一二两三四1-4]休[一二两三四1-4]|综合(?:计算)?工时)[^;]{0,30}(?:批准|审批|许可)",
            (
                "含加班|热线|对外|食堂|班车|门禁|免打扰|开放时间|弹性|(?:接线时间|服务时间|营业时间|"
                "热线时间|服务时段|对外服务)"
            ),
        ),
    ),
    en=Signs(
        unlawful=(
            *above(
                11,
                r"{N} hours (?:in a row|straight|without a break|consecutively|at a stretch|on end)",
                r"{N} (?:consecutive|straight) hours",
            ),
            *above(203, r"\bhours\b~{N}(?: hours)? (?:per|a|each|every) month"),
            r"«(?:must|shall|have to|has to)» work overtime",
            Sign(SPAN_EN, _long_day),
            Sign(SPAN_BARE_EN, _long_day),
            Sign(r"(?P<hours>{NUM})[- ]hours?[^;]{0,30}(?P<days>{NUM}) days (?:a|per|each|every) week", _long_week),
            Sign(r"(?P<days>{NUM}) days (?:a|per|each|every) week[^;]{0,30}?(?P<hours>{NUM})[- ]hours?", _long_week),
            (
                r"«(?:must|required to|have to|has to|expected to|will)» (?:stay|remain|work)~(?:until|"
                r"till|as long as)~(?:empty|cleared|done|finished|however|complete\w*|no calls)"
            ),
            *above(36, r"{N} (?:hours of overtime|overtime hours)~(?:month|january|march|november|december)"),
            *above(11, "shifts?~{N} hours"),
            (
                r"«(?:everyone|everybody|all|agents?|staff)»~(?:stays?|works?|remains?) (?:until|till) (?:9|10|11|"
                r"nine|ten|eleven)"
            ),
            *above(3, "\\bovertime\\b…{N} hours (?:per|a|each|every|in a) (?:day|night|evening|shift)"),
            *above(
                9,
                (
                    "(?:works?|working|workday|day) (?:is |of |lasts? )?{N} hours(?! (?:per|a|each|every|"
                    "in a) (?:week|month))"
                ),
            ),
            "«(?:996|997|007|9-9-6|9/9/6|nine-nine-six|big week[, -]+small week)\\b»",
            *above(
                36,
                "\\bovertime\\b…{N} hours (?:per|a|each|every|in a|/) ?month",
                "{N}(?: hours)?(?: of)? overtime hours? (?:per|a|each|every|in a) month",
                "{N} hours of overtime (?:per|a|each|every|in a) month",
                "(?:month|monthly)~\\bovertime\\b~{N} hours",
            ),
            *above(
                3,
                "\\bovertime\\b~{N} hours (?:per|a|each|every|in a) (?:day|night|evening|shift)",
                (
                    "{N} (?:hours of overtime|overtime hours|extra hours) (?:per|a|each|every) (?:day|"
                    "night|evening|shift)"
                ),
                "(?:daily|each day|every day)~\\bovertime\\b~{N} hours",
            ),
            *above(
                11,
                "(?:works?|working|shifts?|day|on duty|hours?)~{N}[- ]hours? (?:per|a|each|every) day",
                "{N}[- ]hour (?:days?|shifts?|working days?|workdays?)",
            ),
            *above(
                8,
                (
                    "«(?:standard|normal|regular)» (?:working )?(?:day|hours|time|workday)~{N} hours(?! (?:per|a|"
                    "each) (?:week|month))"
                ),
            ),
            *above(
                44,
                "(?:works?|working|hours?|week)~{N}[- ]hours? (?:per|a|each|every) week",
                "{N}[- ]hour (?:working )?weeks?",
            ),
            *below(36, "\\bovertime\\b~«(?:at least|minimum|no less than|not less than)» (?:of )?{N} hours"),
            "«(?:mandatory|compulsory|obligatory) overtime»",
            "(?:{OT})…«(?:mandatory|compulsory|obligatory)»",
            "«at least» {NUM} (?:overtime hours|hours of overtime)",
        ),
        lawful=(
            "comprehensive[^;]{0,60}approv",
            (
                "(?:lines?|hotline|service|support|centre|center|canteen|gym|office|shuttle) (?:is |"
                "are )?(?:open|available|staffed|operates?)"
            ),
        ),
    ),
)

REST = Topic(
    id="time.rest",
    title=Text("没有休息日", "No weekly rest"),
    articles=("LL 38", "O174 7"),
    severity=Severity.GRAVE,
    why=Text(
        "每周至少休息一日；不能以月休、全年无休、项目期取消休息等方式取消。",
        "Everybody rests at least one day a week; projects, peaks and monthly schemes do not take it away.",
    ),
    instead=Text(
        "排班保证每位员工每周至少休息一日；业务高峰确需在休息日工作的，安排补休或支付 200% 的工资。",
        "Rosters leave every person at least one full day of rest a week; where a peak needs work on a re"
        "st day, time off "
        "or 200 % pay follows.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:每|一)?(?:两|2|三|3|四|4)周(?:只|仅|才)?«休(?:息)?»(?:一|1)[天日]",
            r"«(?:无|没有|不设)»(?:固定的?)?休息日",
            r"«忙时不休»",
            r"(?:轮休|休息日|休假|双休|公休|周末|调休|休息)(?:安排)?[^,;]{0,4}«取消»",
            (
                r"(?:任何人|所有人|全员|全体|员工|坐席|一律)[^,;]{0,6}«(?:不得|不准|不许|不允许|禁止)»(?:请假|"
                r"休假|休息|调休|轮休)"
            ),
            *below(4, r"(?:每?个?月|当月|整月)[^,;]{0,4}«(?:只|仅|共)»[^,;]{0,6}{N}[天日][^,;]{0,4}休"),
            r"«不(?:安排|给|准|许)»[^,;]{0,6}(?:休息|休假|轮休)(?!时|日(?:加班|上班|值班|工作|出勤))",
            (
                r"(?:周末|双休日|休息日|星期天|周日)«(?:不休|无休|不放假|都?不休息|照常上班|正常上班|全员到岗|"
                r"全部上班|都要上班|取消)»"
            ),
            "«(?:全年无休|全月无休|无休息日|没有休息日|不设休息日|月休零|不休息|无休)»",
            *below(4, "«(?:每?个?月(?:仅|只|共|可|只能)?|月)休(?:息)?»{N}(?:天|日)"),
            "(?:取消|停止|暂停)«(?:[^,;]{0,10}(?:周末|休息日|休假|双休|单休|轮休|公休|休息))»",
            *above(
                6,
                "«(?:连续|连)»(?:上班|工作|出勤|当班|排班|上)[^,;\\d]{0,4}{N}[天日]",
                "每周«(?:工作|上班|出勤)»{N}[天日]",
            ),
            "(?:每周|一周)(?:工作|上班)«(?:7|七)»[天日]",
            "«(?:做|上|干)(?:满)?(?:十|1\\d|[2-9]\\d|十.|二十|三十)(?:天|日)?休(?:一|1)(?:天|日)?»",
        ),
        lawful=(
            r"擅自|未经|未办理|自行",
            "(?:热线|服务|中心|平台)[^,;]{0,8}(?:全年无休|7×24|无休)",
            "轮班|轮流|每周(?:至少|保证)?[^,;]{0,4}休",
            "自愿|经(?:本人|员工)同意",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«one (?:day|rest day)»~(?:every|each|per|in) (?:two|three|four|2|3|4) weeks",
            (
                r"«(?:no one|nobody|no (?:agent|employee|staff)) may (?:take|request|have) (?:time off|"
                r"leave|holidays?|(?:a )?days? off|vacation)»"
            ),
            *above(
                6,
                r"(?:days? off|rest days?)…«only»~after~{N} days",
                r"after {N} days of (?:continuous |consecutive )?work",
            ),
            (
                r"«no (?:leave|time off|days? off)» (?:is|will be|may be|shall be) (?:granted|approved|"
                r"given|allowed|taken)"
            ),
            r"\bweekends? «(?:included|as well|too)\b»",
            r"«(?:nobody|no one|no agent|no employee)» (?:gets|has|takes|is given) (?:a |any )?(?:days? off|rest)",
            *above(6, "(?:works?|working) {N} (?:consecutive |straight )?days (?:and|then|before|followed)"),
            "«(?:no|without(?: a)?)» (?:weekly )?(?:rest days?|days? off|days? of rest|weekends?)",
            "«(?:seven|7)» days (?:a|per|every|each) week",
            *above(
                6,
                "{N} (?:consecutive|straight|successive) (?:working )?days",
                "{N} days in a row",
                "(?:consecutive|straight)ly? for {N} days",
                "{N} days (?:without|before)~(?:rest|day off|break)",
            ),
            *below(4, "«(?:only )?»{N}(?: rest)? days? (?:off|of rest) (?:per|a|each|every|in a) month"),
            (
                "(?:rest days?|days? off|weekends?|weekly rest)…«(?:cancelled|canceled|suspended|withdrawn|"
                "revoked|abolished)»"
            ),
            "«(?:cancel|suspend)(?:s|ed)?» (?:all )?(?:rest days|days off|weekends)",
        ),
        lawful=(
            "(?:hotline|service|centre|center|lines?|support)[^;]{0,40}(?:seven|7|24)",
            "rotat\\w+|in shifts",
            "time off is given|another rest day",
        ),
    ),
)

REFUSAL = Topic(
    id="time.refusal",
    title=Text("拒绝加班算违纪", "Refusing overtime as misconduct"),
    articles=("LL 41", "LCL 31", "CASES"),
    why=Text(
        "加班须与劳动者协商；拒绝违法加班不是违纪，不能据此处分、扣绩效、不予转正或解除合同。",
        "Overtime is agreed with the employee; refusing it is no misconduct and no ground for sanctions, a failed "
        "probation or dismissal.",
    ),
    instead=Text(
        "因工作需要加班的，主管事先与员工协商；员工有权拒绝超出法定限度的加班，不因此受到处分或不利评价。",
        "Overtime is agreed with the person beforehand; whoever refuses overtime beyond the legal "
        "limits suffers no "
        "sanction and no worse assessment.",
    ),
    zh=Signs(
        unlawful=(
            r"加班[^,;]{0,4}«(?:是|属于|为)»[^,;]{0,8}(?:义务|本分|职责|责任)",
            r"(?:{OT})[^,;]{0,14}«(?:未到|不到|未参加|不参加|缺席|未到岗)»[^;]{0,14}(?:{PUNISH})",
            (
                r"«(?:不得|不能|不准|不许|不可)»(?:以[^,;]{0,8}(?:理由|借口|原因))?[^,;]{0,2}(?:推辞|"
                r"推脱|推诿|拒绝)[^,;]{0,6}(?:,|$|到岗|加班|支援|值班|值守|排班|返岗|任务|安排)[^;]{0,20}(?:{PU"
                r"NISH})"
            ),
            (
                r"(?:不愿|不肯|不想|不参加|不接受|不同意|不配合)[^,;]{0,4}(?:{OT})[^;]{0,14}«(?:不得|"
                r"不能|不予|无法|无缘|取消|降)»"
            ),
            (
                r"(?:支援|值班|到岗|返岗|召回|返司)[^;]{0,20}«(?:不得|不能|不准|不许)»[^,;]{0,10}(?:推辞|"
                r"推脱|拒绝|推诿)"
            ),
            (
                r"(?:{REFUSE}|推三阻四)[^;]{0,10}(?:周末|下班后|休息日|夜间|值守|返岗|夜班)[^;]{0,10}«(?:影"
                r"响|{PUNISH})»"
            ),
            r"下班后[^;]{0,20}(?:{REFUSE}|推三阻四)[^;]{0,10}«(?:{PUNISH})»",
            (
                r"(?<!不得)(?<!禁止)(?<!私自)(?<!擅自)(?<!自行)(?:{OT})(?:安排|通知|任务)?[^;]{0,24}«(?:违者|否则|"
                r"违反者|不到者|不来的|不来者|缺席者)»[^;]{0,12}(?:{PUNISH})"
            ),
            (
                r"(?:不|没|未)[^,;]{0,4}(?:参加|配合|服从|到岗)[^,;]{0,6}(?:{OT})[^;]{0,12}«(?:{PUNISH}|取消|不得|"
                r"不予|失去)»"
            ),
            (
                "«(?:不得|不能|不准|不可以?|不许|无权|不允许|严禁|禁止)»[^,;]{0,8}(?:{REFUSE}|"
                "以[^,;]{1,8}为由[^,;]{0,4}(?:推|拒))[^,;]{0,8}(?:{OT})"
            ),
            (
                "(?:{OT})[^;]{0,14}«(?:不得|不能|不准|不可以?|不许|无权|不允许|严禁|禁止)»[^,;]{0,8}(?:{REFUSE}|"
                "缺席|请假|推)"
            ),
            "(?:{REFUSE})[^,;]{0,8}(?:{OT})[^;]{0,16}«(?:{PUNISH})»",
            "(?:{OT})[^;]{0,24}(?:{REFUSE}|不加|不来|不到|不参与|缺席)[^;]{0,14}«(?:{PUNISH})»",
            "«(?:必须|应当?|须|要|需)(?:无条件|绝对|完全)?(?:服从|配合|接受)»[^;]{0,14}(?:{OT})",
            "(?:{OT})[^;]{0,10}«(?:必须|应当?|须|要|需)(?:无条件|绝对|完全)?(?:服从|配合|接受|到岗|参加)»",
            "«无条件»[^;]{0,10}(?:{OT})",
            "(?:不|没)(?:加班|愿加班|肯加班|参加加班)[^;]{0,8}«(?:{PUNISH})»",
            "«(?:不加班)»[^;]{0,10}(?:别|不要|请|可以?)(?:来|走|离|滚|辞)",
        ),
        lawful=(
            r"不是[^,;]{0,6}义务",
            (
                "(?:不|非|无需|不得|不会|不能|不应)(?:构成|属于?|视为|作为|被|因此|受|影响|算|将|"
                "以此)[^,;]{0,10}(?:违纪|处分|处罚|依据|评价|理由|不利|考核|影响|旷工|扣|罚)"
            ),
            (
                "(?:公司|单位|主管|部门|组长|管理者|任何人|各级)[^,;]{0,6}(?:不得|不能|不会|无权|"
                "严禁)[^,;]{0,4}(?:以|因|将|对|强|扣|罚|规定|要求)"
            ),
            "有权拒绝|可以?拒绝|协商一致|经[^,;]{0,6}(?:协商|同意)|自愿加班",
            "(?:42条|四十二条|抢修|自然灾害|危及)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"\bovertime\b…«(?:must|shall|have to|has to|are to)» (?:obey|comply|accept|follow|submit)",
            (
                r"\bovertime\b (?:work )?«(?:is|as)» (?:an? |the |every \w+ )?(?:\w+ )?(?:duty|obligation|"
                r"responsibility)"
            ),
            (r"\bovertime\b…«(?:may|must|can|shall)(?: ?not|n't) be (?:avoided|evaded|shirked|missed|" r"questioned)»"),
            r"\b(?:{OT})\b[^.]{0,80}(?:{REFUSE}|fail\w* to)[^.]{0,30}«(?:los(?:e|es)|{PUNISH})»",
            (
                r"(?:emergency|call-?ins?|on call|stand-?by|recall\w*)\b[^.]{0,100}«(?:refus\w+|no excuses?|"
                r"declin\w+)»[^.]{0,60}(?:{PUNISH})"
            ),
            (
                r"(?:emergency|call-?ins?|on call|stand-?by|recall\w*)…«(?:refus\w+|no excuse|declin\w+)»…(?:{PU"
                r"NISH})"
            ),
            (
                r"«(?:unwilling|reluctant|refus\w+|declin\w+|not (?:willing|prepared))»~(?:{OT})…(?:cannot|"
                r"may not|will not|not (?:be )?(?:rated|promoted|considered|eligible)|lose)"
            ),
            "«(?:{REFUSE})»…\\b(?:{OT})…(?:{PUNISH})",
            "(?:{PUNISH})…«(?:{REFUSE})»…\\b(?:{OT})",
            (
                "\\b(?:{OT})\\b…«(?:may|must|can|shall|will)(?: ?not|n't) be (?:refused|declined|rejected|"
                "turned down|skipped)»"
            ),
            (
                "«(?:may|must|can|shall|will)(?: ?not|n't)» (?:\\w+ )?(?:refuse|decline|reject|turn down|say no|"
                "object)…\\b(?:{OT})"
            ),
            (
                "«(?:must|shall|have to|has to|required to|obliged to|expected to)» (?:\\w+ )?(?:accept|obey|"
                "comply|follow|work|do|take)~(?:any |all |every |whatever )?(?:{OT})"
            ),
            "\\b(?:{OT})\\b…«(?:no|without) (?:right|exceptions?|excuse|objection|discussion)»",
            "«no (?:right to|one may|agent may|employee may) (?:refuse|decline|reject)»…\\b(?:{OT})",
            "\\b(?:{OT})\\b~(?:{REFUSE})…«(?:{PUNISH})»",
            "«unconditional\\w*»…\\b(?:{OT})",
        ),
        lawful=(
            (
                "(?:not|no|never|neither) (?:\\w+ ){0,4}(?:misconduct|sanction|breach|disciplin\\w+|penal\\w+|"
                "offen[cs]e|held against|disadvantage|dismiss\\w*|punish\\w*|warn\\w*|fail\\w*|consequence\\w*|"
                "reflected|affect\\w*|appraisal|rating|insubordination|worse)"
            ),
            (
                "may refuse|right to refuse|free to (?:refuse|decline)|may decline|(?:is|are) not reflected|"
                "can refuse|can decline|by agreement|agreed with"
            ),
        ),
    ),
)

TOPICS = (EXCESS, REST, REFUSAL)
