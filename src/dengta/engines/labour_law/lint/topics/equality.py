"""Who may work and organise: discrimination in hiring, minors, the union."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic, below
from dengta.engines.labour_law.text import Text

HIRING = Topic(
    id="contract.discrimination",
    title=Text("招聘、用工歧视", "Discrimination"),
    articles=("LL 12", "LL 13"),
    why=Text(
        "就业和用工不得因民族、种族、性别、宗教信仰、户籍、健康状况等与岗位无关的因素区别对待。",
        "Nobody is hired, paid or promoted by origin, sex, religion, household register,"
        " health or anything else that "
        "has nothing to do with the post.",
    ),
    instead=Text(
        "招聘面向所有符合岗位要求的人员，录用和晋升只看与岗位有关的能力。",
        "Posts are open to everybody who can do the work; hiring and promotion go by ability for the post.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:男性|女性|男生|女生|本地|本市|已婚)[^,;]{0,2}«优先»",
            (
                r"(?:户籍|户口|外地|外省|农村|派遣|女)[^;]{0,12}(?:薪|工资|待遇|薪酬)[^,;]{0,4}«(?:下浮|"
                r"低|减|打折|减半|折)»"
            ),
            (
                r"(?:男|女)(?:性|员工|职工|坐席|生)?[^;]{0,14}(?:薪|工资|底薪|待遇|薪酬)[^;]{0,10}(?:男|"
                r"女)?[^,;]{0,10}«(?:高|低|多|少|高出|减)»(?:于)?[^,;]{0,4}(?:{NUM}|男|女)"
            ),
            r"«(?:不(?:招聘?|录用|收|要|考虑|接受|接收|予录用|聘用)|拒绝录用|谢绝|拒招|勿扰|免谈)»[^;]{0,12}"
            r"(?:籍|外地|户口|农村|省|少数民族|宗教|信仰|残疾|残障|乙肝|携带者|传染病|纹身|"
            r"女性|女生|女员工|男性|{NUM}岁以上)",
            r"(?:籍|外地|少数民族|宗教|信仰|残疾|残障|乙肝|携带者|女性|男性|{NUM}岁以上)[^,;]{0,10}"
            r"«(?:不(?:招|录|予录用|予考虑|收|要|得应聘)|勿扰|免谈|除外|谢绝|一律淘汰)»",
            r"«(?:仅限|只限|只招|限招|只收|仅招|限)»[^,;]{0,8}(?:籍|户口|户籍|汉族|无宗教)",
            (
                r"(?:乙肝|携带者|残疾|少数民族|宗教|信教|女性|女员工)[^;]{0,14}«(?:{DISMISS}|不得?(?:晋升|"
                r"上岗|入职|转正)|不予)»"
            ),
            r"(?:男女|同工|外地|派遣|女员工|女性)[^,;]{0,8}«不同»酬",
        ),
        lawful=(
            r"不考虑(?:户口|户籍|性别|婚育|年龄|籍贯)",
            "不(?:得|会|因|以|考虑|考察|问)[^,;]{0,16}(?:籍|性别|民族|婚|宗教|残疾|乙肝)",
            "依法|国家规定",
        ),
    ),
    en=Signs(
        unlawful=(
            r"\b(?:women|men|female|male|ladies|girls)\b~«only»",
            (r"\b(?:men|women|male|female|local|unmarried)\b~«(?:are )?(?:preferred|favou?red|given preference" r")»"),
            r"«(?:preference|priority)» (?:is )?(?:given )?(?:to|for) (?:men|women|male|female|local)",
            r"\b(?:male|female|men|women)\b~(?:earn|paid|receive|get)\w*~«(?:more|less|higher|lower|fewer)»",
            r"\b(?:applicants?|candidates?|people|persons|anyone|women|men|carriers|disab\w+|over \d+)\b…"
            r"(?:from|with|over|above|of|who)…"
            r"«(?:(?:will |shall |is |are |need |do )not(?: be)? (?:considered|hired|accepted|"
            r"apply|employed|recruited)|"
            r"excluded|rejected|need not apply|not eligible)»",
            r"«(?:do|does|will|shall)(?: ?not|n't) (?:hire|recruit|employ|consider|accept)» (?:\w+ ){0,3}"
            r"(?:women|men|people|anyone|applicants?|candidates?|carriers|minorit\w+|disab\w+)\b",
            r"«no (?:women|men|minorit\w+|disabled|(?:one|applicants?|candidates?) (?:over|from|with|above))\b»",
            (
                r"\b(?:hepatitis|disabilit\w+|religio\w+|ethnic\w*)\b…«(?:{DISMISS}|not (?:be )"
                r"?(?:hired|confirmed|promoted))»"
            ),
        ),
        lawful=(
            r"under (?:the age|16|sixteen)|minors",
            (
                r"(?:regardless|irrespective) of|(?:never|not|no) (?:\w+ ){0,4}(?:reason|ground|"
                r"asked|matter|discriminat\w+)"
            ),
        ),
    ),
)

MINORS = Topic(
    id="contract.minors",
    title=Text("招用童工、未成年工禁忌劳动", "Children and young workers"),
    articles=("LL 15", "LL 94", "LL 64"),
    severity=Severity.GRAVE,
    why=Text(
        "禁止招用未满十六周岁的人；十六至十八周岁的未成年工受特殊保护。",
        "Nobody under sixteen may be employed; young people of sixteen and seventeen are specially protected.",
    ),
    instead=Text(
        "应聘者须年满十六周岁，入职时核验身份证件；未成年工不安排夜班和加班。",
        (
            "Applicants are at least sixteen, which is checked by identity card; young workers do no n"
            "ight shift or overtime."
        ),
    ),
    zh=Signs(
        unlawful=(
            *below(16, r"{N}周?岁(?:以上|的)?(?:学生|少年|学员|初中|职高|暑期工|青少年)"),
            *below(
                16,
                r"(?:年满|满|招聘|招收|招用|录用){N}周?岁(?!以下)",
                r"{N}周?岁以上",
                r"(?:年满)[^,;]{0,2}{N}周岁",
            ),
            (
                r"«(?:招聘?|招收|招用|录用|使用|接收|雇佣)»[^,;]{0,10}(?:童工|初中在校生|未满(?:十六|"
                r"16)|不满(?:十六|16)|未成年人?)"
            ),
            r"(?:未满|不满)(?:十六|16)周?岁[^;]{0,10}«(?:也|可|均可|亦可|照样)»",
            r"(?:未成年工|未满(?:十八|18)|不满(?:十八|18)|未成年员工)[^;]{0,14}"
            r"«(?:同样|照常|也须|也要|一样|须|应当?|正常)»[^,;]{0,8}(?:夜班|加班|排班)",
        ),
        lawful=("不(?:得|安排|招|会)", "孩子|子女|儿童|家属"),
    ),
    en=Signs(
        unlawful=(
            *below(16, r"\bage of {N}\b"),
            *below(16, r"\baged {N}\b(?!\d)"),
            *below(
                16,
                (
                    r"\b(?:aged?|age of|at least|from|over|minimum age(?: is| of)?) {N}(?: years)?(?: of age|"
                    r" old| and (?:over|above))\b"
                ),
                r"\b{N}[- ]year[- ]olds?\b~(?:hired|apply|work|welcome|employed|recruited)",
                r"\bhire\w*~\baged? {N}\b",
            ),
            r"«(?:hire|employ|recruit|engage)\w*»~(?:minors|children|under (?:16|sixteen))",
            r"\b(?:minors|(?:employees|agents|staff|workers|trainees)~under (?:18|eighteen))\b…"
            r"«(?:also|same|like everyone|must|normal|may be)»~(?:night|overtime)",
        ),
        lawful=(r"\b(?:not|no|never)\b~(?:under|minors|night|child)", "children's|their children"),
    ),
)

UNION = Topic(
    id="conduct.union",
    title=Text("限制加入工会、集体协商", "Obstructing the union"),
    articles=("LL 7", "TUL 3"),
    severity=Severity.GRAVE,
    why=Text(
        "劳动者有权依法参加和组织工会，任何组织和个人不得阻挠、限制，也不得因此打击报复。",
        "Employees may join and form unions under the law; nobody may obstruct that or punish it.",
    ),
    instead=Text(
        "员工可以自愿加入工会，通过工会与公司协商；公司不因此对员工作不利对待。",
        "Everybody is free to join the union and to bargain through it; nobody is treated worse for it.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:不得|不能|不许|不准|禁止|严禁|不允许|不可)»[^,;]{0,10}(?:组建|加入|参加|成立|"
            r"组织|联系|串联)?[^,;]{0,4}"
            r"(?:工会|集体(?:协商|谈判|维权|停工|讨薪))",
            (
                r"(?:加入|参加|组建|组织|成立)[^,;]{0,6}(?:工会|集体(?:协商|谈判|维权))[^;]{0,12}«(?:{DISMISS}"
                r"|{PUNISH}|违者)»"
            ),
            (
                r"«(?:不得|不许|不准|禁止|严禁|不允许)»[^,;]{0,12}(?:谈论|讨论|打听|透露|交流)[^,"
                r";]{0,6}(?:加班费|工会)"
            ),
        ),
        lawful=("(?:公司|单位|任何人|主管)[^,;]{0,6}不(?:得|会)|自愿",),
    ),
    en=Signs(
        unlawful=(
            (
                r"(?:(?:join|form|organi[sz]|set)\w* (?:up )?(?:a |the |any )?(?:trade |labou?r )?unions?|"
                r"union (?:members?|activit\w+|membership))…«(?:{DISMISS}|{PUNISH})»"
            ),
            r"«(?:may|must|shall|will|can|are|is)(?: ?not|n't)(?: allowed to| permitted to)?»~"
            r"(?:join|form|organi[sz]e|set up|bargain)~(?:unions?|collectiv\w+)\b",
            r"«(?:no (?:unions?|union (?:activit\w+|membership)))\b»",
        ),
        lawful=(
            r"\b(?:never|not|no|nobody)\b (?:\w+ ){0,4}(?:disadvantage\w*|worse|dismiss\w*|punish\w*|sanction\w*)",
        ),
    ),
)

TOPICS = (HIRING, MINORS, UNION)
