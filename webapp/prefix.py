"""The clinic under a path of a larger site, whether the proxy in front removes that path or not."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class UnderPrefix:
    """Serves `wsgi` under `prefix` (`/jwt`): its links begin with it, and its routes do not see it."""

    def __init__(self, wsgi: WSGIApplication, prefix: str) -> None:
        self._wsgi = wsgi
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == self._prefix or path.startswith(self._prefix + "/"):
            environ["PATH_INFO"] = path.removeprefix(self._prefix) or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._wsgi(environ, start_response)
