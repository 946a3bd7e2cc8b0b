"""What administrators decide about chat: applications, robots, and who is who there. No secret is ever on record."""

import base64
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify import policies
from dengta.foundation.notify.chat import dingtalk, feishu, http, robots, wecom
from dengta.foundation.notify.chat.cards import Card
from dengta.foundation.notify.models import ChatAddress, ChatApp, GroupRobot, Vendor

SENTENCES = {
    "notify.secret_missing": gettext_lazy("Please enter the secret: without it the chat system answers nobody."),
    "notify.half_a_callback": gettext_lazy(
        "Token and key for calls from the chat system belong together: please enter both, or neither."
    ),
    "notify.key_of_another_kind": gettext_lazy("The EncodingAESKey of WeCom has 43 letters and digits."),
    "notify.foreign_robot": gettext_lazy(
        "The address of a robot begins with {servers}. For a chat server of your own, name it in DENGTA_CHAT_SERVERS."
    ),
    "notify.robot_twice": gettext_lazy("There is a robot named “{name}” already. Please choose another name."),
    "notify.address_taken": gettext_lazy(
        "“{address}” belongs to somebody else in {system}. Please check it; an administrator can see whose it is."
    ),
    "notify.address_odd": gettext_lazy("An address in {system} has letters, digits and . _ - @ only."),
    "notify.no_address": gettext_lazy(
        "Nobody knows who you are in {system} yet. Enter your address under Notifications, then send the test."
    ),
    "notify.not_set_up": gettext_lazy("{system} is not set up, or switched off."),
}
ADDRESS = re.compile(r"[A-Za-z0-9._@-]{1,64}")
WECOM_KEY = re.compile(r"[A-Za-z0-9]{43}")
DELIVER = {Vendor.WECOM: wecom.deliver, Vendor.DINGTALK: dingtalk.deliver, Vendor.FEISHU: feishu.deliver}


@transaction.atomic
def set_up_app(
    *,
    vendor: str,
    is_on: bool,
    app_id: str,
    agent_id: str = "",
    secret: str = "",
    callback_token: str = "",
    callback_key: str = "",
    by: Actor,
) -> ChatApp:
    """Connect the house with a chat system, or change how. A secret that is left empty stays as it is."""
    _insist_on_administrator(by)
    app = ChatApp.objects.select_for_update().filter(vendor=vendor).first() or ChatApp(vendor=vendor)
    given = {"secret": secret, "callback_token": callback_token, "callback_key": callback_key}
    new = {name: value.strip() for name, value in given.items() if value.strip()}
    for name, value in new.items():
        setattr(app, name, value)
    if not app.secret:
        raise RuleViolation("notify.secret_missing")
    if bool(app.callback_token) != bool(app.callback_key):
        raise RuleViolation("notify.half_a_callback")
    if vendor == Vendor.WECOM and app.callback_key and not _is_wecom_key(str(app.callback_key)):
        raise RuleViolation("notify.key_of_another_kind")
    if new or app_id != app.app_id:
        app.access_token, app.access_until = "", None
    app.is_on, app.app_id, app.agent_id, app.changed_at = is_on, app_id, agent_id, timezone.now()
    app.save()
    facts: dict[str, Any] = {"is_on": is_on, "app_id": app_id, "agent_id": agent_id, "secrets_changed": sorted(new)}
    record(by, "notify.app_set_up", app, **facts)
    return app


def _is_wecom_key(key: str) -> bool:
    try:
        return bool(WECOM_KEY.fullmatch(key)) and len(base64.b64decode(f"{key}=")) == 32
    except ValueError:
        return False


@transaction.atomic
def set_up_robot(
    *, robot_id: UUID | None, vendor: str, name: str, url: str, secret: str, is_on: bool, by: Actor
) -> GroupRobot:
    """Add the robot of a group chat, or change it. Address and secret that are left empty stay as they are."""
    _insist_on_administrator(by)
    rows = GroupRobot.objects.select_for_update()
    robot = GroupRobot() if robot_id is None else rows.get(pk=robot_id)
    if url.strip():
        _insist_on_chat_server(url.strip(), vendor)
        robot.url = url.strip()
    if secret.strip():
        robot.secret = secret.strip()
    if not robot.url:
        raise RuleViolation("notify.foreign_robot", servers=_hosts(vendor))
    robot.vendor, robot.name, robot.is_on, robot.changed_at = vendor, name.strip(), is_on, timezone.now()
    _insist_on_chat_server(str(robot.url), vendor)
    try:
        with transaction.atomic():
            robot.save()
    except IntegrityError:
        raise RuleViolation("notify.robot_twice", name=name) from None
    facts: dict[str, Any] = {
        "vendor": vendor,
        "name": name,
        "is_on": is_on,
        "url_changed": bool(url),
        "secret_changed": bool(secret),
    }
    record(by, "notify.robot_set_up", robot, **facts)
    return robot


@transaction.atomic
def remove_robot(*, robot_id: UUID, by: Actor) -> None:
    """Take a robot out of service and forget its secrets; what it said stays in the log."""
    _insist_on_administrator(by)
    robot = GroupRobot.objects.select_for_update().get(pk=robot_id)
    record(by, "notify.robot_removed", robot, name=robot.name)
    robot.delete()


def _servers_of(vendor: str) -> list[str]:
    names = {"dingtalk": ("dingtalk", "dingtalk_api")}.get(vendor, (vendor,))
    return [str(settings.CHAT_SERVERS[name]).rstrip("/") for name in names]


def _hosts(vendor: str) -> str:
    return _servers_of(vendor)[0] + "/"


def _insist_on_chat_server(url: str, vendor: str) -> None:
    fits = any(url.startswith(f"{server}/") for server in _servers_of(vendor))
    if not (fits and http.is_ours(url)):
        raise RuleViolation("notify.foreign_robot", servers=_hosts(vendor))


@transaction.atomic
def set_address(*, account: Any, vendor: str, address: str, by: Actor) -> None:
    """Say who somebody is in a chat system; an empty address forgets it."""
    address, system = address.strip(), Vendor(vendor).label
    known = ChatAddress.objects.select_for_update().filter(account=account, vendor=vendor).first()
    if address == (known.address if known else ""):
        return
    if known is not None and not address:
        policies.write_addresses.require(by, known)
        record(by, "notify.address_set", known, vendor=vendor, forgotten=True)
        known.delete()
        return
    if not ADDRESS.fullmatch(address):
        raise RuleViolation("notify.address_odd", system=system)
    row = known or ChatAddress(account=account, vendor=vendor)
    row.address = address
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RuleViolation("notify.address_taken", address=address, system=system) from None
    policies.write_addresses.require(by, row)
    record(by, "notify.address_set", row, vendor=vendor, forgotten=False)


@transaction.atomic
def set_addresses(*, account: Any, addresses: Mapping[str, str], by: Actor) -> None:
    """Say who somebody is in all chat systems at once."""
    for vendor, address in addresses.items():
        set_address(account=account, vendor=vendor, address=address, by=by)


def try_app(*, vendor: str, by: Actor) -> http.Answer:
    """Send a message to whoever asks, now; what the server answered. Whatever a channel raises, the caller shows."""
    _insist_on_administrator(by)
    system = Vendor(vendor).label
    app = ChatApp.objects.filter(vendor=vendor, is_on=True).first()
    if app is None:
        raise RuleViolation("notify.not_set_up", system=system)
    address = ChatAddress.objects.filter(account_id=by.pk, vendor=vendor).first()
    if address is None:
        raise RuleViolation("notify.no_address", system=system)
    with translation.override(settings.LANGUAGE_CODE):
        return DELIVER[Vendor(vendor)](app, address.address, _trial())


def try_robot(*, robot_id: UUID, by: Actor) -> http.Answer:
    """Say something in the group, now; what the server answered."""
    _insist_on_administrator(by)
    robot = GroupRobot.objects.get(pk=robot_id)
    with translation.override(settings.LANGUAGE_CODE):
        return robots.post(robot, _trial())


def _trial() -> Card:
    key = get_random_string(32, "0123456789abcdef")
    return Card(
        key=key, number=key[:8], title=_("Dengta: a test message"), text=_("If you can read this, the channel works."),
        link=str(settings.PUBLIC_URL),
    )  # fmt: skip


def _insist_on_administrator(by: Actor) -> None:
    if not policies.set_up_channels.anywhere(by):
        raise NotAllowed("not_allowed", right=policies.set_up_channels.name)
