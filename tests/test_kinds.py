"""The kinds of value a setting may have."""

import pytest

from webapp import kinds


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.whole(0, 65_535), "8080", 8080),
        (kinds.whole(0, 65_535), "0", 0),
        (kinds.whole(0, 65_535), "65535", 65_535),
        (kinds.seconds(10), "0.3", 0.3),
        (kinds.seconds(10), "10", 10.0),
        (kinds.size(1024, 4 * kinds.MIB), "2048", 2048),
        (kinds.size(1024, 4 * kinds.MIB), "2 MiB", 2 * kinds.MIB),
        (kinds.size(1024, 4 * kinds.MIB), "64KiB", 64 * kinds.KIB),
        (kinds.names("names"), "jwt.intranet, JWT", ("jwt.intranet", "jwt")),
        (kinds.names("names"), "*", ("*",)),
        (kinds.names("names"), ".example.org,[::1]", (".example.org", "[::1]")),
    ],
)
def test_reads_what_is_allowed(kind, text, value):
    assert kind.read(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kinds.whole(1, 9), "0"),
        (kinds.whole(1, 9), "10"),
        (kinds.whole(1, 9), "two"),
        (kinds.whole(1, 9), "-1"),
        (kinds.whole(1, 9), "1.5"),
        (kinds.whole(1, 9), "٣"),
        (kinds.whole(1, 9), "3\n"),
        (kinds.seconds(10), "11"),
        (kinds.seconds(10), "nan"),
        (kinds.seconds(10), "1e1"),
        (kinds.size(1024, 4096), "2 GiB"),
        (kinds.size(1024, 4096), "5 KiB"),
        (kinds.size(1024, 4096), "KiB"),
        (kinds.names("names"), "http://jwt.intranet"),
        (kinds.names("names"), "jwt.intranet:8080"),
        (kinds.names("names"), "a,,b"),
        (kinds.folder(), "/no/such/folder"),
        (kinds.folder(), __file__),
    ],
)
def test_refuses_what_is_not(kind, text):
    with pytest.raises(ValueError, match=r"^$"):
        kind.read(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [(2 * kinds.MIB, "2 MiB"), (3 * kinds.KIB, "3 KiB"), (1000, "1000"), (0, "0")],
)
def test_writes_sizes_as_people_do(value, written):
    assert kinds.write_size(value) == written
