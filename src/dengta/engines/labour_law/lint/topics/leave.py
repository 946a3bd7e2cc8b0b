"""Annual leave, sick leave, and the leave of families."""

from dengta.engines.labour_law.lint.topic import Signs, Topic, below
from dengta.engines.labour_law.text import Text

ANNUAL = Topic(
    id="leave.annual",
    title=Text("年休假不给、作废、抵扣", "Annual leave denied, lost or set off"),
    articles=("AL 2", "AL 3", "AL 5", "ALM 10"),
    why=Text(
        (
            "连续工作满 12 个月即享受 5、10 或 15 天带薪年休假；由公司统筹安排，未休的按日工资 300% 支付，不能"
            "自动作废或抵扣迟到、病假。"
        ),
        "After twelve months of work 5, 10 or 15 days of paid leave are due; the employer arranges them, "
        "days not taken "
        "are paid at 300 %, and they neither lapse nor make up for lateness or sickness.",
    ),
    instead=Text(
        (
            "员工按累计工作年限享受 5 天、10 天或 15 天带薪年休假；当年未能安排的，经本人同意跨一个年度安排，"
            "或按日工资的 300% 支付。"
        ),
        "Annual leave is 5, 10 or 15 days by years of work; what cannot be arranged within the year is ta"
        "ken in the next "
        "with the person's consent or paid at 300 % of the daily wage.",
    ),
    zh=Signs(
        unlawful=(
            (r"(?:年休假|年假)[^,;]{0,4}«(?:仅限|只限|仅|只)»[^,;]{0,10}(?:主管|管理|级别|正式|干部|" r"骨干|优秀|满)"),
            r"«以»[^,;]{0,6}(?:调休|补休|轮休|放假)[^,;]{0,4}(?:代替|替代|抵|充)[^,;]{0,6}(?:年休假|年假)",
            r"(?:年休假|年假)[^;]{0,20}«(?:不得|不能|无权|不可)»[^,;]{0,8}(?:折算|折现|补偿|工资|报酬|兑现)",
            r"«从»[^,;]{0,6}(?:年休假|年假)[^,;]{0,4}(?:扣|抵|冲|减)",
            (
                r"(?:年休假|年假)[^,;]{0,8}(?:司龄|工龄|入职|工作|服务|在职|任职)[^,;]{0,4}(?:满)?(?:两|"
                r"二|三|四|五|[2-5])年«(?:方可|才|后|方能|以上)»"
            ),
            r"(?:年休假|年假)[^;]{0,12}«(?:只|仅)»(?:能|予)?(?:发|支付|给|计发|付)",
            r"(?:迟到|早退|旷工|缺勤|病假|事假)[^;]{0,8}«从»(?:年休假|年假)[^;]{0,4}(?:扣|抵)",
            r"(?:病假|事假|迟到|缺勤)[^;]{0,10}«(?:先扣|扣|抵)»[^,;]{0,4}(?:年休假|年假)",
            (
                r"(?:未|没)[^,;]{0,6}(?:申请|提出|休|安排)[^,;]{0,4}(?:年休假|年假)[^;]{0,6}«(?:视[为同作]|算|即|"
                r"按)»[^;]{0,4}(?:放弃|不休)"
            ),
            r"(?:年休假|年假)[^;]{0,20}«视[为同作]»[^;]{0,6}放弃",
            (
                "(?:年休假|年假|带薪假|公休假)[^;]{0,36}«(?:作废|清零|失效|视[为同作](?:自动|自愿|主动)?放弃|"
                "自动放弃|过期|归零|自动取消|不(?:再)?(?:补|予补偿|予补休|折现|结转|支付|予支付|予折算|累计)|"
                "不予(?:保留|补偿|结算|折现))»"
            ),
            (
                "«(?:不(?:享受|享有|设|提供|安排|给|予|放|实行|批准|批|能休|得休|休)|无|没有|取消|不存在|停止|"
                "放弃|暂停)»[^,;]{0,8}(?:年休假|年假|带薪假|带薪年)"
            ),
            (
                "(?:年休假|年假|带薪年)[^;]{0,14}«(?:不享受|不予|取消|一律不|没有|无|暂停|停休|"
                "不安排|不批|不能休|不得休)»"
            ),
            *below(5, "(?<!请)(?<!休)(?<!申请)(?:年休假|年假)[^,;\\d]{0,12}«{N}[天日]»(?!(?:以上|前|内|之))"),
            (
                "(?:迟到|早退|旷工|病假|事假|缺勤|产假|婚假|丧假|春节|节假日|放假|停工)[^;]{0,16}«(?:抵扣?|冲抵|"
                "扣减|折抵|抵减|冲减|扣除|占用|优先扣|须用|先用|用于|视为|充抵|计入)»[^;]{0,8}(?:年休假|年假)"
            ),
            "(?:年休假|年假)[^;]{0,8}«(?:抵扣?|冲抵|折抵|抵充|冲减|用于抵|充抵|抵消)»",
            (
                "(?:入职|工作|司龄|本公司|在职|服务)(?:满)?(?:两|二|三|四|五|2|3|4|5)年(?:以?后|的|以上|方|才|起|"
                ",)?[^;]{0,8}«(?:才|方|后|可|开始|享受|享有)»[^;]{0,6}(?:年休假|年假)"
            ),
            (
                "(?:试用期|第一年|新员工|离职当年|离职)[^;]{0,10}«(?:不享受|无|没有|不予|不结算|不支付|作废|"
                "不折算)»[^;]{0,8}(?:年休假|年假)"
            ),
            (
                "(?:年休假|年假)[^;]{0,12}«(?:无薪|不带薪|只发(?:基本工资|底薪)|按(?:基本工资|最低工资|底薪|"
                "事假)|扣全勤|按事假)»"
            ),
            (
                "(?:未休|没休)[^;]{0,8}(?:年休假|年假)[^;]{0,14}«(?:按|以)»[^;]{0,6}(?:1倍|一倍|100%|正常|基本|"
                "最低|平时|单倍|双倍|200%)"
            ),
        ),
        lawful=(
            r"累计(?:20|二十)[天日]|(?:2|3|4|两|三|四)个月以上[^;]{0,6}不享受|寒暑假",
            "(?:福利|额外|超出法定的?年|公司自设|法定年休假以外|法定以外)",
            "300%|三倍|3倍|百分之三百",
            "(?:本人|员工)(?:书面)?(?:提出|申请|同意|自愿)[^,;]{0,12}(?:用|以|优先|先)[^,;]{0,4}(?:年休假|年假)",
            "经(?:本人|员工)[^,;]{0,4}同意",
            (
                "(?:不|不得|不会|不能|不应)(?:得|会|能|应)?(?:以|用|因|自动|将|抵|冲|扣|作)[^,;]{0,14}(?:年休假|"
                "年假|作废|清零|放弃)"
            ),
        ),
    ),
    en=Signs(
        unlawful=(
            r"«only» (?:supervisors?|managers?|permanent|senior|staff (?:above|with)|those with)~annual leave",
            (
                r"(?:annual leave|vacation)…«(?:only for|reserved for|limited to)» (?:supervisors?|"
                r"managers?|permanent|senior)"
            ),
            r"(?:annual leave|vacation)~«(?:never|not) (?:be )?(?:paid|compensated|converted|cashed)»",
            r"«(?:replace|substitute)[sd]?»~annual leave~(?:with|by)",
            r"«(?:loses?|forfeits?)»~(?:annual leave|vacation)",
            (r"«(?:may|can|must|shall)(?: ?not|n't)» (?:ask|claim|demand|request)\w*…(?:annual leave|" r"vacation)"),
            r"(?:annual leave|vacation|leave days)…«or (?:lose|forfeit|it (?:is|will be) (?:lost|gone))»",
            r"«use it or lose it»",
            r"(?:annual leave|vacation)~«(?:cannot|may not|must not|can not)» be taken(?! away)",
            (
                "(?:annual leave|your leave|their leave|leave balances?|leave entitlements?|(?:unused|untaken|"
                "remaining|outstanding) leave|paid leave|vacation|"
                "holiday entitlement|leave days|unused leave|leave not taken)…«(?:lapses?|expires?|forfeit\\w*|"
                "lost|void|cleared|cancelled|deemed waived|wiped|reset|waived|not (?:be )?(?:paid|compensated|"
                "carried|reimbursed)|without compensation|no compensation|disappear\\w*|gone)\\b»"
            ),
            (
                "«(?:no|not (?:entitled to|have|get|receive|eligible for|granted|given|earn|take)|without|"
                "never (?:get|receive|take))» (?:\\w+ ){0,3}(?:paid )?(?:annual leave|paid vacation|vacation|"
                "annual holiday)"
            ),
            *below(
                5,
                "{N} (?:working )?days?'? (?:of )?(?:paid )?(?:annual leave|vacation)",
                "(?:annual leave|vacation)~{N} (?:working )?days?\\b(?! (?:before|in advance|ahead|notice))",
            ),
            (
                "(?:late\\w*|absen\\w+|sick\\w*|missed|tard\\w*|maternity|holiday closure|spring festival)…"
                "«(?:set off|offset|deducted|charged|counted|taken|subtracted|debited|made up|booked|set)»"
                "~(?:annual leave|leave balance|vacation|leave days|leave)"
            ),
            (
                "(?:annual leave|vacation|leave days|leave balance)…«(?:used|set off|offset|reduced|cut|deducted|"
                "shortened|set)»~(?:late\\w*|absen\\w+|tard\\w*|sick|against)"
            ),
            "(?:annual leave|vacation)…«(?:only )?after» (?:two|three|four|five|2|3|4|5) years",
            "\\bafter (?:two|three|four|five|2|3|4|5) years…«(?:annual leave|vacation)»",
            "(?:annual leave|vacation)…«(?:unpaid|without pay|at the minimum wage)»",
            (
                "(?:unused|untaken|not taken)~(?:leave|vacation)~«(?:at|paid at)» (?:100|200|the (?:normal|"
                "ordinary|basic))"
            ),
        ),
        lawful=(
            r"does not affect",
            (
                "300 ?%|three times|triple|beyond the statutory|additional (?:welfare|company) leave|extra leave|"
                "on top of the statutory|with (?:the|their) (?:\\w+ )?consent|at (?:their|"
                "the person's) (?:own )?request"
            ),
            (
                "(?:(?:do|does|will|shall|may|must|can|is|are) ?not|never|neither) (?:be )?(?:\\w+ )?(?:lapse|"
                "expire|forfeit\\w*|set off|lost|deduct\\w*|offset|charged)"
            ),
        ),
    ),
)

SICK = Topic(
    id="leave.sick",
    title=Text("病假不发工资、不批", "Sick leave unpaid or refused"),
    articles=("1995-309 59", "1994-479 3", "WP 10"),
    why=Text(
        "医疗期内的病假工资不得低于当地最低工资标准的 80%；凭医疗证明请病假的，不得按事假、旷工处理或拒绝。",
        "In the medical period sick pay is at least 80 % of the local minimum wage; with a medical certif"
        "icate sick leave "
        "is neither refused nor treated as personal leave or absence.",
    ),
    instead=Text(
        "员工凭医疗机构证明请病假；医疗期内的病假工资按规定支付，不低于当地最低工资标准的 80%。",
        "Sick leave is given on a medical certificate; sick pay in the medical period is at least "
        "80 % of the local "
        "minimum wage.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:病假|因病)[^;]{0,12}(?:{WAGE})[^,;]{0,4}«(?:扣|不发|停发|全扣|不予)»",
            r"(?:{SICK})[^;]{0,10}«(?:只|仅)»(?:能|予)?(?:发放?|支付|给)",
            r"(?:病假|因病)[^;]{0,8}«不(?:算|计|拿)»(?:工资|薪|钱)",
            r"(?:病假|因病)[^;]{0,10}«(?:罚|扣)»[^;]{0,4}{NUM}",
            r"(?:{SICK})[^;]{0,20}«否则»[^;]{0,4}(?:不准|不批|旷工|不予)",
            (
                "(?:{SICK})[^;]{0,18}«(?:不(?:予|再|会)?(?:发|支付|计发|计|付|给|带)|无薪|停薪|停发|没有|无|"
                "不带薪|扣(?:除|发)?(?:全部|当日|双倍|{NUM}倍|全额)|零)»[^,;]{0,6}(?:工资|薪|报酬|待遇|钱)?"
            ),
            (
                "(?:{SICK})[^;]{0,14}«(?:按|视为|视同|算作?|作为|记为|以|一律按|当作)»[^,;]{0,4}(?:旷工|事假|"
                "缺勤|离职|无薪)"
            ),
            "«(?:不(?:批准|批|准|予批准|允许|受理|接受|得请|能请)|拒绝|禁止|无)»[^,;]{0,6}(?:病假|因病请假)",
            "(?:病假|病休)[^;]{0,10}«(?:一律不批|不批|不予批准|不准|不受理|停批)»",
            "(?:病假|因病)[^;]{0,14}«(?:罚|扣)»[^;]{0,8}(?:{NUM}元|{NUM}倍|双倍|{NUM}天)",
            *below(80, "(?:病假工资|病假期间|病假)[^;]{0,14}最低工资[^;\\d]{0,8}(?:{PERCENT})"),
            (
                "(?:病假|请病假)[^;]{0,16}«(?:找人(?:顶|替|代)|自找(?:顶|替)|找[^,;]{0,3}(?:替班|顶班|替岗|代班|"
                "人替|人顶)|自行找人)»"
            ),
        ),
        lawful=(
            "不低于[^,;]{0,10}(?:80%|百分之八十)",
            "(?:伪造|虚假|假病|未提交|不提供|未提供|拒不提供|无病假证明|无证明|虚构|骗取)",
            "(?:照发|依法支付|按规定支付|按照规定支付)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:{PAY})~«(?:stops?|ceases?|suspended|not paid|cancelled)\b»~(?:sick\w*|ill\w*)",
            r"(?:{SICK})…«(?:living|subsistence) allowance»",
            r"«(?:do|does|will|shall)(?: ?not|n't)» pay~(?:sick\w*|illness)",
            (
                r"(?:{SICK}|day off sick)…«(?:costs?|docked|deducted|fined|loses?|forfeits?|without)»…(?:pay|"
                r"wages?|salary|{SUM})"
            ),
            (
                "(?:{SICK})…«(?:unpaid|without pay|not paid|no (?:pay|wages?|salary)|treated as|counts? as|"
                "counted as|deemed|recorded as|considered|not be paid|is unpaid)»"
            ),
            "«(?:no (?:pay|wages?|salary)|unpaid)»~\\b(?:sick|ill\\w*|medical)\\b",
            (
                "(?:sick (?:leave|days?))~«(?:not (?:be )?(?:granted|approved|accepted|allowed|permitted)|"
                "refused|denied|banned|forbidden|impossible)»"
            ),
            "«(?:no|not)» (?:\\w+ )?sick (?:leave|days)",
            *below(80, "sick (?:pay|leave|days?)[^;]{0,50}?{PERCENT} of the (?:local )?minimum"),
            "(?:{SICK})…«find»~(?:cover|replacement|substitute)",
        ),
        lawful=(
            (
                "(?:forged|false|fake)|without (?:a )?(?:medical )?certificate|at least 80|not (?:less|"
                "lower) than 80|(?:not|never) (?:\\w+ ){0,2}(?:treated|counted|deemed|recorded|considered)"
            ),
            "no certificate",
        ),
    ),
)

FAMILY = Topic(
    id="leave.family",
    title=Text("产假、婚丧假等不给或不带薪", "Maternity, marriage and bereavement leave"),
    articles=("O619 7", "LL 51", "WP 11"),
    why=Text(
        "产假不少于 98 天，产检计入劳动时间，哺乳时间每天 1 小时；婚假、丧假、产假期间依法支付工资或生育津贴。",
        "Maternity leave is at least 98 days, check-ups count as work and nursing time is an hour a day; marriage, "
        "bereavement and maternity leave are paid.",
    ),
    instead=Text(
        "女职工享受不少于 98 天的产假及地方增加的假期，产检计入工作时间；婚假、丧假期间工资照发。",
        "Women have at least 98 days of maternity leave and what the province adds, check-ups count as work; wages "
        "continue during marriage and bereavement leave.",
    ),
    zh=Signs(
        unlawful=(
            (
                "(?:产假|婚假|丧假|陪产假|护理假|哺乳(?:时间|假)?|产检|流产假|育儿假)[^;]{0,18}«(?:不(?:予|再|会|"
                "享受|批准|批|带)?(?:发|支付|计发|计|付|给|带|批|准|享受)?(?:工资|薪)|无薪|停薪|停发|没有|不给|"
                "不批|不予|事假|自理|取消|旷工|不享受|不带薪)»"
            ),
            ("«(?:不(?:享受|享有|设|提供|给|予|批)|无|没有|取消)»[^,;]{0,6}(?:产假|婚假|丧假|陪产假|哺乳时间|哺乳假)"),
            *below(98, "产假[^,;\\d]{0,10}«{N}[天日]»"),
            "产假[^,;\\d]{0,8}«(?:一|两|三|1|2|3)个?月»",
        ),
        lawful=("(?:增加|另加|难产|多胞胎|奖励)|(?:流产|陪产)假?[^,;]{0,8}{NUM}[天日]",),
    ),
    en=Signs(
        unlawful=(
            (r"(?:maternity|check-?ups?|bereavement|marriage leave|paternity)…«(?:deducted|docked|" r"taken) from»"),
            *below(98, r"{N} days(?: of|') maternity leave"),
            (
                "(?:maternity|marriage|bereavement|paternity|nursing|check-?ups?|funeral|parental)…«(?:unpaid|"
                "without pay|not paid|no (?:pay|wages?|salary)|not (?:be )?(?:granted|approved)|personal leave|"
                "absence)»"
            ),
            "«no» (?:\\w+ )?(?:maternity|marriage|bereavement|nursing) (?:leave|time|break)",
            *below(98, "(?:maternity leave)[^;]{0,30}?{N} days"),
            "(?:maternity leave)[^;]{0,20}«(?:one|two|three|1|2|3) months?»",
        ),
        lawful=("additional|extra|miscarriage|paternity leave of",),
    ),
)

TOPICS = (ANNUAL, SICK, FAMILY)
