"""A page as its reader has it: the words, the links and the forms of its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "rect", "wbr"}
KNOWN = VOID | {
    *("a", "article", "aside", "b", "body", "button", "code", "dd", "del", "details", "div", "dl", "dt"),
    *("em", "fieldset", "footer", "form", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "i", "kbd"),
    *("label", "legend", "li", "main", "mark", "nav", "ol", "option", "p", "pre", "q", "script", "search"),
    *(
        "section",
        "select",
        "small",
        "span",
        "strong",
        "summary",
        "svg",
        "text",
        "textarea",
        "time",
        "title",
        "ul",
    ),
}


@dataclass
class PageForm:
    """A form: where it goes, and what its fields hold."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class PageSource(HTMLParser):
    """Reads a page; `faults` are tags that are not HTML's or do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.forms: list[PageForm] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self._open]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in KNOWN:
            self.faults.append(f"{tag} is no tag")
        if tag not in VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(PageForm(given["action"], given["method"]))
        elif tag == "input" and self.forms and given.get("type") == "hidden":
            self.forms[-1].fields.append((given["name"], given["value"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"{tag} is closed and was not open")

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._open[-1:]):
            self.words.append(data)
