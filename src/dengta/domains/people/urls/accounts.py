"""Addresses of accounts. Of the sign-in library only what we use is listed: the rest does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions import views as usersessions
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from dengta.domains.people.views import accounts, personas
from dengta.domains.people.views.single_sign_on import leave

Patterns = list[URLPattern | URLResolver]

# The library's views are classes that would take PUT for POST.
form = require_http_methods(["GET", "HEAD", "POST"])
to_reset = RedirectView.as_view(pattern_name="account_reset_password")

own: Patterns = [
    path("opened/", accounts.opened, name="opened"),
    path("list/", accounts.account_list, name="list"),
    path("record/", accounts.record_list, name="record"),
    path("invite/<int:employee_id>/", accounts.account_invite, name="invite"),
    path("<int:pk>/disable/", accounts.account_disable, name="disable"),
    path("<int:pk>/enable/", accounts.account_enable, name="enable"),
    path("<int:pk>/remove-factors/", accounts.account_remove_factors, name="remove_factors"),
    path("invitation/<str:token>/", accounts.invitation, name="invitation"),
]

library: Patterns = [
    path("login/", form(account.login), name="account_login"),
    path("logout/", form(account.logout), name="account_logout"),
    path("inactive/", require_safe(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", form(account.reauthenticate), name="account_reauthenticate"),
    path("email/", form(account.email), name="account_email"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", form(account.confirm_email), name="account_confirm_email"),
    path("password/change/", form(account.password_change), name="account_change_password"),
    # The library sends whoever has no password yet to this name; ours is set by a link that reaches the person only.
    path("password/set/", require_safe(to_reset), name="account_set_password"),
    path("password/reset/", form(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", require_safe(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        form(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        require_safe(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("sessions/", form(usersessions.list_usersessions), name="usersessions_list"),
]

second_factor: Patterns = [
    path("2fa/", require_safe(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", form(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", form(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", require_safe(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", form(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "2fa/recovery-codes/download/", require_safe(codes.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("2fa/webauthn/", require_safe(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", form(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", form(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", form(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", form(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", form(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]

single_sign_on: Patterns = [
    path("3rdparty/login/cancelled/", require_safe(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", require_safe(social.login_error), name="socialaccount_login_error"),
    path("oidc/<str:provider_id>/login/", form(leave), name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", require_safe(openid.callback), name="openid_connect_callback"),
]

demo: Patterns = [path("demo/<str:username>/", personas.sign_in_as, name="sign_in_as")]

urlpatterns: Patterns = [
    path("", include((own + (demo if settings.DEMO else []), "accounts"))),
    *library,
    *second_factor,
    *(single_sign_on if settings.SINGLE_SIGN_ON else []),
]
