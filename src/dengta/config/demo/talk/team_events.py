"""Six team events: five that were, one to sign up for."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from dengta.config.demo.talk.people import at, crews
from dengta.domains.communication.models import EventPart, SignUp, TeamEvent

# Title, place, days from today, budget, cost, parts, debrief.
EVENTS = (
    ("年终火锅与角色互换", "南京西路火锅店", -300, 3000, 2860, {"relaxing": "火锅聚餐",
     "role_play": "扮演三次被转接的客户"},
     "扮演客户的同事说，最难受的不是等，是每次都要重讲。从下周起，转接前先写三行备注。"),
    ("春季徒步", "佘山", -220, 2000, 1740, {"relaxing": "徒步与野餐"}, ""),
    ("新规则培训日", "三楼培训室", -150, 800, 650, {"business": "退换货新规则", "relaxing": "下午茶与桌游"}, ""),
    ("话术工作坊", "三楼培训室", -90, 500, 480, {"business": "退款话术共创", "role_play": "客户要求超出规则的赔偿"},
     "先说能做的，再说不能做的，客户更容易接受。整理了五句替代说法，已进知识库。"),
    ("中秋手作", "茶水间", -35, 1200, 1310, {"relaxing": "做月饼", "role_play": "雨天配送延误的来电"}, ""),
    ("世纪公园半日", "世纪公园", 12, 2500, None, {"relaxing": "划船与野餐", "role_play": "夜间投诉升级"}, ""),
)  # fmt: skip


def fill(now: datetime) -> None:
    """The events of the personas' team, with who came; the next one has a waiting list."""
    crew = crews()[0]
    for title, place, days, budget, cost, parts, debrief in EVENTS:
        starts = at(now.date() + timedelta(days=days), time(14), now)
        event = TeamEvent.objects.create(
            unit=crew.unit, title=title, place=place, starts_at=starts, sign_up_until=starts - timedelta(days=3),
            most_people=18, budget=Decimal(budget), cost=Decimal(cost) if cost is not None else None,
            cover="售后二组代接 13:30–17:30，两位同事留守。", state="held" if days < 0 else "planned", debrief=debrief,
            debriefed_at=starts + timedelta(days=1) if debrief else None, planned_by=crew.leader.account,
            plan="13:30 集合，一起出发；14:00 开始，17:00 结束。自愿参加，不影响评价。",
        )  # fmt: skip
        EventPart.objects.bulk_create(EventPart(event=event, kind=kind, what=what) for kind, what in parts.items())
        asked = min(now, starts) - timedelta(days=5)
        SignUp.objects.bulk_create(
            SignUp(
                event=event, employee=person, at=asked + timedelta(minutes=7 * number),
                state="coming" if number < 18 else "waiting",
            )
            for number, person in enumerate(crew.agents[1:21] if days > 0 else crew.agents[2:18])
        )  # fmt: skip
