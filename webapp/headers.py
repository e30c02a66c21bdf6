"""Which requests are answered at all, and the security headers of every answer."""

import re

from flask import Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed

from .errors import Refusal
from .settings import current_settings

METHODS = ("GET", "HEAD", "POST")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types clinic",
    )
)

SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Not no-referrer: over plain http a browser then sends “Origin: null” with our own form.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def register(app: Flask) -> None:
    """Guard every request of `app` and mark every response."""
    for guard in (only_known_methods, only_known_hosts, only_same_site_posts):
        app.before_request(guard)
    app.after_request(secure)
    app.after_request(cache)


def only_known_methods() -> None:
    """Nothing but GET, HEAD and POST has a meaning here."""
    if request.method not in METHODS:
        raise MethodNotAllowed(METHODS)


def only_known_hosts() -> None:
    """Refuse any name but the clinic's own, lest a foreign page reach it by pointing its name here."""
    names = current_settings().host_names
    if names and request.endpoint != "health.healthz" and not _named(request.host, names):
        raise Refusal(
            400,
            "unknown-host",
            f"“{request.host}” is not a name of this clinic. "
            "Whoever runs it can add the name to JWTCLINIC_TRUSTED_HOSTS.",
        )


def _named(host: str, names: tuple[str, ...]) -> bool:
    """Whether `host`, whatever its port, is one of `names`, or ends as one that begins with a dot."""
    name = re.sub(":[0-9]+$", "", host.lower())
    return any(name == known or (known[0] == "." and name.endswith(known)) for known in names)


def only_same_site_posts() -> None:
    """Refuse a form or script of another site, which could have a visitor's browser post here."""
    if request.method == "POST" and _comes_from_elsewhere():
        raise Refusal(
            403,
            "cross-site",
            "It was sent by a page of another site. Paste into the clinic's own page, "
            "or call the API from a program that is not a web page.",
        )


def _comes_from_elsewhere() -> bool:
    """By the browser's own word where it gives one. A program that is no browser sends neither header."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin == "null":
        return True
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and origin.partition("://")[2].lower() != request.host.lower()


def secure(response: Response) -> Response:
    """Put the security headers on `response`."""
    response.headers.update(SECURITY)
    return response


def cache(response: Response) -> Response:
    """Let static files be kept for good and reference pages be asked for again; all else is never stored."""
    if response.status_code not in (200, 304):
        response.headers["Cache-Control"] = "no-store"
    elif request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.blueprint == "reference":
        response.headers["Cache-Control"] = "no-cache"
        response.vary.add("Cookie")  # the theme
        response.add_etag()
        response.make_conditional(request)
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
