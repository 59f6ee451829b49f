"""Networks: X, Facebook, Instagram, TikTok, LinkedIn, Reddit, Telegram, Pinterest, Threads."""

from __future__ import annotations

import re

from digest.links.address import Address

_STATUS = re.compile(r"/(?:#!/)?([^/]+|i/web)/status(?:es)?/(\d+)(?:/.*)?$")


def x(address: Address) -> Address:
    """A post without the view of its picture; the old ``#!`` addresses as paths."""
    if address.fragment.startswith("!/"):
        address = address._replace(path=address.fragment[1:], fragment="")
    if found := _STATUS.match(address.path):
        author = "i/web" if found[1] in ("i/web", "web") else found[1]
        return address._replace(path=f"/{author}/status/{found[2]}")
    return address


def x_key(address: Address) -> str:
    """A post is known by its number alone."""
    found = _STATUS.match(address.path)
    return f"x.com/status/{found[2]}" if found and not address.query else ""


def facebook(address: Address) -> Address:
    """A video by its number, a post of a group in one form."""
    if re.match(r"/(?:watch|video)/?$", address.path) and address.value("v"):
        return address._replace(path="/watch/")
    if found := re.match(r"(/groups/[^/]+)/permalink/(\d+)/?$", address.path):
        return address._replace(path=f"{found[1]}/posts/{found[2]}/")
    return address


def facebook_key(address: Address) -> str:
    """Videos are known by their number, wherever they stand."""
    if found := re.match(r"/(?:reel|[^/]+/videos(?:/[^/]+)?)/(\d+)/?$", address.path):
        return "facebook.com/watch?v=" + found[1]
    if address.path.rstrip("/") == "/watch" and re.fullmatch(r"v=\d+", "&".join(address.query)):
        return "facebook.com/watch?" + address.query[0]
    return ""


def instagram(address: Address) -> Address:
    """A post without the name of its author before it."""
    if found := re.match(r"(?:/[\w.]+)?/(p|reel|reels|tv)/([\w-]+)(?:/.*)?$", address.path):
        kind = "reel" if found[1] == "reels" else found[1]
        if kind != "reel" or found[2] != "audio":
            return address._replace(path=f"/{kind}/{found[2]}/")
    return address


def instagram_key(address: Address) -> str:
    """One code, whether shown as post, reel or film."""
    found = re.match(r"/(?:p|reel|tv)/([\w-]+)/$", address.path)
    return "instagram.com/p/" + found[1] if found and not address.query else ""


def tiktok(address: Address) -> Address:
    """The old mobile form of a video."""
    if found := re.match(r"/v/(\d+)\.html$", address.path):
        return address._replace(path=f"/@/video/{found[1]}")
    return address


def tiktok_key(address: Address) -> str:
    """A video is known by its number."""
    found = re.match(r"/@[^/]*/video/(\d+)/?$", address.path)
    return "tiktok.com/video/" + found[1] if found and not address.query else ""


def linkedin(address: Address) -> Address:
    """One host for all languages; addresses from e-mails; the chosen job of a list."""
    if re.fullmatch(r"[a-z]{2}\.linkedin\.com", address.host):
        address = address._replace(host="www.linkedin.com")
    path = address.path[5:] if address.path.startswith("/comm/") else address.path
    job = address.value("currentjobid")
    if job and re.match(r"/jobs/(?:collections|search)", path):
        return address._replace(path=f"/jobs/view/{job}/", query=())
    return address._replace(path=path)


def linkedin_key(address: Address) -> str:
    """A post by the number of its activity, a job by its number."""
    if found := re.search(r"(?:activity[:-]|activity%3A)(\d{6,})", address.path):
        return "linkedin.com/activity/" + found[1]
    if found := re.match(r"/jobs/view/(?:[^/]*-)?(\d{6,})/?$", address.path):
        return "linkedin.com/jobs/" + found[1]
    return ""


def reddit(address: Address) -> Address:
    """The short host as the page of comments."""
    if address.site == "redd.it" and len(address.parts) == 1:
        return address._replace(host="www.reddit.com", path="/comments/" + address.parts[0] + "/")
    return address


def reddit_key(address: Address) -> str:
    """A thread by its code, and a comment in it by its own."""
    if found := re.match(r"(?:/(?:r|user)/[^/]+)?/comments/(\w+)(?:/[^/]*(?:/(\w+))?)?/?$", address.path):
        return f"reddit.com/comments/{found[1]}" + (f"/{found[2]}" if found[2] else "")
    return ""


def telegram(address: Address) -> Address:
    """A channel's web preview as the channel."""
    return address._replace(path=address.path[2:]) if re.match(r"/s/[A-Za-z]", address.path) else address


def pinterest(address: Address) -> Address:
    """One host for all countries."""
    if re.match(r"/pin/\d+", address.path):
        return address._replace(host="www.pinterest.com")
    return address


FORMS = {
    "x.com": x,
    "tiktok.com": tiktok,
    ".linkedin.com": linkedin,
    "reddit.com": reddit,
    "redd.it": reddit,
    "t.me": telegram,
    ".pinterest.com": pinterest,
    "pinterest.fr": pinterest,
    "pinterest.co.uk": pinterest,
    "pinterest.de": pinterest,
    "pinterest.es": pinterest,
}
SAME = {"facebook.com": facebook, "instagram.com": instagram}
KEYS = {
    "x.com": x_key,
    "facebook.com": facebook_key,
    "instagram.com": instagram_key,
    "tiktok.com": tiktok_key,
    "linkedin.com": linkedin_key,
    "reddit.com": reddit_key,
}
