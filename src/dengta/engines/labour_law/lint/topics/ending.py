"""Ending employment: protected people, bottom ranking, dismissal at will."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

PROTECTED = Topic(
    id="ending.protected",
    title=Text("婚育限制、辞退三期和患病员工", "Marriage, pregnancy, sickness"),
    articles=("LCL 42", "O619 5", "LL 29"),
    severity=Severity.GRAVE,
    why=Text(
        "不得限制女职工结婚、生育，不得因怀孕、产假、哺乳降低工资或解除合同；医疗期内也不得按第 40、41 条解除。",
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

BOTTOM = Topic(
    id="ending.bottom_rank",
    title=Text("末位淘汰", "Bottom-ranking elimination"),
    articles=("LCL 40(2)", "LCL 39", "BJCASES"),
    why=Text(
        "排名末位不等于不能胜任工作；须证明不能胜任，经培训或调岗后仍不能胜任，才可依法解除并支付补偿。",
        "The last in a ranking is not thereby incompetent: incompetence is proved, then training o"
        "r another post, then "
        "proved again, with notice and severance.",
    ),
    instead=Text(
        "考核结果用于辅导：未达到岗位标准的，安排培训或调整岗位；仍不能胜任的，依照《劳动合同法》第 40 条处理。",
        "Results serve coaching: whoever is below the standard of the post is trained or given ano"
        "ther post; only then "
        "does art. 40 of the Labour Contract Law apply.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:考核|绩效|业绩|评比|排名)[^;]{0,8}后{NUM}%[^;]{0,10}«(?:解聘|{DISMISS}|优化|淘汰)»",
            r"«(?:强制)?淘汰(?:率|比例|名额|指标)»",
            "«末位(?:淘汰|辞退|离岗|出局|优化|淘汰制|解除)»",
            (
                "(?:末位|末尾|倒数|排名|垫底|最后(?:一名|{NUM}名|{NUM}%)|后{NUM}(?:名|%|位)|末{NUM}(?:名|%|位)|"
                "最低的?{NUM}(?:名|%|人)|名次)[^;]{0,24}«(?:{DISMISS}|离岗|待岗|转岗|降薪|降级|优化|出局|自动离)»"
            ),
            "«(?:{DISMISS}|优化|末位)»[^;]{0,10}(?:末位|倒数|排名|垫底|后{NUM}%|最后{NUM})",
            (
                "(?:业绩|考核|绩效|满意度|kpi|质检)[^;]{0,12}(?:连续)?[^;]{0,10}(?:不达标|未达标|不合格|未完成|"
                "不佳|排名末|d级|c级)[^;]{0,12}«(?:直接|立即|当即|自动|自行|立刻|即|一律)»(?:{DISMISS})"
            ),
        ),
        lawful=(
            (
                "(?:不|非|不得|不会)(?:能|会|得|作为|构成|等于|直接|因|因此|单独|以|将|予|实行|搞|"
                "采用)[^,;]{0,14}(?:{DISMISS}|依据|理由|不能胜任|胜任|处罚)"
            ),
            "(?:培训|辅导)[^;]{0,30}(?:仍不能胜任|仍不)|仍不能胜任",
            "辅导|帮扶",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:{DISMISS})»…rank(?:s|ed|ing)? (?:last|lowest|at the bottom)",
            r"«(?:{DISMISS}|cut|removed|released)»…(?:based on|by|according to|under)~rank\w*",
            "(?:bottom|lowest|last|worst|ranking|ranked|rank)…«(?:{DISMISS}|weeded|culled|replaced|cut)»",
            (
                "«(?:{DISMISS}|weeded|culled|cut)»…(?:bottom|lowest|last place|ranked last|worst)~(?:\\d|percent|"
                "per cent|%|perform\\w*|rank\\w*|ten|five|of|agents?|scor\\w+|place|each|every|in)"
            ),
            "«(?:bottom|last|lowest)[- ](?:ranking|ranked|place)? ?(?:elimination|out)\\b»",
            "«(?:rank and yank|up or out)»",
            "(?:targets?|quota|kpis?)…«(?:automatically|immediately|at once|on the spot)» (?:{DISMISS})",
        ),
        lawful=(
            (
                "(?:not|never|no) (?:\\w+ ){0,6}(?:ground|reason|dismiss\\w*|incompeten\\w+|terminat\\w+|"
                "eliminat\\w+|end)"
            ),
            "coach\\w*|(?:training|trained)[^;]{0,80}(?:again|still|art|only then)|support plan",
        ),
    ),
)

AT_WILL = Topic(
    id="ending.at_will",
    title=Text("随意解除、不付补偿", "Dismissal at will, without compensation"),
    articles=("LCL 39", "LCL 46", "LCL 87"),
    why=Text(
        "解除劳动合同须有法定事由和程序；除第 39 条等情形外应支付经济补偿，违法解除支付两倍赔偿金。",
        "A contract ends only on a ground of the law and by its procedure; severance is owed save "
        "under art. 39, and "
        "twice as much where the dismissal was illegal.",
    ),
    instead=Text(
        "公司依照《劳动合同法》规定的事由和程序解除劳动合同，事先将理由通知工会，并依法支付经济补偿。",
        "The company ends contracts on the grounds and by the procedure of the Labour Contract Law, tells"
        " the union the "
        "reason first, and pays the severance due.",
    ),
    zh=Signs(
        unlawful=(
            r"«任何»(?:一条|一项|一次|规定|条款|错误)[^;]{0,14}(?:{DISMISS})",
            r"«(?:无|没有|不享有|无权)»(?:任何|提出)?(?:申辩|申诉|陈述|抗辩)(?:权|的权利|机会)",
            r"«(?:无论|不论|不管)»[^,;]{0,8}(?:责任|原因|对错|是否)[^;]{0,14}(?:{DISMISS})",
            r"«(?:放弃|豁免)»[^,;]{0,6}(?:经济)?(?:补偿|赔偿)金",
            r"(?:公司|单位|甲方)[^,;]{0,6}«不(?:再|予)?(?:承担|支付|给予|付|作出?)»[^,;]{0,6}补偿",
            (
                r"(?:公司|单位|主管|解除|辞退|终止|开除|试用)[^;]{0,24}«(?:无[需须]|不必|不用|不需|"
                r"不)»(?:说明|给出|提供|陈述|告知)[^,;]{0,4}(?:理由|原因)"
            ),
            r"(?:公司|单位|主管|领导)[^,;]{0,2}«认为»[^;]{0,20}(?:{DISMISS})",
            (
                r"(?:解除|终止|辞退|开除|裁员)[^;]{0,10}«(?:无需|无须|不必|不用|不需|不)»[^;]{0,6}(?:通知|"
                r"告知|征求|听取|经过?)[^;]{0,6}(?:工会|员工|本人|程序)"
            ),
            r"(?:补偿|补偿金)[^;]{0,8}«(?:统一|一律|固定|最多|至多|仅|只)»[^,;]{0,6}(?:{NUM}个?月|{NUM}元|半)",
            r"(?:补偿)[^;]{0,16}与(?:工龄|司龄|工作年限|年限)«无关»",
            r"«自动(?:解除|终止)»[^,;]{0,6}(?:合同|关系)",
            r"(?:走|辞退|解除|开除|裁|劝退)[^;]{0,14}«(?:没有|没)»(?:任何)?(?:经济)?(?:赔偿|补偿)",
            r"«(?:无[需须]|不必|不用|不需)»(?:支付|给予|承担|作出)?(?:任何)?(?:形式的)?(?:经济)?(?:补偿|代通知金)",
            r"«(?:任何时候|任何理由|任何原因|随时)»[^;]{0,14}(?:解除|终止|辞退|解雇|开除)",
            (
                r"(?:解除|终止|辞退|解雇|开除|离职|终止合同)[^;]{0,14}«(?:不得|不能|无权|不可)(?:要求|主张|索要|"
                r"索取)»[^,;]{0,6}(?:补偿|赔偿)"
            ),
            r"(?:公司|单位|甲方)[^,;]{0,4}(?:可以?|有权)?«随时»[^,;]{0,6}(?:让|叫|请)[^,;]{0,6}(?:走|离)",
            (
                "«(?:随时|任意|无条件|单方|随意|无需理由|无理由|不需要?理由|无须理由|直接|有权立即|立即|即时|"
                "当即|立刻|当场)»[^;]{0,12}(?:解除|辞退|开除|解雇|终止|清退|劝退)[^;]{0,20}(?:不|无|"
                "没有)[^;]{0,8}(?:补偿|赔偿|代通知金|通知)"
            ),
            "«(?:随时|任意|无条件|随意|无需理由|无理由|不需要?理由)»[^;]{0,8}(?:解除|辞退|开除|解雇|终止|清退)",
            (
                "(?:解除|辞退|开除|解雇|终止|劝退|裁员|优化|清退|淘汰|离职|离开|到期|不续)[^;]{0,20}«(?:不(?:予|"
                "再|会|作|做|给予|需|必|承担)?(?:支付|给|补偿|赔偿|付|发)?(?:任何)?(?:形式的)?(?:经济)?(?:补偿|"
                "赔偿)|无(?:任何)?(?:经济)?(?:补偿|赔偿)|没有(?:任何)?(?:经济)?(?:补偿|赔偿)|放弃(?:一切|"
                "任何)?(?:经济)?(?:补偿|赔偿)|概不(?:补偿|赔偿|负责))»"
            ),
            (
                "«(?:不(?:予|再|会|给|用)?(?:支付|给予|给|付)?|无|没有|放弃)(?:任何)?(?:经济)?(?:补偿金|补偿|"
                "赔偿金)»[^;]{0,12}(?:解除|辞退|开除|解雇|终止|劝退|裁|离)"
            ),
            (
                "(?:公司|单位|企业|主管)[^,;]{0,6}«(?:可以?|有权|得)»(?:随时|任意|无理由|单方)(?:解除|辞退|开除|"
                "终止|解聘|让)"
            ),
            (
                "(?:迟到|早退|请假|投诉|差评|一次|顶撞)[^;]{0,10}«(?:立即|立刻|直接|当场|马上|一律)»(?:开除|辞退|"
                "解除|解雇|走人)"
            ),
            (
                "试用期(?:内|期间)?[^;]{0,8}«(?:公司)?(?:可以?|有权)?(?:随时|任意|无理由|无需理由|无条件)»"
                "[^;]{0,8}(?:解除|辞退|终止|开除|淘汰|走)"
            ),
            "(?:怀孕|业务调整|岗位取消|系统替代|ai替代|机器人)[^;]{0,12}«(?:自动|即)(?:解除|终止|离职)»",
        ),
        lawful=(
            r"(?:提出|主动)(?:辞职|离职|解除)|辞职的",
            r"依法不(?:支付|予)|维持[^,;]{0,8}(?:条件|待遇)",
            r"十二个月|12个月|年限[^,;]{0,8}每满",
            r"(?:合同)?(?:到期|期满|届满)[^,;]{0,6}自动终止|退休",
            "(?:三十九条|39条)",
            "(?:劳动者|员工)(?:可以?|有权|可随时|可)[^,;]{0,8}(?:解除|辞)",
            "依法(?:支付|给付|计发)[^,;]{0,6}补偿",
            "(?:严重违反|严重违纪|严重失职|刑事责任)[^;]{0,40}",
        ),
    ),
    en=Signs(
        unlawful=(
            (
                r"«(?:need not|(?:does|do|will|shall|is) not(?: have "
                r"to| obliged to| required to)?)» (?:pay|"
                r"owe) (?:any )?(?:severance|compensation)\b"
            ),
            r"\bany (?:rule|breach|violation|mistake|offence|provision)\b…«(?:{DISMISS})»",
            r"«no (?:severance|compensation|economic compensation)\b»~(?:paid|payable|due|owed|when|if)",
            r"«(?:{DISMISS})»~(?:contracts? )?(?:immediately|at once|on the spot)",
            r"«(?:{DISMISS})» (?:at once|immediately|on the spot|instantly|right away)",
            r"«(?:waiv\w+|gives? up|giving up|renounc\w+)»~(?:severance|compensation)",
            (
                r"(?:company|management|supervisors?|managers?)~«(?:considers?|deems?|believes?|thinks?|"
                r"finds?)»…(?:{DISMISS})"
            ),
            (
                r"«(?:need not|does not need to|do not need to|not (?:obliged|required) to|without)» ?(?:inform"
                r"\w*|notif\w*|consult\w*|hear\w*|tell\w*|giv\w+ notice)…(?:terminat\w+|dismiss\w*)"
            ),
            r"\bseverance\b…«(?:regardless|irrespective|in all cases|whatever)»",
            (
                r"(?:complaints?|late\w*|mistakes?|errors?|absen\w+|targets?)…«(?:will|shall|is|are)» (?:be )?(?"
                r":immediately |automatically )?(?:{DISMISS})(?:~(?:without|exception)|$|\.)"
            ),
            (
                r"(?:{DISMISS})…«(?:for any reason|at any time|without (?:giving |any )?(?:reasons?|"
                r"cause)|owes? nothing)»"
            ),
            (
                "«(?:may|can|reserves? the right to|is entitled to|has the right to|is free to)»~(?:{DISMISS})…"
                "(?:at any time|at will|without (?:\\w+ ){0,3}(?:reason|cause|notice|compensation|severance|"
                "explanation)|for any reason|whenever)"
            ),
            (
                "«(?:{DISMISS})»~(?:at any time|at will|on the spot|without (?:\\w+ ){0,3}(?:reason|cause|"
                "compensation|severance|explanation)|for any reason)"
            ),
            (
                "(?:{DISMISS}|expir\\w+|not (?:be )?renew\\w*|redundan\\w+|replaced by)…«(?:no|without(?: any)?|"
                "not (?:be )?(?:pay|paid|entitled to|receive)|free of|waiv\\w+)»~(?:severance|compensation|"
                "notice|payment)"
            ),
            (
                "«(?:no|without(?: any)?|waiv\\w+)» (?:severance|compensation)(?: pay)?~\\b(?:{DISMISS}|when|if|"
                "on|upon|for|at)"
            ),
            "\\bemployment (?:is|shall be) «at[- ]will»",
            "(?:late\\w*|complaint|mistake|once)…«(?:immediately|on the spot|at once|instantly)» (?:{DISMISS})",
        ),
        lawful=(
            r"(?:employee|agent|staff)s? (?:resigns?|who resigns?)|resignation",
            (
                "art(?:icle|\\.)? ?39|serious(?:ly)? (?:breach|misconduct|violat)|(?:employee|agent|"
                "staff)s? may (?:end|terminate|leave)|(?<!no )severance (?:is|shall be) paid|(?:end|terminat\\w+)"
                "~\\b(?:call|chat|conversation)\\b"
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

TOPICS = (PROTECTED, BOTTOM, AT_WILL, DEEMED)
