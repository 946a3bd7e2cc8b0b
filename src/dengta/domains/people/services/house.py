"""What a new installation starts with: the interview form and the onboarding checklist. HR changes them from there."""

from typing import Any

from django.db import transaction

from dengta.domains.people.models import InterviewCriterion, OnboardingItem
from dengta.foundation.access import Role

CULTURE, SERVICE = InterviewCriterion.Part.CULTURE, InterviewCriterion.Part.SERVICE

# code, part, name, name in English, what a strong answer sounds like, the same in English
CRITERIA = (
    ("honesty", CULTURE, "诚实与担当", "Honesty and ownership",
     "讲得出一次自己的失误：怎样发现、怎样告知、怎样补救。",
     "Tells of an own mistake: how it was found, told and mended."),
    ("teamwork", CULTURE, "与同事互助", "Helping colleagues",
     "具体说出帮过谁、对方得到了什么。", "Names whom they helped and what it gave them."),
    ("learning", CULTURE, "愿意学习与改变", "Willing to learn and change",
     "举得出一条听进去的批评和之后的改变。", "Names a criticism they took and what changed after it."),
    ("empathy", SERVICE, "体谅客户", "Feeling with customers",
     "先说客户的处境，再说自己的处理。", "Speaks of the customer's situation before the own handling."),
    ("composure", SERVICE, "面对激动客户的沉稳", "Calm with upset customers",
     "描述得出让对方平静下来的话和顺序。", "Describes the words, and their order, that calmed somebody."),
    ("clarity", SERVICE, "把事情讲清楚", "Explaining clearly",
     "两分钟讲清一条规则，听的人复述无误。", "Explains a rule in two minutes so that the listener can repeat it."),
)  # fmt: skip

# code, kind, signed by the person, role, days, name, name in English
ITEMS = (
    ("culture", OnboardingItem.Kind.CULTURE, True, "", 3,
     "了解公司文化与服务理念", "Get to know our culture and idea of service"),
    ("rule_book", OnboardingItem.Kind.RULE_BOOK, True, "", 5, "通读规则手册", "Read the rule book"),
    ("confidentiality", OnboardingItem.Kind.SIGNATURE, True, "", 1,
     "签署客户信息保密承诺", "Sign the promise of confidentiality"),
    ("rights", OnboardingItem.Kind.SIGNATURE, True, "", 5,
     "知悉申诉渠道与个人信息权利", "Know how to object, and your rights to your data"),
    ("tools", OnboardingItem.Kind.TOOLS, False, "", 2, "开通账号与工单系统", "Set up accounts and the ticket system"),
    ("listening", OnboardingItem.Kind.PRACTICE, False, "", 7,
     "跟听老员工接待", "Listen in on experienced colleagues"),
    ("first_calls", OnboardingItem.Kind.PRACTICE, False, "", 14,
     "在导师陪同下完成首批接待", "First contacts with a mentor beside you"),
    ("leading", OnboardingItem.Kind.CULTURE, True, Role.TEAM_LEAD, 7,
     "学习带班守则：情与法", "Study how we lead: firm and kind"),
)  # fmt: skip


@transaction.atomic
def install_defaults(**_signal: Any) -> None:
    """Fill empty catalogues after a migration; what HR has made of them since is never touched."""
    if not InterviewCriterion.objects.exists():
        InterviewCriterion.objects.bulk_create(
            InterviewCriterion(
                code=code,
                part=part,
                name=name,
                name_en=name_en,
                guidance=guidance,
                guidance_en=guidance_en,
                position=at,
            )
            for at, (code, part, name, name_en, guidance, guidance_en) in enumerate(CRITERIA)
        )
    if not OnboardingItem.objects.exists():
        OnboardingItem.objects.bulk_create(
            OnboardingItem(
                code=code, kind=kind, signed=signed, role=role, days=days, name=name, name_en=name_en, position=at
            )
            for at, (code, kind, signed, role, days, name, name_en) in enumerate(ITEMS)
        )
