"""A browser without JavaScript, as far as the desk can tell: cookies, forms, redirects."""

import http.client
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import uvicorn
from lxml import html

from reports.desk.server import config_of, desk_of, listen
from reports.store import database, keeping


class Answer:
    """What the desk sent."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")

    @property
    def tree(self):
        return html.fromstring(self.text)

    @property
    def words(self):
        """All that can be read on the page, with blanks as they are shown."""
        return " ".join(self.tree.text_content().split())

    def cells(self, path):
        """The words of each cell of the first row that the path finds."""
        return [" ".join(cell.text_content().split()) for cell in self.tree.xpath(f"({path})[1]/*")]

    @property
    def heading(self):
        return " ".join(self.tree.xpath("//h1")[0].text_content().split())


class Browser:
    """One session; `page` is what it looks at."""

    def __init__(self, port, **headers):
        self.port = port
        self.headers = {"Host": f"127.0.0.1:{port}", **headers}
        self.cookies = {}
        self.page = None
        self.path = "/"

    def ask(self, method, path, body=None, **headers):
        """One request, no redirect followed; a header that is None is left out."""
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True)
            if body is not None:
                sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
                sent["Content-Length"] = str(len(body))
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body.encode() if body is not None else None)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        if "set-cookie" in answer.headers:
            name, _, value = answer.headers["set-cookie"].split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def go(self, path, **headers):
        """Look at a page, wherever it leads."""
        answer = self.ask("GET", path, **headers)
        while answer.status == 303:
            path = answer.headers["location"].partition("#")[0]
            answer = self.ask("GET", path, **headers)
        self.page, self.path = answer, path
        return answer

    def fields(self, action, number=0):
        """What the form for this address would send untouched."""
        forms = [form for form in self.page.tree.forms if (form.get("action") or "").endswith(action)]
        return dict(forms[number].form_values())

    def send(self, action, number=0, **changed):
        """Fill in and send the form for this address, and go where that leads."""
        forms = [form for form in self.page.tree.forms if (form.get("action") or "").endswith(action)]
        fields = {**dict(forms[number].form_values()), **changed}
        return self.post(forms[number].get("action"), **fields)

    def post(self, path, **fields):
        """Send fields as a page of the desk does, and go where that leads."""
        answer = self.ask("POST", path, urlencode(fields), Origin=f"http://127.0.0.1:{self.port}")
        if answer.status == 303:
            return self.go(answer.headers["location"].partition("#")[0])
        self.page = answer
        return answer

    def decide(self, choice, **more):
        """Press a button of the finding that is looked at."""
        return self.send("/decide", choice=choice, **more)


@contextmanager
def served(options, *reports):
    """The port of a desk that runs in this process, its store filled with these reports."""
    with database.opened(options.store, create=True) as db:
        for report in reports:
            keeping.save(db, report)
    bound = listen(options)
    port = bound.getsockname()[1]
    server = uvicorn.Server(config_of(desk_of(options, port)))
    bound.listen(64)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(10)
        bound.close()
