"""The statutes, regulations and interpretations of mainland China that the rules cite, by short name."""

from dengta.engines.labour_law.articles import Statute
from dengta.engines.labour_law.text import Text


def _statute(short: str, zh: str, en: str) -> Statute:
    return Statute(short, Text(zh, en))


STATUTES = {
    statute.short: statute
    for statute in (
        _statute("LL", "《劳动法》", "Labour Law (2018)"),
        _statute("LCL", "《劳动合同法》", "Labour Contract Law (2012)"),
        _statute("Regs", "《劳动合同法实施条例》", "Implementing Regulations of the Labour Contract Law (Order 535)"),
        _statute("WP", "《工资支付暂行规定》（劳部发〔1994〕489 号）", "Interim Provisions on Wage Payment (1994)"),
        _statute(
            "J1", "最高法劳动争议司法解释（一）（法释〔2020〕26 号）", "SPC Interpretation I on Labour Disputes (2020)"
        ),
        _statute(
            "J2", "最高法劳动争议司法解释（二）（法释〔2025〕12 号）", "SPC Interpretation II on Labour Disputes (2025)"
        ),
        _statute("AL", "《职工带薪年休假条例》", "Regulation on Paid Annual Leave"),
        _statute("ALM", "《企业职工带薪年休假实施办法》", "Implementing Measures on Paid Annual Leave"),
        _statute("2009-149", "人社厅函〔2009〕149 号", "Letter 人社厅函〔2009〕149号 on annual leave"),
        _statute("ARB", "《劳动争议调解仲裁法》", "Labour Dispute Mediation and Arbitration Law"),
        _statute("ARBR", "《劳动人事争议仲裁办案规则》（2017）", "Rules on Handling Arbitration Cases (2017)"),
        _statute("CPL", "《民事诉讼法》", "Civil Procedure Law"),
        _statute("CC", "《民法典》", "Civil Code"),
        _statute("EVI", "最高法《关于民事诉讼证据的若干规定》", "SPC Provisions on Civil Evidence"),
        _statute("CPI", "最高法《关于适用〈民事诉讼法〉的解释》", "SPC Interpretation of the Civil Procedure Law"),
        _statute(
            "BJQA", "北京高院、仲裁委解答（一）（京高法发〔2024〕534 号）", "Beijing court and arbitration Q&A I (2024)"
        ),
        _statute("BJWP", "《北京市工资支付规定》", "Beijing Wage Payment Provisions"),
        _statute("HR", "《全国年节及纪念日放假办法》", "Holiday Regulation (2024)"),
        _statute("2020-135", "人社厅函〔2020〕135 号", "Letter 人社厅函〔2020〕135号 on coinciding festivals"),
        _statute("2000-18", "劳社厅函〔2000〕18 号", "Letter 劳社厅函〔2000〕18号 on holidays of part of the citizens"),
        _statute("O174", "《国务院关于职工工作时间的规定》（第 174 号令）", "State Council Order 174 on Working Hours"),
        _statute("1997-271", "劳部发〔1997〕271 号", "Reply 劳部发〔1997〕271号 on working time"),
        _statute(
            "1994-503",
            "劳部发〔1994〕503 号（特殊工时审批办法）",
            "Measures on Special Working Hours (劳部发〔1994〕503号)",
        ),
        _statute("2008-3", "劳社部发〔2008〕3 号（旧折算办法）", "Notice 劳社部发〔2008〕3号 on monthly hours and pay"),
        _statute(
            "2025-2",
            "人社部发〔2025〕2 号（月工作时间和工资折算）",
            "Notice 人社部发〔2025〕2号 on monthly hours and pay",
        ),
        _statute("MW", "《最低工资规定》", "Minimum Wage Provisions"),
        _statute(
            "O619",
            "《女职工劳动保护特别规定》（第 619 号令）",
            "Special Provisions on Protection of Female Workers (Order 619)",
        ),
        _statute(
            "O56",
            "超龄劳动者权益规定（2026 年第 56 号令）",
            "Provisions on Workers over Retirement Age (Order 56 of 2026)",
        ),
        _statute(
            "1994-479",
            "《企业职工患病或非因工负伤医疗期规定》（劳部发〔1994〕479 号）",
            "Medical Period Provisions (劳部发〔1994〕479号)",
        ),
        _statute(
            "SHMED",
            "上海市医疗期标准的规定（沪府发〔2015〕40 号）",
            "Shanghai Provisions on the Medical Period (沪府发〔2015〕40号)",
        ),
        _statute("1995-309", "劳部发〔1995〕309 号", "Opinions on the Labour Law (劳部发〔1995〕309号)"),
        _statute(
            "1994-481",
            "劳部发〔1994〕481 号（旧经济补偿办法，已废止）",
            "Former severance measures (劳部发〔1994〕481号, repealed)",
        ),
        _statute(
            "O516",
            "国务院令第 516 号（废止《企业职工奖惩条例》）",
            "State Council Order 516 (repeal of the 1982 discipline regulation)",
        ),
        _statute("TUL", "《工会法》", "Trade Union Law"),
        _statute("PIPL", "《个人信息保护法》", "Personal Information Protection Law"),
        _statute("FACE", "《人脸识别技术应用安全管理办法》", "Face Recognition Measures (2025)"),
        _statute("MHL", "《精神卫生法》", "Mental Health Law"),
        _statute("LSR", "《劳动保障监察条例》", "Regulation on Labour Security Supervision"),
        _statute(
            "RET",
            "全国人大常委会《关于实施渐进式延迟法定退休年龄的决定》（2024）",
            "Decision on gradually raising the retirement age (2024)",
        ),
        _statute("CASES", "人社部、最高法发布的典型案例", "Typical cases published by MOHRSS and the SPC"),
        _statute("BJCASES", "北京市发布的劳动争议典型案例", "Typical labour cases published in Beijing"),
        _statute("HOUSE", "本单位制度（非法定）", "House rule (not statutory)"),
    )
}
