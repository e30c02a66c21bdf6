"""The folder of roots: read at start, and a bad file is one clear sentence."""

import pytest

from webapp import create_app
from webapp.inspector.example import NOW
from webapp.settings import Settings, WrongSetting

from .inspector.chain.maker import entity, root, signer, token

ROOT = root()


def started(folder):
    return create_app(Settings.from_environment({"JWTCLINIC_ROOTS": str(folder)}))


def test_roots_are_trusted(tmp_path):
    (tmp_path / "ours.pem").write_bytes(ROOT.pem)
    (tmp_path / "der.cer").write_bytes(root("Another").der)
    (tmp_path / "notes.txt").write_text("not looked at")
    leaf = signer(ROOT)
    sent = {"text": token(leaf.key, [leaf.text]), "now": NOW}
    [found] = started(tmp_path).test_client().post("/api/inspect", json=sent).json["tokens"]
    assert (found["signature"]["status"], found["chain"]["standing"]) == ("verified", "trusted")
    assert found["chain"]["root"]["name"] == "Test Root"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pem", b"not a certificate", "a.pem: "),
        ("b.pem", b"", "b.pem: The file is empty."),
        ("c.pem", entity("Plain").pem, "c.pem: there is a certificate in it that is no authority"),
        ("d.pem", b'{"kty":"oct","k":"AAAA"}', "d.pem: this is a key, not a certificate."),
    ],
)
def test_bad_file_is_one_sentence(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(WrongSetting) as refused:
        started(tmp_path)
    assert f"JWTCLINIC_ROOTS is “{tmp_path}”; {says}" in str(refused.value)
    assert str(refused.value).endswith(".")


def test_empty_folder_trusts_nothing(tmp_path):
    assert started(tmp_path).extensions["roots"] == ()
