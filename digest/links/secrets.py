"""Tokens, passwords and signatures inside an address."""

from __future__ import annotations

import re
from urllib.parse import unquote

from digest.links.address import Address

# A value under one of these names is a secret, whatever it looks like.
_STRONG = frozenset(
    """access_token accesstoken auth_token authtoken authkey auth_key apikey api_key api-key app_key appkey client_secret secret password passwd passwort pwd
    pass_word mdp motdepasse mot_de_passe contrasena contraseña senha id_token refresh_token oauth_token oauth_verifier signature x-amz-signature
    x-amz-security-token x-amz-credential x-goog-signature x-goog-credential hmac jwt otp samlresponse samlrequest relaystate session_token
    sessiontoken sesskey wstoken csrf csrf_token csrfmiddlewaretoken xsrf _csrf reset_token reset_password_token confirmation_token invitation_token invite_token
    unsubscribe_token unlock_token magic_token magiclink magic_link login_token verification_token verify_token activation_token bearer private_token share_secret passcode
    passphrase pincode codepin access_key accesskey awsaccesskeyid secretkey secret_key privatekey private_key key-pair-id sas_token oobcode emailtoken subscriber_token""".split()
)
# Under these names it is one when it looks like one: they also name content (a page of an API, a colour key).
_WEAK = frozenset(
    """token tk tok auth key k sig sign hash code ticket invite invitation inviteid invite_code invitecode invitation_code join joincode join_code
    session sessionid session_id sess sid pass pin cred credential credentials nonce verify confirm confirmation activation activate reset
    unsubscribe uid_token user_token member_token guest_token share_token sharetoken sharekey share_key shared_key accesscode access_code access link_token hmac_sig
    verification magic assertion hdnts hdnea hdntl __token__ edit_key editkey admin_key adminkey edit_token secureid""".split()
)
_TOKEN_NAME = re.compile(
    r"(?:^|[_.-])(?:token|secret|passw(?:or)?d|apikey|signature)$|[a-z](?:Token|Secret|Password|ApiKey|Signature)$"
)
_JWT = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?")
_TOKEN_CHARS = re.compile(r"[\w.~+/=:!%|-]+")
_PIECES = re.compile(r"[-_.~+/=:!%|]+")
_WORD_AND_NUMBER = re.compile(r"[A-Za-z]{2,}\d{1,4}|\d{1,4}[a-z]{2,}|\d{8}T\d{4,6}Z?|\d{2}T\d{2,6}Z?", re.I)
_CAMEL = re.compile(r"(?:[A-Z]?[a-z]{3,}){1,5}")
_ACTIONS = frozenset(
    """unsubscribe unsub optout opt-out desinscription désinscription desabonnement désabonnement desabonner se-desabonner se-desinscrire abmelden abbestellen
    cancelar-suscripcion darse-de-baja disiscrizione cancelar-inscricao reset reset-password password-reset resetpassword reset_password forgot-password
    mot-de-passe reinitialisation reinitialiser recover recovery confirm confirmation confirm-email confirmer verify verify-email verification verifier validate validation valider activate
    activation activer magic magic-link magiclink login-link passwordless signin-link invite invites invitation invitations accept-invite accept-invitation preferences
    manage-subscription manage_preferences email-preferences one-click autologin auto-login sso""".split()
)
_HOOKS = re.compile(
    r"(?:hooks\.slack\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/webhooks/|api\.telegram\.org/bot\d|maker\.ifttt\.com/.*/key/"
    r"|[\w.-]*webhook\.office\.com/|hook\.[\w.]*make\.com/|calendar\.google\.com/calendar/(?:ical|feeds)/.*/private-|outlook\.(?:office365|live|office)\.com/owa/calendar/"
    r"|[\w.-]*list-manage\d?\.com/(?:unsubscribe|profile|track/click|track/open)|privatebin\.|[\w.-]*/\?[0-9a-f]{16}#[\w+/=]{20,})",
    re.I,
)


def carries_secret(address: Address) -> str:
    """``credentials`` or ``signed`` when the address lets its bearer in or acts in somebody's name; else empty."""
    place = (
        address.site
        + address.path
        + ("?" + address.query[0] if address.query else "")
        + ("#" + address.fragment if address.fragment else "")
    )
    if _HOOKS.match(place):
        return "credentials"
    if "eyJ" in address.path and _JWT.search(address.path):
        return "credentials"
    pieces = list(address.query)
    if "=" in address.fragment:
        pieces += re.split(r"[&?/]", address.fragment)
    for piece in pieces:
        if "=" in piece and (found := _secret_piece(piece)):
            return found
    return "signed" if _acts(address) else ""


def _secret_piece(piece: str) -> str:
    """Why one parameter is a secret, or empty."""
    raw, _, value = piece.partition("=")
    name = raw.lower()
    if not value:
        return ""
    if (
        name in _STRONG
        or name.startswith(("x-amz-", "x-goog-"))
        or (_TOKEN_NAME.search(raw) and name != "token" and len(value) > 3)
    ):
        return "signed" if "sig" in name or name.startswith("x-") else "credentials"
    if "eyJ" in value and _JWT.search(value):
        return "credentials"
    if name in _WEAK and looks_secret(unquote(value)):
        return "signed" if name.startswith(("sig", "hash", "h")) else "credentials"
    return ""


def looks_secret(value: str) -> bool:
    """Is it a random string rather than words, a date or a number? Words and numbers joined by hyphens are none."""
    if len(value) < 8 or not _TOKEN_CHARS.fullmatch(value):
        return False
    if value.isdigit():
        return len(value) >= 16
    return any(_random(piece) for piece in _PIECES.split(value))


def _random(piece: str) -> bool:
    """Letters and digits mixed, or capitals where no word has them."""
    if len(piece) < 6 or _WORD_AND_NUMBER.fullmatch(piece):
        return False
    digits = sum(char.isdigit() for char in piece)
    if digits and digits < len(piece):
        return True
    inner = piece[1:]
    return len(piece) >= 10 and inner != inner.lower() and piece != piece.upper() and not _CAMEL.fullmatch(piece)


def _acts(address: Address) -> bool:
    """Would opening it unsubscribe, confirm, reset or join in somebody's name? Then it ends in a token."""
    parts = [part.lower() for part in address.parts]
    for at, part in enumerate(parts):
        if part in _ACTIONS or part.rsplit(".", 1)[0] in _ACTIONS:
            rest = [*address.parts[at + 1 :], *(piece.partition("=")[2] for piece in address.query)]
            return any(
                looks_secret(unquote(value)) or "@" in unquote(value) or re.fullmatch(r"[A-Z0-9]{6,}", value)
                for value in rest
            )
    return False
