"""What happens to key files on their way, who overlooks it, and what to do about it."""

from typing import NamedTuple

from ..note import Note
from .overlooked import (
    ALL_BUT_JAVA_AND_GO,
    ALL_BUT_PYTHON,
    ALL_BUT_PYTHON_AND_JAVA,
    COMMAND,
    COMMAND_AND_GO,
    EVERYBODY,
    JAVA,
    JAVA_AND_GO,
    NOBODY,
    PYTHON,
    PYTHON_AND_JAVA,
    Programs,
    sentence,
)


class Damage(NamedTuple):
    """One kind of damage: what is the matter, who overlooks it, and how it is mended.

    `what` and `mend` have {0}, {1}, … for what was found.
    """

    what: str
    overlooked: Programs
    mend: str = ""

    def note(self, *found: object) -> Note:
        sentences = (self.what.format(*found), sentence(self.overlooked), self.mend.format(*found))
        return Note("key.damaged_pem", " ".join(filter(None, sentences)))


_IN_A_VARIABLE = (
    "A variable that cannot hold line breaks can hold the base64 of the whole file, decoded when it is read."
)

BYTE_ORDER_MARK = Damage(
    "The file begins with a byte order mark.", ALL_BUT_JAVA_AND_GO, "Save it without one."
)
CRLF = Damage("Its lines end in CR LF, as on Windows.", EVERYBODY)
UTF_16 = Damage(
    "The file is written in UTF-16, two bytes a character, as > of Windows PowerShell does.",
    NOBODY,
    "Save it as UTF-8 or ASCII.",
)
CR = Damage("Its lines end in CR alone, as on old Macs.", PYTHON_AND_JAVA, "Save it with LF line ends.")

ESCAPED_BREAKS = Damage(
    "Its line breaks are written as \\n, a backslash and a letter.",
    NOBODY,
    'Turn them back when the variable is read: key.replace(/\\\\n/g, "\\n") in JavaScript, '
    'key.replace("\\\\n", "\\n") in Python. ' + _IN_A_VARIABLE,
)
ESCAPED_SLASHES = Damage(
    "Its slashes or other characters are escaped with a backslash, as in JSON.",
    NOBODY,
    "Decode the JSON with a JSON parser instead of cutting the text out of it.",
)
PERCENT_ENCODED = Damage(
    "It is percent-encoded, as in a URL: %0A stands for a line break.",
    NOBODY,
    "Decode it once.",
)
BREAKS_TO_BLANKS = Damage(
    "Everything stands on one line, with blanks where the line breaks were.",
    PYTHON_AND_JAVA,
    "Restore the line breaks after BEGIN and before END at least; an <input> field turns them into blanks, "
    "a <textarea> does not. " + _IN_A_VARIABLE,
)
BREAKS_LOST = Damage(
    "Everything stands on one line; the line breaks are lost.",
    PYTHON_AND_JAVA,
    "Restore the line breaks after BEGIN and before END at least. " + _IN_A_VARIABLE,
)
NO_BREAK_AFTER_BEGIN = Damage(
    "The line break after the BEGIN line is lost.", PYTHON_AND_JAVA, "BEGIN must have a line to itself."
)
NO_BREAK_BEFORE_END = Damage(
    "The line break before the END line is lost.", PYTHON_AND_JAVA, "END must have a line to itself."
)
BLANK_LINES = Damage("A blank line follows each line.", JAVA_AND_GO, "Remove the blank lines.")
INDENTED = Damage(
    "The BEGIN or END line is indented, as in YAML or in a program.",
    PYTHON_AND_JAVA,
    "Remove the blanks at the beginning of the lines.",
)
MAIL_QUOTED = Damage(
    "Its lines begin with >, as in the answer to an e-mail.",
    NOBODY,
    "Remove the > signs.",
)
STRING_LITERALS = Damage(
    "Its lines are still string literals of a program, with their quotation marks.",
    NOBODY,
    "Copy what the program prints, not its source.",
)
QUOTED = Damage(
    "The key stands in quotation marks.",
    PYTHON,
    "Remove them; docker --env-file, for one, takes them for part of the value.",
)
NAME_BEFORE = Damage(
    "“{0}” stands before BEGIN on its line, from a settings file.",
    PYTHON,
    "Give what stands behind it alone.",
)
TEXT_BEFORE = Damage(
    "Other text stands before BEGIN on its line.", PYTHON, "BEGIN must have a line to itself."
)
TEXT_AFTER = Damage("Other text stands after END on its line.", PYTHON, "END must have a line to itself.")
TRAILING_COMMA = Damage("A “{0}” stands after the END line.", PYTHON, "Remove it.")

NO_BEGIN = Damage("The BEGIN line is missing.", JAVA, "Put “-----BEGIN {0}-----” on a line before it.")
NO_END = Damage("The END line is missing.", JAVA, "Put “-----END {0}-----” on a line after it.")
BODY_ONLY = Damage(
    "The BEGIN and END lines are missing; only what stands between them is there.",
    JAVA,
    "Put “-----BEGIN {0}-----” on a line before it and “-----END {0}-----” on a line after it. "
    "AWS Cognito, for one, asks for this form; libraries do not.",
)
DASHES = Damage(
    "The {0} line has {1} dashes at one side; it needs exactly five at each.",
    NOBODY,
    "Copy the whole line, “-----{0} {2}-----”.",
)
TYPOGRAPHIC_DASHES = Damage(
    "The dashes around BEGIN or END are typographic (“{0}”), put there by a word processor or a chat.",
    NOBODY,
    "Write five hyphens at each side, and copy keys from plain text only.",
)
LOOSE_BOUNDARY = Damage(
    "The {0} line has blanks or small letters where it must read “-----{0} {1}-----”.",
    NOBODY,
    "Write it so.",
)
LABELS_DIFFER = Damage(
    "The BEGIN line says “{0}” and the END line says “{1}”.", NOBODY, "Both must say the same."
)

URL_SAFE = Damage(
    "Its body is base64url, with - and _ for + and /.",
    NOBODY,
    "PEM is written in standard base64.",
)
INVISIBLE = Damage(
    "An invisible character ({0}) stands inside it.",
    NOBODY,
    "Copy the key from plain text, not from a web page or a document.",
)
INVISIBLE_BEFORE = Damage(
    "An invisible character ({0}) stands before BEGIN.",
    PYTHON,
    "Copy the key from plain text, not from a web page or a document.",
)
LOOKALIKE = Damage(
    "The character {0} of another alphabet stands where “{1}” belongs.",
    NOBODY,
    "Copy the key again, without retyping or recognising it from a picture.",
)
ODD_CHARACTER = Damage("One character too many stands at the end of its body.", NOBODY, "Copy the key again.")
SURPLUS = Damage(
    "Its body is longer than its key; bytes left over: {0}.",
    ALL_BUT_PYTHON,
    "Two keys may have been glued together; export the key again.",
)

BASE64_OF_FILE = Damage(
    "This is base64 of the whole file (it begins LS0tLS1CRUdJTi, which is “-----BEGIN”).",
    NOBODY,
    "Decode it once: base64 -d, or the same in the program that reads the variable.",
)
ANOTHER_LABEL = "It is labelled “{0}” and is {1}."
RIGHT_LABEL = "Label it “{2}”."
OWN_LABEL = Damage(ANOTHER_LABEL, ALL_BUT_PYTHON_AND_JAVA, RIGHT_LABEL)
OTHER_LABEL = Damage(ANOTHER_LABEL, COMMAND_AND_GO, RIGHT_LABEL)
OLDER_FORM_LABEL = Damage(ANOTHER_LABEL, COMMAND, RIGHT_LABEL)
SEC1_AS_PKCS8 = Damage(
    ANOTHER_LABEL,
    COMMAND,
    "Label it “{2}”, or convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out key.pem",
)
