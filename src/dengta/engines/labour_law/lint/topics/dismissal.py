"""Dismissal by rank and at will."""

from dengta.engines.labour_law.lint.topic import Signs, Topic
from dengta.engines.labour_law.text import Text

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
            r"«(?:{DISMISS})»[^;]{0,12}(?:最低|最差|末|倒数|后)[^,;]{0,3}{NUM}(?:%|名|人)",
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
            r"(?:不服从|顶撞|不听|违反|争吵)[^;]{0,10}«(?:立即|立刻|直接|当场|马上)»(?:{DISMISS})",
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
            r"\b(?:dismiss\w*|terminat\w+|fired?|sack\w*)~«(?:immediately|at once|on the spot)»",
            r"\b(?:dismiss\w*|terminated|fired|sacked) «(?:at once|immediately|on the spot|instantly|right away)»",
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
                "«(?:may|can|reserves? the right to|is entitled to|has the right to|is free to)»(?! not)~(?:{DISMISS})…"
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

TOPICS = (BOTTOM, AT_WILL)
