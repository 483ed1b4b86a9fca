"""Debian's Firefox ESR, driven by its own remote protocol: it needs no driver beside the browser.

Each message is its length, a colon and JSON: [0, id, command, parameters] there, [1, id, error, value] back.
"""

import base64
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

FIREFOX = Path("/usr/bin/firefox-esr")
PATIENCE = 60.0  # seconds for the browser to start; the machine may be busy
QUIET = {
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One browser with a fresh profile in `folder`; a context manager."""

    def __init__(self, folder: Path, script: bool = True) -> None:
        settings = {**QUIET, "javascript.enabled": script}
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
        (folder / "user.js").write_text("".join(lines))
        command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, start_new_session=True, **silent)
        self._count = 0
        self._read = b""
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._port(folder)), timeout=PATIENCE)
            self._receive()
            self.call("WebDriver:NewSession", capabilities={})
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> "Firefox":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def call(self, command: str, **parameters: Any) -> Any:
        """The value that a command gives back. Raises RuntimeError with the browser's words."""
        self._count += 1
        data = json.dumps([0, self._count, command, parameters]).encode()
        self._socket.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, value = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return value

    def open(self, address: str) -> None:
        """Load a page and wait for it."""
        self.call("WebDriver:Navigate", url=address)

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives, also where the page itself may run none."""
        return self.call("WebDriver:ExecuteScript", script=f"return {expression}", args=[])["value"]

    def press(self, keys: str) -> None:
        """Keys one after the other, as a reader presses them."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def pdf(self) -> bytes:
        """The page as it would be printed."""
        return base64.b64decode(self.call("WebDriver:Print")["value"])

    def _receive(self) -> Any:
        while b":" not in self._read:
            self._read += self._socket.recv(1 << 16)
        length, _, self._read = self._read.partition(b":")
        while len(self._read) < int(length):
            self._read += self._socket.recv(1 << 20)
        data, self._read = self._read[: int(length)], self._read[int(length) :]
        return json.loads(data)

    def _port(self, folder: Path) -> int:
        """Firefox writes the port it took into its profile."""
        note, end = folder / "MarionetteActivePort", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if note.exists() and (text := note.read_text().strip()):
                return int(text)
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{FIREFOX} did not start")

    def _end(self) -> None:
        """End this browser and its own children, nobody else's."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(timeout=PATIENCE)
