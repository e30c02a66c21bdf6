"""Key IDs in file names, and names for public halves."""

import pytest

from webapp.inspector.keys import Key, key_id_in, public_file_name


@pytest.mark.parametrize(
    "name",
    [
        "AuthKey_7XK4Q2M9RT.p8",
        "AuthKey_7XK4Q2M9RT (1).p8",
        "AuthKey_7XK4Q2M9RT(12).p8",
        "AuthKey_7XK4Q2M9RT.pem",
        "AuthKey_7XK4Q2M9RT.txt",
        "AuthKey_7XK4Q2M9RT.p8.txt",
        "SubscriptionKey_7XK4Q2M9RT.p8",
        "ApiKey_7XK4Q2M9RT.p8",
        "APNSAuthKey_7XK4Q2M9RT.p8",
        "APNsAuthKey_7XK4Q2M9RT.p8",
        "keys/AuthKey_7XK4Q2M9RT.p8",
        r"C:\keys\AuthKey_7XK4Q2M9RT.p8",
        "AuthKey_7XK4Q2M9RT_public.pem",
    ],
)
def test_key_id_is_found(name):
    assert key_id_in(name) == "7XK4Q2M9RT"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "key.p8",
        "AuthKey_.p8",
        "AuthKey_7xk4q2m9rt.p8",
        "AuthKey_7XK4Q2M9RT",
        "AuthKey_7XK4Q2M9RT.p8.zip",
        "AuthKey_7XK4Q2M9RT.p8/other.pem",
        "MyAuthKey_7XK4Q2M9RT.p8",
        "AuthKey_7XK4Q2M.p8",
        "AuthKey_7XK4Q2M9RTABC.p8",
        "a" * 100_000,
    ],
    ids=range(11),
)
def test_other_names_hold_none(name):
    assert key_id_in(name) is None


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("AuthKey_7XK4Q2M9RT.p8", "AuthKey_7XK4Q2M9RT_public.pem"),
        ("AuthKey_7XK4Q2M9RT (1).p8", "AuthKey_7XK4Q2M9RT_public.pem"),
        ("AuthKey_7XK4Q2M9RT_public.pem", "AuthKey_7XK4Q2M9RT_public.pem"),
        ("jwks.json[3]", "jwks_3_public.pem"),
        ("../../etc/passwd", "passwd_public.pem"),
        ('a"b\r\nc.pem', "a_b_c_public.pem"),
        ("ключ.pem", "key_public.pem"),
        ("", "key_public.pem"),
        (".p8", "key_public.pem"),
        ("x" * 10_000, "x" * 80 + "_public.pem"),
    ],
)
def test_public_half_gets_a_plain_name(name, public):
    assert public_file_name(Key(name, "EC", "P-256", 256, private=True)) == public


def test_key_id_survives_the_way_there_and_back():
    name = public_file_name(Key("SubscriptionKey_7XK4Q2M9RT (2).p8", "EC", "P-256", 256, private=True))
    assert key_id_in(name) == "7XK4Q2M9RT"
