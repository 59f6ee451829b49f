"""Links that must never be shown: invitations, numbers, meeting rooms, credentials, tokens, local hosts."""

from __future__ import annotations

import re

from digest.links.address import Address
from digest.links.hosts import numeric
from digest.links.secrets import carries_secret

_INVITATIONS = re.compile(
    r"""(?:chat\.whatsapp\.com/.|whatsapp\.com/(?:invite|chat)|t\.me/(?:\+(?!\d{7,})|joinchat/|addlist/)
    |discord\.gg/.|discord(?:app)?\.com/invite/|signal\.group(?:/|$)|signal\.me/\#eu
    |(?:m\.me|messenger\.com|facebook\.com/messages)/(?:g/)?j/|facebook\.com/groups/[^/]+/(?:invite|join)|ig\.me/j/|instagram\.com/j/
    |teams\.(?:microsoft|live)\.com/(?:l/(?:team|channel|chat|invite)|join|invite|dl/)|join\.slack\.com/|[\w-]+\.slack\.com/(?:join|signup|invite|shared_invite)
    |line\.me/(?:r/)?ti/g|invite\.viber\.com|vb\.me/.|u\.wechat\.com/|weixin\.qq\.com/g/|join\.skype\.com/|chat\.google\.com/(?:room|join)
    |matrix\.to/\#/.*via=|app\.element\.io/\#/room|kakao\.com/o/|open\.kakao\.com|zalo\.me/g/|guilded\.gg/i/|groupme\.com/join_group
    |classroom\.google\.com/.*[?&]cjc=|trello\.com/invite|notion\.so/(?:invite|team-join)|figma\.com/team_invite|canva\.com/(?:brand|class)/join
    |app\.wire\.com/join|threema\.group|simplex\.chat/(?:invitation|contact)|groups\.io/g/[^/]+/join|edmodo\.com/.*join|app\.seesaw\.me/.*join)""",
    re.X | re.I,
)
_PHONES = re.compile(
    r"""(?:wa\.me/(?!channel|$|\?)|(?:api|web|www|l)?\.?whatsapp\.com/(?:send|message|catalog|p/|c/\d)|wa\.link/.|wa\.openinapp|walink\.co/
    |t\.me/\+\d{7,}|signal\.me/|viber\.click/|viber\.me/\d|line\.me/(?:r/)?ti/p|facetime\.apple\.com/|call\.whatsapp\.com/.|imo\.im/\d|chatwith\.io/|zalo\.me/\d)""",
    re.X | re.I,
)
_MEETINGS = re.compile(
    r"""(?:meet\.google\.com/(?:lookup/.|[a-z]{3,4}-[a-z0-9]{3,4}-[a-z0-9]{3,4})|g\.co/meet/.|meet\.goo\.gl/.
    |(?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com(?:\.cn)?)/(?:j|w|s|my|wc|rec/(?:share|play))/|(?:[\w-]+\.)*zoom\.us/meeting/attendee
    |teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet/|_\#/(?:pre-join|meet)|l/meeting)|teams\.microsoft\.us/l/meetup
    |meet\.jit\.si/.|framatalk\.org/.|talk\.framasoft\.org/.|kmeet\.infomaniak\.com/.|8x8\.vc/.+/|jitsi\.[\w.-]+/.|[\w-]*jitsi[\w-]*\.[\w.-]+/.
    |whereby\.com/(?!information|blog|user|about|pricing|org)[\w-]+|appear\.in/.|(?:[\w-]+\.)+webex\.com/(?:meet|join|m|[\w-]+/j\.php|wbxmjs|.*mtid=)|webex\.com/(?:meet|join)/
    |visio\.numerique\.gouv\.fr/.|webconf\.numerique\.gouv\.fr/.|webinaire\.numerique\.gouv\.fr/meeting/|visio-agents\.education\.fr/.|rendez-vous\.renater\.fr/.
    |(?:meet\.goto|gotomeet|gotomeeting)\.(?:com|me)/(?!pricing).|global\.gotomeeting\.com/join|join\.skype\.com/.|bluejeans\.com/\d|chime\.aws/\d
    |(?:[\w-]+\.)*(?:bbb|bigbluebutton|greenlight|scalelite|visio|visioconf|classe-virtuelle|classevirtuelle|webconf|meet|conf-visio)[\w-]*\.[\w.-]+/(?:b/|rooms?/|meet/|join|bigbluebutton|r/|c/|[a-z0-9]{3}-[a-z0-9]{3,4}-[a-z0-9]{3})
    |[\w.-]+/b/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}|[\w.-]+/(?:bigbluebutton|playback/presentation)/|[\w.-]+/rooms/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}
    |[\w.-]+/index\.php/call/\w+|(?:nuage|nextcloud|cloud|talk)[\w.-]*/(?:index\.php/)?call/\w+|discord\.com/events/.+|app\.gather\.town/.|spatial\.chat/s|meet\.[\w-]+\.[\w.]{2,12}/(?!$|about|pricing|help|docs|blog|tarifs|aide)[\w-]{3,}$)""",
    re.X | re.I,
)
_LOCAL_ENDS = (
    ".local", ".localhost", ".lan", ".home", ".internal", ".intranet", ".intra", ".corp", ".private", ".home.arpa", ".localdomain",
    ".fritz.box", ".nip.io", ".lvh.me", ".localtest.me", ".ts.net",
)  # fmt: skip
_PHONE_NAMES = frozenset(
    "phone tel telephone téléphone mobile msisdn phonenumber phone_number numero numtel gsm".split()
)


def why_private(address: Address) -> str:
    """Why this address must not be shown: invitation, phone, meeting, credentials, signed or local; empty when it may.

    The address is the repaired one, before cleaning: cleaning may take the secret off.
    """
    host = address.host
    if not host or is_local(host):
        return "local"
    if address.user:
        return "credentials"
    place = address.site + address.path
    if address.query:
        place += "?" + "&".join(address.query)
    if address.fragment:
        place += "#" + address.fragment
    if _PHONES.match(place) or _phone_parameter(address):
        return "phone"
    if _INVITATIONS.match(place):
        return "invitation"
    if _MEETINGS.match(place):
        return "meeting"
    return carries_secret(address)


def is_local(host: str) -> bool:
    """Is it a host of one machine, house or firm only: no dot, a local ending, or an address that is not global?"""
    address = numeric(host)
    if address is not None:
        return not address.is_global or address.is_multicast
    return "." not in host or host.endswith(_LOCAL_ENDS)


def _phone_parameter(address: Address) -> bool:
    for piece in address.query:
        name, _, value = piece.partition("=")
        if name.lower() in _PHONE_NAMES and sum(char.isdigit() for char in value) >= 8:
            return True
    return False
