"""What is pasted for a token and is none."""

import base64
import json

import pytest

from webapp.inspector.paste import Form, read

HEX = "0123456789abcdef0123456789abcdef"


def pem(label):
    return f"-----BEGIN {label}-----\nMIGTAgEAMBMGByqGSM49\n-----END {label}-----"


def segment(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "form", "says"),
    [
        (f"c{HEX}.0.rsy.Pccg6U9TpmqAcdluAKck_g", Form.OPAQUE, "authorization code of Sign in with Apple"),
        (f"a{HEX}.0.rsy.Pccg6U9TpmqAcdluAKck_g", Form.OPAQUE, "access token of Sign in with Apple"),
        (f"r{HEX}.0.rsy.Pccg6U9TpmqAcdluAKck_g\n", Form.OPAQUE, "refresh token of Sign in with Apple"),
        (f'"c{HEX}.0.rsy.Pccg6U9TpmqAcdluAKck_g"', Form.OPAQUE, "the second part, 0, is not a payload"),
        (pem("PRIVATE KEY"), Form.PEM, "A client_secret is a JWT that you sign with this file"),
        (pem("EC PRIVATE KEY"), Form.PEM, "private key"),
        (json.dumps(pem("PRIVATE KEY")), Form.PEM, "private key"),
        (pem("ENCRYPTED PRIVATE KEY"), Form.PEM, "with its password"),
        (pem("RSA PRIVATE KEY").replace("MIG", "Proc-Type: 4,ENCRYPTED\nMIG"), Form.PEM, "with its password"),
        (pem("PUBLIC KEY"), Form.PEM, "public key"),
        (pem("CERTIFICATE"), Form.PEM, "certificate"),
        (pem("CERTIFICATE REQUEST"), Form.PEM, "signing request"),
        (pem("PGP MESSAGE"), Form.PEM, "PEM file"),
        ("v4.public.eyJkYXRhIjoidGhpcyBpcyBzaWduZWQifQ", Form.OPAQUE, "PASETO"),
        ("v2.local.97TTOvgwIxNGvV80XKiGZg_kD3tsXM", Form.OPAQUE, "PASETO"),
        ("ya29.a0AfH6SMBx-abc.def.ghi", Form.OPAQUE, "Google"),
        ("1//0gabcdefghi-jkl", Form.OPAQUE, "Google"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", Form.OPAQUE, "GitHub"),
        ("github_pat_11ABC_def", Form.OPAQUE, "GitHub"),
        ("Bearer ghs_16C7e42F292c6912E7710c838347Ae178B4a", Form.OPAQUE, "GitHub"),
        ("glpat-abcdefghij", Form.OPAQUE, "GitLab"),
        ("xoxb-1234-5678-abcDEF", Form.OPAQUE, "Slack"),
        ("sk_live_51Habc", Form.OPAQUE, "Stripe"),
        ("rk_test_51Habc", Form.OPAQUE, "Stripe"),
        ("00D5g000004ABCD!AQ4AQFxyz.abc_def", Form.OPAQUE, "Salesforce"),
        ("007eJxTYBBbsMMnKq7p9Hf/HcIX5kce9b518kCiQgSr5Zrp4X1Tu6UU", Form.OPAQUE, "Agora"),
        (f"006{HEX}IADabc", Form.OPAQUE, "Agora"),
        ("AKIAIOSFODNN7EXAMPLE", Form.OPAQUE, "AWS"),
        ("SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", Form.OPAQUE, "SendGrid"),
        ("hvs.CAESIJabc", Form.OPAQUE, "Vault"),
        ("shc:/567629095326", Form.OPAQUE, "SMART Health Card"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1 me@host", Form.OPAQUE, "OpenSSH"),
        (base64.b64encode(b'<samlp:Response xmlns:samlp="urn:oasis">').decode(), Form.OPAQUE, "SAML"),
        (base64.b64encode(b'<saml:Assertion xmlns:saml="urn:oasis">').decode(), Form.OPAQUE, "SAML"),
        ("<samlp:Response>x</samlp:Response>", Form.OPAQUE, "SAML"),
        ('{"kty":"EC","crv":"P-256","x":"abc","y":"def"}', Form.JSON, "public key (JWK)"),
        ('{"kty":"EC","crv":"P-256","x":"abc","y":"def","d":"ghi"}', Form.JSON, "secret key (JWK)"),
        ('{"keys":[{"kty":"RSA"}]}', Form.JSON, "Put it in the key box"),
        ('{"issuer":"https://a.example","jwks_uri":"https://a.example/k"}', Form.JSON, "discovery"),
        ('{"type":"service_account","private_key":"x"}', Form.OPAQUE, "key file of Google"),
        ('{"alg":"ES256","kid":"a"}', Form.OPAQUE, "header of a JWT after decoding"),
        ('{"iss":"a","exp":1}', Form.OPAQUE, "payload of a JWT after decoding"),
        ("57246542-96fe-1a63-e053-0824d011072a", Form.OPAQUE, "UUID"),
        (HEX * 2, Form.OPAQUE, "hexadecimal digits"),
        ("Basic dXNlcjpwYXNz", Form.OPAQUE, "Basic credentials"),
        ("Authorization: Basic dXNlcjpwYXNz", Form.OPAQUE, "Basic credentials"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", Form.OPAQUE, "HTML page"),
        ("<html><body>Unauthorized</body></html>", Form.OPAQUE, "HTML page"),
        ("/home/me/AuthKey_7XK4Q2M9RT.p8", Form.OPAQUE, "name of a file"),
        ("AuthKey_7XK4Q2M9RT.p8", Form.OPAQUE, "name of a file"),
        ("C:\\keys\\key.pem", Form.OPAQUE, "name of a file"),
        (segment({"externalPurchaseId": "SANDBOX_1"}), Form.OPAQUE, "external purchase token"),
        (segment({"alg": "ES256"}), Form.OPAQUE, "one part of a JWT; it looks like the header"),
        (segment({"sub": "a", "iat": 1}), Form.OPAQUE, "one part of a JWT; it looks like the payload"),
        (segment({"alg": "ES256"}), Form.OPAQUE, "“{\"alg\": \"ES256\"}”"),
        (segment({"sub": "a", "iat": 1, "x": "y" * 600}), Form.OPAQUE, "yyy…”. Paste all the parts"),
        (segment({"alg": "ES256"})[:10], Form.OPAQUE, "beginning of a token"),
        ("undefined", Form.OPAQUE, "where it has no token"),
        ("Bearer undefined", Form.OPAQUE, "where it has no token"),
        ("null", Form.OPAQUE, "where it has no token"),
        ("[object Object]", Form.OPAQUE, "where it has no token"),
        ("${ID_TOKEN}", Form.OPAQUE, "placeholder"),
        ("{{access_token}}", Form.OPAQUE, "placeholder"),
        ("Bearer <your token>", Form.OPAQUE, "placeholder"),
        ("hello world", Form.OPAQUE, "There is no token in this text of 11 characters."),
        ("x", Form.OPAQUE, "There is no token in this text of 1 character."),
        ("example.com", Form.OPAQUE, "There is no token"),
        (".....", Form.OPAQUE, "There is no token"),
    ],
)  # fmt: skip
def test_it_is_named_and_what_to_do_with_it(text, form, says):
    paste = read(text)
    assert (paste.form, paste.tokens) == (form, ())
    assert len(paste.notes) == 1
    assert says in paste.notes[0]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\ufeff \u00a0\n"])
def test_nothing_is_empty(text):
    paste = read(text)
    assert (paste.form, paste.notes) == (Form.EMPTY, ())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("curl -H 'Authorization: Bearer ya29.abc' https://a.example", "Authorization: This is"),
        ("client_id=a&client_secret=xoxb-1-a", "client_secret: This is a token of Slack"),
        ('{"id_token": "undefined"}', "id_token: This is what a program prints"),
        ("curl https://a.example/", "There is no token in this command."),
        ("https://a.example/cb?code=1", "There is no token in this URL."),
        ("a=b&c=d", "There is no token in this form."),
        ("Cookie: a=b", "There is no token in these cookies."),
    ],
)  # fmt: skip
def test_notes_of_a_form_without_a_token(text, note):
    paste = read(text)
    assert paste.tokens == ()
    assert paste.notes[0].startswith(note)


def test_an_ip_address_or_a_domain_alone_is_handed_on_for_the_decoder_to_explain():
    assert [found.text for found in read("192.168.0.1").tokens] == ["192.168.0.1"]
    assert read("a.b.c").form is Form.BARE
