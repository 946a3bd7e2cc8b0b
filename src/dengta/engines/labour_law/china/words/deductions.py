"""What the rule on deductions from wages says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("工资扣除的限度", "How much may be held back from wages")

FINE = Text(
    "罚款没有法律依据（1982 年《企业职工奖惩条例》已于 2008 年废止），不得从工资中扣罚",
    "There is no legal basis for fines (the regulation of 1982 that knew them was repealed in 2008): "
    "nothing may be taken from wages",
)
FINE_INSTEAD = Text(
    "缺勤时间可以不支付工资；绩效奖金可以按公布的办法计算；违纪用警告等处分",
    "Hours not worked need not be paid, a bonus follows its published rule, and a breach is answered with a warning",
)

LOSS = Text("损失 {loss:money} 元，当月工资 {wage:money} 元", "loss {loss:money}, wage of the month {wage:money}")
NO_FAULT = Text(
    "损失不是劳动者本人原因造成的，属于单位的经营风险，不得扣除",
    "The loss does not come from the employee's own fault; it is the employer's risk: nothing may be taken",
)
NO_CLAUSE = Text(
    "劳动合同没有约定赔偿，仅凭规章制度或者单位已赔付客户不足以扣工资（《工资支付暂行规定》第 16 条以合同约定为前提）",
    "The contract has no clause on damages; a handbook, or what was paid to a customer, does not suffice "
    "(art. 16 of the wage provisions asks for a clause in the contract)",
)
RULE_SUFFICES = Text(
    "本地区：劳动合同、集体合同或者规章制度有规定即可，扣除后的余额不得低于最低工资",
    "In this region a contract, collective contract or rule book suffices, and the minimum wage must remain",
)
CLAUSE_WOULD = Text(
    "劳动合同有约定，且损失由本人过错造成的，可以在限度内扣除",
    "With a clause in the contract and a loss by own fault a deduction within the limit is possible",
)
FAULT_TAKEN = Text(
    "未说明损失是否由劳动者本人原因造成；按由本人原因造成处理，由单位举证",
    "Whether the employee was at fault is not stated; it is taken so, and the employer must prove it",
)
FIFTH = Text("20 %：{wage:money} × 20 % = {fifth:money} 元", "20 %: {wage:money} × 20 % = {fifth:money}")
FLOOR = Text(
    "余额不低于最低工资：{wage:money} − {minimum:money} = {room:money} 元",
    "the minimum wage remains: {wage:money} − {minimum:money} = {room:money}",
)
BELOW_FLOOR = Text(
    "当月工资 {wage:money} 元不高于最低工资 {minimum:money} 元，本月不能扣除",
    "the wage of {wage:money} is not above the minimum wage of {minimum:money}: nothing may be taken this month",
)
NO_MINIMUM = Text(
    "未提供当地最低工资，未核对扣除后的余额", "No local minimum wage was given; what remains is not compared with it"
)
LIMIT = Text(
    "本月最多扣除 {limit:money} 元，结转以后月份 {rest:money} 元",
    "this month at most {limit:money} may be taken; {rest:money} is carried forward",
)
FULL_PROOF = Text(
    "赔偿总额应与过错程度和损失相称，损失须有凭证",
    "What is owed in all must fit the fault and the loss, and the loss needs vouchers",
)

ABSENT = Text(
    "未出勤 {hours} 小时：{wage:money} ÷ 21.75 ÷ 8 × {hours} = {amount:money} 元；不付未劳动时间的工资不是罚款",
    "{hours:hours} not worked: {wage:money} ÷ 21.75 ÷ 8 × {hours} = {amount:money}; "
    "not to pay for time not worked is no fine",
)
NOT_ABOVE_WAGE = Text("最多不超过当月工资 {wage:money} 元", "at most the wage of the month, {wage:money}")
PAID_LEAVE = Text(
    "法定带薪假、病假等应付工资的时间不能计为缺勤", "Paid leave, sick leave and other paid time is not absence"
)
BONUS = Text(
    "绩效奖金按公布的办法计算：应得 {earned:money} 元，支付 {earned:money} 元；少得的部分不是扣款",
    "The bonus follows its published rule: {earned:money} earned, {earned:money} paid; what was not earned is no "
    "deduction",
)
BONUS_OF = Text("上限 {full:money} 元，应得 {earned:money} 元", "of up to {full:money}, {earned:money} was earned")
BONUS_RULE = Text(
    "办法须事先公布，按客观数据计算；以奖金名义的罚款仍是罚款",
    "The rule must be published beforehand and go by facts; a fine in the name of a bonus is a fine",
)
STATUTORY = Text("法律规定的代扣：{amount:money} 元", "held back as the law itself orders: {amount:money}")

NEEDED = Text("请填写 {what}。", "State {what}.")
NEGATIVE = Text("{what}不能为负数。", "The {what} cannot be negative.")
LOSS_NAME = Text("损失金额", "loss")
HOURS_NAME = Text("未出勤小时数", "hours not worked")
EARNED_NAME = Text("应得奖金", "bonus earned")
AMOUNT_NAME = Text("扣除金额", "amount held back")
WAGE_NAME = Text("当月工资", "wage of the month")
