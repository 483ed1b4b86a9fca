"""Who may talk to the desk: by which name, from which page, as whom. Everything else is refused before it is read."""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from reports.store.queue import Queue

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
NAME_LENGTH = 60
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # no-referrer would make browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_SESSION = re.compile(r"([0-9a-f]{32})\.([0-9a-f]*)\.([0-9a-f]{64})")


@dataclass(frozen=True)
class Desk:
    """How one desk is set up."""

    store: Path
    secret: bytes
    hosts: frozenset[str]  # what a Host header may say
    cookie: str  # name of the session's cookie: desks on several ports share their cookies
    user: str | None = None  # who decides here, without a login
    tokens: Mapping[str, str] = field(default_factory=dict)  # SHA-256 of the token -> name
    trusted_header: str | None = None  # where a proxy on this machine says who it is
    blind: bool = False  # score and others' verdicts are hidden from all until they have decided
    names: bool = False  # reports that leave the desk name people
    queue: Queue = field(default_factory=Queue, compare=False)


@dataclass(frozen=True)
class Session:
    """One browser at the desk; `reviewer` is None until it has logged in."""

    id: str
    reviewer: str | None
    csrf: str


class RefusedError(Exception):
    """A request that is not answered; `status` is the HTTP code, the message a line for whoever sent it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def check_host(desk: Desk, host: str) -> None:
    """A name that is not ours is refused: a page elsewhere may have had its own name pointed here."""
    if host.lower() not in desk.hosts:
        raise RefusedError(421, "This desk does not answer to that name; use the address that it printed when started.")


def check_origin(headers: Mapping[str, str]) -> None:
    """An act must come from a page of this desk. Programs without a browser send neither header."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    foreign_site = site is not None and site != "same-origin"
    foreign_origin = origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    if foreign_site or foreign_origin:
        raise RefusedError(403, "Acts are taken from this desk's own pages only.")


def check_token(session: Session, given: str) -> None:
    """Every act carries the token that its page was given."""
    if not hmac.compare_digest(session.csrf.encode(), given.encode("utf-8", "replace")):
        raise RefusedError(403, "The page is of another session. Reload it, and do it again; your note is kept.")


def session_of(desk: Desk, cookie: str | None, headers: Mapping[str, str], peer: str) -> tuple[Session, bool]:
    """The session, and whether its cookie must be set: a cookie that is not ours counts as none."""
    match = _SESSION.fullmatch(cookie or "")
    if match and hmac.compare_digest(_sign(desk, match[1], match[2]), match[3]):
        return _session(desk, match[1], _reviewer(desk, bytes.fromhex(match[2]).decode(), headers, peer)), False
    return _session(desk, secrets.token_hex(16), _reviewer(desk, "", headers, peer)), True


def cookie_of(desk: Desk, session: Session, name: str = "") -> str:
    """What the session's cookie holds; `name` is who logged in with a token."""
    who = name.encode().hex()
    return f"{session.id}.{who}.{_sign(desk, session.id, who)}"


def logged_in(desk: Desk, token: str) -> str:
    """Whose token it is; raises RefusedError."""
    digest = sha256(token.strip().encode("utf-8", "replace")).hexdigest()
    for known, name in desk.tokens.items():
        if hmac.compare_digest(known, digest):
            return name
    raise RefusedError(403, "That token is not known here.")


def is_loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _reviewer(desk: Desk, name: str, headers: Mapping[str, str], peer: str) -> str | None:
    if desk.trusted_header:
        said = headers.get(desk.trusted_header.lower(), "").strip()
        return said[:NAME_LENGTH] if said and said.isprintable() and is_loopback(peer) else None
    if desk.tokens:
        return name if name in desk.tokens.values() else None
    return desk.user


def _session(desk: Desk, identity: str, reviewer: str | None) -> Session:
    return Session(identity, reviewer, _sign(desk, "csrf", identity))


def _sign(desk: Desk, *parts: str) -> str:
    return hmac.new(desk.secret, "\x1f".join(parts).encode(), sha256).hexdigest()
