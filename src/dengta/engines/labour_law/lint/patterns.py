"""The notation of signs, and how a "not" is seen.

In a sign, {WORD} stands for the synonyms of `words.py`, … for a few words of any kind, ~ for a few words without a
comma, «…» marks the act: a "not" before it denies it. The rest is a regular expression.
"""

import re
from functools import cache
from re import Pattern

from dengta.engines.labour_law.lint.sentences import CHINESE, ENGLISH
from dengta.engines.labour_law.lint.words import EN, ZH

PLACE = re.compile(r"\{([A-Z_]+)\}")
# A gap of English neither begins nor ends in the middle of a word.
WORD_ENDS = "(?!(?<=[a-z])[a-z])"
# A gap written out in a sign takes as little as it can, so that the nearest act is found.
GAP = re.compile(r"(\[\^[^\]]*\]\{0,\d+\})(?!\?)")
GAPS = {
    CHINESE: ("[^;]{0,30}?", "[^,;]{0,12}?"),
    ENGLISH: (rf"{WORD_ENDS}[^;]{{0,80}}?{WORD_ENDS}", rf"{WORD_ENDS}[^,;]{{0,40}}?{WORD_ENDS}"),
}


@cache
def compiled(pattern: str, language: str) -> Pattern[str]:
    """A sign as a regular expression of this language."""
    far, near = GAPS[language]
    words = ZH if language == CHINESE else EN
    spelled = _spelled(pattern, words).replace("…", far).replace("~", near)
    spelled = GAP.sub(r"\1?", spelled).replace("«", "(?P<act>").replace("»", ")")
    return re.compile(spelled if language == CHINESE else rf"\b(?:{spelled})")


def _spelled(pattern: str, words: dict[str, str]) -> str:
    """With the synonyms in place of their names, which may name others."""
    while PLACE.search(pattern):
        pattern = PLACE.sub(lambda found: f"(?:{words[found[1]]})", pattern)
    return pattern


# --- Chinese -----------------------------------------------------------------------------------------

# What a "not" before it no longer reaches.
BREAKS_ZH = re.compile(r"[,;:]|否则|违者|违反者|违反的|不然|但是?(?=[^书])|一旦|如有|凡")
# Forbids the employer, or gives the employee the right: reaches to the end of its part of the sentence.
FORBIDS_ZH = re.compile(
    r"不得(?!不)|不会|不设|无[须需](?=向|因|再|为此)|不与|不受|不允许|"
    r"不准(?!时)|不应|不可(?!抗)|不能(?!按|胜任|正常|及时|"
    r"完成|到岗|上班|出勤|参加|返岗|来|履行|接听|坚持|提供)|不以|不因|"
    r"不对|不向|不给|不把|不将|不实行|不采[取用]|不推行|不安排|不搞|"
    r"不存在|不强[制迫]|不要求|无权|禁止|严禁|杜绝|反对|抵制|绝不|决不|从不|并非|不再|废除|废止|取消对|停止|"
    r"没有任何|有权拒绝|可以?拒绝|有权不(?=加|参|接|去|来|提供)|"
    r"而非|而不是|不作为|不属于|不视为|不构成|不适用|避免|不等于|不代表|不意味|不等同"
)
BESIDE_ZH = re.compile(
    r"(?:不|没有?|未|无|非|勿|别|免|莫)(?:需|须|必|要|会|得|能|可|应|签|订|约定|适用|承担|以|因|设|收|"
    r"收取|支付|缴纳|扣除|要求|签署|签订|订立|再|其他|别的|作|做|予|搞|进行|给予|被|"
    r"任何|经济|现金|有|用|一律|额外|单独){0,2}$"
)
# The employer is told what not to do: governs the whole list that follows.
EMPLOYER_ZH = re.compile(
    r"(?:公司|单位|企业|甲方|用人单位|主管|班组长|组长|管理者|管理人员|管理层|部门|任何人|任何部门|"
    r"店长|经理|各级|团队长)"
    r"[^,;]{0,14}(?:不得(?!不)|不会|严禁|禁止|无权|不应|绝不|不能|不可以?(?!抗)|不准)"
)
TURNS_ZH = re.compile(r"但|否则|违者|员工(?:应|须|必须|不得)|;")
VOID_ZH = re.compile(
    r"[^,;]{0,6}不(?:得|会|应)(?:转嫁|向|由|从|让|以|作为|成为|进行)|"
    r"[^;]{0,24}?(?:不是[^,;]{0,8}(?:手段|办法|目的|依据|理由)|"
    r"(?<!申诉)(?<!投诉)(?<!异议)(?<!合同)无效|违法|不合法|非法|不符合法律|废止|废除|"
    r"没有法律效力|"
    r"不具有?(?:法律)?效力|不受法律保护|不产生效力|应予(?:以)?纠正|(?:可以?|有权|欢迎|请|"
    r"应)[^,;]{0,14}(?:举报|投诉)|被禁止|不被允许|不允许|"
    r"不得执行|已取消|不再执行|不再适用|不再使用|不能成为|(?:的)?(?:做法|行为|条款|规定|制度|"
    r"现象)[^,;]{0,6}(?:不可取|取消|禁止|不存在|杜绝|停止))"
)


def denied_zh(text: str, act: int, end: int) -> bool:
    """Whether the act is forbidden, declared void, or said not to be done."""
    before = text[:act]
    governing = list(EMPLOYER_ZH.finditer(before))
    if governing and not TURNS_ZH.search(before, governing[-1].end()):
        return True
    own = before[max((found.end() for found in BREAKS_ZH.finditer(before)), default=0) :]
    return bool(FORBIDS_ZH.search(own) or BESIDE_ZH.search(own) or VOID_ZH.match(text, end))


# --- English -----------------------------------------------------------------------------------------

BREAKS_EN = re.compile(
    r"[;:]|\bbut\b|\botherwise\b|\bor else\b|\bfailing which\b|"
    r", (?:and |or |so )?(?:the|each|every|you|your|employees?|agents?|we|they|he|she|it|any|all|a|an|\d)\b|"
    r"\band (?:\w+ ){1,3}(?:is|are|will|shall|must)\b|\band (?:the|you|your|employees?|"
    r"agents?|we|they|he|she|it|will|shall|must|is|are)\b"
)
# A side clause: its "not" says whom the sentence is about, not what is done.
ASIDE_EN = re.compile(r"\b(?:who|whoever|whose|if|when|whenever|unless|for not|for every|until|that)\b")
# Says of what the sentence speaks: "hours not approved", "leave not taken".
OF_WHAT_EN = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bwill )(?<!\bmay )(?<!\bmust )"
    r"(?<!\bshall )(?<!\bdo )(?<!\bdoes )"
    r"\bnot (?:\w+ )?(?:\w+ed|taken|met|worn|given|spent)\b|\b(?:did|has|have|had) not(?: been)? \w+|\bwith no \w+"
)
FORBIDS_EN = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|cannot|\w+n't|prohibit\w*|forbid\w*|"
    r"ban(?:s|ned)?|refrain\w*|avoid\w*|"
    r"abolish\w*|may refuse|can refuse|right to refuse|free to refuse|may decline|right to decline|"
    r"instead of|rather than|"
    r"stop\w*|no longer|ended)\b"
)
BESIDE_EN = re.compile(
    r"(?:\bzero|\bfree of|\bnot|\bnever|n't|\bno|\bnor|\bwithout|\bcannot|\bneither|\binstead of|"
    r"\brather than)(?: (?:be|been|being|have|to|a|an|any|ever|the|their|"
    r"your|impose|imposing|charge|charging|levy|use|using|apply|make|making|take|taking|"
    r"collect|ask|asked|for|require|"
    r"required|allowed|permitted|such|simply|automatically|also|form|kind|of|cash|money|monetary|"
    r"financial|or|and|constitute|"
    r"count|as|treated|regarded|considered|subject|lead|result|in)){0,5} $"
)
VOID_EN = re.compile(
    r"(?: nothing\b| no (?:penalty|money)\b)|[^;]{0,60}?(?:\b(?:is|are|be|was|were|"
    r"remains?)(?: \w+)? (?:void|invalid|unlawful|illegal|prohibited|forbidden|banned|"
    r"not (?:allowed|permitted|valid|used|made|lawful|practised|binding|enforceable|a ground|"
    r"a reason)|unenforceable|abolished|no longer|never)\b|"
    r"\bha(?:s|ve) no (?:legal )?(?:effect|force)|\b(?:does|do|will|shall|may|must|can) ?not (?:exist|"
    r"apply|take place|be (?:imposed|applied|used|allowed|made|enforced|tolerated|practised|"
    r"charged|deducted|levied))\b|"
    r"\bmust be reported|\bmay be reported|\bmay report|\bshould report|\bcan report|\bno place)"
)


def denied_en(text: str, act: int, end: int) -> bool:
    """Whether the act is forbidden, declared void, or said not to be done."""
    before = text[:act]
    if BESIDE_EN.search(before):
        return True
    own = OF_WHAT_EN.sub("", before[max((found.end() for found in BREAKS_EN.finditer(before)), default=0) :])
    aside = ASIDE_EN.search(own)
    main = own[: aside.start()] if aside else own
    return bool(FORBIDS_EN.search(main) or VOID_EN.match(text, end))
