"""How people are treated: shaming, corporal punishment, searches, toilet breaks."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

SHAMING = Topic(
    id="conduct.shaming",
    title=Text("体罚、侮辱、公开羞辱", "Corporal punishment and shaming"),
    articles=("LCL 88", "LL 96", "PIPL 25", "CC 1024"),
    severity=Severity.GRAVE,
    why=Text(
        "体罚、侮辱、殴打和当众羞辱侵犯人身权利和人格尊严；公开他人的处分、业绩和照片还须单独同意。",
        "Corporal punishment, insults and public shaming violate the person; publishing sanctions,"
        " results or pictures "
        "also needs separate consent.",
    ),
    instead=Text(
        "工作差错由主管私下与员工面谈，说明事实、听取意见，共同商定改进办法；不公开点名，不体罚。",
        "Mistakes are talked over in private: the leader states the facts, listens, and both agree how to"
        " improve; nobody "
        "is named in public or punished bodily.",
    ),
    zh=Signs(
        unlawful=(
            r"«学(?:狗|猫|驴|鸡|猪|青蛙)[叫爬跳]»",
            r"(?:{FAULT}|最后|最差|垫底|末位)[^;]{0,14}«(?:唱歌|唱一|跳舞|表演|真心话)»",
            r"(?:最差|垫底|倒数|落后|末位)[^;]{0,14}«(?:悬挂|挂|贴|摆放|佩戴)»",
            (
                r"(?:照片|姓名|名单|录音|视频|检讨|处分)[^;]{0,12}在[^,;]{0,10}(?:公众号|群|墙|公告栏|"
                r"网|大屏|大厅)[^,;]{0,3}«(?:公布|发布|公示|张贴|通报|展示|滚动|播放)»"
            ),
            (
                r"(?:照片|姓名|名单|录音|视频|检讨|处分|违纪)[^;]{0,16}«(?:公布|发布|发送|发|贴|挂|"
                r"张贴|晒|转发|通报|播放)»(?:在|到|至|于)[^,;]{0,8}(?:群|墙|栏|屏|圈|网|门口)"
            ),
            r"«(?:引以为戒|以儆效尤|示众|杀一儆百)»",
            (
                r"(?:主管|组长|班长|经理|管理者|管理人员|公司|上级)[^;]{0,6}(?:可以?|有权|得|应当?|"
                r"将|须)[^;]{0,16}«(?:训斥|辱骂|责骂|羞辱|侮辱|体罚|嘲讽|呵斥)»"
            ),
            (
                r"(?:在|当着)(?:全组|全体|大家|同事|众人|全员|所有人)[^,;]{0,4}(?:面前|的面|面)[^,;]{0,4}«(?:做|"
                r"作|念|检讨|道歉|认错|批评|唱|跳|表演)»"
            ),
            (
                r"(?:垫底|末位|最后|迟到|倒数|不达标|未达标|不出单|零出单|没出单|差评)[^;]{0,14}«(?:戴|举牌|跪|爬|"
                r"跳|喝|吞|吃|跑|抄|表演|罚唱)»"
            ),
            r"«(?:站着|站立|罚立|站)(?:接线|工作|上班|办公|接电话|接听|值班|开会)»",
            (
                r"«(?:公布|公示|发布|通报|曝光|播放|晒)»[^;]{0,14}(?:最低分?|末位|倒数|最差|垫底|落后|差评|低分|"
                r"不合格|后{NUM}名)[^;]{0,10}(?:名单|人员|坐席|录音|姓名|员工)?"
            ),
            (
                r"(?:最低分?|末位|倒数|最差|垫底|落后|后{NUM}名)[^;]{0,14}«(?:群里|群内|大群|公示|公布|张贴|通报|"
                r"亮相|上台|表演|集体)»"
            ),
            (
                "«(?:罚站|罚跪|罚跑|罚抄|俯卧撑|深蹲|蛙跳|蹲起|跑圈|下跪|自扇|扇耳光|打耳光|吃苦瓜|吃芥末|吃辣椒|"
                "喝苦瓜汁|爬行|裸奔|戴高帽|挂牌示众|游街|站军姿|平板支撑|面壁|关禁闭|体罚|打手心|剃头|学狗叫|"
                "淋水|抄写|抄(?:制度|规章|话术){NUM}遍|鞭打|罚做|罚唱|当众表演|才艺惩罚|大冒险|饿)»"
            ),
            (
                "«(?:当众|公开|当场|全员(?:会|群)?|大会上?|晨会上?|例会上?|群里|在(?:[^,;]{0,8}群)|公示栏|张榜|"
                "示众|公告栏|大屏|全公司)»[^;]{0,16}(?:检讨|道歉|批评|点名批评|念检讨|羞辱|示众|曝光|通报批评|"
                "认错|自我批评|出丑|黑榜|耻辱|斥责|辱骂|训斥|责骂)"
            ),
            (
                "(?:检讨|检讨书|处分|违纪|末位|倒数|差评|名单|照片|姓名)[^;]{0,16}«(?:当众|公开(?:宣读|张贴|曝光|"
                "发布)|张贴|上墙|上榜|曝光|示众|公示于?(?:全|公)|宣读|黑榜|朗读|朗诵|公布在|发到|贴在|挂在)»"
            ),
            "«(?:黑榜|耻辱墙|耻辱柱|懒虫榜|蜗牛奖|红黑榜|猪头榜|差生榜|落后榜|曝光台|蜗牛榜)»",
            (
                "(?:佩戴|戴|举|挂|穿)[^,;]{0,8}«(?:倒数|落后|失败|差|垫底|我是|懒|黑)»[^,;]{0,8}(?:牌|帽|袖标|"
                "条幅|衣|标识|胸牌)"
            ),
        ),
        lawful=(
            r"(?:须|应|先|取得|征得)[^,;]{0,6}(?:本人|当事人)[^,;]{0,4}同意|优秀|之星|表彰",
            "(?:优秀|表彰|表扬|获奖|光荣榜|先进)[^;]{0,30}$",
            "(?:脱敏|匿名|经(?:本人|当事人)[^,;]{0,4}同意|隐去姓名|不含姓名|不点名|自愿)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«work(?:s|ing)? standing»",
            r"«(?:barks?|crows?|crawls?|meows?) (?:like|around|on)»",
            r"«stands?»~for~(?:hour|minutes)",
            r"«as (?:a )?(?:punishment|penalty)»",
            r"\b(?:late|lowest|last|worst|losing|bottom)\b…«(?:sings?|dances?|performs?|wears?)\b»",
            (
                r"(?:leaders?|supervisors?|managers?|company)…(?:may|can|will|should|must) (?:\w+ )?«(?:scold|"
                r"insult|shout|humiliat\w+|shame|ridicule|mock|yell|belittle)»"
            ),
            (
                r"«stand(?:s|ing)? (?:up )?in front of (?:the (?:class|team|group|whole|office)"
                r"|everyone|all|colleagues)»"
            ),
            (
                r"«stand(?:s|ing)?»~(?:(?:whole|entire) shift|all day|while taking calls|during (?:the|their|"
                r"your) (?:\\w+ )?shift)"
            ),
            (
                "«(?:push-?ups?|squats?|frog jumps?|kneel\\w*|slap\\w*|corporal punishment|laps|run (?:\\d+|"
                "\\w+ )?laps|stand in the corner|crawl\\w*|dunce|eat (?:bitter|chil\\w+|raw)|stand(?:s|"
                "ing)? (?:facing|against the wall|for (?:an|one|two|\\d))|wall of shame|hall of shame|"
                "board of shame|"
                "shame (?:board|list|wall)|black ?list on|humiliat\\w+|copy (?:out )?the rules|planks?)\\b»"
            ),
            (
                "(?:mistakes?|low|lowest|bottom|late\\w*|offen\\w+|names?|photos?|pictures?|sanctions?|warnings?|"
                "worst|complaints?|results?|self-?criticism\\w*|apolog\\w+)…«(?:posted|displayed|published|"
                "read (?:out|aloud)|shown (?:to (?:everyone|all|the (?:team|floor|whole|others))|on)"
                "|announced|exposed|shared|in front of|publicly|in public|pinned|hung|"
                "aloud|projected)»"
            ),
            (
                "«(?:public(?:ly)?|in front of|before)»~(?:the |all |whole |entire )?(?:team|colleagues|everyone|"
                "staff|floor|group)?~(?:apologi\\w+|self-?critici\\w+|shame\\w*|critici\\w+|humiliat\\w+|named|"
                "confess\\w*|scold\\w*|apology|reprimand\\w*)"
            ),
            (
                "«(?:apologi\\w+|self-?critici\\w+|critici\\w+|named|confess\\w*|scold\\w*|reprimand\\w*|shamed)»"
                "~(?:in front of|publicly|before the|at the (?:morning|team)|in public|aloud)"
            ),
            (
                "«(?:wear|hold|carry)\\w*»~(?:sign|hat|badge|sash|placard)~(?:saying|reading|loser|last|worst|"
                "shame|lazy|i am)"
            ),
        ),
        lawful=(
            r"(?:recorded|shown|given|sent) (?:and shown )?to (?:the|each) (?:employee|agent|person)",
            (
                "anonym\\w+|consent|without names|in private|privately|best|praise\\w*|winners?|"
                "recognition|awards?|thank"
            ),
        ),
    ),
)

SEARCH = Topic(
    id="conduct.search",
    title=Text("搜身、搜包、查手机", "Searches"),
    articles=("LCL 88", "CC 1003", "CC 1032"),
    severity=Severity.GRAVE,
    why=Text(
        "公司无权搜身、搜查个人物品或查看私人手机；涉嫌违法的应报警处理。",
        "An employer has no power to search people, bags or private phones; where a crime is suspe"
        "cted the police are "
        "called.",
    ),
    instead=Text(
        "坐席区提供个人储物柜，私人物品自行存放；发生信息安全事件的，按程序调查，必要时报警处理。",
        "Lockers stand beside the floor for private things; incidents are investigated by procedure, and "
        "the police are "
        "called where needed.",
    ),
    zh=Signs(
        unlawful=(
            "«(?:开包检查|开箱检查|搜身|搜包|翻包|搜查身体|安检搜|摸身)»",
            (
                "«(?:检查|搜查|翻查|查看|抽查|查验|翻看|开包|扣留|没收|收缴|暂扣|砸)»"
                "[^,;]{0,10}(?:随身(?:物品|包)|私人(?:物品|手机|包)|个人(?:物品|手机|包|储物柜|微信|聊天)|手提包|"
                "背包|包裹|手机(?!号|卡号)|聊天记录|微信|储物柜|提包)"
            ),
            (
                "(?:随身物品|私人物品|个人物品|背包|手提包|个人手机|私人手机|手机)[^;]{0,14}«(?:接受|配合|须|"
                "必须|应)?(?:检查|搜查|翻查|抽查|开包|没收|翻看|查看|检视)»"
            ),
            "(?:配合|接受)[^,;]{0,6}«(?:搜|人身检查|开包检查|身体检查搜)»",
            "«(?:限制人身自由|禁止离开公司|锁门|不许离开|软禁)»",
        ),
        lawful=(
            r"配发|公司(?:发放|提供)的|工作用?手机",
            "(?:报警|公安|警方)",
            (
                "(?:公司|单位)(?:配发|提供|的)(?:手机|设备|电脑|工作手机)|工作手机|公司设备|本人同意|自愿|遗失|"
                "体检|健康检查"
            ),
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:{EMP}|bags?)…«(?:searched|frisked|patted down|body[- ]checked)\b»",
            r"«(?:search|frisk)\w*» (?:you|employees?|agents?|staff|everyone|people|workers?)\b",
            (
                "«(?:search|searched|searches|searching|frisk\\w*|inspect(?:s|ed|ing)?|check(?:s|ed|ing)?|"
                "go through|goes through|examin\\w+|confiscat\\w+|open(?:s|ed)?|look(?:s)? (?:into|through))»"
                "~\\b(?:bags?|pockets?|body|bodies|persons?|personal (?:belongings|items|phones?|things)|"
                "private (?:phones?|messages|belongings)|handbags?|lockers?|backpacks?|phones?|wechat|chat)\\b"
            ),
            (
                "\\b(?:bags?|pockets?|personal belongings|private phones?|personal phones?|lockers?|phones?|"
                "belongings|handbags?)\\b~«(?:searched|inspected|checked|examined|confiscated|opened|"
                "gone through)»"
            ),
            "«(?:body|bag|strip|pocket)[- ](?:search\\w*|checks?|inspections?)»",
            "«(?:locked in|not allowed to leave the building|locked inside)»",
        ),
        lawful=(
            (r"(?:phones?|devices?) (?:which|that) (?:it|the company) (?:has )?(?:issued|provided)|" r"company-issued"),
            (
                "police|company (?:phones?|devices?|laptops?|equipment)|work (?:phones?|devices?)|consent|"
                "health check|lost property"
            ),
        ),
    ),
)

TOILET = Topic(
    id="conduct.toilet",
    title=Text("限制如厕", "Limits on toilet breaks"),
    articles=("LL 3", "LCL 88", "CC 1003"),
    why=Text(
        "如厕是基本生理需要，限次数、限时长、须批准或扣款都侵犯人格尊严和休息权。",
        "Going to the toilet is a basic need: quotas, time limits, permission or deductions violate digni"
        "ty and the right "
        "to rest.",
    ),
    instead=Text(
        "坐席可随时如厕，离席时切换“小休”状态即可；如厕不限次数、时长，也不影响考核。",
        "Agents go to the toilet whenever they need to and only set their state to “break”; neithe"
        "r how often nor how "
        "long is limited or counts in any assessment.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:只准|只许|只让|仅准|仅限|最多)»[^;]{0,8}(?:厕所|卫生间|洗手间)",
            (
                "(?:如厕|上厕所|厕所|卫生间|洗手间|去洗手|上卫|方便|喝水)[^;]{0,20}«(?:不(?:得|能|可|准)?超过|"
                "不得多于|最多|限|只能|仅|须|必须|需|应|批准|审批|请假|登记|报备|排队|领|扣|罚|超时|超过|计入|"
                "禁止|不准|不许|不允许|轮流|一次|打报告)»"
            ),
            (
                "«(?:限制|限时|限次|控制|禁止|不许|不准|不得|最多|只能|仅能|只允许|每天只|不允许)»"
                "[^;]{0,10}(?:如厕|上厕所|厕所|卫生间|洗手间|喝水)"
            ),
            "(?:如厕|厕所|卫生间)«(?:卡|牌|令牌|通行证|证|打卡)»",
        ),
        lawful=(("不[作做]|不限|无需|无须|不需|不受|随时|不影响|不计入|不扣|自由|不必|不设|清洁|打扫|卫生值日|保持"),),
    ),
    en=Signs(
        unlawful=(
            (
                r"«(?:pass|token|card|tag|one person at a time|in turns?)\b»…(?:toilet|restroom|"
                r"bathroom|"
                r"washroom)"
            ),
            r"(?:toilet|restroom|bathroom|washroom)…«(?:one (?:person )?at a time|in turns?)»",
            (
                "(?:toilet|restroom|bathroom|washroom|lavatory|\\bwc\\b|\\bloo\\b)[^;]{0,80}«(?:at most|"
                "no more than|not exceed|maximum|limited|only|permission|approv\\w+|minutes|times|deduct\\w*|"
                "fined?|register\\w*|token|pass(?:es)?|ask|queue|longer|exceed\\w*|twice|once|card|not allowed|"
                "forbidden|logged)\\b»"
            ),
            (
                "«(?:limit\\w*|permission|only|at most|no more than|ask|request|maximum|restrict\\w*|must not|"
                "may not|not|approval|no|two|three|one|never|seek)»[^;]{0,60}(?:toilet|restroom|bathroom|"
                "washroom|lavatory|\\bloo\\b)"
            ),
        ),
        lawful=(
            r"nobody's|no one's",
            (
                "(?:not|no|never|without|neither|nor) (?:\\w+ ){0,3}(?:limit\\w*|permission|approv\\w+|counted|"
                "restrict\\w*|count|asking|quota|deduct\\w*|affect|recorded|timed)|whenever|freely|any time|"
                "at all times|clean\\w*|unlimited|need not|do not need|don't need"
            ),
        ),
    ),
)

TOPICS = (SHAMING, SEARCH, TOILET)
