"""The web application. `create_app` is the only place where Flask is put together."""

import hashlib
import os
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from . import cli, errors, headers, roots
from .deep import Deep
from .fetch import Client, Fetcher
from .inspector.chain import Certificate
from .inspector.profiles import BUILT_IN, ProfileError, Profiles, load_folder
from .logs import LOG, fault
from .prefix import UnderPrefix
from .settings import Settings, WrongSetting
from .turns import Turns
from .uploads import InMemoryRequest
from .views import api, health, page, reference

ROOT = Path(__file__).parent.parent


class JSONInOrder(DefaultJSONProvider):
    """Members in the order they were put in: the contract's, and the token's own."""

    sort_keys = False


class Clinic(Flask):
    """Flask, with requests that stay in memory and a log that says nothing of them."""

    request_class = InMemoryRequest
    json_provider_class = JSONInOrder

    def log_exception(self, exc_info: Any) -> None:
        """Write what kind of fault it was and where in the code, and nothing else."""
        LOG.error("a request failed: %s", fault(exc_info[1]))


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without `settings`, on those of the environment (WrongSetting)."""
    settings = settings or Settings.from_environment(os.environ)
    app = _flask(settings)
    errors.register(app)
    headers.register(app)
    for view in (page, api, reference, health):
        app.register_blueprint(view.bp)
    cli.register(app)
    return app


def _flask(settings: Settings) -> Flask:
    static = ROOT / "static"
    # A changed file gets a new address, so that browsers may keep each for good.
    app = Clinic(
        __name__,
        template_folder=ROOT / "templates",
        static_folder=static,
        static_url_path=f"/static/{_digest(static)}",
    )
    app.config.from_mapping(
        SETTINGS=settings,
        MAX_CONTENT_LENGTH=settings.max_body,
        MAX_FORM_MEMORY_SIZE=settings.max_body,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.extensions["profiles"] = _profiles(settings)
    app.extensions["fetcher"] = Fetcher(Client(settings.allow_fetch))
    app.extensions["roots"] = _roots(settings)
    app.extensions["deep"] = Deep()
    app.extensions["turns"] = Turns(settings.concurrent)
    app.wsgi_app = _behind_proxies(app.wsgi_app, settings)  # type: ignore[method-assign]
    return app


def _profiles(settings: Settings) -> Profiles:
    if settings.profiles is None:
        return BUILT_IN
    try:
        return load_folder(settings.profiles, BUILT_IN)
    except ProfileError as error:
        raise WrongSetting(f"JWTCLINIC_PROFILES is “{settings.profiles}”; {error}") from None


def _roots(settings: Settings) -> tuple[Certificate, ...]:
    if settings.roots is None:
        return ()
    try:
        return roots.load_folder(settings.roots, settings.limits)
    except roots.RootError as error:
        raise WrongSetting(f"JWTCLINIC_ROOTS is “{settings.roots}”; {error}") from None


def _behind_proxies(wsgi: Any, settings: Settings) -> Any:
    if settings.prefix:
        wsgi = UnderPrefix(wsgi, settings.prefix)
    hops = settings.trusted_proxies
    return ProxyFix(wsgi, x_for=hops, x_proto=hops, x_host=hops) if hops else wsgi


def _digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = b"".join(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() for path in files)
    return hashlib.sha256(content).hexdigest()[:12]
