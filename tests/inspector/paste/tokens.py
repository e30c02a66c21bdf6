"""Sound tokens made with throw-away keys, and how to look at what was read."""

from webapp.inspector.paste import Found, Paste, read

SOUND = (
    "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJURUFNMTIzNDU2IiwiaWF0IjoxNzY3MjI1NjAwLCJleHAiOjE3NjcyM"
    "jkyMDAsImF1ZCI6Imh0dHBzOi8vYXBwbGVpZC5hcHBsZS5jb20iLCJzdWIiOiJjb20uZXhhbXBsZS53ZWIifQ.KZuROH2uORqkP6Ab4"
    "g2IKwvZrR7yqy-fp0Ibb-yNkq-o0ZbWuCF-WUkXHapnb7nOIxEKN1vniKk-B478FxanRg"
)
OTHER = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyXzQyIiwiaWF0IjoxNzY3MjI1NjAwfQ"
    ".2vutJAdn9sE17MXClXJ7eN3se88TJtH6LoP2loWn8Zc"
)
THIRD = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyXzQzIn0.ab3_JAdn9sE17MXClXJ7eN3se88TJtH6LoP2loWn8Zc"
UNSIGNED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyXzQyIn0."
ENCRYPTED = (
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..sn3KBpGSsjgcnNjw.8QNR4pGzIAkV4_Haj0iV.F7RpfwkhnwDNNWYa7rebuw"
)
SELECTIVE = f"{OTHER}~WyJzYWx0IiwibmFtZSIsIkEiXQ~"


def texts(paste: Paste) -> list[str]:
    return [found.text for found in paste.tokens]


def labelled(paste: Paste) -> list[tuple[str, str]]:
    return [(found.label, found.text) for found in paste.tokens]


def repairs(found: Found) -> list[str]:
    return [note.id.removeprefix("transport.") for note in found.repairs]


def only(text: str) -> Found:
    """The one token of a paste."""
    (found,) = read(text).tokens
    return found


def sent(text: str) -> list[tuple[str, str, str]]:
    """The parameters of the request in a paste: where, name and value."""
    request = read(text).request
    assert request is not None
    return [(item.where.value, item.name, item.value) for item in request.parameters]
