"""Links that may be public but deserve a look first: open for editing, internal, with names, unlisted."""

from __future__ import annotations

import re

from digest.links.address import Address

_EDITABLE = re.compile(
    r"""(?:docs\.google\.com/(?:document|spreadsheets|presentation|drawings)/(?:u/\d+/)?d/(?!e/)[\w-]+(?:/(?:edit|mobilebasic)?)?(?:[?\#].*)?$
    |docs\.google\.com/forms/(?:u/\d+/)?d/(?!e/)[\w-]+/(?:edit|prefill)|spreadsheets\.google\.com/ccc
    |[\w-]+\.frama(?:pad)\.org/p/(?!r\.)|framapad\.org/p/|(?:[\w-]+\.)*frama?calc\.org/|lite\.framacalc\.org/|framemo\.org/|ethercalc\.[\w.]+/.|(?:[\w-]+\.)*(?:ether)?pad[\w-]*\.[\w.-]+/(?:p/|mypads/)
    |digipad\.app/p/|ladigitale\.dev/(?:digipad|digidoc|digicalc|digiboard|digimindmap|digiwords)
    |digi(?:board|calc|doc|words)\.app/|cryptpad\.[\w.]+/(?:pad|sheet|doc|presentation|slide|code|kanban|whiteboard|drive|file)?/?\#/\d/\w+/edit
    |excalidraw\.com/\#room=|(?:[\w-]+\.)?hackmd\.io/.*(?:\?edit|\?both|/edit)|(?:codimd|hedgedoc|md|pad|notes)\.[\w.-]+/.*\?(?:edit|both)|miro\.com/app/board/|(?:app\.)?mural\.co/
    |(?:[\w-]+\.)?figma\.com/(?:file|design|board|make)/|canva\.com/design/[\w-]+/(?:[\w-]+/)?edit|(?:[\w-]+\.)?padlet\.com/.*(?:/edit|/login)|jamboard\.google\.com/d/
    |(?:[\w-]+\.)?sharepoint\.com/:[wxpo]:/|1drv\.ms/[wxpo]/|onedrive\.live\.com/edit|overleaf\.com/(?!read|latex|learn|templates|gallery)\d|grist\.numerique\.gouv\.fr/o/
    |docs\.numerique\.gouv\.fr/docs/|pad\.numerique\.gouv\.fr/(?!s/)[\w-]{10,}|codimd\.apps\.education\.fr/(?!s/)[\w-]{10,}|airtable\.com/(?!shr|embed)app|lucid\.app/.*edit|flinga\.fi/s|linoit\.com/users/.*/canvases
    |mindmup\.com/.*collab|framindmap\.org/c/maps/\d+/edit|replit\.com/join|notion\.so/.*edit|zoho\w*\.(?:com|eu)/.*(?:edit|/writer/open)|quip\.com/\w{8,}|dropbox\.com/scl/fi/.*(?:paper|gdoc)|paper\.dropbox\.com/doc/|typewith\.me/|board\.net/p/|yopad\.eu/p/|pad\.[\w.-]+/.{3,})""",
    re.X | re.I,
)
_NAMES = re.compile(
    r"(?:doodle\.com/meeting/participate|doodle\.com/(?:poll|meeting)/|doodle\.com/group-poll/participate|signupgenius\.com/go/|when2meet\.com/\?|(?:[\w-]+\.)?pronote\.|[\w.-]+/pronote/"
    r"|(?:[\w.-]*\.)?index-education\.net|(?:[\w-]+\.)?ecoledirecte\.com/.|classroom\.google\.com/c/|[\w.-]*/(?:trombinoscope|liste-eleves|listes?-des-eleves|annuaire-interne|emargement|notes-eleves)\b)",
    re.I,
)
_INTERNAL = re.compile(
    r"(?:[\w.-]*\b(?:intranet|extranet|intra|interne|backoffice|back-office|staging|preprod|portail-agents?)\b[\w-]*\.[\w.-]+|(?:arena|pia|si2d|portail)\.ac-[\w-]+\.fr|[\w.-]+/(?:wp-admin|intranet|extranet|interne|espace-prive|backoffice|administrator)(?:/|$)"
    r"|(?:[\w-]+\.)?sharepoint\.com/|[\w-]+\.slack\.com/archives/|app\.slack\.com/client|discord(?:app)?\.com/channels/|mail\.google\.com/|outlook\.(?:office|live|office365)\.com/mail|web\.whatsapp\.com|web\.telegram\.org"
    r"|drive\.google\.com/drive/(?:u/\d/)?(?:my-drive|shared-with-me|recent)|(?:[\w-]+\.)?trello\.com/b/|[\w.-]+\.atlassian\.net/|app\.asana\.com/|teams\.microsoft\.com/(?:l/(?:message|file|entity)|_)|app\.notion\.com"
    r"|studio\.youtube\.com|(?:[\w-]+\.)?moodle[\w.-]*/(?:mod|course)/|[\w.-]+/moodle/(?:mod|course)/)",
    re.I,
)
_UNLISTED = re.compile(
    r"(?:we\.tl/|wetransfer\.com/downloads/|[\w.-]*filesender[\w.-]*/|(?:[\w-]+\.)?smash\.com|fromsmash\.com/|swisstransfer\.com/d/|framadrop\.org/r/|send\.[\w.-]+/download/|drop\.[\w.-]+/r/"
    r"|[\w.-]*(?:ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|serveo\.net|gradio\.live)(?:/|$)|vimeo\.com/\d+/[0-9a-f]{8,}|[\w.-]+/(?:index\.php/)?s/[A-Za-z0-9]{15}(?:/|$|\?)|mega\.nz/|icloud\.com/(?:iclouddrive|photos)|photos\.app\.goo\.gl/|share\.icloud\.com|pastebin\.com/)",
    re.I,
)


def delicacy(address: Address) -> str:
    """Why a moderator should look before it is shown: editable, names, internal, unlisted; empty when there is no reason.

    The address is the repaired one, before cleaning: cleaning makes ``/edit`` and ``/view`` alike.
    """
    place = address.site + address.path
    if address.query:
        place += "?" + "&".join(address.query)
    if address.fragment:
        place += "#" + address.fragment
    if _NAMES.match(place):
        return "names"
    if _EDITABLE.match(place):
        return "editable"
    if _INTERNAL.match(place):
        return "internal"
    return "unlisted" if _UNLISTED.match(place) else ""
