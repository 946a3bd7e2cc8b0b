"""Ending employment: protected people, and leaving that is only presumed."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

PROTECTED = Topic(
    id="ending.protected",
    title=Text("婚育限制、辞退三期和患病员工", "Marriage, pregnancy, sickness"),
    articles=("LCL 42", "O619 5", "LL 29"),
    severity=Severity.GRAVE,
    why=Text(
        "不得限制女职工结婚、生育，不得因怀孕、生育、哺乳降低工资或解除合同；医疗期内也不得按第 40、41 条解除。",
        "Marriage and births may not be restricted; nobody's pay is cut or contract ended for preg"
        "nancy, maternity or "
        "nursing, nor under art. 40 or 41 in the medical period.",
    ),
    instead=Text(
        "公司不询问、不限制员工的婚育安排；孕期、产期、哺乳期和医疗期员工依法受保护，工资和岗位不因此降低。",
        "The company neither asks about nor restricts marriage and births; pregnancy, maternity,"
        " nursing and medical "
        "treatment are protected, and pay and post do not suffer.",
    ),
    zh=Signs(
        unlawful=(
            r"患有?[^,;]{0,8}(?:病|症)[^;]{0,14}«(?:{DISMISS}|劝)»",
            r"(?:{PREGNANT})[^;]{0,10}«(?:不得|不能|不可)»(?:担任|晋升|参评|竞聘|评优|参选)",
            r"(?:孕期|怀孕|哺乳)[^,;]{0,6}«(?:不得|不能|不可)»[^,;]{0,4}(?:申请|要求|提出)",
            r"{NUM}年(?:之?内)?«不»[^,;]{0,2}(?:生育|怀孕|结婚|婚育|备孕|要孩子|生孩子)",
            r"(?:患|得)[^,;]{0,6}病[^;]{0,10}«(?:主动|自行|应当?|须|请)»[^,;]{0,4}(?:提出)?(?:离职|辞职|离开)",
            r"(?:{PREGNANT})[^;]{0,20}«(?:调至|调到|调往|转至|转到|安排至|调离)»",
            (
                r"«(?:须|应|必须|需|请|如实)»[^;]{0,8}(?:填写|告知|说明|申报|报备|提供|登记|汇报)[^,;]{0,8}(?:婚"
                r"育|生育|怀孕|结婚|孕)"
            ),
            r"«已婚未育»[^;]{0,6}(?:谨慎|慎|不|勿|暂)",
            r"«限»[^,;]{0,4}(?:男|女|未婚|未育|已婚已育)(?!.{0,2}(?:更衣|厕|卫生))",
            r"(?:结婚|生孩子|怀孕|生育|二胎|备孕)[^;]{0,12}«(?:排队|报备|报批|提前(?:一年|半年|{NUM}个?月))»",
            r"(?:{PREGNANT})[^;]{0,16}«(?:最低|只发|仅发|停发|减半|打折|降级|参加夜班|上夜班|安排夜班|轮值夜班)»",
            r"(?:女性|女士|女员工|女职工|应聘|招聘|求职|要求)[^;]{0,14}«(?:已婚已育|未婚未育|已育|未婚)»",
            (
                r"«(?:无|没有|不打算|不考虑|承诺无|不再有)»[^,;]{0,8}(?:二胎|生育|怀孕|备孕|婚育|结婚)(?:计划|"
                r"打算|安排|意向)"
            ),
            r"(?:二胎|生育|怀孕|备孕|婚育|结婚)(?:计划|打算|意向)[^;]{0,10}«(?:不录|不予|不招|淘汰|优先|勿|免)»",
            (
                "«(?:不得|不能|不许|不可|禁止|不准|承诺不|保证不|不允许|同意不|严禁|不要)»[^,;]{0,6}(?:结婚|恋爱|"
                "谈恋爱|怀孕|生育|生孩子|婚育|要孩子|办公室恋情|二胎|备孕)"
            ),
            (
                "(?:{PREGNANT})[^;]{0,22}«(?:{DISMISS}|降薪|降低|调岗|停薪|扣|待岗|不予(?:录用|转正|续签)|"
                "不(?:再)?(?:录用|续签|续订)|一律|视为(?!出勤|工作|正常|劳动|"
                "全勤)|自行|自动|取消|最低工资|不发|减|事假)»"
            ),
            (
                "«(?:{DISMISS}|不予录用|不录用|不招|不招聘|拒招|不续签)»[^;]{0,10}(?:{PREGNANT}|已婚|未婚未育|"
                "已婚未育|孕妇)"
            ),
            (
                "(?:怀孕|生育|结婚|婚育|要孩子|二胎)[^;]{0,10}«(?:须|必须|需|应|要)»[^;]{0,10}(?:排队|批准|审批|"
                "报批|经[^,;]{0,6}同意|报名|轮流|提前(?:申请|申报))"
            ),
            "(?:已婚|未婚|未育|已育|男性|女性|婚育)[^;]{0,10}«(?:优先|限|不予|不录|不招|勿扰|免谈)»",
            "«(?:仅限|限|只招|只要|只招聘|只录用)»(?:男|女|未婚|已婚已育|{NUM}岁)",
            "(?:{SICK})[^;]{0,22}«(?:{DISMISS}|自动离职|自行离职|不再续签|劝退|办理离职|旷工)»",
            "(?:入职|录用|体检|应聘)[^;]{0,12}«(?:孕检|妊娠|验孕|怀孕检查|乙肝)»",
            (
                "(?:{NUM}年|合同期|服务期|试用期)内?[^,;]{0,4}«(?:不得|不能|不许|不可|禁止|不准|不允许)»"
                "[^,;]{0,4}(?:结婚|怀孕|生育|婚育|生|备孕)"
            ),
            "(?:孕妇|怀孕)[^;]{0,10}«(?:照常|照样|同样|一样|也要|也须|正常)»[^,;]{0,6}(?:加班|夜班|上夜班)",
        ),
        lawful=(
            "不(?:得|会|能|应|因|受|予|可)[^,;]{0,24}(?:解除|辞退|降低|影响|限制|歧视|减少|扣|终止|安排|询问|要求)",
            "(?:医疗期满|医疗期届满)",
            "(?:经|与)(?:本人|员工|其)[^,;]{0,4}(?:同意|申请|协商)",
            "(?:伪造|虚假|假)[^,;]{0,6}(?:病假|证明|病历|诊断)",
            (
                "(?:优先(?:安排|考虑|照顾|保障|调整)|照顾|调整到?较轻|减轻|可以?[^,;]{0,10}申请|"
                "享受)|(?:工资|待遇|薪)[^,;]{0,6}不(?:变|降|减|低)"
            ),
        ),
    ),
    en=Signs(
        unlawful=(
            (
                r"(?:{PREGNANT})…«(?:cannot|may not|must not|will not)» (?:become|be promoted|apply|"
                r"hold|lead|take part)"
            ),
            r"\b(?:chronic\w*|diseases?|illness\w*)\b…«(?:{DISMISS})»",
            r"«(?:may|can|must|shall)(?: ?not|n't)» (?:ask|request|apply)…(?:pregnan\w+|nursing)",
            r"«(?:{DISMISS})» (?:\w+ )?(?:sick|ill|pregnant) (?:employees|agents|staff|women)",
            r"(?:{PREGNANT})…«(?:lowest|worst|poorest)»",
            (
                r"(?:{PREGNANT})~«(?:should|must|have to|are (?:asked|advised|expected) to)» (?:resign|"
                r"leave|quit|take unpaid)"
            ),
            (
                r"«(?:relationships?|romance|dating|marriages?)\b» between~(?:forbidden|prohibited|banned|"
                r"not (?:allowed|permitted|tolerated))"
            ),
            (
                r"«(?:must|shall|(?:are|is) required to|have to|has to)» (?:state|disclose|declare|"
                r"report|inform|notify|reveal)…(?:marri\w+|pregnan\w+|children|family plans)"
            ),
            (
                r"\b(?:hir\w+|recruit\w*|wanted|vacanc\w+|applicants?|candidates?|female|male)\b…«(?:unmarried|"
                r"single|childless|married with|no plans? (?:for|to have) (?:a )?(?:child\w*|bab\w+|famil\w+))\b»"
            ),
            r"(?:(?:first|second|another|third) (?:child|baby))…«(?:approv\w+|permission|consent|{DISMISS})»",
            (
                r"(?:{PREGNANT})…«(?:not (?:be )?(?:considered|accepted|eligible|invited|promoted)|excluded|"
                r"rejected|turned down|lower[- ]paid|worse|disqualified)»"
            ),
            (
                "«(?:may|must|shall|can|will|do|agree\\w*|promis\\w+|undertak\\w+)(?: ?not|n't)(?: to)?» (?:get |"
                "become |be |fall )?(?:marry|married|pregnant|have (?:a |any )?(?:child|children|baby|babies)|"
                "conceive|date|start a family)"
            ),
            (
                "(?:{PREGNANT})…«(?:{DISMISS}|lower(?:ed)?|reduced|cut|deemed|demoted|unpaid|"
                "not (?:be )?(?:hired|renewed|employed|confirmed)|transferred|minimum wage|moved|loses?|"
                "without pay)»"
            ),
            (
                "«(?:{DISMISS}|not hire|do not hire|does not hire|will not hire|not employ|reject)»…"
                "(?:{PREGNANT}|marr(?:y|ied))"
            ),
            (
                "(?:pregnan\\w+|marriage|marry\\w*|having (?:a )?(?:child|children|baby)|births?|babies)…"
                "«(?:approv\\w+|permission|queue|according to (?:the|a)~schedule|register\\w*|"
                "waiting list|in turn|quota)»"
            ),
            "«(?:pregnancy test)»",
            "«(?:only|just)» (?:men|male|unmarried|single|women|female|people under \\d+)\\b",
            "«(?:unmarried|single|male)» (?:applicants|candidates|women) (?:only|preferred)",
            "(?:{SICK})…«(?:{DISMISS})»",
            (
                "«(?:{DISMISS})»…\\b(?:on |during |for |while |because of |who (?:is|are|fall|"
                "become) )(?:[\\w-]+ ){0,2}(?:{SICK})"
            ),
            (
                "(?:within|during|for) (?:the )?(?:first )?(?:{NUM} years|the contract|probation|service)…«not»"
                "~(?:marry|pregnan\\w+|child)"
            ),
            "\\bno (?:pregnancy|pregnancies|marriage|dating)\\b",
        ),
        lawful=(
            r"day shifts?|lighter|quieter|easier",
            (
                "(?:not|never|no|neither|nor|nobody) (?:\\w+ ){0,6}(?:dismiss\\w*|terminat\\w+|reduc\\w+|cut|"
                "lower\\w*|restrict\\w*|disadvantage\\w*|affect\\w*|\\bask(?:ed|"
                "s|ing)?\\b(?! to)|end(?:ed)?|suffer|fired|demoted)"
            ),
            (
                "after the medical period|medical period (?:has )?(?:end|expir)|at (?:their|her|"
                "his) (?:own )?request|forged|false|fake|protected|at the same pay"
            ),
        ),
    ),
)

DEEMED = Topic(
    id="ending.deemed",
    title=Text("视为自动离职", "Deemed to have resigned"),
    articles=("LCL 37", "LCL 39", "LCL 50"),
    why=Text(
        "辞职须由员工本人书面提出；法律没有“自动离职”，公司不能用“视为辞职”代替解除的事由和程序。",
        "Only the employee can resign, in writing; the law knows no automatic resignation,"
        " which cannot stand in for "
        "the ground and procedure of a dismissal.",
    ),
    instead=Text(
        "员工未按时到岗的，公司先联系本人了解情况并书面催告；仍不到岗的，依照规章制度和法定程序处理。",
        "Whoever does not come to work is contacted and asked in writing to return; only then do the rules and the "
        "lawful procedure apply.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:视[为同作如]|当作|默认|算作?|等同于?|按照?|以)»[^,;]{0,6}(?:自动|主动|自愿|自行|自己|本人|个人)"
            r"(?:提出)?(?:离职|辞职|辞工|离开|解除|解约|走人|退出)",
        ),
        lawful=(
            r"旷工|无故[^,;]{0,6}(?:不到岗|缺勤|失联)|无正当理由[^,;]{0,10}不(?:到岗|返岗|上班)",
            r"(?:不|不得|不会|不能)(?:将|把|视|当|因|以)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:deemed|considered|treated|regarded|counts?|taken|constitutes?|means?)» (?:\w+ ){0,3}"
            r"(?:(?:voluntar\w+ |automatic\w* )?(?:resigned|resigning|resignation|quit|quitting|departure|left)|"
            r"abandon\w+ (?:of )?(?:the |their )?(?:job|post))\b",
        ),
        lawful=(
            (r"without (?:good |valid |a )*(?:reason|excuse)|unexplained|absen\w+ for|if (?:the|" r"a) resignation"),
        ),
    ),
)

TOPICS = (PROTECTED, DEEMED)
