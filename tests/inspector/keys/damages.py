"""Every way of damaging a PEM file that is known here, and the notes that must be made of it."""

import base64
import textwrap
from collections.abc import Callable, Iterator
from typing import NamedTuple

from webapp.inspector.keys import damage
from webapp.inspector.note import Note


class Pem(NamedTuple):
    """A sound PEM file, taken apart."""

    begin: str
    body: list[str]
    end: str

    @property
    def label(self) -> str:
        return self.begin.strip("-").removeprefix("BEGIN ")

    @property
    def whole(self) -> str:
        return "\n".join([self.begin, *self.body, self.end, ""])

    def around(self, body: str) -> str:
        """The BEGIN and END lines around another body."""
        return f"{self.begin}\n{body}\n{self.end}\n"


class Damaged(NamedTuple):
    """A damaged file and the notes that name the damage, none for what everybody overlooks in silence."""

    content: bytes
    notes: list[Note]


def pem(text: str) -> Pem:
    begin, *body, end = text.strip().split("\n")
    return Pem(begin, body, end)


def _said(content: str, *notes: Note) -> Damaged:
    return Damaged(content.encode(), list(notes))


def _inside_first_line(sound: Pem, character: str) -> str:
    first, *rest = sound.body
    return "\n".join([sound.begin, first[:20] + character + first[20:], *rest, sound.end, ""])


def _url_safe(sound: Pem) -> Damaged:
    body = "\n".join(sound.body)
    changed = body.replace("+", "-").replace("/", "_")
    return _said(sound.around(changed), *([damage.URL_SAFE.note()] if changed != body else []))


def _slashes_escaped(sound: Pem) -> Damaged:
    changed = sound.whole.replace("/", "\\/")
    return _said(changed, *([damage.ESCAPED_SLASHES.note()] if changed != sound.whole else []))


def _unicode_escaped(sound: Pem) -> Damaged:
    changed = sound.whole.replace("+", "\\u002B").replace("\n", "\\n")
    notes = [damage.ESCAPED_BREAKS.note(), *([damage.ESCAPED_SLASHES.note()] if "\\u002B" in changed else [])]
    return _said(changed, *notes)


def _dashes(word: str, count: int, label: str) -> Note:
    return damage.DASHES.note(word, count, label)


def _in_both(kind: damage.Damage, sound: Pem) -> list[Note]:
    return [kind.note(word, sound.label) for word in ("BEGIN", "END")]


DAMAGES: dict[str, Callable[[Pem], Damaged]] = {
    # what everybody overlooks
    "as made": lambda it: _said(it.whole),
    "no line break at the end": lambda it: _said(it.whole.rstrip()),
    "blanks at the ends of lines": lambda it: _said(it.whole.replace("\n", "  \n")),
    "body on one line": lambda it: _said(it.around("".join(it.body))),
    "body indented": lambda it: _said(it.around(textwrap.indent("\n".join(it.body), "  "))),
    "blank line after BEGIN": lambda it: _said(it.whole.replace("\n", "\n\n", 1)),
    "padding lost": lambda it: _said(it.around("".join(it.body).rstrip("="))),
    "other lines around it": lambda it: _said("Bag Attributes: x\n" + it.whole + "\ngood bye\n"),
    "quotation marks on other lines": lambda it: _said('"""\n' + it.whole + '"""\n'),
    "in a Markdown fence": lambda it: _said("```\n" + it.whole + "```\n"),
    "windows line ends": lambda it: _said(it.whole.replace("\n", "\r\n"), damage.CRLF.note()),
    "byte order mark": lambda it: _said("\ufeff" + it.whole, damage.BYTE_ORDER_MARK.note()),
    # line breaks
    "old Mac line ends": lambda it: _said(it.whole.replace("\n", "\r"), damage.CR.note()),
    "breaks to blanks": lambda it: _said(
        " ".join([it.begin, *it.body, it.end]), damage.BREAKS_TO_BLANKS.note()
    ),
    "breaks lost": lambda it: _said("".join([it.begin, *it.body, it.end]), damage.BREAKS_LOST.note()),
    "no break after BEGIN": lambda it: _said(
        it.begin + "\n".join([*it.body, it.end]), damage.NO_BREAK_AFTER_BEGIN.note()
    ),
    "no break before END": lambda it: _said(
        "\n".join([it.begin, *it.body]) + it.end, damage.NO_BREAK_BEFORE_END.note()
    ),
    "escaped breaks": lambda it: _said(it.whole.replace("\n", "\\n"), damage.ESCAPED_BREAKS.note()),
    "escaped windows breaks": lambda it: _said(
        it.whole.replace("\n", "\\r\\n"), damage.ESCAPED_BREAKS.note()
    ),
    "breaks escaped twice": lambda it: _said(it.whole.replace("\n", "\\\\n"), damage.ESCAPED_BREAKS.note()),
    "escaped breaks before real ones": lambda it: _said(
        it.whole.replace("\n", "\\n\n"), damage.ESCAPED_BREAKS.note()
    ),
    "escaped slashes": _slashes_escaped,
    "escaped as System.Text.Json does": _unicode_escaped,
    "percent-encoded": lambda it: _said(
        it.whole.replace("+", "%2B").replace("/", "%2F").replace("\n", "%0A"), damage.PERCENT_ENCODED.note()
    ),
    "form-encoded": lambda it: _said(
        it.whole.replace("+", "%2B").replace(" ", "+").replace("\n", "%0A"), damage.PERCENT_ENCODED.note()
    ),
    "blank lines": lambda it: (
        _said(it.whole.replace("\n", "\n\n"), damage.BLANK_LINES.note())
        if len(it.body) > 1
        else _said(it.whole)
    ),
    # what stands around it
    "quoted": lambda it: _said(f'"{it.whole.strip()}"', damage.QUOTED.note()),
    "quoted, with the last break": lambda it: _said(f'"{it.whole}"', damage.QUOTED.note()),
    "single quotes": lambda it: _said(f"'{it.whole.strip()}'", damage.QUOTED.note()),
    "smart quotes": lambda it: _said(f"“{it.whole.strip()}”", damage.QUOTED.note()),
    "indented": lambda it: _said(textwrap.indent(it.whole, "    "), damage.INDENTED.note()),
    "indented by tabs": lambda it: _said(textwrap.indent(it.whole, "\t"), damage.INDENTED.note()),
    "in YAML": lambda it: _said(
        "apple:\n  key: |\n" + textwrap.indent(it.whole, "    "), damage.INDENTED.note()
    ),
    "answered e-mail": lambda it: _said(textwrap.indent(it.whole, "> "), damage.MAIL_QUOTED.note()),
    "environment": lambda it: _said("APPLE_KEY=" + it.whole, damage.NAME_BEFORE.note("APPLE_KEY=")),
    "environment, quoted": lambda it: _said(
        f'export KEY="{it.whole.strip()}"', damage.QUOTED.note(), damage.NAME_BEFORE.note("export KEY=")
    ),
    "environment, quoted and escaped": lambda it: _said(
        'KEY="' + it.whole.replace("\n", "\\n") + '"',
        damage.ESCAPED_BREAKS.note(),
        damage.QUOTED.note(),
        damage.NAME_BEFORE.note("KEY="),
    ),
    "JSON member": lambda it: _said(
        '"private_key": "' + it.whole.replace("\n", "\\n") + '",',
        damage.ESCAPED_BREAKS.note(),
        damage.QUOTED.note(),
        damage.NAME_BEFORE.note("private_key:"),
    ),
    "text before": lambda it: _said("my new key " + it.whole, damage.TEXT_BEFORE.note()),
    "text after": lambda it: _said(it.whole.strip() + " # do not share\n", damage.TEXT_AFTER.note()),
    "comma after": lambda it: _said(it.whole.strip() + ",\n", damage.TRAILING_COMMA.note(",")),
    "semicolon after": lambda it: _said(it.whole.strip() + ";\n", damage.TRAILING_COMMA.note(";")),
    "string literals": lambda it: _said(
        "\n".join(f'  "{line}\\n" +' for line in it.whole.strip().split("\n")),
        damage.ESCAPED_BREAKS.note(),
        damage.STRING_LITERALS.note(),
    ),
    # the BEGIN and END lines
    "no BEGIN": lambda it: _said("\n".join([*it.body, it.end, ""]), damage.NO_BEGIN.note(it.label)),
    "no END": lambda it: _said("\n".join([it.begin, *it.body, ""]), damage.NO_END.note(it.label)),
    "body only": lambda it: _said("\n".join([*it.body, ""]), damage.BODY_ONLY.note(it.label)),
    "body only, on one line": lambda it: _said("".join(it.body), damage.BODY_ONLY.note(it.label)),
    "body only, in the environment": lambda it: _said(
        "APPLE_KEY='" + "".join(it.body) + "'", damage.BODY_ONLY.note(it.label)
    ),
    "four dashes": lambda it: _said(
        it.whole.replace("-----", "----"), _dashes("BEGIN", 4, it.label), _dashes("END", 4, it.label)
    ),
    "six dashes": lambda it: _said(
        it.whole.replace("-----", "------"), _dashes("BEGIN", 6, it.label), _dashes("END", 6, it.label)
    ),
    "first dash lost": lambda it: _said(it.whole[1:], _dashes("BEGIN", 4, it.label)),
    "last dash lost": lambda it: _said(it.whole.rstrip()[:-1], _dashes("END", 4, it.label)),
    "all dashes lost": lambda it: _said(
        it.whole.replace("-----", ""), _dashes("BEGIN", 0, it.label), _dashes("END", 0, it.label)
    ),
    "em dashes": lambda it: _said(it.whole.replace("-----", "—"), damage.TYPOGRAPHIC_DASHES.note("—")),
    "en dashes": lambda it: _said(it.whole.replace("-----", "–––––"), damage.TYPOGRAPHIC_DASHES.note("–")),
    "hyphens of Unicode": lambda it: _said(
        it.whole.replace("-----", "\u2010" * 5), damage.TYPOGRAPHIC_DASHES.note("\u2010")
    ),
    "blank before BEGIN": lambda it: _said(
        it.whole.replace("-----BEGIN", "----- BEGIN"), damage.LOOSE_BOUNDARY.note("BEGIN", it.label)
    ),
    "small letters": lambda it: _said(
        "\n".join([it.begin.lower(), *it.body, it.end.lower(), ""]), *_in_both(damage.LOOSE_BOUNDARY, it)
    ),
    "labels differ": lambda it: _said(
        "\n".join([it.begin, *it.body, "-----END CERTIFICATE-----", ""]),
        damage.LABELS_DIFFER.note(it.label, "CERTIFICATE"),
    ),
    # the characters
    "base64url": _url_safe,
    "soft hyphen": lambda it: _said(
        _inside_first_line(it, "\u00ad"), damage.INVISIBLE.note("soft hyphen, U+00AD")
    ),
    "zero-width space": lambda it: _said(
        _inside_first_line(it, "\u200b"), damage.INVISIBLE.note("zero width space, U+200B")
    ),
    "zero-width space before": lambda it: _said(
        "\u200b" + it.whole, damage.INVISIBLE_BEFORE.note("zero width space, U+200B")
    ),
    "no-break spaces": lambda it: _said(
        it.whole.replace(" ", "\u00a0"), damage.INVISIBLE.note("no-break space, U+00A0")
    ),
    "Cyrillic А": lambda it: _said(
        it.around("\n".join(it.body).replace("A", "А", 1)),
        damage.LOOKALIKE.note("“А” (cyrillic capital letter a)", "A"),
    ),
    "surplus bytes": lambda it: _said(
        it.around(base64.b64encode(base64.b64decode("".join(it.body)) + b"abc").decode()),
        damage.SURPLUS.note(3),
    ),
    "one character too many": lambda it: (
        _said(it.whole)
        if it.body[-1].endswith("=")
        else _said(it.around("\n".join(it.body) + "A"), damage.ODD_CHARACTER.note())
    ),
    # the whole file
    "base64 of the file": lambda it: _said(
        base64.b64encode(it.whole.encode()).decode(), damage.BASE64_OF_FILE.note()
    ),
    "base64 of the file, in lines": lambda it: _said(
        base64.encodebytes(it.whole.encode()).decode(), damage.BASE64_OF_FILE.note()
    ),
    "UTF-16 with its mark": lambda it: Damaged(it.whole.encode("utf-16"), [damage.UTF_16.note()]),
    "UTF-16 without": lambda it: Damaged(it.whole.encode("utf-16-le"), [damage.UTF_16.note()]),
    "UTF-16, high byte first": lambda it: Damaged(
        b"\xfe\xff" + it.whole.encode("utf-16-be"), [damage.UTF_16.note()]
    ),
}


def all_of(sound: Pem) -> Iterator[tuple[str, Damaged]]:
    for name, make in DAMAGES.items():
        yield name, make(sound)
