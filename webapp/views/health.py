"""Whether the process answers: for a proxy or a container's health check."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """`ok`, without any work."""
    return "ok", {"Content-Type": "text/plain; charset=utf-8"}
