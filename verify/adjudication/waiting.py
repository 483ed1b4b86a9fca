"""Requests whose answer has one time limit in all.

The timeout of the standard library begins anew with every byte that arrives, so a server that sends one now and then
would hold a run for as long as it likes.
"""

from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from math import inf
from socket import socket
from time import monotonic
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, Request


class _Timed(RawIOBase):
    """What a socket receives until its timeout has passed once; TimeoutError after that."""

    def __init__(self, sock: socket, raw: RawIOBase) -> None:
        timeout = sock.gettimeout()
        self._end = inf if timeout is None else monotonic() + timeout
        self._sock, self._raw = sock, raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 - the signature of the base
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(None if left == inf else left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Reply(HTTPResponse):
    def __init__(self, sock: socket, *args: Any, **named: Any) -> None:  # noqa: ANN401 - handed on
        super().__init__(sock, *args, **named)
        self.fp = BufferedReader(_Timed(sock, self.fp.detach()))


class _Connection(HTTPConnection):
    response_class = _Reply


class _SecureConnection(HTTPSConnection):
    response_class = _Reply


class TimedHTTP(HTTPHandler):
    """For http://."""

    def http_open(self, request: Request) -> HTTPResponse:
        """As the base has it, with the limit."""
        return self.do_open(_Connection, request)


class TimedHTTPS(HTTPSHandler):
    """For https://, with the certificates that the system trusts."""

    def https_open(self, request: Request) -> HTTPResponse:
        """As the base has it, with the limit."""
        return self.do_open(_SecureConnection, request)
