"""Video and sound: YouTube, Vimeo, Dailymotion, PeerTube, Twitch, Spotify, Apple, Deezer, SoundCloud."""

from __future__ import annotations

import re

from digest.links.address import Address

_ID = re.compile(r"[\w-]{6,}$")
_LOCALE = re.compile(r"^/(?:intl-)?[a-z]{2}(?:-[a-z]{2})?(?=/)")
_YOUTUBE_KINDS = ("shorts", "live", "embed", "v", "e")


def youtube(address: Address) -> Address:
    """Short, live, embedded and youtu.be forms as ``watch?v=``; a playlist keeps its list."""
    parts = address.parts
    video = ""
    if address.host.endswith("youtu.be"):
        video = parts[0] if parts else ""
    elif parts and parts[0] in _YOUTUBE_KINDS and len(parts) > 1:
        video = parts[1]
    elif parts and parts[0] in ("watch", "watch_popup"):
        video = address.value("v") or (parts[1] if len(parts) > 1 else "")
    if video == "videoseries":
        return _youtube_playlist(address)
    if video and _ID.match(video):
        rest = tuple(piece for piece in address.query if piece.partition("=")[0] not in ("v", "list", "index"))
        return address._replace(host="www.youtube.com", path="/watch", query=(f"v={video}", *rest))
    return _youtube_playlist(address) if parts[:1] == ["playlist"] else address


def _youtube_playlist(address: Address) -> Address:
    query = tuple(piece for piece in address.query if piece.startswith("list="))
    return address._replace(host="www.youtube.com", path="/playlist", query=query or address.query)


def vimeo(address: Address) -> Address:
    """Player, channel, group and showcase forms as the number of the film."""
    if found := re.match(
        r"/(?:video|channels/[^/]+|groups/[^/]+/videos|showcase/[^/]+/video|album/[^/]+/video)/(\d+)/?$", address.path
    ):
        return address._replace(host="vimeo.com", path="/" + found[1])
    return address


def dailymotion(address: Address) -> Address:
    """Short, embedded and mobile forms as ``/video/ID``."""
    if address.site == "dai.ly" and address.parts:
        return address._replace(host="www.dailymotion.com", path="/video/" + address.parts[0])
    if address.path.startswith("/player") and (video := address.value("video")):
        return address._replace(host="www.dailymotion.com", path="/video/" + video, query=())
    if found := re.match(r"(?:/[a-z]{2})?(?:/embed|/swf)?/video/([a-z0-9]+)(?:_[^/]*)?/?$", address.path, re.I):
        return address._replace(host="www.dailymotion.com", path="/video/" + found[1])
    return address


def spotify(address: Address) -> Address:
    """Without the language, and the player's form as the page."""
    path = re.sub(r"^/(?:intl-[a-z]{2}(?:-[a-z]{2})?/)?(?:embed(?:-podcast)?/)?", "/", address.path, flags=re.I)
    return address._replace(path=path)


def twitch(address: Address) -> Address:
    """A clip under its channel is the clip."""
    if found := re.match(r"/[^/]+/clip/([^/]+)/?$", address.path):
        return address._replace(host="clips.twitch.tv", path="/" + found[1])
    return address


def apple(address: Address) -> Address:
    """Podcasts and music moved from the apps' host to their own."""
    if re.match(r"/[a-z]{2}/podcast/", address.path):
        return address._replace(host="podcasts.apple.com")
    return address


def peertube(address: Address) -> Address:
    """``/videos/watch/ID`` and ``/videos/embed/ID`` as ``/w/ID``."""
    if found := re.match(r"/videos/(?:watch|embed)/(?!playlist)([\w-]{20,})/?$", address.path):
        return address._replace(path="/w/" + found[1])
    return address


def deezer_key(address: Address) -> str:
    """The number counts, not the language of the page."""
    return "deezer.com" + _LOCALE.sub("", address.path).rstrip("/") if address.parts else ""


def apple_key(address: Address) -> str:
    """Kind and number, and the episode; neither the country nor the title."""
    if found := re.search(r"/(podcast|app|album|book)(?:/[^/]+)?/id(\d+)/?$", address.path):
        return f"apple.com/{found[1]}/{found[2]}" + ("?i=" + address.value("i") if address.value("i") else "")
    return ""


FORMS = {
    "youtube.com": youtube,
    "youtu.be": youtube,
    "vimeo.com": vimeo,
    "player.vimeo.com": vimeo,
    "dailymotion.com": dailymotion,
    "geo.dailymotion.com": dailymotion,
    "dai.ly": dailymotion,
    "open.spotify.com": spotify,
}
SAME = {
    "twitch.tv": twitch,
    "apps.apple.com": apple,
    ".apps.education.fr": peertube,
    "framatube.org": peertube,
    "peertube.fr": peertube,
    "skeptikon.fr": peertube,
}
KEYS = {
    "deezer.com": deezer_key,
    "podcasts.apple.com": apple_key,
    "apps.apple.com": apple_key,
    "music.apple.com": apple_key,
}
