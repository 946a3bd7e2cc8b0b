"""The vocabulary of rule books: synonyms by name, as parts of regular expressions."""

from dengta.engines.labour_law.lint import numbers

ZH = {
    "EMP": (
        "员工|职工|劳动者|坐席|座席|客服|本人|乙方|新人|组员|话务员|接线员|雇员|个人|责任人|当事人|"
        "客服代表|专员|伙计|大家|你|您|应聘者|求职者|人员|经办人|当班人|业务员|销售员?"
    ),
    "CO": "公司|用人单位|单位|企业|甲方|我司|部门|主管",
    "NUM": numbers.ZH,
    "N": f"(?P<n>{numbers.ZH})",
    "PERCENT": f"百分之(?P<pc>{numbers.ZH})|{{N}}%|(?P<times>{numbers.ZH})倍",
    "WAGE": "工资|薪资|薪水|薪酬|底薪|奖金|绩效|提成|劳动报酬|报酬|收入|月薪|工钱|薪金|佣金|待遇",
    "PART": (
        "{NUM}(?:天|日|个?月)|半天|半日|半个?月|当天|当日|全天|全日|当月|全部|所有|全月|整月|剩余|余下|未结|未发|尾"
    ),
    "YUAN": (
        "{NUM}多?(?:元|块|人民币|千|万|大洋|rmb)|[¥￥$]{NUM}|(?:{PART})的?(?:基本|岗位|绩效)?(?:{WAGE})|"
        "(?:一|两|三|\\d)(?:顿|杯)"
    ),
    "FAULT": (
        "迟到|晚到|缺席|旷会|串岗|早退|投诉|差评|质检|违纪|违规|违反|打卡|离岗|小休|超时|手机|着装|工牌|差错|错误|出错|"
        "失误|挂断|不合格|(?:未|没有?|不)[^,;]{0,3}(?:达标|完成|达到|按时|"
        "参加|接|打卡|请假|签到|交班|佩戴|整理)|不达标|业绩|不服从|开会|例会|晨会|卫生|辱骂|态度|漏接|"
        "掉线|响铃|星|评分|旷会|吸烟|睡觉|吃东西|闲聊|顶撞|泄露|用语|回复|接听|首响"
    ),
    "CHARGE": (
        "罚款|罚金|罚没|罚(?!则)|扣款|扣钱|扣罚|扣除|扣减|扣发|扣掉|扣|乐捐|捐款|捐|缴纳|上交|上缴|缴|"
        "交(?![接班流叉付])|处以?|赞助|发红包|红包|赔偿|赔(?!偿)|请全组|请大家|请客|自掏|自愿捐|减发|"
        "支付"
    ),
    "OT": "加班|延时工作|延时|延长工作时间|超时工作|加点|延班|超时劳动",
    "OTPAY": (
        "加班(?:费用?|工资|报酬|补偿|薪资|薪酬|待遇|薪|补贴|费及[^,;]{2,6})|加点工资|超时(?:费|工资|"
        "报酬)|延时(?:费|工资|报酬)|延长工作时间的?(?:工资|报酬)|加班的?钱"
    ),
    "NOPAY": (
        "不(?:再|予|另|另行|额外|单独|会|另外|重复){0,2}(?:计酬|计薪|付酬|支付|发放|发|计发|计算|给付|给|"
        "付|计|享受|算|结算|补|结|核算|发给)|无薪|无偿|免费|免薪|停薪|没有(?={WAGE})|没(?=钱)|零工资|"
        "取消|扣发|停发|停止发放|一律扣除|不(?=拿)|概不"
    ),
    "REFUSE": (
        "拒绝(?!支付|发放|补)|推脱|推诿|拒不|不服从|不配合|不接受|不参加|不肯|不愿意?|"
        "无故不|请辞|推掉|缺席|缺勤|躲避|"
        "抵制|抗拒|拒(?!收|绝支付|绝发|绝补)|不执行|不听从|不同意|不得?不来|逃避"
    ),
    "PUNISH": (
        "违纪|处分|处罚|警告|记大?过|开除|辞退|解除|解雇|旷工|淘汰|扣|罚|自动离职|走人|不合格|不予转正|"
        "后果自负|考核|降级|降薪|劝退|过失|追究|处理|不予(?:晋升|录用)|违反|取消[^,;]{0,8}"
        "(?:奖|绩效|资格)|抗命|不敬业|不称职|调岗|排名|约谈|批评|不符合|视为|"
        "扫地出门|影响(?:转正|晋升|年终)|[d-e]级|评为(?:差|不)"
    ),
    "DISMISS": (
        "解除|辞退|开除|解雇|劝退|走人|清退|除名|淘汰|炒|裁掉|裁员|请离|离开公司|终止|卷铺盖|辞掉|退回|"
        "自动离职|(?:自行|主动|自动)(?:办理)?离职|主动辞职|自动辞职|离职处理"
    ),
    "LEAVE": (
        "不干|辞退|开除|解聘|被解除|除名|自动离岗|离职|辞职|辞工|急辞|自离|走人|不辞而别|"
        "解除(?:劳动)?合同|离开公司|提前离开|跳槽|解约|不干|提出辞呈|提离职"
    ),
    "WAIVE": (
        "放弃|不(?:得再|再|得)?(?:主张|要求(?![^,;]{0,6}(?:{EMP}|任何人|他))|索要|索取|追索|"
        "申请|追究|提出|向)|无权(?:要求|主张|索要)|"
        "不得(?:以任何[^,;]{1,8})?(?:主张|要求|索要|索取)|豁免|承诺不要|自愿不要|自愿不领|谢绝"
    ),
    "INSURANCE": "社会保险|社保|五险一金|五险|养老保险|医保|三险|保险(?=费|补贴|关系)|公积金",
    "HOLIDAY": (
        "法定(?:节假日|休假日|节日|假日|假期|假)|节假日|春节|国庆|除夕|元旦|中秋|端午|清明|劳动节|五一|"
        "十一(?=期|长|黄|加)|(?:1|一|5|五|10|十)月(?:1|一|2|二|3|三)日|大年|节日"
    ),
    "DOCUMENT": "身份证|毕业证|学位证|学历证|户口[本簿]|居住证|驾驶证|资格证|证件|护照|银行卡|工资卡|健康证",
    "SICK": "病假|患病|生病|医疗期|住院|病休|因病|请病",
    "PREGNANT": "怀孕|孕期|怀上|产假|哺乳|生育|生孩子|孕妇|三期|早孕|有孕|身孕|二胎|要孩子|产检",
}

EN = {
    "EMP": (
        "employees?|agents?|staff|workers?|team members?|newcomers?|new hires?|you|everyone|anyone|"
        "operators?|representatives?|trainees?|advisors?|colleagues?|person|people|women"
    ),
    "NUM": numbers.EN,
    "N": rf"(?P<n>{numbers.EN})\b",
    "PERCENT": rf"{{N}} ?(?:%|percent|per cent)|(?P<times>{numbers.EN})(?: ?times|x| ?×)",
    "MONEY": r"(?:rmb|cny|¥|￥|\$) ?\d[\d,.]*|(?:{NUM}) ?(?:yuan|rmb|kuai|cny|dollars)",
    "PAY": (
        "pay|wages?|salar(?:y|ies)|bonus(?:es)?|commissions?|paychecks?|pay ?slips?|earnings|remuneration|compensation"
    ),
    "PART": (
        r"(?:half|one|two|three|five|an?|\d+)(?: an?| a half)?[- ](?:day|week|month)(?:'?s|s')?|"
        r"days?'? of|the day's|that day's|all|entire|whole|full|the month's"
    ),
    "SUM": "{MONEY}|(?:{PART}) (?:of )?(?:the )?(?:monthly |daily |base )?(?:{PAY})",
    "FAULT": (
        r"late(?:ness|comers?)?\b|tard\w*|complaints?|ratings?|mistakes?|errors?|miss(?:ed|es|ing)?\b|"
        r"absen\w+|targets?|quotas?|breach\w*|violat\w+|infring\w+|"
        r"phones?|uniforms?|badges?|clock(?:s|ed|ing)?\b|punch\w*|early|breaks?|calls?|quality|untidy|"
        r"rude\w*|offen[cs]es?|rules?|fail\w*|misconduct|"
        r"scores?|minutes?|response|tickets?|swear\w*|sleep\w*|meetings?|reports?|first time|second time|offend\w*"
    ),
    "CHARGE": (
        r"fined|fines?\b|penalt(?:y|ies)|charged?|deduct(?:ed|s|ions?|ing)?|dock(?:s|ed|ing)?|forfeit(?:s|"
        r"ed)?|pays?|costs?|surcharge|los(?:e|es|t|ing)|contribut(?:e|es|ion)|donat(?:e|es|ion)|withheld|"
        r"withhold\w*|"
        r"taken (?:from|off|out of)|cut|repay|hand over|put|treat|buys?|levied|levy|sanction of|docking|"
        r"subtracted|knocked off"
    ),
    "OT": (
        r"overtime|extra hours|extra work|late shifts?|additional hours|weekend shifts?|working late|"
        r"extended hours|staying late|longer hours|weekend work|work late|stay late"
    ),
    "REFUSE": (
        r"(?:do|does|did)(?: ?not|n't) (?:show up|turn up|come|appear|attend|stay|work|join|take)|"
        r"fail\w* to (?:show|turn|come|appear|attend|stay|work|do|accept)|absen\w+ from|object\w* to|"
        r"refus\w+|declin\w+|reject\w*|turn(?:s|ed|ing)? down|will not work|unwilling\w*|"
        r"do(?:es)? not (?:accept|agree|want|wish)|say(?:s|ing)? no|not willing|skip\w*|avoid\w*"
    ),
    "PUNISH": (
        r"misconduct|insubordinat\w+|disciplin\w+|warn\w*|dismiss\w*|terminat\w+|fired|sack\w*|breach|"
        r"violation|fined?\b|deduct\w*|sanction\w*|punish\w*|absen\w+|failed|fails?|demot\w+|offen[cs]e|"
        r"penalt\w+|"
        r"penali[sz]\w+|demerits?|lowest|downgrad\w+|loses?|forfeits?|not eligible|ineligible|score|reflected|"
        r"held against|appraisals?|rating|not (?:allowed|permitted|accepted|"
        r"tolerated|an option)|forbidden|prohibited|consequences|resign\w*|let go"
    ),
    "TRANSFER": (
        r"transfer\w*|reassign\w*|relocat\w+|rotation|second(?:ed|ment)|change "
        r"of (?:post|position|site|job|workplace|shift)|"
        r"(?:another|new|different) (?:post|site|position|city|team|job)|to move|moving|pay cut"
    ),
    "DISMISS": (
        r"dismiss(?:ed|al|es|ing)?|optimi[sz]ed|terminat(?:ed?|es|ion|ing)|fired?|firing|sack(?:ed|ing)?|"
        r"let (?:\w+ )?go|eliminat\w+|laid off|asked to (?:leave|resign|go)|removed|out the door|end(?:s|"
        r"ed)? (?:the |your |their |this |a |an )?(?:employment )?(?:contracts?|employment|relationship)|"
        r"(?:contracts?|employment) (?:is |are |will )?(?:automatically )?(?:ends?|ended|lapses?|"
        r"terminat\w+)|part ways|required to resign|must (?:leave|resign|go)|dropped|shown the door|"
        r"leaves? the company|lose (?:their|your|the) jobs?|discharged?|(?:is|are) out\b"
    ),
    "LEAVING": (
        r"abandon\w*|job hop\w*|dismiss\w*|fired|resignation|leav(?:e|es|ing)|quit(?:s|ting)?|resign\w*|"
        r"depart\w*|walk(?:s|ing)? out|exit\w*|left|terminat\w+"
    ),
    "WAIVE": (
        r"(?:do|must|should|shall|may)(?: ?not|n't) (?:expect|count on|hope for)|waiv\w+|giv(?:e|es|"
        r"ing) up|gave up|renounc\w+|forgo(?:es|ing)?|forego|relinquish\w*|not to (?:claim|demand|ask for|"
        r"sue|pursue)|(?:shall|will|may|must|can) ?not (?:claim|demand|ask for|sue|seek|request|bring|"
        r"go to|apply)|no (?:claim|right)s? to|not entitled to|surrender\w*|opt(?:s|ing)? out of|"
        r"do(?:es)? not (?:want (?!to)|claim|require)|(?:has|have) no (?:claim|right)|cannot (?:claim|demand|"
        r"ask)"
    ),
    "INSURANCE": (
        r"social (?:insurance|security)(?: contributions?| fund)?|insurance contributions?|"
        r"pension contributions?|housing fund"
    ),
    "HOLIDAY": (
        r"(?:statutory|public|national|legal) holidays?|spring festival|national day|chinese "
        r"new year|dragon boat(?: festival)?|mid-autumn(?: festival)?|qingming|"
        r"new year(?:'s day)?|labour day|holidays?"
    ),
    "DOCUMENT": (
        r"(?:id|identity) ?(?:cards?|documents?)|\bids?\b|diplomas?|passports?|(?:degree|graduation|"
        r"original|education|qualification|their|your) certificates?|residence permits?|bank cards?|"
        r"papers"
    ),
    "SICK": r"sick(?:ness)?|ill(?:ness)?|medical (?:leave|treatment|period)|hospitali[sz]\w+|unwell",
    "PREGNANT": (
        r"pregnan\w+|maternity|expecting|nursing|breastfeed\w*|hav(?:e|ing) (?:a |another )?(?:child|"
        r"children|baby|babies)|baby|giv(?:e|ing) birth|children|conceiv\w*"
    ),
}
