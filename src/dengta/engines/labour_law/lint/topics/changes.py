"""Changing the terms: transfers, rules changed alone, and the way to arbitration."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

TRANSFER = Topic(
    id="ending.transfer",
    title=Text("任意调岗降薪", "Transfer and pay cut at will"),
    articles=("LCL 35", "LCL 29"),
    why=Text(
        "变更岗位、地点和报酬须协商一致并采用书面形式；单方调岗须有经营需要且不降低待遇、不带侮辱性。",
        "Post, place and pay are changed in writing and by agreement; a transfer for business need"
        "s may not lower the "
        "terms or insult.",
    ),
    instead=Text(
        "因工作需要调整岗位的，公司说明理由并与员工协商，书面确认；调整后工资和劳动条件不低于原标准。",
        "Where work requires another post, the company gives the reason, agrees it with the person"
        " in writing, and pay "
        "and conditions are no worse than before.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:无[需须]|不需|不必|不经)»[^,;]{0,6}(?:员工|本人|劳动者)?(?:同意|协商)(?![^,;]{0,3}不)",
            r"(?:不合格|不达标|落后|未完成|末位|较差)[^;]{0,10}«(?:降职|降级|降薪|下调|调低)»",
            r"«随时»[^;]{0,10}(?:转为|变更为|改为|转成)",
            r"«(?:可以?|有权|将|得)»[^;]{0,14}(?:降薪|减薪|(?:下调|降低|调低|削减)[^,;]{0,4}(?:工资|薪|待遇))",
            (
                r"«(?:单方|直接|统一|可)»[^;]{0,10}(?:劳动关系|劳动合同|用工形式|合同主体)[^,;]{0,6}(?:转移|"
                r"转至|转到|划转|变更|转为|转给)"
            ),
            r"«无条件»[^,;]{0,4}(?:服从|接受|同意|配合)",
            (
                r"(?:公司|单位|甲方|部门)[^,;]{0,4}«(?:可以?|有权|将|得)»[^;]{0,22}(?:调往|调至|"
                r"调到|"
                r"派往|派驻|外派)"
            ),
            (
                r"(?:工资|薪|待遇|级别|职级|岗位)[^,;]{0,8}«(?:自动|同步|相应|随之|直接|即)»[^,;]{0,4}(?:下调|"
                r"降低|下降|核减|调低|降)"
            ),
            (
                r"(?:调岗|调动|岗位调整)(?:通知)?[^;]{0,20}(?:不到|未到|不去|拒|不服)[^;]{0,10}«(?:{DISMISS}"
                r"|旷工|违纪)»"
            ),
            (
                r"(?:调往|调到|调至|支援|调动|派往)[^;]{0,20}(?:不服从|拒绝|不去|不愿)[^;]{0,4}«(?:{DISMISS}"
                r"|{PUNISH})»"
            ),
            r"«(?:派往|调往|调至|派到|安排到|调到|调整到)»[^,;]{0,4}任[何意]",
            (
                "«(?:随时|任意|单方|随意|有权随时|无条件|自行决定|直接|无需[^,;]{0,8}同意|有权根据[^;]{0,14})»"
                "[^;]{0,14}(?:调动|调岗|转岗|降薪|调薪|(?:调整|变更|调换|降低|改变)[^;]{0,16}(?:岗位|工作地点|工资|"
                "薪|职位|工种|城市|待遇|待岗|班组))"
            ),
            (
                "(?:岗位|工作地点|工资|薪资|薪酬|职位|待遇)[^;]{0,14}«(?:可?随时|任意|单方|随意)»"
                "[^,;]{0,6}(?:调整|变更|降低|改变|调)"
            ),
            (
                "(?:必须|应当?|须|要)«(?:无条件|绝对|完全)?(?:服从|接受)»[^;]{0,14}(?:调岗|岗位调整|岗位调动|"
                "调动|工作安排|轮岗|外派|降薪|调薪|工作调配|调配)"
            ),
            (
                "(?:不服从|拒绝|不接受|不同意|不配合)[^,;]{0,10}(?:调岗|换岗|"
                "转岗|岗位调整|岗位调动|调动|工作调配|岗位安排|"
                "降薪|调薪|外派|轮岗|调配|异地)[^;]{0,12}«(?:{DISMISS}|{PUNISH}|视为)»"
            ),
            "(?:调岗|岗位调整|转岗)(?:后|的)?[^;]{0,10}«(?:薪随岗变|降薪|工资随之|工资相应|降低|下调)»",
            "«薪随岗变|岗变薪变|易岗易薪»",
        ),
        lawful=(
            r"人脸|照片|录音|请假|调班",
            r"不同意的?(?:[^,;]{0,8})?(?:维持|保持|保留|不)",
            (
                "协商一致|经(?:本人|员工|双方|劳动者|其)[^,;]{0,6}(?:书面)?同意|与(?:员工|本人|劳动者)"
                "(?:书面)?协商|(?<!无需)(?<!无须)(?<!不需)(?<!不必)(?<!未)征得"
            ),
            "不(?:低于|降低|减少)[^,;]{0,8}(?:原|工资|待遇|薪|标准)|(?:工资|待遇|薪)[^,;]{0,4}不(?:变|降|低)",
        ),
    ),
    en=Signs(
        unlawful=(
            (
                r"«(?:may|can|reserves? the right to)»…(?:transfer|move|change|alter|adjust|assign|"
                r"reduce)…\b(?:as it (?:likes|wishes|pleases|sees fit|deems)|freely|arbitrarily|at its option)"
            ),
            (
                r"(?:fail\w*|below|miss\w*|poor|under-?perform\w*)…«(?:demoted|(?:pay|wages?|salary) (?:is|"
                r"are|will be) (?:cut|reduced|lowered))»"
            ),
            r"(?:{REFUSE})~(?:{TRANSFER})…«(?:{DISMISS}|{PUNISH}|deemed|treated as|counts? as)»",
            (
                r"«(?:may|can|reserves? the right to)» (?:turn|convert|switch)~(?:into|to)~(?:at any time|"
                r"part-time|casual)"
            ),
            r"«(?:may|can|reserves? the right to|is entitled to)» (?:cut|reduce|lower)~(?:{PAY})",
            r"«unconditional\w*» (?:\w+ )?(?:accept|obey|agree|comply|follow|submit)",
            r"«(?:accept|obey|agree|comply|follow)»~unconditional\w*",
            (
                r"«(?:assign|transfer|move|send|reassign|relocate)\w*»~(?:to )any (?:other )?(?:position|post|"
                r"site|city|job|location|place|department)\b"
            ),
            (
                r"\b(?:salary|pay|wages?|position|post|job|workplace|duties|place of work)…«(?:may|can|will) be»"
                r" (?:lowered|reduced|cut|changed|altered|adjusted|moved)~(?:at the discretion|at any time|"
                r"at will|without (?:\w+ ){0,3}(?:consent|agreement|notice)|unilateral|as the company|whenever|"
                r"if management)"
            ),
            (
                "«(?:may|can|reserves? the right to|is entitled to|shall be entitled to|has the right to|"
                "is free to|will)»…(?:transfer|move|reassign|relocate|change|alter|lower|reduce|cut|adjust|"
                "demote)…(?:at any time|at will|at its (?:sole )?discretion|without (?:\\w+ ){0,3}(?:consent|"
                "agreement|consult\\w*|reason|notice)|unilateral\\w*|as it sees fit|whenever)"
            ),
            (
                "«(?:at any time|at will|unilateral\\w*|without (?:\\w+ ){0,3}(?:consent|agreement|asking)|"
                "at its (?:sole )?discretion)»…(?:transfer|move|reassign|relocate|change|lower|reduce|cut|"
                "adjust)~(?:{EMP}|post|pay|salary|position|wages?|workplace|job)"
            ),
            (
                "(?:refus\\w+|declin\\w+|reject\\w*|do(?:es)? not accept)~(?:transfer\\w*|reassign\\w*|"
                "relocat\\w+|new post|pay cut|another post|move)…«(?:{DISMISS}|{PUNISH}|deemed)»"
            ),
            (
                "(?:must|shall|has to|have to)~«(?:accept|obey|follow|comply with)»~(?:any|every|all|whatever|a|"
                "an)~(?:transfer|reassign|relocat|post|move|pay cut|pay change)"
            ),
            "\\b(?:transfer\\w*|reassign\\w*)…«(?:pay|salary|wage)s?»~(?:lower|reduced|cut|follow)",
        ),
        lawful=(
            r"may apply|(?:original|present|current) (?:contract|post|position) (?:continues|is kept|remains)",
            r"negotiat\w+|(?:may|can) not (?:cut|reduce|lower)",
            (
                "by agreement|agreed (?:with|in writing)|with (?:the|their|your) (?:written )?(?:consent|"
                "agreement)|consent of the (?:employee|person)|(?:no|not) (?:be )?(?:worse|lower|reduced)|"
                "after consult"
            ),
        ),
    ),
)

PROCEDURE = Topic(
    id="ending.rules_changed",
    title=Text("单方修改规章制度", "Rules changed without procedure"),
    articles=("LCL 4", "J1 50"),
    why=Text(
        "直接涉及员工切身利益的制度，须经职工代表大会或全体职工讨论，与工会或职工代表协商确定，并公示或告知。",
        "Rules that touch the staff's interests are discussed by the staff, settled with the union"
        " or representatives, "
        "and published or told to each person.",
    ),
    instead=Text(
        "本制度的修改经职工代表大会或全体职工讨论，与工会或职工代表平等协商确定，公示后施行。",
        "Changes of these rules are discussed by the staff congress or all staff, settled with the union or "
        "representatives, and take effect once published.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:员工|坐席)[^,;]{0,2}«(?:无权|不得)»(?:提出|发表)(?:任何)?(?:意见|异议)",
            r"«具?有»(?:追溯力|溯及力)",
            r"(?:制度|规定|规章|手册|办法)[^;]{0,14}«视[为同作]»[^,;]{0,10}(?:知悉|知晓|同意|接受|认可)",
            (r"«(?:以前|此前|过去|之前|公布前|施行前|发布前)»的?[^,;]{0,8}(?:也|同样|均|亦|一并)(?:适用|" r"按|执行)"),
            (
                r"(?:对|适用于?)[^,;]{0,4}«(?:上个?月|去年|以前|此前|过去|之前|上季度|已发生|施行前|"
                r"发布前)»[^,;]{0,12}(?:适用|有效|执行|处理|$)"
            ),
            (
                r"(?:制度|规定|手册|规章|决定|办法|处罚|安排)[^;]{0,24}(?:员工|坐席|任何人|本人)[^,;]{0,3}«(?:不"
                r"得|无权|不能|不可|不许)»[^,;]{0,6}(?:异议|反对|质疑|讨价还价|申诉)"
            ),
            r"«(?:追溯|溯及|回溯)»(?:适用|既往|以前|至|到)",
            r"«不经»[^,;]{0,4}(?:民主程序|讨论|协商|公示)",
            r"«(?:单方)»[^,;]{0,4}(?:制定|制订|修订|修改)",
            r"(?:默认|视为)[^,;]{0,6}«(?:遵守|接受|同意)»[^,;]{0,6}(?:一切|所有|后续)?[^,;]{0,4}修[改订]",
            (
                "(?:公司|单位|企业|管理层|部门)[^;]{0,10}«(?:有权|可以?|保留)»[^;]{0,8}(?:随时|单方|自行|任意|"
                "随意)[^;]{0,8}(?:修改|变更|调整|修订|解释|制定|更改)[^;]{0,8}(?:制度|规定|规章|规则|手册|办法|"
                "条款)"
            ),
            (
                "(?:制度|规定|规章|规则|手册|办法)[^;]{0,16}«(?:随时|单方|自行|任意|随意)»[^;]{0,6}(?:修改|变更|"
                "调整|修订|更改)"
            ),
            (
                "(?:制度|规定|规章|规则|手册|办法|修改|修订)[^;]{0,24}«(?:无需|无须|不需|不必|不用|不再|不经|"
                "未经)»[^;]{0,10}(?:通知|公示|协商|讨论|征求|同意|告知|征询|职工代表|工会|表决)"
            ),
            (
                "«(?:无需|无须|不需|不必|不用|不经)»[^;]{0,12}(?:通知|公示|协商|讨论|征求|告知|职工代表|工会|"
                "表决)[^;]{0,12}(?:修改|变更|调整|修订|制度|生效|执行)"
            ),
            "(?:制度|规定|规章|手册)[^;]{0,12}«(?:最终解释权|解释权)»[^;]{0,4}(?:归|属|由)",
            (
                "(?:制度|规定|规章|手册|口头通知)[^;]{0,10}«(?:一经发布|发布即|发布之日|即刻|即日)»"
                "[^;]{0,10}(?:默认|视为(?:全员|全体|员工|已)?(?:同意|知晓|接受))"
            ),
        ),
        lawful=("(?:经|由)(?:职工代表|全体职工|职代会|工会)[^;]{0,20}(?:讨论|协商|审议)",),
    ),
    en=Signs(
        unlawful=(
            r"«no (?:say|voice|right to (?:comment|object))\b»",
            (
                r"«unilaterally» (?:amend|change|revise|modify|adjust|reduce|transfer|terminate|alter|"
                r"set|decide|lower|cut)"
            ),
            r"«(?:amend|change|revise|modify|adjust|reduce|alter)\w*»~unilaterally",
            (
                r"(?:employees|agents|staff|everyone)~«(?:deemed|considered|presumed)» to (?:\w+ and )?(?:know|"
                r"accept|agree|have (?:read|accepted|agreed))"
            ),
            (
                r"(?:amendments?|changes?|rules?|handbook|polic\w+)…«(?:deemed|considered|regarded)» (?:to be |"
                r"to have been |as )?(?:accepted|agreed|known|read|approved)"
            ),
            (
                r"(?:rules?|polic\w+|handbook|regulations)…«(?:appl(?:y|ies)|extends?)» to (?:the )?(?:last|"
                r"previous|past|preceding|earlier)"
            ),
            (
                r"(?:rules?|handbook|polic\w+|decisions?|regulations)…«(?:may|must|shall|can|will)(?: ?not|"
                r"n't)» (?:\w+ )?(?:object|challenge|question|appeal|dispute|complain)"
            ),
            r"«(?:retroactiv\w+|retrospectiv\w+)»",
            (
                r"«(?:appl(?:y|ies)|take effect|extends?|covers?)»~(?:to|for)?~(?:past|earlier|before (?:it|they|"
                r"the)|already committed)"
            ),
            (
                r"«(?:do|does|need|shall)(?: ?not|n't)(?: require| need)?» (?:\w+ )?(?:consult\w+|"
                r"discuss\w+|announc\w+)"
            ),
            r"«(?:needs?|requires?) no» (?:\w+ )?(?:consult\w+|discuss\w+|notice|publication)",
            (
                "«(?:may|can|reserves? the right to|is entitled to|has the right to|is free to)»~(?:change|amend|"
                "alter|revise|modify|rewrite)~(?:these |the |any |this |its |company )?(?:\\w+ )?(?:rules?|"
                "handbook|polic(?:y|ies)|regulations|rule book)~(?:at any time|at will|without|unilateral|at its|"
                "as it|whenever|$|\\.)"
            ),
            (
                "(?:rules?|handbook|polic(?:y|ies)|regulations)…«(?:changed|amended|altered|revised|modified)»"
                "~(?:at any time|at will|without (?:\\w+ ){0,3}(?:notice|consult|discuss|agree|consent|"
                "procedure)|unilateral|whenever)"
            ),
            (
                "(?:changes?|amendments?|rules?)…«(?:without|no)» (?:\\w+ ){0,2}(?:notice|consultation|"
                "discussion|publication|announcement)~(?:required|needed|necessary|to|of|with)?"
            ),
            (
                "«without (?:prior )?(?:consult\\w+|discuss\\w+|notice)»…(?:change|amend|revise)"
                "~(?:rules?|handbook|polic)"
            ),
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
        "Arbitration, court and complaints to the labour inspectorate are statutory rights; a waiver is v"
        "oid, and nobody "
        "is punished for using them.",
    ),
    instead=Text(
        "发生劳动争议的，双方可以协商、申请调解，也可以依法申请仲裁、提起诉讼；公司不因此对员工作不利对待。",
        (
            "Disputes may be settled by talks or mediation, or taken to arbitration and court; nobody is trea"
            "ted worse for it."
        ),
    ),
    zh=Signs(
        unlawful=(
            r"«放弃»[^,;]{0,16}(?:一切|全部|任何|所有)[^,;]{0,4}(?:权利|诉求|请求权|主张|索赔|权益)",
            (r"(?:争议|纠纷)[^;]{0,10}«由»[^,;]{0,4}(?:公司|单位|总经理|管理层)[^;]{0,14}(?:裁决|" r"裁定|决定|为准)"),
            r"«(?:向|到|找)»[^;]{0,10}(?:劳动监察|劳动局|仲裁|媒体|信访|人社)[^;]{0,14}(?:{PUNISH})",
            r"(?:劳动局|仲裁|劳动监察|告公司)[^;]{0,14}«(?:别想|后果|休想|黑名单|走着瞧|混)»",
            (
                "«(?:放弃|不得|不能|不许|不可|禁止|不再|不允许|承诺不|保证不|同意不|无权|不准|自愿不|严禁)»"
                "[^;]{0,16}(?:仲裁|诉讼|起诉|劳动监察|劳动局|上访|信访|12333|12345|投诉公司|举报公司|告公司|"
                "向[^,;]{0,10}(?:投诉|举报)|维权)"
            ),
            (
                "(?:仲裁|诉讼|起诉|劳动监察|劳动局|12333|12345)[^;]{0,12}«(?:权利均?(?:已|予以)?放弃|放弃|开除|"
                "辞退|解除|扣|取消|罚|记过|处分|追究|违纪|后果自负|不予)»"
            ),
            (
                "(?:擅自|私自|向外|自行)?(?:申请仲裁|提起仲裁|起诉|到劳动(?:局|监察)|向劳动(?:局|"
                "监察))[^;]{0,16}«(?:视为|按|一律|予以)»[^;]{0,8}(?:违纪|处|辞退|解除|开除|离职|放弃)"
            ),
            "«一切(?:劳动)?(?:争议|纠纷)»[^;]{0,16}(?:最终|裁决|决定)(?:由|以)?公司",
            "(?:争议|纠纷)[^;]{0,14}«(?:只能|仅能|仅可|一律)»[^;]{0,12}(?:内部|公司)",
            "(?:无任何|再无|不存在任何)«(?:劳动)?(?:争议|纠纷)»[^;]{0,20}(?:放弃|不得)",
        ),
        lawful=(
            r"不得[^,;]{0,26}(?:打击|报复|歧视)",
            "(?:仲裁|诉讼|权利)[^;]{0,10}(?:不受|不因|不会)[^,;]{0,10}(?:影响|限制|不利|报复)",
            "有权[^;]{0,14}(?:仲裁|起诉|诉讼|投诉|举报)",
            "不得(?:打击报复|报复|阻挠|限制|因|干涉|以任何[^,;]{1,4}(?:打击|报复|阻|限制|干))",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:waiv\w+|gives? up|renounc\w+)» (?:all|any|every) (?:further |other )?(?:claims?|rights?)\b",
            (
                r"disputes?…«(?:decided|resolved|determined|ruled on)» by (?:the )?(?:company|general manager|"
                r"management|hr|director)"
            ),
            r"(?:arbitrat\w+|lawsuit|court)…«(?:will not (?:get|receive)|no reference|blacklist\w*|regret)»",
            (
                "«(?:{WAIVE}|promis\\w+ not to|agree\\w* not to|undertak\\w+ not to)»…(?:arbitrat\\w+|court|"
                "litigat\\w+|lawsuit|sue|suing|legal action|labou?r (?:inspect\\w+|bureau|authorit\\w+|dispute)|"
                "complain\\w* to)"
            ),
            (
                "«(?:may|must|shall|can|will) ?not|(?:is|are) not allowed to|forbidden to|prohibited from|"
                "nobody may|no (?:one|employee|agent) may»…(?:arbitrat\\w+|sue\\b|lawsuit|litigat\\w+|"
                "labou?r (?:inspect\\w+|bureau|authorit\\w+)|legal action|go(?:ing)? to court)"
            ),
            (
                "(?:arbitrat\\w+|lawsuit|labou?r (?:inspect\\w+|bureau|authorit\\w+)|suing|going to court|"
                "legal action)…«(?:{DISMISS}|{PUNISH}|waived|excluded|given up)»"
            ),
            (
                "(?:disputes?)…«(?:only|exclusively|solely|final(?:ly)?)»~(?:internal\\w*|by the company|"
                "by management|inside the company)"
            ),
        ),
        lawful=(
            (
                "(?:no|not|never) (?:\\w+ ){0,4}(?:retaliat\\w+|worse|disadvantage|punish\\w*|sanction\\w*|"
                "penali\\w+|affect\\w*|limit\\w*|restrict\\w*|prevent\\w*|hinder\\w*|dismiss\\w*)|retaliation|"
                "(?:has|have|keeps?|retains?) the right to (?:apply|go|bring|sue|arbitrat|complain)|(?:may|can|"
                "free to) (?:apply|go|bring|take|turn)[^;]{0,30}(?:arbitrat|court|inspect)"
            ),
        ),
    ),
)

TOPICS = (TRANSFER, PROCEDURE, ARBITRATION)
