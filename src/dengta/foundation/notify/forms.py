"""The shapes of what people choose about notifications, and of what administrators set up."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation.notify.models import Preference, Vendor


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PreferenceForm(forms.Form):
    """How I want to be told."""

    email = forms.BooleanField(label=_("Also tell me by e-mail"), required=False)
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=_clock())
    quiet_until = forms.TimeField(label=_("until"), required=False, widget=_clock())
    digest = forms.BooleanField(label=_("Collect them into one message a day"), required=False)
    digest_at = forms.TimeField(label=_("Send it at"), widget=_clock())

    def clean(self) -> dict[str, Any]:
        """Quiet hours have two ends."""
        facts: dict[str, Any] = super().clean() or {}
        if bool(facts.get("quiet_from")) != bool(facts.get("quiet_until")):
            missing = "quiet_until" if facts.get("quiet_from") else "quiet_from"
            if missing not in self.errors:
                self.add_error(missing, _("Please fill in both ends of the quiet hours, or neither."))
        return facts

    @classmethod
    def of(cls, preference: Preference) -> "PreferenceForm":
        """The form as it stands today."""
        return cls(initial={name: getattr(preference, name) for name in cls.base_fields})


class ChatWishForm(forms.Form):
    """Whether, and where, one chat system reaches me."""

    wanted = forms.BooleanField(required=False)
    address = forms.CharField(required=False, max_length=64)

    def __init__(self, *args: Any, vendor: Vendor, **kwargs: Any) -> None:
        kwargs["prefix"] = vendor.value
        super().__init__(*args, **kwargs)
        self.fields["wanted"].label = format_lazy(_("Also tell me in {system}"), system=vendor.label)
        self.fields["address"].label = format_lazy(_("User ID in {system}"), system=vendor.label)


def _secret(label: Any) -> forms.CharField:
    """A field that takes a secret and never shows one: what was entered before is not in the page."""
    return forms.CharField(
        label=label, required=False, max_length=500, strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )  # fmt: skip


class AppForm(forms.Form):
    """Our application in one chat system."""

    app_id = forms.CharField(label=_("Application ID"), max_length=120)
    agent_id = forms.CharField(label=_("AgentId"), max_length=40, required=False)
    secret = _secret(_("Secret"))
    callback_token = _secret(_("Token for calls from the chat system"))
    callback_key = _secret(_("Key for calls from the chat system"))
    is_on = forms.BooleanField(label=_("Switched on"), required=False)

    IDS = {Vendor.WECOM: _("CorpID"), Vendor.DINGTALK: _("Client ID (AppKey)"), Vendor.FEISHU: _("App ID")}
    KEYS = {Vendor.WECOM: "EncodingAESKey", Vendor.FEISHU: "Encrypt Key"}

    def __init__(self, *args: Any, vendor: str, fresh: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vendor = Vendor(vendor)
        self.fields["secret"].required = fresh
        self.fields["app_id"].label = self.IDS[self.vendor]
        if self.vendor == Vendor.FEISHU:
            del self.fields["agent_id"]
        else:
            self.fields["agent_id"].required = True
        if self.vendor == Vendor.DINGTALK:
            del self.fields["callback_token"], self.fields["callback_key"]
        else:
            self.fields["callback_key"].label = self.KEYS[self.vendor]

    def clean_agent_id(self) -> str:
        """DingTalk and WeCom give a number."""
        agent_id = str(self.cleaned_data["agent_id"])
        if not (agent_id.isascii() and agent_id.isdigit()):
            raise forms.ValidationError(_("The AgentId is a number."))
        return agent_id


class RobotForm(forms.Form):
    """The robot of a group chat."""

    vendor = forms.ChoiceField(label=_("Chat system"), choices=Vendor.choices)
    name = forms.CharField(label=_("Name of the group"), max_length=80)
    url = _secret(_("Webhook address"))
    secret = _secret(_("Signing secret"))
    is_on = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    def __init__(self, *args: Any, fresh: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].required = fresh


class AddressForm(forms.Form):
    """Who somebody is in the chat systems."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for vendor in Vendor:
            label = format_lazy(_("User ID in {system}"), system=vendor.label)
            self.fields[vendor.value] = forms.CharField(label=label, required=False, max_length=64)
