"""Whom the clinic may ask."""

import pytest

from webapp.fetch import NOBODY, Allowed
from webapp.settings import Settings, WrongSetting


@pytest.mark.parametrize(
    ("listed", "host", "port"),
    [
        ("login.example.com", "login.example.com", 443),
        ("login.example.com", "LOGIN.example.com", 443),
        ("a.example, login.example.com", "login.example.com", 443),
        ("*.okta.com", "dev-1.okta.com", 443),
        ("*.okta.com", "a.b.okta.com", 443),
        ("keycloak.corp:8443", "keycloak.corp", 8443),
        ("keycloak", "keycloak", 443),
        ("10.1.2.3", "10.1.2.3", 443),
        ("[fd00::1]", "fd00::1", 443),
    ],
)
def test_host_that_is_listed_is_asked(listed, host, port):
    assert Allowed.read(listed).names(host, port)


@pytest.mark.parametrize(
    ("listed", "host", "port"),
    [
        ("login.example.com", "example.com", 443),
        ("login.example.com", "login.example.com.evil.net", 443),
        ("login.example.com", "evillogin.example.com", 443),
        ("login.example.com", "login.example.com.", 443),
        ("login.example.com", "login.example.com", 8443),
        ("*.okta.com", "okta.com", 443),
        ("*.okta.com", "evilokta.com", 443),
        ("*.okta.com", ".okta.com", 8443),
        ("keycloak.corp:8443", "keycloak.corp", 443),
        ("10.0.0.0/8", "10.1.2.3", 443),
        ("127.0.0.1", "2130706433", 443),
        ("127.0.0.1", "127.1", 443),
        ("127.0.0.1", "0x7f000001", 443),
        ("127.0.0.1", "::ffff:127.0.0.1", 443),
    ],
)
def test_every_other_host_is_not(listed, host, port):
    assert not Allowed.read(listed).names(host, port)


PRIVATE = [
    *("127.0.0.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
    *("169.254.169.254", "224.0.0.1", "255.255.255.255", "192.0.0.1", "198.18.0.1", "240.0.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1"),
    *("fec0::1", "2002:808:808::1", "2001:0:808:808::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_address_is_not_reached_unless_its_network_is_listed(address):
    assert not Allowed.read("login.example.com").reaches(address)
    assert not NOBODY.reaches(address)


@pytest.mark.parametrize(
    ("listed", "address"),
    [
        ("keycloak.corp,10.0.0.0/8", "10.1.2.3"),
        ("keycloak.corp,10.0.0.0/8", "::ffff:10.1.2.3"),
        ("keycloak.corp,fd00::/8", "fd12::1"),
        ("10.1.2.3", "10.1.2.3"),
        ("login.example.com", "93.184.216.34"),
        ("login.example.com", "2606:2800:220:1:248:1893:25c8:1946"),
    ],
)
def test_public_or_listed_address_is_reached(listed, address):
    assert Allowed.read(listed).reaches(address)


@pytest.mark.parametrize(
    "text",
    [
        "https://login.example.com",
        "login example",
        "a,,b",
        "*",
        "*.*.com",
        "a/b",
        "10.0.0.1/8",
        "ex*mple.com",
        "a:b",
    ],
)
def test_list_that_cannot_be_read_is_refused(text):
    with pytest.raises(WrongSetting, match=r"JWTCLINIC_ALLOW_FETCH is “.*”; it must be host names"):
        Settings.from_environment({"JWTCLINIC_ALLOW_FETCH": text})


@pytest.mark.parametrize("text", ["login.example.com,*.okta.com,keycloak:8443,10.0.0.0/8", "10.1.2.3", ""])
def test_list_is_written_as_it_is_read(text):
    assert str(Allowed.read(text) if text else NOBODY) == text


def test_nobody_is_nobody():
    assert not NOBODY
    assert not NOBODY.names("login.example.com", 443)
