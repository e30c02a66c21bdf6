"""What is answered when a request cannot be served: one shape in JSON, one page, nothing of the input."""

from contextlib import suppress

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from .kinds import write_size
from .settings import current_settings

TITLES = {
    400: "This request cannot be read",
    403: "This request is refused",
    404: "There is nothing at this address",
    405: "This address is not used in that way",
    413: "That is too large",
    415: "This is sent in the wrong form",
    429: "Too many at once",
    500: "The clinic failed",
}

ORDINARY = {
    400: ("bad-request", "Its form is not what HTTP or this address asks for."),
    404: ("not-found", "Check the address, or start at the first page."),
    415: ("wrong-content-type", "Send JSON, with the header “Content-Type: application/json”."),
    500: (
        "internal-error",
        "The fault is ours. What you sent was not kept; the log names only a place in the code.",
    ),
}


class Refusal(HTTPException):
    """A request that is understood and not served.

    `status` is the HTTP status, `error` a word that scripts may rely on, `message` the sentence that
    tells the sender why and what to do, `retry_after` the seconds after which to try again.
    """

    def __init__(self, status: int, error: str, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code: int = status
        self.error = error
        self.message = message
        self.retry_after = retry_after


def register(app: Flask) -> None:
    """Answer every HTTP error of `app`, and every exception as 500, in the clinic's own words."""
    app.register_error_handler(HTTPException, answer)


def answer(error: HTTPException) -> Response:
    """The response to `error`: JSON for the addresses that speak JSON, else a page."""
    if isinstance(error, Refusal):
        _hear_out()
    refusal = error if isinstance(error, Refusal) else _in_our_words(error)
    response = _as_json(refusal) if speaks_json(request.path) else _as_page(refusal)
    response.status_code = refusal.code
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return response


def _hear_out() -> None:
    """Read what is still being sent: a sender may take our answer only when it has said everything."""
    with suppress(HTTPException):
        request.stream.read()


def speaks_json(path: str) -> bool:
    """Whether `path` belongs to the API or is the JSON twin of a page."""
    return path.startswith("/api/") or path.endswith(".json")


def _in_our_words(error: HTTPException) -> Refusal:
    status = error.code or 500
    if isinstance(error, MethodNotAllowed):
        methods = " and ".join(sorted(error.valid_methods or ("GET", "POST")))
        return Refusal(405, "method-not-allowed", f"It answers {methods} only.")
    if status == 413:
        return too_large()
    word, message = ORDINARY.get(status, ORDINARY[400 if status < 500 else 500])
    return Refusal(status, word, message)


def too_large() -> Refusal:
    """The refusal of a request above the limit of this installation."""
    limit = write_size(current_settings().max_body)
    return Refusal(
        413,
        "too-large",
        f"One request may hold {limit}, keys included. Send less at once, "
        "or have whoever runs this clinic raise JWTCLINIC_MAX_BODY.",
    )


def _as_json(refusal: Refusal) -> Response:
    return jsonify(error={"code": refusal.error, "message": refusal.message})


def _as_page(refusal: Refusal) -> Response:
    title = TITLES.get(refusal.code, TITLES[400 if refusal.code < 500 else 500])
    return make_response(
        render_template("error.html", title=title, message=refusal.message, status=refusal.code)
    )
