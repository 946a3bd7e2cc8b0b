"""Shapes of what people enter about their accounts."""

from typing import Any

import django_filters
from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.accounts import between
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.audit.verbs import label, registered_verbs


def _password_rules() -> str:
    return " ".join(password_validators_help_texts())


def _in_our_words(form: forms.BaseForm, **labels: Any) -> None:
    """The library's fields under the names they have everywhere else here, without a placeholder repeating them."""
    for name, label_here in labels.items():
        form.fields[name].label = label_here
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name or address, and password; the way back from a forgotten one stands below, with the other ways in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        _in_our_words(self)


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, password2=_("New password again"))


class ResetPassword(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Where the link goes that sets a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, email=_("E-mail address"))


class SetNewPassword(ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """The new password twice, behind the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, password2=_("New password again"))


class ChangeAddress(AddEmailForm):  # type: ignore[misc]  # allauth has no types
    """Another address, which counts once it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, email=_("New e-mail address"))


class ConfirmItIsMe(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


def _name_the_code(form: forms.BaseForm, label_here: Any) -> None:
    _in_our_words(form, code=label_here)
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class SetUpApp(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The six digits that prove the authenticator app holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_code(self, _("The six digits"))


class SecondStep(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The code after the password; the sentence above it says which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_code(self, _("Code to enter"))


class ConfirmCode(ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code once more, before something that protects the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_code(self, _("Code to enter"))


class AddKey(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey: what it is called, and whether it signs in alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _(
            "Then no password is needed; the key itself asks for your fingerprint, face or PIN."
        )


class EditKey(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class ChoosePassword(forms.Form):
    """A first password, entered twice."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=lazy(_password_rules, str)(),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("password") != self.cleaned_data.get("again"):
            self.add_error("again", _("The two passwords are not the same."))


def _verbs() -> list[tuple[str, str]]:
    return sorted(((verb, label(verb)) for verb in registered_verbs()), key=lambda choice: choice[1])


class RecordFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """Searching the record by person, by what was done, and by day."""

    person = django_filters.CharFilter(label=_("Person"), method="by_person")
    verb = django_filters.ChoiceFilter(label=_("Action"), choices=_verbs)
    since = django_filters.DateFilter(
        label=_("Since"), method="by_since", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = django_filters.DateFilter(
        label=_("Until"), method="by_until", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def by_person(self, rows: QuerySet[AuditEntry], name: str, value: str) -> QuerySet[AuditEntry]:
        """Who did it, or whose file it was: by name, staff number or pinyin."""
        people = Employee.objects.filter(
            Q(name__icontains=value) | Q(number__iexact=value) | Q(pinyin__icontains=value.casefold())
        )
        return rows.filter(
            Q(subject_id__in=people.values("pk")) | Q(actor__in=people.exclude(account=None).values("account"))
        )

    def by_since(self, rows: QuerySet[AuditEntry], name: str, value: object) -> QuerySet[AuditEntry]:
        """From this day on."""
        return between(rows, self.form.cleaned_data["since"], None)

    def by_until(self, rows: QuerySet[AuditEntry], name: str, value: object) -> QuerySet[AuditEntry]:
        """Up to and with this day."""
        return between(rows, None, self.form.cleaned_data["until"])


class AccountFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """Searching accounts by person and by state."""

    STATES = (
        ("none", _("No account yet")),
        ("invited", _("Invited, not opened yet")),
        ("open", _("Open")),
        ("closed", _("Closed")),
    )
    person = django_filters.CharFilter(label=_("Name or number"), method="by_person")
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state")

    class Meta:
        model = Employee
        fields: list[str] = []

    def by_person(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By name, staff number or pinyin."""
        return rows.filter(
            Q(name__icontains=value) | Q(number__istartswith=value) | Q(pinyin__icontains=value.casefold())
        )

    def by_state(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By what one can do with the account."""
        unopened = Q(account__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        states = {
            "none": Q(account=None),
            "invited": unopened & Q(account__is_active=True),
            "open": Q(account__is_active=True) & ~unopened,
            "closed": Q(account__is_active=False),
        }
        return rows.filter(states[value])
