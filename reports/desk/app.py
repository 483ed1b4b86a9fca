"""The web application: routes, and the guard before every one of them."""

import sqlite3
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from reports.desk import acts, exports, guard, pages
from reports.desk.guard import Desk, RefusedError, Session
from reports.desk.visit import SEE_OTHER, Visit, templates
from reports.store import database

MAX_FORM = 100_000  # bytes
MAX_FIELDS = 200
STATIC = {"report.css": "text/css", "desk.css": "text/css", "desk.js": "text/javascript"}
FOLDERS = {"report.css": "reports", "desk.css": "reports.desk", "desk.js": "reports.desk"}

Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def build(desk: Desk) -> Starlette:
    """The application of one desk."""
    app = Starlette(routes=_routes(), exception_handlers={HTTPException: _missing})
    app.router.redirect_slashes = False
    app.state.desk = desk
    return app


def _routes() -> list[Route]:
    looks: dict[str, Handler] = {
        "/": pages.home,
        "/next": pages.following,
        "/f/{id}": pages.finding,
        "/f/{id}/who": pages.who,
        "/history": pages.history,
        "/disagreements": pages.disagreements,
        "/log": pages.whole_log,
        "/source/{run}/{article}": pages.source,
        "/bulk": pages.bulk,
        "/export": pages.export,
        "/export/{name}": exports.export,
        "/settings": pages.own_settings,
        "/help": pages.help,
    }
    does: dict[str, Handler] = {
        "/f/{id}/decide": acts.decide,
        "/f/{id}/note": acts.note,
        "/f/{id}/correct": acts.correct,
        "/f/{id}/pair": acts.pair,
        "/undo": acts.undo,
        "/bulk": acts.bulk,
        "/settings": acts.change_settings,
    }
    return [
        Route("/static/{name}", _guarded(_static), methods=["GET"]),
        Route("/login", _guarded(_login_page), methods=["GET"]),
        Route("/login", _guarded(_login), methods=["POST"]),
        *(Route(path, _guarded(_visited(handler)), methods=["GET"]) for path, handler in looks.items()),
        *(Route(path, _guarded(_visited(handler)), methods=["POST"]) for path, handler in does.items()),
    ]


def _guarded(endpoint: Callable[[Request, Session], Awaitable[Response]]) -> Endpoint:
    """Host, origin and session are looked at before anything else, and every answer carries the policy."""

    async def run(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        session, fresh = None, False
        try:
            guard.check_host(desk, request.headers.get("host", ""))
            if request.method != "GET":
                guard.check_origin(request.headers)
            peer = request.client.host if request.client else ""
            cookie = request.cookies.get(desk.cookie)
            session, fresh = guard.session_of(desk, cookie, request.headers, peer)
            response = await endpoint(request, session)
        except RefusedError as error:
            response = await run_in_threadpool(_refused, request, error, session)
        except (database.StoreError, sqlite3.OperationalError) as error:
            busy = RefusedError(503, f"The store cannot be used now ({error}). Nothing was kept; try again.")
            response = await run_in_threadpool(_refused, request, busy, session)
        response.headers.update(guard.HEADERS)
        if fresh and session and desk.cookie not in response.headers.get("set-cookie", ""):
            _set_cookie(request, response, guard.cookie_of(desk, session))
        return response

    return run


def _visited(handler: Handler) -> Callable[[Request, Session], Awaitable[Response]]:
    """A page or an act, in a thread of its own with its own connection to the store."""

    async def run(request: Request, session: Session) -> Response:
        desk: Desk = request.app.state.desk
        form = await _form(request) if request.method == "POST" else {}
        if session.reviewer is None:
            if form:
                raise RefusedError(403, "Log in first: the page is of a session that has ended.")
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?{urlencode({'next': here})}", SEE_OTHER)
        if request.method == "POST":
            guard.check_token(session, form.get("csrf", ""))
        return await run_in_threadpool(_answered, desk, handler, request, session, form)

    return run


def _answered(desk: Desk, handler: Handler, request: Request, session: Session, form: dict[str, str]) -> Response:
    with database.opened(desk.store) as db:
        return handler(_visit(desk, db, request, session, form))


def _visit(desk: Desk, db: database.Database, request: Request, session: Session, form: dict[str, str]) -> Visit:
    return Visit(
        desk=desk,
        db=db,
        session=session,
        path=request.path_params,
        query=dict(request.query_params),
        form=form,
        wants_json="application/json" in request.headers.get("accept", ""),
        address=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    )


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form as browsers send them by default; raises RefusedError for any other or a huge one."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        raise RefusedError(415, "Acts are sent as forms.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM:
            raise RefusedError(413, "That is more than a form of this desk holds.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError as error:
        raise RefusedError(400, "The form could not be read.") from error
    return {name: value.replace("\r\n", "\n").replace("\x00", "") for name, value in pairs}


async def _static(request: Request, session: Session) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise RefusedError(404, "No such file.")
    text = files(FOLDERS[name]).joinpath("static", name).read_text(encoding="utf-8")
    return Response(text, media_type=f"{STATIC[name]}; charset=utf-8")


async def _login_page(request: Request, session: Session) -> Response:
    """Where a token is typed; an address with the token in it, as it was printed at the start, logs in at once."""
    desk: Desk = request.app.state.desk
    if token := request.query_params.get("token"):
        return _entered(request, session, token, request.query_params.get("next", "/"))
    return _login_form(desk, request, session, None)


async def _login(request: Request, session: Session) -> Response:
    form = await _form(request)
    guard.check_token(session, form.get("csrf", ""))
    return _entered(request, session, form.get("token", ""), form.get("next", "/"))


def _entered(request: Request, session: Session, token: str, to: str) -> Response:
    desk: Desk = request.app.state.desk
    try:
        name = guard.logged_in(desk, token)
    except RefusedError as error:
        return _login_form(desk, request, session, str(error))
    response = RedirectResponse(pages.local(to), SEE_OTHER)
    _set_cookie(request, response, guard.cookie_of(desk, session, name))
    return response


def _login_form(desk: Desk, request: Request, session: Session, error: str | None) -> Response:
    text = (
        templates()
        .get_template("login.html")
        .render(csrf=session.csrf, next=pages.local(request.query_params.get("next", "/")), error=error, desk=desk)
    )
    return HTMLResponse(text, 403 if error else 200)


def _set_cookie(request: Request, response: Response, value: str) -> None:
    # Lax: a link from a message must find the session; acts carry a token besides.
    desk: Desk = request.app.state.desk
    proxied = desk.trusted_header is not None and request.headers.get("x-forwarded-proto") == "https"
    secure = proxied or request.url.scheme == "https"
    response.set_cookie(desk.cookie, value, httponly=True, samesite="lax", secure=secure, path="/")


def _refused(request: Request, error: RefusedError, session: Session | None) -> Response:
    """Why not, in the form that was asked for."""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": str(error)}, error.status)
    if session is None or error.status == 421:
        return PlainTextResponse(f"{error}\n", error.status)
    text = templates().get_template("refused.html").render(message=str(error), status=error.status)
    return HTMLResponse(text, error.status)


async def _missing(request: Request, error: Any) -> Response:  # noqa: ANN401 - as Starlette calls it
    response = PlainTextResponse("There is nothing here.\n", error.status_code)
    response.headers.update(guard.HEADERS)
    return response
