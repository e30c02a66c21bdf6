"""Which programs overlook a damage of a key file, and which refuse the file for it.

Measured with OpenSSL 3.0, Node 20, PHP 8.2, Ruby 3.1, Python's cryptography 50, Java 17 and Go 1.19, and
measured again by the tests wherever these are installed. Java had no reader of PEM before version 25, so that
its programs have the same three lines: the BEGIN and END lines and all blanks are cut out, and
PKCS8EncodedKeySpec gets the rest. Go was asked by pem.Decode and ParsePKCS8PrivateKey.
"""

from collections.abc import Iterable
from enum import StrEnum


class Program(StrEnum):
    """What reads keys. Node, PHP and Ruby use the library of OpenSSL, whose command is more patient."""

    COMMAND = "the openssl command"
    OPENSSL = "OpenSSL"
    NODE = "Node"
    PHP = "PHP"
    RUBY = "Ruby"
    PYTHON = "Python"
    JAVA = "Java"
    GO = "Go"


Programs = frozenset[Program]

NOBODY: Programs = frozenset()
EVERYBODY: Programs = frozenset(Program)
PYTHON: Programs = frozenset({Program.PYTHON})
JAVA: Programs = frozenset({Program.JAVA})
PYTHON_AND_JAVA = PYTHON | JAVA
JAVA_AND_GO = JAVA | {Program.GO}
ALL_BUT_PYTHON = EVERYBODY - PYTHON
ALL_BUT_JAVA_AND_GO = EVERYBODY - JAVA_AND_GO
ALL_BUT_PYTHON_AND_JAVA = EVERYBODY - PYTHON_AND_JAVA
COMMAND: Programs = frozenset({Program.COMMAND})
COMMAND_AND_GO = COMMAND | {Program.GO}


def sentence(overlooking: Programs) -> str:
    """`Python and Java overlook this; OpenSSL, Node, PHP, Ruby and Go refuse the file for it.`"""
    if overlooking == EVERYBODY:
        return "Every language overlooks this."
    refuse = (
        f"{_listed(_shown(EVERYBODY - overlooking))} refuse{_s(EVERYBODY - overlooking)} the file for it."
    )
    if not overlooking:
        return refuse.replace(" refuse ", " all refuse ")
    words = _listed(_shown(overlooking))
    return f"{words[0].upper()}{words[1:]} overlook{_s(overlooking)} this; {refuse}"


def _shown(programs: Programs) -> list[Program]:
    """In their order. The command goes without saying beside its library, and stands for it alone."""
    return [
        it for it in Program if it in programs and not (it is Program.COMMAND and Program.OPENSSL in programs)
    ]


def _s(programs: Programs) -> str:
    return "s" if len(_shown(programs)) == 1 else ""


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
