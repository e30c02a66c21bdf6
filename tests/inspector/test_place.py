import pytest

from webapp.inspector.place import KEY, PAYLOAD, Place


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (PAYLOAD, "payload"),
        (PAYLOAD / "exp", "payload.exp"),
        (PAYLOAD / "aud" / 0, "payload.aud[0]"),
        (PAYLOAD / "kubernetes.io" / "pod", 'payload["kubernetes.io"].pod'),
        (PAYLOAD / 'a"b\\c', 'payload["a\\"b\\\\c"]'),
        (PAYLOAD / "", 'payload[""]'),
        (PAYLOAD / "x5t#S256", 'payload["x5t#S256"]'),
        (KEY / 1, "key[1]"),
        (Place("header", ("impression-type",)), "header.impression-type"),
    ],
)
def test_places_are_written_as_paths(place, written):
    assert str(place) == written
