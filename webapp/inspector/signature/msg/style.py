"""The ways in which libraries write the same JSON, and JSON trees written in them.

Numbers, duplicate members and the order of the members stay as they are in the tree, since they
are what the signer signed; only what JSON leaves open differs.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...json_tree import Array, Node, Number, Object

_PLAIN = {code: f"\\u{code:04x}" for code in range(32)} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\b"): "\\b",
    ord("\f"): "\\f",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _escaping(characters: str, form: str = "\\u{:04x}") -> Mapping[int, str]:
    return _PLAIN | {ord(it): form.format(ord(it)) for it in characters}


_SLASH = _PLAIN | {ord("/"): "\\/"}
_HTML = _escaping("<>&\u2028\u2029")  # Go's encoding/json, and Rails
_GSON = _escaping("<>&='\u2028\u2029")
_DOTNET = _escaping("<>&'+`\"", "\\u{:04X}")


def _as_written(literal: str) -> str:
    return literal


@dataclass(frozen=True, slots=True)
class Style:
    """How a library writes JSON. `name` completes “as … writes it”."""

    name: str
    comma: str = ","
    colon: str = ":"
    indent: str = ""  # of one level; without it, all stands in one line
    newline: str = "\n"
    edge: str = ""  # inside the brackets of one line
    end: str = ""  # after the JSON
    arrays_in_line: bool = False
    escapes: Mapping[int, str] = field(default_factory=lambda: _PLAIN, repr=False)
    non_ascii: str = ""  # the form of what is not ASCII; empty: as it is
    number: Callable[[str], str] = _as_written

    def write(self, node: Node) -> str:
        """The whole JSON text of `node`."""
        return self._value(node, self.newline) + self.end

    def _value(self, node: Node, line: str) -> str:
        match node.value:
            case Object(members):
                inner = line + self.indent
                return self._bracketed("{}", [self._member(it.name, it.node, inner) for it in members], line)
            case Array(items):
                return self._bracketed("[]", [self._value(it, line + self.indent) for it in items], line)
            case str(text):
                return self.text(text)
            case Number(literal):
                return self.number(literal)
            case value:
                return {True: "true", False: "false", None: "null"}[value]

    def _member(self, name: str, node: Node, line: str) -> str:
        return self.text(name) + self.colon + self._value(node, line)

    def _bracketed(self, brackets: str, parts: list[str], line: str) -> str:
        if not parts:
            return brackets
        if self.arrays_in_line and brackets == "[]":
            return f"[ {', '.join(parts)} ]"
        if not self.indent:
            return brackets[0] + self.edge + self.comma.join(parts) + self.edge + brackets[1]
        inner = line + self.indent
        return brackets[0] + inner + (self.comma + inner).join(parts) + line + brackets[1]

    def text(self, text: str) -> str:
        """A text in its quotation marks."""
        written = text.translate(self.escapes)
        if self.non_ascii and not written.isascii():
            written = _NOT_ASCII.sub(self._escaped, written)
        return f'"{written}"'

    def _escaped(self, found: re.Match[str]) -> str:
        units = found[0].encode("utf-16-be", "surrogatepass")
        pairs = zip(units[::2], units[1::2], strict=True)
        return "".join(self.non_ascii.format(high << 8 | low) for high, low in pairs)


_LOWER, _UPPER = "\\u{:04x}", "\\u{:04X}"

COMPACT = Style("a compact encoder such as JSON.stringify()")
PYTHON = Style("Python's json.dumps()", ", ", ": ", non_ascii=_LOWER)

STYLES = (
    COMPACT,
    PYTHON,
    Style("PHP's json_encode()", escapes=_SLASH, non_ascii=_LOWER),
    Style("Python's json.dumps() with separators=(',', ':')", non_ascii=_LOWER),
    Style("Go's json.Marshal()", escapes=_HTML),
    Style("JSON.stringify() with an indent of 2", indent="  ", colon=": "),
    Style("Python's json.dumps() with an indent of 2", indent="  ", colon=": ", non_ascii=_LOWER),
    Style("Python's json.dumps() with ensure_ascii=False, or PostgreSQL,", ", ", ": "),
    Style("Swift's JSONEncoder, or PHP with JSON_UNESCAPED_UNICODE,", escapes=_SLASH),
    Style("JSON.stringify() with an indent of 4", indent="    ", colon=": "),
    Style("Python's json.dumps() with an indent of 4", indent="    ", colon=": ", non_ascii=_LOWER),
    Style("PHP's JSON_PRETTY_PRINT", indent="    ", colon=": ", escapes=_SLASH, non_ascii=_LOWER),
    Style("the example of RFC 7519", ",\r\n "),
    Style("the example of RFC 7519 with bare newlines", ",\n "),
    Style(".NET's System.Text.Json", escapes=_DOTNET, non_ascii=_UPPER),
    Style("Gson", escapes=_GSON),
    Style("Jackson with ESCAPE_NON_ASCII", non_ascii=_UPPER),
    Style("an encoder with a newline at the end", end="\n"),
    Style("Go's json.Encoder", escapes=_HTML, end="\n"),
    Style("JSON.stringify() with tabs", indent="\t", colon=": "),
    Style("Jackson's pretty printer", indent="  ", colon=" : ", arrays_in_line=True),
    Style("Swift's prettyPrinted", indent="  ", colon=" : ", escapes=_SLASH),
    Style("Go's json.MarshalIndent()", indent="  ", colon=": ", escapes=_HTML),
    Style("Go's json.MarshalIndent() with tabs", indent="\t", colon=": ", escapes=_HTML),
    Style("Newtonsoft's Formatting.Indented", indent="  ", colon=": ", newline="\r\n"),
    Style(".NET's WriteIndented", indent="  ", colon=": ", newline="\r\n", escapes=_DOTNET, non_ascii=_UPPER),
    Style("somebody by hand, with blanks after the commas,", ", "),
    Style("somebody by hand, with blanks after the colons,", colon=": "),
    Style("somebody by hand, with blanks inside the braces,", ", ", ": ", edge=" "),
    Style("somebody by hand, with blanks around the colons,", ", ", " : ", edge=" "),
    Style("Perl's JSON->pretty", indent="   ", colon=" : ", end="\n"),
    Style("a text editor, with an indent of 2 and a newline at the end,", indent="  ", colon=": ", end="\n"),
    Style("Python's print(json.dumps())", ", ", ": ", end="\n", non_ascii=_LOWER),
    Style("Python's json.dumps() with an indent of 0", newline="", comma=",\n", colon=": ", edge="\n"),
)


def _decimal(literal: str) -> str:
    return literal + ".0" if literal.lstrip("-").isdigit() else literal


def _whole(literal: str) -> str:
    value = Number(literal).integer
    return literal if value is None else str(value)


def _scientific(literal: str) -> str:
    """As Java prints a double of ten million or more: 1.7672256E9."""
    value = Number(literal).integer
    if value is None or not 10**7 <= abs(value) < 10**15:
        return literal
    digits = str(abs(value))
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[0]}.{digits[1:].rstrip('0') or '0'}E{len(digits) - 1}"


def _with_sign(literal: str) -> str:
    """As Go and C print such a double: 1.7672256e+09."""
    mantissa, _, exponent = _scientific(literal).partition("E")
    return f"{mantissa.removesuffix('.0')}e+{exponent:0>2}" if exponent else literal


NUMBERS = (
    ("with its whole numbers as 1.0", _decimal),
    ("with 1.0 as a whole number", _whole),
    ("with large numbers as 1.7E9", _scientific),
    ("with large numbers as 1.7e+09", _with_sign),
)
