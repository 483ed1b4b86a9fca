"""Starts the desk: picks the port, says where it is, and ends when told to."""

import hmac
import secrets
import socket
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import uvicorn

from reports.desk.app import build
from reports.desk.guard import LOOPBACK, Desk, is_loopback
from reports.store import database, settings

MIN_TOKEN = 16
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


@dataclass(frozen=True)
class Options:
    """How a desk is to be started."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 0  # 0: where it was last, else any free one
    user: str | None = None
    tokens: Mapping[str, str] = field(default_factory=dict)  # token -> name
    trusted_header: str | None = None
    public_names: tuple[str, ...] = ()
    blind: bool = False
    names: bool = False


class UnsafeError(Exception):
    """A desk that anyone could enter is not started; the message says what is missing."""


def check(options: Options) -> None:
    """Raises UnsafeError for a desk that other machines reach and that asks nobody who they are."""
    known = bool(options.tokens or options.trusted_header)
    if not is_loopback(options.host) and not known:
        raise UnsafeError(
            f"{options.host} can be reached from other machines: name the reviewers with --tokens FILE, or a proxy's"
            " header with --trusted-header NAME"
        )
    if options.host in EVERYWHERE and not options.public_names:
        raise UnsafeError(
            f"{options.host} has no name: say by which one others reach the desk, with --public-name NAME"
        )
    short = [name for token, name in options.tokens.items() if len(token) < MIN_TOKEN]
    if short:
        raise UnsafeError(f"the token of {short[0]} is shorter than {MIN_TOKEN} characters: make a longer one")
    if not known and not options.user:
        raise UnsafeError("say who decides: --user NAME")


def listen(options: Options) -> socket.socket:
    """A bound socket: on the port that was asked for, else the one of the last time, else any free one."""
    with database.opened(options.store, create=True) as db:
        last = settings.setting(db, settings.PORT, 0)
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    wanted = [options.port] if options.port else [last if isinstance(last, int) else 0, 0]
    for port in wanted:
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((options.host, port))
        except OSError:
            bound.close()
            if port == wanted[-1]:
                raise
            continue
        break
    with database.opened(options.store) as db:
        settings.change(db, settings.PORT, bound.getsockname()[1])
    return bound


def desk_of(options: Options, port: int) -> Desk:
    """The desk at a port."""
    names = (*LOOPBACK, *options.public_names) if is_loopback(options.host) else options.public_names
    hosts = {name.lower() for name in names} | {f"{name.lower()}:{port}" for name in names}
    if not is_loopback(options.host) and not options.public_names:
        shown = f"[{options.host}]" if ":" in options.host else options.host
        hosts |= {f"{shown}:{port}", shown}
    return Desk(
        store=options.store,
        secret=_secret(options),
        hosts=frozenset(hosts),
        cookie=f"desk-{port}",
        user=options.user,
        tokens={sha256(token.encode()).hexdigest(): name for token, name in options.tokens.items()},
        trusted_header=options.trusted_header,
        blind=options.blind,
        names=options.names,
    )


def address(options: Options, port: int) -> str:
    """Where the desk is; on all interfaces, as this machine sees it."""
    host = "127.0.0.1" if options.host in EVERYWHERE else options.host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def config_of(desk: Desk) -> uvicorn.Config:
    """How the server runs. Peers are those of the connection: a proxy's word for them would undo `trusted_header`."""
    return uvicorn.Config(
        build(desk),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )


def serve(options: Options, say: Callable[[str], None], *, browser: bool = True) -> None:
    """Answer until interrupted. Raises UnsafeError, OSError where the port is taken, `database.StoreError`."""
    check(options)
    bound = listen(options)
    port = bound.getsockname()[1]
    where = address(options, port)
    desk = desk_of(options, port)
    # A connection that stays open: the last one to close would write the whole log back, after every request.
    with bound, database.opened(options.store) as kept_open:
        desk.queue.now(kept_open)
        bound.listen(128)
        say(f"the desk is at {where} (Ctrl-C ends it)")
        if browser:
            webbrowser.open(where)
        uvicorn.Server(config_of(desk)).run(sockets=[bound])


def _secret(options: Options) -> bytes:
    """Signs sessions. It lies in the store, so that pages outlive a restart; with tokens, these go into it too."""
    with database.opened(options.store) as db, database.writing(db):
        kept = settings.setting(db, settings.SECRET, None)
        if not isinstance(kept, str):
            kept = secrets.token_hex(32)
            settings.change(db, settings.SECRET, kept)
    tokens = "\x1f".join(sorted(options.tokens))
    return hmac.new(bytes.fromhex(kept), tokens.encode(), sha256).digest()
