"""Sending one message through the provider's server; the only place that speaks SMTP."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid, parseaddr

from digest.errors import DigestError
from digest.settings import Mail
from digest.write.mail import as_bytes

PASSWORD = "DIGEST_SMTP_PASSWORD"  # noqa: S105 - the name of the variable, not what it holds
WAIT = 30.0  # seconds
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def ready(mail: Mail) -> None:
    """Nothing is missing to send.

    Raises:
        DigestError: as said, with every missing name at once.
    """
    needed = {"from": mail.sender, "to": mail.to, "host": mail.host}
    if missing := [name for name, value in needed.items() if not value]:
        raise DigestError(
            f"To send, digest.yml must say under “mail”: {', '.join(missing)}.",
            hint="Without --send the letter is written as files that any mail program opens.",
        )
    if mail.user and not os.environ.get(PASSWORD):
        raise DigestError(
            f"The password for {mail.user} is not set.", hint=f"Put it into the environment variable {PASSWORD}."
        )


def send(message: EmailMessage, mail: Mail) -> list[str]:
    """Hand ``message`` to the server; the addresses that it refused.

    The connection is encrypted before anything is said, except to a server on this very machine.

    Raises:
        DigestError: no connection, no encryption, a wrong password, or nobody accepted.
    """
    ready(mail)
    sent = _dated(message)
    recipients = list(mail.to)
    try:
        with _connect(mail) as server:
            if mail.user:
                server.login(mail.user, os.environ[PASSWORD])
            refused = server.sendmail(mail.sender, recipients, as_bytes(sent))
    except smtplib.SMTPAuthenticationError as error:
        raise DigestError(
            "The mail server does not accept this name and password.",
            hint=f"Check “mail: user” and {PASSWORD}; many providers want a password made for programs.",
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise DigestError(f"The mail server refused {_told(error.recipients)}.", hint="Check “mail: to”.") from error
    except (smtplib.SMTPException, OSError, ssl.SSLError) as error:
        raise DigestError(
            f"The letter could not be sent through {mail.host}:{mail.port} ({_reason(error)}).",
            hint="Check “mail: host” and “port”, and your connection. Nothing was sent.",
        ) from error
    return sorted(refused)


def _dated(message: EmailMessage) -> EmailMessage:
    """The message with its day and its own number, without the list of hidden recipients."""
    for name in ("X-Unsent", "Bcc", "Date", "Message-ID"):
        del message[name]
    _, sender = parseaddr(str(message["From"]))
    if "To" not in message:
        message["To"] = sender
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    return message


def _connect(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.port == 465:
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=WAIT, context=context, local_hostname="localhost")
    server = smtplib.SMTP(mail.host, mail.port, timeout=WAIT, local_hostname="localhost")
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    elif mail.host not in _HERE:
        server.close()
        raise smtplib.SMTPException("the server offers no encryption")
    return server


def _told(refused: Sequence[str] | dict[str, tuple[int, bytes]]) -> str:
    return ", ".join(sorted(refused))


def _reason(error: Exception) -> str:
    """The server's or the system's own words, on one short line."""
    said = error.smtp_error if isinstance(error, smtplib.SMTPResponseException) else str(error) or type(error).__name__
    return " ".join((said.decode("utf-8", "replace") if isinstance(said, bytes) else said).split())[:160]
