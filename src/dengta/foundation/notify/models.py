"""Notices in the bell, messages on their way out, the chat systems they go through, and how each wants to be told."""

import uuid
from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation.notify.registry import channel_label, kind_of
from dengta.foundation.secrets import EncryptedText


class Vendor(models.TextChoices):
    """The chat systems we speak with."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    FEISHU = "feishu", _("Feishu")


class Notice(models.Model):
    """One entry in somebody's bell."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    # A path inside this installation, never another site.
    url = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    # One of a message to many; kept as it was when it was sent, whatever becomes of the kind.
    broadcast = models.BooleanField(default=False)
    # The day of the house on which it rang: what a person got on a day is counted by it.
    day = models.DateField(default=timezone.localdate)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["day", "account", "broadcast", "urgent", "kind"], name="notice_load"),
            models.Index(fields=["account", "-id"], name="notice_of_account"),
            models.Index(fields=["account"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What sort of news this is, in the reader's language."""
        return str(kind_of(self.kind).label)


def _new_message_id() -> str:
    return f"{uuid.uuid4().hex}@dengta"


class OutboxMessage(models.Model):
    """One message on its way out. Written with what it tells of; carried by the worker, at least once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HELD = "held", _("Held for the digest")
        SENT = "sent", _("Sent")
        COLLECTED = "collected", _("Sent in the digest")
        DEAD = "dead", _("Given up")

    channel = models.CharField(max_length=20)
    # Goes out with the message, so that a receiver can tell a repetition from a second message.
    message_id = models.CharField(max_length=80, unique=True, default=_new_message_id)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # It says only that something waits; whom it went to is nobody else's affair either.
    neutral = models.BooleanField(default=False)
    # The whole address of the page it tells of; empty where there is none.
    link = models.CharField(max_length=500, blank=True)
    question = models.ForeignKey("Question", null=True, on_delete=models.SET_NULL, related_name="+")
    # As the notice was: a call for help does not queue behind cards.
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    collected_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="collected")

    class Meta:
        indexes = [
            models.Index(
                fields=["-urgent", "channel", "next_try", "id"], condition=Q(state="waiting"), name="outbox_waiting"
            ),
            models.Index(fields=["next_try", "id"], condition=Q(state="held"), name="outbox_held"),
            models.Index(fields=["-id"], condition=Q(state="dead"), name="outbox_dead"),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def text(self) -> str:
        """What it says, with the link below."""
        return "\n\n".join(filter(None, (self.body, self.link)))

    @property
    def number(self) -> str:
        """The part of its id that people read: the same on every repetition."""
        return self.message_id[:8]

    @property
    def channel_label(self) -> str:
        """The channel in the reader's language."""
        return str(channel_label(self.channel))


class OutboxAttempt(models.Model):
    """The log: each time we tried to hand a message over."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.message_id} at {self.at}"


class Preference(models.Model):
    """How one person wants to be told. The bell always rings; this is about what leaves the house."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    email = models.BooleanField(default=True)
    wecom = models.BooleanField(default=True)
    dingtalk = models.BooleanField(default=True)
    feishu = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest = models.BooleanField(default=False)
    digest_at = models.TimeField(default=time(18, 0))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="preference_quiet_has_both_ends",
            )
        ]

    def __str__(self) -> str:
        return f"notifications of {self.account_id}"


class Question(models.Model):
    """What a notice asks of one person: answered once, by one of its buttons, before it ends.

    Links carry the signed id, so that reading the table does not let anybody answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="question")
    # For each button: which registered action, about which object, with which value, and what the button says.
    choices = models.JSONField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    chosen = models.PositiveSmallIntegerField(null=True)
    said = models.CharField(max_length=500, blank=True)
    through = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, chosen__isnull=True)
                | Q(answered_at__isnull=False, chosen__isnull=False),
                name="question_answered_with_a_choice",
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class ChatApp(models.Model):
    """Our application in one chat system: it writes to people one by one. Its secrets go in, never out."""

    vendor = models.CharField(primary_key=True, max_length=10, choices=Vendor.choices)
    is_on = models.BooleanField(default=True)
    # CorpID of WeCom, AppKey (Client ID) of DingTalk, App ID of Feishu.
    app_id = models.CharField(max_length=120)
    agent_id = models.CharField(max_length=40, blank=True)
    secret = EncryptedText()
    # What the chat server signs and encrypts its calls with; without both, buttons are links.
    callback_token = EncryptedText(blank=True)
    callback_key = EncryptedText(blank=True)
    access_token = EncryptedText(blank=True)
    access_until = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.get_vendor_display())

    @property
    def takes_answers(self) -> bool:
        """Whether the chat server may call us when somebody presses a button."""
        return bool(self.callback_token and self.callback_key)


class GroupRobot(models.Model):
    """A robot in a group chat. Its address holds its key, so it is a secret as well."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vendor = models.CharField(max_length=10, choices=Vendor.choices)
    name = models.CharField(max_length=80, unique=True)
    url = EncryptedText()
    secret = EncryptedText(blank=True)
    is_on = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class ChatAddress(models.Model):
    """Who somebody is in a chat system. One person has one there, and nobody else has the same."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="chat_addresses")
    vendor = models.CharField(max_length=10, choices=Vendor.choices)
    address = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "vendor"], name="chat_address_one_per_person"),
            models.UniqueConstraint(fields=["vendor", "address"], name="chat_address_of_one_person"),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} of {self.account_id}"
