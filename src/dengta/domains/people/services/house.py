"""What a new installation starts with: the interview form and the onboarding checklist. HR changes them on their
pages from there."""

from typing import Any

from django.db import transaction

from dengta.domains.people.models import InterviewCriterion, OnboardingItem
from dengta.foundation.access import Role

CULTURE, SERVICE = InterviewCriterion.Part.CULTURE, InterviewCriterion.Part.SERVICE

# code, part, weight, and in both languages: name, how answers of one, three and five points sound
CRITERIA = (
    ("honesty", CULTURE, 2, ("诚实与担当", "Honesty and ownership"),
     ("说不出自己的失误，或把原因都归给别人。", "Has no own mistake to tell of, or blames others for it."),
     ("讲了一次失误，补救靠别人提醒。", "Tells of a mistake; it was mended after others pointed it out."),
     ("讲得出一次自己的失误：怎样发现、怎样告知、怎样补救。",
      "Tells of an own mistake: how it was found, told and mended.")),
    ("teamwork", CULTURE, 1, ("与同事互助", "Helping colleagues"),
     ("只谈自己的业绩。", "Speaks of own results only."),
     ("帮过同事，但说不清对方得到了什么。", "Has helped, but cannot say what it gave the other."),
     ("具体说出帮过谁、对方得到了什么。", "Names whom they helped and what it gave them.")),
    ("learning", CULTURE, 1, ("愿意学习与改变", "Willing to learn and change"),
     ("认为批评都不公平。", "Finds every criticism unfair."),
     ("接受批评，但没有说出之后的改变。", "Takes criticism, but names no change after it."),
     ("举得出一条听进去的批评和之后的改变。", "Names a criticism they took and what changed after it.")),
    ("empathy", SERVICE, 2, ("体谅客户", "Feeling with customers"),
     ("只引用规定，不提客户的处境。", "Quotes the rule and leaves the customer out."),
     ("先讲处理，被问到才说客户的处境。", "Begins with the handling; speaks of the customer when asked."),
     ("先说客户的处境，再说自己的处理。", "Speaks of the customer's situation before the own handling.")),
    ("composure", SERVICE, 2, ("面对激动客户的沉稳", "Calm with upset customers"),
     ("与客户争辩，或直接转走。", "Argues, or passes the customer on."),
     ("保持了冷静，但说不出怎样让对方平静。", "Stayed calm, but cannot say what calmed the other."),
     ("描述得出让对方平静下来的话和顺序。", "Describes the words, and their order, that calmed somebody.")),
    ("clarity", SERVICE, 1, ("把事情讲清楚", "Explaining clearly"),
     ("讲完以后，听的人仍说不出要点。", "The listener cannot name the point afterwards."),
     ("讲得正确，但要追问两三次。", "Correct, but only after two or three questions."),
     ("两分钟讲清一条规则，听的人复述无误。", "Explains a rule in two minutes so that the listener can repeat it.")),
)  # fmt: skip

# code, kind, signed by the person, keeps the queue closed, role, days, name, name in English
ITEMS = (
    ("culture", OnboardingItem.Kind.CULTURE, True, True, "", 3,
     "了解公司文化与服务理念", "Get to know our culture and idea of service"),
    ("rule_book", OnboardingItem.Kind.RULE_BOOK, True, True, "", 5, "通读规则手册", "Read the rule book"),
    ("confidentiality", OnboardingItem.Kind.SIGNATURE, True, True, "", 1,
     "签署客户信息保密承诺", "Sign the promise of confidentiality"),
    ("rights", OnboardingItem.Kind.SIGNATURE, True, True, "", 5,
     "知悉异议渠道与个人信息权利", "Know how to object, and your rights to your data"),
    ("tools", OnboardingItem.Kind.TOOLS, False, True, "", 2,
     "开通账号与工单系统", "Set up accounts and the ticket system"),
    ("listening", OnboardingItem.Kind.PRACTICE, False, True, "", 7,
     "跟听老员工接待", "Listen in on experienced colleagues"),
    ("first_calls", OnboardingItem.Kind.PRACTICE, False, True, "", 14,
     "在导师陪同下完成首批接待", "First contacts with a mentor beside you"),
    ("leading", OnboardingItem.Kind.CULTURE, True, True, Role.TEAM_LEAD, 7,
     "学习带班守则：情与法", "Study how we lead: firm and kind"),
)  # fmt: skip


@transaction.atomic
def install_defaults(**_signal: Any) -> None:
    """Fill empty catalogues after a migration; what HR has made of them since is never touched."""
    if not InterviewCriterion.objects.exists():
        InterviewCriterion.objects.bulk_create(
            InterviewCriterion(
                code=code, part=part, weight=weight, position=at, name=name, name_en=name_en,
                weak=weak, weak_en=weak_en, fair=fair, fair_en=fair_en, strong=strong, strong_en=strong_en,
            )
            for at, (code, part, weight, (name, name_en), (weak, weak_en), (fair, fair_en), (strong, strong_en))
            in enumerate(CRITERIA, 1)
        )  # fmt: skip
    if not OnboardingItem.objects.exists():
        OnboardingItem.objects.bulk_create(
            OnboardingItem(
                code=code,
                kind=kind,
                signed=signed,
                blocks=blocks,
                role=role,
                days=days,
                name=name,
                name_en=name_en,
                position=at,
            )
            for at, (code, kind, signed, blocks, role, days, name, name_en) in enumerate(ITEMS, 1)
        )
