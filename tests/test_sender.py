"""Whether a sender is still there, told by the connection."""

import socket
from contextlib import closing

import pytest

from webapp.sender import Sender


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        yield ours, theirs


def test_one_who_waits_is_there(pair):
    assert not Sender(pair[0]).gone


def test_one_who_closed_is_gone(pair):
    pair[1].close()
    assert Sender(pair[0]).gone


def test_what_was_sent_is_left_to_be_read(pair):
    pair[1].sendall(b"next")
    assert not Sender(pair[0]).gone
    assert pair[0].recv(10) == b"next"


def test_connection_that_is_closed_here_has_nobody_at_its_end(pair):
    pair[0].close()
    assert Sender(pair[0]).gone


def test_without_a_connection_nothing_is_known():
    assert not Sender().gone
