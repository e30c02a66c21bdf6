"""A request in the making, as a command, a script or a dump spells it out; and what to look at in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..request import Parameter, Request, Where
from . import clean, json_text, known, parameters
from .outline import is_barely_token
from .reading import RUNNING_TEXT, TOKEN_NAMES, Clipping, Form, Reading, Sure
from .search import mentions_token

URLENCODED = "application/x-www-form-urlencoded"
_TOKEN_LENGTH = 60  # shorter values in three parts are more likely something else
_MOST_LOST = 20  # tokens in JSON that are looked for in vain, each in all of the text
_SHORTEST = 15  # no token is shorter
_URL_PIECE = re.compile(r"[?#&]")
_PLACES = {
    Where.QUERY: "the parameter {} in the query of {}",
    Where.FRAGMENT: "the parameter {} in the fragment of {}",
    Where.BODY: "the parameter {} in the body of {}",
    Where.BASIC: "the Basic credentials ({}) of {}",
    Where.COOKIE: "the cookie {} of {}",
}


@dataclass(slots=True)
class Draft:
    """What has been read of a request so far."""

    method: str = ""
    url: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)  # joined by & when sent; "" is in a file
    fields: list[Parameter] = field(default_factory=list)  # whose form is known: multipart, Basic, …
    content_type: str = ""  # what the client sends with a body unless a header says otherwise
    data_in_query: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        return "&".join(filter(None, self.bodies))

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_empty(self) -> bool:
        return not (self.url or self.headers or self.bodies or self.fields)

    @property
    def has_body(self) -> bool:
        if self.data_in_query:
            return False
        return bool(self.bodies) or any(item.where is Where.BODY for item in self.fields)

    def body_in_file(self, file: str) -> None:
        """Part of the body is what `file` holds, which nobody here has seen."""
        self.bodies.append("")
        self.not_here(file)

    def not_here(self, file: str) -> None:
        self.notes.append(
            f"Part of the request comes from the file “{file[:100]}”, which is not in the paste."
        )

    def request(self) -> Request:
        """The request as it would leave the client."""
        return Request(
            method=self.method.upper(),
            url=self.url,
            headers=tuple(self.headers),
            parameters=tuple(self._parameters()),
            content_type=self.header("content-type") or (self.content_type if self.has_body else ""),
        )

    def reading(self, form: Form, kind: str) -> Reading:
        """The request and everything in it that may be a token. `kind` names it: “the curl command”."""
        request = self.request()
        return Reading(form, clippings(request, self.body, kind), request, tuple(self.notes))

    def beside(self, text: str) -> Clipping:
        """The script that `text` is, apart from the body, which is read as it will be decoded."""
        for body in filter(mentions_token, self.bodies):
            text = text.replace(body, " " + "\n" * body.count("\n"))
        return Clipping(text, "", RUNNING_TEXT, Sure.HOLDS)

    def _parameters(self) -> Iterator[Parameter]:
        yield from parameters.of_url(self.url)
        if self.data_in_query:
            yield from parameters.urlencoded(self.body, Where.QUERY)
        yield from parameters.of_authorization(self.header("authorization"))
        for name, value in self.headers:
            if name.lower() == "cookie":
                yield from parameters.cookies(value)
        yield from self.fields
        if not self.data_in_query:
            yield from parameters.of_body(self.body)


def clippings(request: Request, body: str, kind: str) -> Iterator[Clipping]:
    """Everything in a request that may be a token, from its URL to its body."""
    path, *others = _URL_PIECE.split(request.url)
    alone = (piece for piece in others if not parameters.looks_like_form(piece))
    source = kind if kind == "the URL" else f"the URL of {kind}"
    yield Clipping(" ".join([path, *alone]), "", source, Sure.HOLDS)
    for name, value in request.headers:
        yield from of_header(name, value, kind)
    for item in request.parameters:
        yield named(item.value, item.name, _PLACES[item.where].format(item.name, kind))
    yield from of_body(body, f"the body of {kind}")


def of_header(name: str, value: str, kind: str) -> Iterator[Clipping]:
    """The value of a header; cookies and Basic credentials are parameters and looked at as such."""
    if name.lower() not in {"cookie", "set-cookie"}:
        yield named(value, name, f"the header {name} of {kind}")


def of_body(body: str, where: str) -> Iterator[Clipping]:
    """The texts of a JSON body; another body as a whole, unless it is a form."""
    value = json_text.load(body)
    if value is not None:
        yield from of_json(body, value, where)
    elif not parameters.of_body(body):
        yield Clipping(body, "", where)


def of_json(text: str, value: json_text.Value, where: str) -> Iterator[Clipping]:
    """Every text in a JSON value, under the name of its member."""
    at = lost = 0
    for name, item in json_text.texts(value):
        source = f"the member {name} of {where}" if name else where
        if not isinstance(item, str):
            written, at = json_text.written(text, item, at) if lost < _MOST_LOST else ("", at)
            lost += not written
            yield Clipping(written, name, source, Sure.IS if written else Sure.MAYBE)
        elif len(item) > _SHORTEST or name.lower() in TOKEN_NAMES:
            yield named(item, name, source)


def named(text: str, name: str, source: str) -> Clipping:
    """A clipping that is meant for a token if its name says so and its outline does not deny it.

    In a header or member called `Authorization`, the scheme is in its place and no damage.
    """
    if name.lower().endswith("authorization"):
        text = clean.without_scheme(text)
    meant = (
        name.lower() in TOKEN_NAMES
        and len(text) >= _TOKEN_LENGTH
        and is_barely_token(text)
        and not known.name(text)
    )
    return Clipping(text, name, source, Sure.MEANT if meant else Sure.MAYBE)
