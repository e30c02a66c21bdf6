"""What a value may have been before somebody, or some program, changed it."""

from collections.abc import Iterator

from ...json_tree import Array, Node, Number, read
from .pieces import quoted, shown

_LONGEST = 2048  # characters of a text that is changed

Change = tuple[str, str]  # the value as it may have been written, and the fault in words


def changes(written: str, node: Node) -> Iterator[Change]:
    """What a value may have been before one usual change."""
    match node.value:
        case bool(value):
            others = ["false" if value else "true", quoted(written)]
        case Number() as number:
            others = list(_numbers(written, number))
        case str(text):
            others = list(_texts(written, text))
        case Array(items):
            others = list(_arrays(written, node, items))
        case _:
            others = []
    for other in dict.fromkeys(others):
        if other != written:
            yield other, f"as {shown(other)}; it was changed to {shown(written)} after signing"


def _numbers(written: str, number: Number) -> Iterator[str]:
    yield quoted(written)
    value = number.integer
    if value is None:
        yield written.partition(".")[0]
        return
    yield str(value)
    yield str(value * 1000)
    if abs(value) >= 1000:
        yield str(value // 1000)


def _texts(written: str, value: str) -> Iterator[str]:
    if len(value) <= 30 and value and not read(value).faults and value[0] not in '"[{':
        yield value
    yield f"[{written}]"
    if len(written) > _LONGEST:
        return
    plain = "\\" not in written
    if plain:
        yield written.lower()
        yield written.upper()
        yield quoted(value.strip())
        yield quoted(value.rstrip("/") if value.endswith("/") else value + "/")
    if value.startswith(("http://", "https://")) and plain:
        yield quoted(
            value.replace("http", "https", 1) if value[4] == ":" else value.replace("https", "http", 1)
        )
    if " " in value.strip():
        yield "[" + ",".join(map(quoted, value.split())) + "]"


def _arrays(written: str, node: Node, items: tuple[Node, ...]) -> Iterator[str]:
    texts = [written[item.start - node.start : item.end - node.start] for item in items]
    values = [item.value for item in items]
    if len(texts) == 1:
        yield texts[0]
    if values and all(isinstance(it, str) for it in values):
        yield quoted(" ".join(map(str, values)))
    if 1 < len(texts) <= 20:
        gap = written[items[0].end - node.start : items[1].start - node.start]
        for index in range(len(texts)):  # an item that was added
            yield "[" + gap.join(texts[:index] + texts[index + 1 :]) + "]"
