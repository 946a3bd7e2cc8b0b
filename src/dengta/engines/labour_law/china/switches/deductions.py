"""Open questions of deductions."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

LOSS_RULE = Switch(
    key="deductions.loss_rule",
    question=Text(
        "劳动者造成损失的，扣工资需要什么依据、受什么限制？",
        "What does a deduction for a loss stand on, and what limits it?",
    ),
    options=(
        option(
            "contract_fifth",
            "须有劳动合同约定；每月不超过 20%，余额不低于最低工资",
            "A clause of the contract; 20 % a month, and the minimum wage remains",
        ),
        option(
            "rule_floor",
            "劳动合同或规章制度均可；余额不低于最低工资",
            "A contract or a rule book; the minimum wage remains",
        ),
    ),
    default="contract_fifth",
    explanation=Text(
        "《工资支付暂行规定》第 16 条以劳动合同约定为前提并以 20% 为限；"
        "《北京市工资支付规定》第 11 条允许依据合同或规章制度，只要求余额不低于最低工资。",
        "Art. 16 of the wage provisions asks for a clause and allows 20 %; art. 11 of Beijing's provisions accepts "
        "contract or rule book and only keeps the minimum wage.",
    ),
    regional={"CN-BJ": "rule_floor"},
)

SWITCHES = (LOSS_RULE,)
