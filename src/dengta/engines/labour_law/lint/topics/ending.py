"""Changing and ending the contract: transfers, rules changed alone, arbitration, dismissal, protected people."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

TRANSFER = Topic(
    id="ending.transfer",
    title=Text("任意调岗降薪", "Transfer and pay cut at will"),
    articles=("LCL 35", "LCL 29"),
    why=Text(
        "变更岗位、地点和报酬须协商一致并采用书面形式；单方调岗须有经营需要且不降低待遇、不带侮辱性。",
        "Post, place and pay are changed in writing and by agreement; a transfer for business needs may not lower the "
        "terms or insult.",
    ),
    instead=Text(
        "因工作需要调整岗位的，公司说明理由并与员工协商，书面确认；调整后工资和劳动条件不低于原标准。",
        "Where work requires another post, the company gives the reason, agrees it with the person in writing, and pay "
        "and conditions are no worse than before.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:调往|调到|调至|支援|调动|派往)[^;]{0,20}(?:不服从|拒绝|不去|不愿)[^;]{0,4}«(?:{DISMISS}|{PUNISH})»",
            r"«(?:派往|调往|调至|派到|安排到|调到|调整到)»[^,;]{0,4}任[何意]",
            "«(?:随时|任意|单方|随意|有权随时|无条件|自行决定|直接|无需[^,;]{0,8}同意|有权根据[^;]{0,14})»[^;]{0,14}(?:调整|变更|调动|调换|调岗|转岗|降低|降薪|调薪|改变)[^;]{0,16}(?:岗位|工作地点|工资|薪|职位|工种|城市|待遇|待岗|班组)?",
            "(?:岗位|工作地点|工资|薪资|薪酬|职位|待遇)[^;]{0,14}«(?:可?随时|任意|单方|随意)»[^,;]{0,6}(?:调整|变更|降低|改变|调)",
            "(?:必须|应当?|须|要)«(?:无条件|绝对|完全)?(?:服从|接受)»[^;]{0,14}(?:调岗|岗位调整|岗位调动|调动|工作安排|轮岗|外派|降薪|调薪|工作调配|调配)",
            "(?:不服从|拒绝|不接受|不同意|不配合)[^,;]{0,10}(?:调岗|岗位调整|岗位调动|调动|工作调配|岗位安排|降薪|调薪|外派|轮岗|调配|异地)[^;]{0,12}«(?:{DISMISS}|{PUNISH}|视为)»",
            "(?:调岗|岗位调整|转岗)(?:后|的)?[^;]{0,10}«(?:薪随岗变|降薪|工资随之|工资相应|降低|下调)»",
            "«薪随岗变|岗变薪变|易岗易薪»",
        ),
        lawful=("协商一致|经(?:本人|员工|双方|劳动者|其)[^,;]{0,6}(?:书面)?同意|与(?:员工|本人|劳动者)(?:书面)?协商|征得", "不(?:低于|降低|减少)[^,;]{0,8}(?:原|工资|待遇|薪|标准)|(?:工资|待遇|薪)[^,;]{0,4}不(?:变|降|低)"),
    ),
    en=Signs(
        unlawful=(
            r"\b(?:salary|pay|wages?|position|post|job|workplace|duties|place of work)…«(?:may|can|will) be» (?:lowered|reduced|cut|changed|altered|adjusted|moved)~(?:at the discretion|at any time|at will|without (?:\w+ ){0,3}(?:consent|agreement|notice)|unilateral|as the company|whenever|if management)",
            "«(?:may|can|reserves? the right to|is entitled to|shall be entitled to|has the right to|is free to|will)»…(?:transfer|move|reassign|relocate|change|alter|lower|reduce|cut|adjust|demote)…(?:at any time|at will|at its (?:sole )?discretion|without (?:\\w+ ){0,3}(?:consent|agreement|consult\\w*|reason|notice)|unilateral\\w*|as it sees fit|whenever)",
            "«(?:at any time|at will|unilateral\\w*|without (?:\\w+ ){0,3}(?:consent|agreement|asking)|at its (?:sole )?discretion)»…(?:transfer|move|reassign|relocate|change|lower|reduce|cut|adjust)~(?:{EMP}|post|pay|salary|position|wages?|workplace|job)",
            "(?:refus\\w+|declin\\w+|reject\\w*|do(?:es)? not accept)~(?:transfer\\w*|reassign\\w*|relocat\\w+|new post|pay cut|another post|move)…«(?:{DISMISS}|{PUNISH}|deemed)»",
            "(?:must|shall|has to|have to)~«(?:accept|obey|follow|comply with)»~(?:any|every|all|whatever|a|an)~(?:transfer|reassign|relocat|post|move|pay cut|pay change)",
            "\\b(?:transfer\\w*|reassign\\w*)…«(?:pay|salary|wage)s?»~(?:lower|reduced|cut|follow)",
        ),
        lawful=("by agreement|agreed (?:with|in writing)|with (?:the|their|your) (?:written )?(?:consent|agreement)|consent of the (?:employee|person)|(?:no|not) (?:be )?(?:worse|lower|reduced)|after consult",),
    ),
)

PROCEDURE = Topic(
    id="ending.rules_changed",
    title=Text("单方修改规章制度", "Rules changed without procedure"),
    articles=("LCL 4", "J1 50"),
    why=Text(
        "直接涉及员工切身利益的制度，须经职工代表大会或全体职工讨论，与工会或职工代表协商确定，并公示或告知。",
        "Rules that touch the staff's interests are discussed by the staff, settled with the union or representatives, "
        "and published or told to each person.",
    ),
    instead=Text(
        "本制度的修改经职工代表大会或全体职工讨论，与工会或职工代表平等协商确定，公示后施行。",
        "Changes of these rules are discussed by the staff congress or all staff, settled with the union or "
        "representatives, and take effect once published.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:单方)»[^,;]{0,4}(?:制定|制订|修订|修改)",
            r"(?:默认|视为)[^,;]{0,6}«(?:遵守|接受|同意)»[^,;]{0,6}(?:一切|所有|后续)?[^,;]{0,4}修[改订]",
            "(?:公司|单位|企业|管理层|部门)[^;]{0,10}«(?:有权|可以?|保留)»[^;]{0,8}(?:随时|单方|自行|任意|随意)[^;]{0,8}(?:修改|变更|调整|修订|解释|制定|更改)[^;]{0,8}(?:制度|规定|规章|规则|手册|办法|条款)",
            "(?:制度|规定|规章|规则|手册|办法)[^;]{0,16}«(?:随时|单方|自行|任意|随意)»[^;]{0,6}(?:修改|变更|调整|修订|更改)",
            "(?:制度|规定|规章|规则|手册|办法|修改|修订)[^;]{0,24}«(?:无需|无须|不需|不必|不用|不再|不经|未经)»[^;]{0,10}(?:通知|公示|协商|讨论|征求|同意|告知|征询|职工代表|工会|表决)",
            "«(?:无需|无须|不需|不必|不用|不经)»[^;]{0,12}(?:通知|公示|协商|讨论|征求|告知|职工代表|工会|表决)[^;]{0,12}(?:修改|变更|调整|修订|制度|生效|执行)",
            "(?:制度|规定|规章|手册)[^;]{0,12}«(?:最终解释权|解释权)»[^;]{0,4}(?:归|属|由)",
            "(?:制度|规定|规章|手册|口头通知)[^;]{0,10}«(?:一经发布|发布即|发布之日|即刻|即日)»[^;]{0,10}(?:默认|视为(?:全员|全体|员工|已)?(?:同意|知晓|接受))",
        ),
        lawful=("(?:经|由)(?:职工代表|全体职工|职代会|工会)[^;]{0,20}(?:讨论|协商|审议)",),
    ),
    en=Signs(
        unlawful=(
            r"«(?:needs?|requires?) no» (?:\w+ )?(?:consult\w+|discuss\w+|notice|publication)",
            "«(?:may|can|reserves? the right to|is entitled to|has the right to|is free to)»~(?:change|amend|alter|revise|modify|rewrite)~(?:these |the |any |this |its |company )?(?:\\w+ )?(?:rules?|handbook|polic(?:y|ies)|regulations|rule book)~(?:at any time|at will|without|unilateral|at its|as it|whenever|$|\\.)",
            "(?:rules?|handbook|polic(?:y|ies)|regulations)…«(?:changed|amended|altered|revised|modified)»~(?:at any time|at will|without (?:\\w+ ){0,3}(?:notice|consult|discuss|agree|consent|procedure)|unilateral|whenever)",
            "(?:changes?|amendments?|rules?)…«(?:without|no)» (?:\\w+ ){0,2}(?:notice|consultation|discussion|publication|announcement)~(?:required|needed|necessary|to|of|with)?",
            "«without (?:prior )?(?:consult\\w+|discuss\\w+|notice)»…(?:change|amend|revise)~(?:rules?|handbook|polic)",
        ),
        lawful=("discussed (?:by|with)|settled with the union|after (?:discussion|consultation)",),
    ),
)

ARBITRATION = Topic(
    id="ending.arbitration",
    title=Text("放弃仲裁、诉讼权利", "Waiving arbitration"),
    articles=("ARB 5", "LCL 26", "LL 77"),
    severity=Severity.GRAVE,
    why=Text(
        "申请仲裁、提起诉讼、向劳动监察投诉是法定权利，放弃的约定无效；不得因此处分员工。",
        "Arbitration, court and complaints to the labour inspectorate are statutory rights; a waiver is void, and nobody "
        "is punished for using them.",
    ),
    instead=Text(
        "发生劳动争议的，双方可以协商、申请调解，也可以依法申请仲裁、提起诉讼；公司不因此对员工作不利对待。",
        "Disputes may be settled by talks or mediation, or taken to arbitration and court; nobody is treated worse for it.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:劳动局|仲裁|劳动监察|告公司)[^;]{0,14}«(?:别想|后果|休想|黑名单|走着瞧|混)»",
            "«(?:放弃|不得|不能|不许|不可|禁止|不再|不允许|承诺不|保证不|同意不|无权|不准|自愿不|严禁)»[^;]{0,16}(?:仲裁|诉讼|起诉|劳动监察|劳动局|上访|信访|12333|12345|投诉公司|举报公司|告公司|向[^,;]{0,10}(?:投诉|举报)|维权)",
            "(?:仲裁|诉讼|起诉|劳动监察|劳动局|12333|12345)[^;]{0,12}«(?:权利均?(?:已|予以)?放弃|放弃|开除|辞退|解除|扣|取消|罚|记过|处分|追究|违纪|后果自负|不予)»",
            "(?:擅自|私自|向外|自行)?(?:申请仲裁|提起仲裁|起诉|到劳动(?:局|监察)|向劳动(?:局|监察))[^;]{0,16}«(?:视为|按|一律|予以)»[^;]{0,8}(?:违纪|处|辞退|解除|开除|离职|放弃)",
            "«一切(?:劳动)?(?:争议|纠纷)»[^;]{0,16}(?:最终|裁决|决定)(?:由|以)?公司",
            "(?:争议|纠纷)[^;]{0,14}«(?:只能|仅能|仅可|一律)»[^;]{0,12}(?:内部|公司)",
            "(?:无任何|再无|不存在任何)«(?:劳动)?(?:争议|纠纷)»[^;]{0,20}(?:放弃|不得)",
        ),
        lawful=("(?:仲裁|诉讼|权利)[^;]{0,10}(?:不受|不因|不会)[^,;]{0,10}(?:影响|限制|不利|报复)", "有权[^;]{0,14}(?:仲裁|起诉|诉讼|投诉|举报)", "不得(?:打击报复|报复|阻挠|限制|因|干涉|以任何[^,;]{1,4}(?:打击|报复|阻|限制|干))"),
    ),
    en=Signs(
        unlawful=(
            "«(?:{WAIVE}|promis\\w+ not to|agree\\w* not to|undertak\\w+ not to)»…(?:arbitrat\\w+|court|litigat\\w+|lawsuit|sue|suing|legal action|labou?r (?:inspect\\w+|bureau|authorit\\w+|dispute)|complain\\w* to)",
            "«(?:may|must|shall|can|will) ?not|(?:is|are) not allowed to|forbidden to|prohibited from|nobody may|no (?:one|employee|agent) may»…(?:arbitrat\\w+|sue\\b|lawsuit|litigat\\w+|labou?r (?:inspect\\w+|bureau|authorit\\w+)|legal action|go(?:ing)? to court)",
            "(?:arbitrat\\w+|lawsuit|labou?r (?:inspect\\w+|bureau|authorit\\w+)|suing|going to court|legal action)…«(?:{DISMISS}|{PUNISH}|waived|excluded|given up)»",
            "(?:disputes?)…«(?:only|exclusively|solely|final(?:ly)?)»~(?:internal\\w*|by the company|by management|inside the company)",
        ),
        lawful=("(?:no|not|never) (?:\\w+ ){0,4}(?:retaliat\\w+|worse|disadvantage|punish\\w*|sanction\\w*|penali\\w+|affect\\w*|limit\\w*|restrict\\w*|prevent\\w*|hinder\\w*|dismiss\\w*)|retaliation|(?:has|have|keeps?|retains?) the right to (?:apply|go|bring|sue|arbitrat|complain)|(?:may|can|free to) (?:apply|go|bring|take|turn)[^;]{0,30}(?:arbitrat|court|inspect)",),
    ),
)

PROTECTED = Topic(
    id="ending.protected",
    title=Text("婚育限制、辞退三期和患病员工", "Marriage, pregnancy, sickness"),
    articles=("LCL 42", "O619 5", "LL 29"),
    severity=Severity.GRAVE,
    why=Text(
        "不得限制女职工结婚、生育，不得因怀孕、产假、哺乳降低工资或解除合同；医疗期内也不得按第 40、41 条解除。",
        "Marriage and births may not be restricted; nobody's pay is cut or contract ended for pregnancy, maternity or "
        "nursing, nor under art. 40 or 41 in the medical period.",
    ),
    instead=Text(
        "公司不询问、不限制员工的婚育安排；孕期、产期、哺乳期和医疗期员工依法受保护，工资和岗位不因此降低。",
        "The company neither asks about nor restricts marriage and births; pregnancy, maternity, nursing and medical "
        "treatment are protected, and pay and post do not suffer.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:女性|女士|女员工|女职工|应聘|招聘|求职|要求)[^;]{0,14}«(?:已婚已育|未婚未育|已育|未婚)»",
            r"«(?:无|没有|不打算|不考虑|承诺无|不再有)»[^,;]{0,8}(?:二胎|生育|怀孕|备孕|婚育|结婚)(?:计划|打算|安排|意向)",
            r"(?:二胎|生育|怀孕|备孕|婚育|结婚)(?:计划|打算|意向)[^;]{0,10}«(?:不录|不予|不招|淘汰|优先|勿|免)»",
            "«(?:不得|不能|不许|不可|禁止|不准|承诺不|保证不|不允许|同意不|严禁|不要)»[^,;]{0,6}(?:结婚|恋爱|谈恋爱|怀孕|生育|生孩子|婚育|要孩子|办公室恋情|二胎|备孕)",
            "(?:{PREGNANT})[^;]{0,22}«(?:{DISMISS}|降薪|降低|调岗|停薪|扣|待岗|不予(?:录用|转正|续签)|不(?:再)?(?:录用|续签|续订)|一律|视为|自行|自动|取消|最低工资|不发|减|事假)»",
            "«(?:{DISMISS}|不予录用|不录用|不招|不招聘|拒招|不续签)»[^;]{0,10}(?:{PREGNANT}|已婚|未婚未育|已婚未育|孕妇)",
            "(?:怀孕|生育|结婚|婚育|要孩子|二胎)[^;]{0,10}«(?:须|必须|需|应|要)»[^;]{0,10}(?:排队|批准|审批|报批|经[^,;]{0,6}同意|报名|轮流|提前(?:申请|申报))",
            "(?:已婚|未婚|未育|已育|男性|女性|婚育)[^;]{0,10}«(?:优先|限|不予|不录|不招|勿扰|免谈)»",
            "«(?:仅限|限|只招|只要|只招聘|只录用)»(?:男|女|未婚|已婚已育|{NUM}岁)",
            "(?:{SICK})[^;]{0,22}«(?:{DISMISS}|自动离职|自行离职|不再续签|劝退|办理离职|旷工)»",
            "(?:入职|录用|体检|应聘)[^;]{0,12}«(?:孕检|妊娠|验孕|怀孕检查|乙肝)»",
            "(?:{NUM}年|合同期|服务期|试用期)内?[^,;]{0,4}«(?:不得|不能|不许|不可|禁止|不准|不允许)»[^,;]{0,4}(?:结婚|怀孕|生育|婚育|生|备孕)",
            "(?:孕妇|怀孕)[^;]{0,10}«(?:照常|照样|同样|一样|也要|也须|正常)»[^,;]{0,6}(?:加班|夜班|上夜班)",
        ),
        lawful=(
            "不(?:得|会|能|应|因|受|予|可)[^,;]{0,24}(?:解除|辞退|降低|影响|限制|歧视|减少|扣|终止|安排|询问|要求)",
            "(?:医疗期满|医疗期届满)",
            "(?:经|与)(?:本人|员工|其)[^,;]{0,4}(?:同意|申请|协商)",
            "(?:伪造|虚假|假)[^,;]{0,6}(?:病假|证明|病历|诊断)",
            "(?:优先|照顾|调整到?较轻|减轻|可以?申请|享受)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:(?:first|second|another|third) (?:child|baby))…«(?:approv\w+|permission|consent|{DISMISS})»",
            r"(?:{PREGNANT})…«(?:not (?:be )?(?:considered|accepted|eligible|invited|promoted)|excluded|rejected|turned down|lower[- ]paid|worse|disqualified)»",
            "«(?:may|must|shall|can|will|do|agree\\w*|promis\\w+|undertak\\w+)(?: ?not|n't)(?: to)?» (?:get |become |be |fall )?(?:marry|married|pregnant|have (?:a |any )?(?:child|children|baby|babies)|conceive|date|start a family)",
            "(?:{PREGNANT})…«(?:{DISMISS}|lower(?:ed)?|reduced|cut|deemed|demoted|unpaid|not (?:be )?(?:hired|renewed|employed|confirmed)|transferred|minimum wage|moved|loses?|without pay)»",
            "«(?:{DISMISS}|not hire|do not hire|does not hire|will not hire|not employ|reject)»…(?:{PREGNANT}|marr(?:y|ied))",
            "(?:pregnan\\w+|marriage|marry\\w*|having (?:a )?(?:child|children|baby)|births?|babies)…«(?:approv\\w+|permission|queue|schedule\\w*|register\\w*|waiting list|in turn|quota)»",
            "«(?:pregnancy test)»",
            "«(?:only|just)» (?:men|male|unmarried|single|women|female|people under \\d+)\\b",
            "«(?:unmarried|single|male)» (?:applicants|candidates|women) (?:only|preferred)",
            "(?:{SICK})…«(?:{DISMISS})»",
            "«(?:{DISMISS})»…\\b(?:on |during |for |while |because of |who (?:is|are|fall|become) )(?:\\w+ ){0,2}(?:{SICK})",
            "(?:within|during|for) (?:the )?(?:first )?(?:{NUM} years|the contract|probation|service)…«not»~(?:marry|pregnan\\w+|child)",
            "\\bno (?:pregnancy|pregnancies|marriage|dating)\\b",
        ),
        lawful=(
            "(?:not|never|no|neither|nor|nobody) (?:\\w+ ){0,6}(?:dismiss\\w*|terminat\\w+|reduc\\w+|cut|lower\\w*|restrict\\w*|disadvantage\\w*|affect\\w*|ask\\w*|end(?:ed)?|suffer|fired|demoted)",
            "after the medical period|medical period (?:has )?(?:end|expir)|at (?:their|her|his) (?:own )?request|forged|false|fake|protected|at the same pay",
        ),
    ),
)

BOTTOM = Topic(
    id="ending.bottom_rank",
    title=Text("末位淘汰", "Bottom-ranking elimination"),
    articles=("LCL 40(2)", "LCL 39", "BJCASES"),
    why=Text(
        "排名末位不等于不能胜任工作；须证明不能胜任，经培训或调岗后仍不能胜任，才可依法解除并支付补偿。",
        "The last in a ranking is not thereby incompetent: incompetence is proved, then training or another post, then "
        "proved again, with notice and severance.",
    ),
    instead=Text(
        "考核结果用于辅导：未达到岗位标准的，安排培训或调整岗位；仍不能胜任的，依照《劳动合同法》第 40 条处理。",
        "Results serve coaching: whoever is below the standard of the post is trained or given another post; only then "
        "does art. 40 of the Labour Contract Law apply.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:强制)?淘汰(?:率|比例|名额|指标)»",
            "«末位(?:淘汰|辞退|离岗|出局|优化|淘汰制|解除)»",
            "(?:末位|末尾|倒数|排名|垫底|最后(?:一名|{NUM}名|{NUM}%)|后{NUM}(?:名|%|位)|末{NUM}(?:名|%|位)|最低的?{NUM}(?:名|%|人)|名次)[^;]{0,24}«(?:{DISMISS}|离岗|待岗|转岗|降薪|降级|优化|出局|自动离)»",
            "«(?:{DISMISS}|优化|末位)»[^;]{0,10}(?:末位|倒数|排名|垫底|后{NUM}%|最后{NUM})",
            "(?:业绩|考核|绩效|满意度|kpi|质检)[^;]{0,12}(?:连续)?[^;]{0,10}(?:不达标|未达标|不合格|未完成|不佳|排名末|d级|c级)[^;]{0,12}«(?:直接|立即|当即|自动|自行|立刻|即|一律)»(?:{DISMISS})",
        ),
        lawful=("(?:不|非|不得|不会)(?:能|会|得|作为|构成|等于|直接|因|因此|单独|以|将|予|实行|搞|采用)[^,;]{0,14}(?:{DISMISS}|依据|理由|不能胜任|胜任|处罚)", "(?:培训|辅导)[^;]{0,30}(?:仍不能胜任|仍不)|仍不能胜任", "辅导|帮扶"),
    ),
    en=Signs(
        unlawful=(
            r"«(?:{DISMISS}|cut|removed|released)»…(?:based on|by|according to|under)~rank\w*",
            "(?:bottom|lowest|last|worst|ranking|ranked|rank)…«(?:{DISMISS}|weeded|culled|replaced|cut)»",
            "«(?:{DISMISS}|weeded|culled|cut)»…(?:bottom|lowest|last place|ranked last|worst)~(?:\\d|percent|per cent|%|perform\\w*|rank\\w*|ten|five|of|agents?|scor\\w+|place|each|every|in)",
            "«(?:bottom|last|lowest)[- ](?:ranking|ranked|place)? ?(?:elimination|out)\\b»",
            "«(?:rank and yank|up or out)»",
            "(?:targets?|quota|kpis?)…«(?:automatically|immediately|at once|on the spot)» (?:{DISMISS})",
        ),
        lawful=("(?:not|never|no) (?:\\w+ ){0,6}(?:ground|reason|dismiss\\w*|incompeten\\w+|terminat\\w+|eliminat\\w+|end)", "coach\\w*|(?:training|trained)[^;]{0,80}(?:again|still|art|only then)|support plan"),
    ),
)

AT_WILL = Topic(
    id="ending.at_will",
    title=Text("随意解除、不付补偿", "Dismissal at will, without compensation"),
    articles=("LCL 39", "LCL 46", "LCL 87"),
    why=Text(
        "解除劳动合同须有法定事由和程序；除第 39 条等情形外应支付经济补偿，违法解除支付两倍赔偿金。",
        "A contract ends only on a ground of the law and by its procedure; severance is owed save under art. 39, and "
        "twice as much where the dismissal was illegal.",
    ),
    instead=Text(
        "公司依照《劳动合同法》规定的事由和程序解除劳动合同，事先将理由通知工会，并依法支付经济补偿。",
        "The company ends contracts on the grounds and by the procedure of the Labour Contract Law, tells the union the "
        "reason first, and pays the severance due.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:任何时候|任何理由|任何原因|随时)»[^;]{0,14}(?:解除|终止|辞退|解雇|开除)",
            r"(?:解除|终止|辞退|解雇|开除|离职|终止合同)[^;]{0,14}«(?:不得|不能|无权|不可)(?:要求|主张|索要|索取)»[^,;]{0,6}(?:补偿|赔偿)",
            r"(?:公司|单位|甲方)[^,;]{0,4}(?:可以?|有权)?«随时»[^,;]{0,6}(?:让|叫|请)[^,;]{0,6}(?:走|离)",
            "«(?:随时|任意|无条件|单方|随意|无需理由|无理由|不需要?理由|无须理由|直接|有权立即|立即|即时|当即|立刻|当场)»[^;]{0,12}(?:解除|辞退|开除|解雇|终止|清退|劝退)[^;]{0,20}(?:不|无|没有)[^;]{0,8}(?:补偿|赔偿|代通知金|通知)",
            "«(?:随时|任意|无条件|随意|无需理由|无理由|不需要?理由)»[^;]{0,8}(?:解除|辞退|开除|解雇|终止|清退)",
            "(?:解除|辞退|开除|解雇|终止|劝退|裁员|优化|清退|淘汰|离职|离开|到期|不续)[^;]{0,20}«(?:不(?:予|再|会|作|做|给予|需|必|承担)?(?:支付|给|补偿|赔偿|付|发)?(?:任何)?(?:形式的)?(?:经济)?(?:补偿|赔偿)|无(?:任何)?(?:经济)?(?:补偿|赔偿)|没有(?:任何)?(?:经济)?(?:补偿|赔偿)|放弃(?:一切|任何)?(?:经济)?(?:补偿|赔偿)|概不(?:补偿|赔偿|负责))»",
            "«(?:不(?:予|再|会|给|用)?(?:支付|给予|给|付)?|无|没有|放弃)(?:任何)?(?:经济)?(?:补偿金|补偿|赔偿金)»[^;]{0,12}(?:解除|辞退|开除|解雇|终止|劝退|裁|离)",
            "(?:公司|单位|企业|主管)[^,;]{0,6}«(?:可以?|有权|得)»(?:随时|任意|无理由|单方)(?:解除|辞退|开除|终止|解聘|让)",
            "(?:迟到|早退|请假|投诉|差评|一次|顶撞)[^;]{0,10}«(?:立即|立刻|直接|当场|马上|一律)»(?:开除|辞退|解除|解雇|走人)",
            "试用期(?:内|期间)?[^;]{0,8}«(?:公司)?(?:可以?|有权)?(?:随时|任意|无理由|无需理由|无条件)»[^;]{0,8}(?:解除|辞退|终止|开除|淘汰|走)",
            "(?:怀孕|业务调整|岗位取消|系统替代|ai替代|机器人)[^;]{0,12}«(?:自动|即)(?:解除|终止|离职)»",
        ),
        lawful=(
            "(?:三十九条|39条)",
            "(?:劳动者|员工)(?:可以?|有权|可随时|可)[^,;]{0,8}(?:解除|辞)",
            "依法(?:支付|给付|计发)[^,;]{0,6}补偿",
            "(?:严重违反|严重违纪|严重失职|刑事责任)[^;]{0,40}",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:{DISMISS})…«(?:for any reason|at any time|without (?:giving |any )?(?:reasons?|cause)|owes? nothing)»",
            "«(?:may|can|reserves? the right to|is entitled to|has the right to|is free to)»~(?:{DISMISS})…(?:at any time|at will|without (?:\\w+ ){0,3}(?:reason|cause|notice|compensation|severance|explanation)|for any reason|whenever)",
            "«(?:{DISMISS})»~(?:at any time|at will|on the spot|without (?:\\w+ ){0,3}(?:reason|cause|compensation|severance|explanation)|for any reason)",
            "(?:{DISMISS}|expir\\w+|not renewed|redundan\\w+|replaced by)…«(?:no|without(?: any)?|not (?:be )?(?:pay|paid|entitled to|receive)|free of|waiv\\w+)»~(?:severance|compensation|notice|payment)",
            "«(?:no|without(?: any)?|waiv\\w+)» (?:severance|compensation)(?: pay)?~\\b(?:{DISMISS}|when|if|on|upon|for|at)",
            "\\bemployment (?:is|shall be) «at[- ]will»",
            "(?:late\\w*|complaint|mistake|once)…«(?:immediately|on the spot|at once|instantly)» (?:{DISMISS})",
        ),
        lawful=("art(?:icle|\\.)? ?39|serious(?:ly)? (?:breach|misconduct|violat)|(?:employee|agent|staff)s? may (?:end|terminate|leave)|severance (?:is|shall be) paid|customer|call\\b[^;]{0,20}$",),
    ),
)

TOPICS = (TRANSFER, PROCEDURE, ARBITRATION, PROTECTED, BOTTOM, AT_WILL)
