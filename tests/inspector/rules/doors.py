"""A receiver of our own and the requests that go to it."""

from webapp.inspector.example import Example

TOKEN = Example({"sub": "x"}, {"alg": "ES256"}).paste

FORM = """
[request]
parameter = "opener"
method = ["POST", "PUT"]
content_type = "application/x-www-form-urlencoded"
urls = ["https://doors.example/open", "https://doors.example/floors/*/open"]
wrong = [{ url = "https://windows.example/*", says = "where windows are opened", mark = "reported" }]
[request.parameters]
opener = { required = true }
floor = { one_of = ["0", "1"] }
name = { pattern = "[a-z ]+" }
[[request.parameters.key]]
when = { place = "request.floor", equals = "0" }
required = true
mark = "reported"
[[request.parameters.key]]
"""


def sent(url="https://doors.example/open", options="", **parameters):
    body = " ".join(f"-d '{name}={value}'" for name, value in {"opener": TOKEN, **parameters}.items())
    return Example(text=f"curl {options} {body} '{url}'", profile="door")
