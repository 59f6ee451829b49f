"""An OPML 2.0 file: our own feeds to subscribe to, and the group's sounds and videos as links."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from digest.markup import href
from digest.typography import one_line
from digest.write.desk import Desk
from digest.write.feed_entries import address, feed_words, file_address
from digest.write.feeds import feeds, xml_text


def opml(desk: Desk) -> str:
    """Feeds stand there only when the site's address is known; ``rss`` only what is a feed."""
    w, site = feed_words(desk), desk.site
    root = ET.Element("opml", {"version": "2.0"})
    ET.SubElement(ET.SubElement(root, "head"), "title").text = xml_text(site.name or "chat-digest")
    body = ET.SubElement(root, "body")
    own = ET.SubElement(body, "outline", {"text": xml_text(w["own_feeds"].format(name=site.name or "chat-digest"))})
    for feed in feeds(desk) if site.url else ():
        xml, html = file_address(desk, f"feeds/{feed.name}.xml"), address(desk, feed.page)
        title = xml_text(feed.title)
        ET.SubElement(own, "outline", {"type": "rss", "text": title, "title": title, "xmlUrl": xml, "htmlUrl": html})
    heard = ET.SubElement(body, "outline", {"text": xml_text(w["podcasts"])})
    for resource in site.resources:
        target = href(resource.url)
        if resource.type in ("audio", "video") and target:
            text = xml_text(one_line(resource.title or resource.host))
            ET.SubElement(heard, "outline", {"type": "link", "text": text, "url": target})
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"
