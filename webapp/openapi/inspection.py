"""The schemas of an inspection: what `POST /api/inspect` takes, and the report it answers with."""

from ..forms import FURTHEST, LONGEST_LEEWAY
from ..inspector.chain import Standing, Trust
from ..inspector.encryption import Status as Opening
from ..inspector.paste import Form
from ..inspector.profiles import Confidence
from ..inspector.report import GateState
from ..inspector.rule import Gate, Severity
from ..inspector.signature import Status
from ..inspector.signature.acceptance import Certainty
from ..inspector.submission import SecretEncoding
from ..inspector.token import TokenForm
from .schema import (
    ANYTHING,
    Schema,
    boolean,
    choice,
    integer,
    listed,
    mapped,
    members,
    named,
    nullable,
    said,
    text,
)


def taken(profiles: list[str]) -> dict[str, Schema]:
    """What programs send."""
    return {"Inspection": _inspection(profiles), "KeyFile": _KEY_FILE}


def _inspection(profiles: list[str]) -> Schema:
    optional = {
        "keys": listed(named("KeyFile"), "key material of any kind, private keys included"),
        "secret": text("an HMAC secret, or what opens an encrypted token, as it was typed"),
        "secret_encoding": choice(SecretEncoding, "how the bytes of the secret are meant; text by default"),
        "client_id": text("the client_id sent beside the token; by default that of the pasted request"),
        "profile": text("judge by this profile; by default the one that is recognised", enum=profiles),
        "error_text": text("what the receiver answered: it is explained in answers"),
        "now": integer(
            "judge as of this moment, in seconds since 1970; by default now",
            minimum=-FURTHEST,
            maximum=FURTHEST,
        ),
        "leeway": integer(
            "seconds of difference between clocks that are forgiven; 0 by default",
            minimum=0,
            maximum=LONGEST_LEEWAY,
        ),
        "fetch": boolean(
            "fetch the keys that the tokens' issuers publish, from hosts that the operator allows; "
            "false by default"
        ),
        "payload": text("the payload of a token that is sent without it, as text"),
        "payload_base64": text("the same as bytes", contentEncoding="base64"),
        "deep": boolean("search deeper for the fault of a signature; false by default"),
    }
    pasted = text("whatever was pasted: tokens, a curl command, a URL, an HTTP dump, JSON, an error message")
    absent = {name: nullable(schema, schema["description"]) for name, schema in optional.items()}
    return members("What to inspect. Null is the same as absent.", tuple(optional), text=pasted, **absent)


_KEY_FILE: Schema = {
    **members(
        "Key material: PEM, DER, PKCS#8, SEC1, PKCS#1, JWK, JWKS, X.509 or OpenSSH. Damage is repaired.",
        ("name", "text", "base64", "password"),
        name=nullable(text(), "the name of the file, which may hold the Key ID"),
        text=nullable(text(), "its text"),
        base64=nullable(text(contentEncoding="base64"), "its bytes, where it is no text"),
        password=nullable(text(), "what opens it, where it is encrypted"),
    ),
    "oneOf": [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "base64")],
}

_PLACE = text("where it stands, such as payload.aud[0]; what is missing, where it ought to stand")
_HELP = text("the address of its page", format="uri-reference")

_KEY = members(
    "A key that was read, its public half only.",
    name=text("the name of the file, or secret"),
    type=text(enum=["EC", "RSA", "OKP", "oct", "AKP"]),
    curve=nullable(text(), "P-256, Ed25519, …"),
    bits=integer("its size"),
    private=boolean("it came as a private key"),
    key_id=nullable(text(), "the kid of a JWK, or the Key ID in the name of the file"),
    public_pem=nullable(text(), "what openssl pkey -pubout prints; null for a secret"),
    public_jwk=nullable(mapped(ANYTHING), "null for a secret, and for a curve that no JWK can name"),
    thumbprint=nullable(text(), "RFC 7638, SHA-256, base64url; null for a secret"),
    notes=listed(named("Note"), "what was repaired, and what other programs would refuse"),
    error={"type": "null"},
)
_UNUSABLE_KEY = members(
    "Material that gave no key.",
    name=text("the name of the file"),
    notes=listed(named("Note")),
    error=members("Why.", code=text("a word that programs may rely on"), message=text("a sentence")),
)

_MENDED_KEY = members(
    "A key file as it should be. It is kept nowhere but in this answer.",
    name=text("the name for the file"),
    text=text("PEM: PKCS#8 of a private key, SubjectPublicKeyInfo of a public one, or the certificate"),
)

_FINDING = members(
    "A problem at a place.",
    rule=text("the id of the rule that found it"),
    severity=choice(Severity, "error: the receiver refuses it"),
    gate=choice(Gate),
    place=_PLACE,
    span=nullable(
        members("Characters of the token's text.", **{"from": integer(), "to": integer()}),
        "null where it stands nowhere",
    ),
    title=text(),
    message=text("what is wrong with this token, and what to do"),
    instead=said(ANYTHING, "the value to write there, or null"),
    remove=boolean("it should go altogether"),
    citation=named("Citation"),
    help=_HELP,
)

_CAUSE = members(
    "Why a signature does not verify.",
    id=text("family.cause"),
    proved=boolean("a changed verification succeeded"),
    message=text(),
    fix=text("what to do, in the program that signs"),
    repaired=nullable(text(), "the token that verifies, where it can be had without the private key"),
    accepted_by=listed(named("Receiver"), "who accepts a token with this fault as it is"),
    refused_by=listed(named("Receiver"), "who refuses one; nobody was asked where both are empty"),
    help=_HELP,
)

_RECEIVER = members(
    "A library or another receiver of tokens.",
    name=text(),
    version=text("that was asked; empty of what is no library"),
    when=text("of which of these tokens it is true; of all, if empty"),
    certainty=choice(Certainty, "tested: asked whenever the tests of JWT Clinic run; measured: once"),
)

_TRIED = nullable(
    members(
        "What was tried.",
        count=integer("trials"),
        what=listed(text()),
        broke=nullable(text(), "the exception, if the search failed; TimeoutError if it took too long"),
        deep=boolean("it was searched deeply"),
    ),
    "null where nothing had to be tried",
)

_VERIFICATION = members(
    "How a signature stands.",
    status=choice(Status),
    alg=nullable(text()),
    header=said(ANYTHING, "the header that this signature covers, and the unprotected one beside it"),
    key=nullable(
        members("The key that verified.", name=text(), thumbprint=nullable(text())),
    ),
    reason=text("why it was not checked; else empty"),
    causes=listed(named("Cause"), "why it does not verify, likeliest first"),
    tried=_TRIED,
    signer=text("what the signature tells of its key, where none at hand verifies it; else empty"),
    candidates=listed(
        members(
            "A public key that the signature fits, computed from it. One of them signed the token, "
            "if the token is as it was when it was signed.",
            thumbprint=text("RFC 7638, SHA-256, base64url"),
            curve=text(),
            public_pem=text(),
            public_jwk=mapped(ANYTHING),
            known=text("where the same key is met, such as in the header; else empty"),
        ),
        "of ECDSA, where no key at hand verifies it; those first that are known",
    ),
)

_CERTIFICATE = members(
    "A certificate (RFC 5280).",
    **{
        "subject": text("as RFC 4514 writes names"),
        "issuer": text("as RFC 4514 writes names"),
        "serial": text("in hexadecimal"),
        "from": integer("valid from, in seconds since 1970"),
        "to": integer("valid to, in seconds since 1970"),
        "key": named("KeyRow"),
        "authority": boolean("it may issue certificates"),
        "path_length": nullable(integer(), "how many authorities may stand below it; null for any number"),
        "usages": nullable(listed(text()), "what the key may be used for; null for anything"),
        "purposes": listed(text(), "extended key usage"),
        "names": listed(text(), "alternative names of the subject"),
        "marks": listed(text(), "the identifiers of extensions without a meaning of their own here"),
        "x5t": text("its SHA-1 thumbprint, base64url"),
        "x5t#S256": text("its SHA-256 thumbprint, base64url"),
        "fingerprint": text("its SHA-256 fingerprint, as authorities publish it"),
    },
)

_CHAIN = members(
    "Certificates from the leaf to the root, and what they are worth.",
    name=text("x5c, or the name of the file"),
    standing=choice(Standing, "trusted: it holds, and ends in a root that was trusted beforehand"),
    message=text("the same in sentences"),
    at=integer("the moment it was judged as of, in seconds since 1970"),
    at_place=nullable(text(), "the place in the token that gave the moment; null for now"),
    signs=nullable(boolean(), "the key of the first certificate verifies the signature; null: not tried"),
    root=nullable(
        members("Where it ends.", name=text(), trust=choice(Trust, "who says so"), message=text()),
        "null where it cannot be told",
    ),
    certificates=listed(nullable(named("Certificate")), "null for one that cannot be read"),
    left_out=integer("how many more there were"),
    reasons=listed(
        members(
            "Why it proves nothing.",
            rule=text("the id of the rule that tells it"),
            index=nullable(integer(), "of the certificate; null for the chain as a whole"),
            message=text(),
        )
    ),
)

_DECRYPTION = members(
    "How an encrypted token stands.",
    status=choice(Opening),
    alg=nullable(text()),
    enc=nullable(text()),
    key=nullable(members("The key that opens it.", name=text(), thumbprint=nullable(text()))),
    reason=text("why it was not tried, or why what opens is not good; else empty"),
    causes=listed(named("Cause"), "why it does not open, likeliest first; or what its receiver has to know"),
    tried=_TRIED,
)
_REMARK = members(
    "What is wrong with a document that is no token, or worth knowing of it.",
    id=text("the kind of fault"),
    severity=choice(Severity),
    place=text("where it stands in the document, such as keys[0].alg; empty for the whole"),
    message=text(),
    citation=named("Citation"),
    help=_HELP,
)
_KEY_SET = members(
    "A key set, looked at for itself and beside the tokens.",
    name=text("the name of the file, or pasted"),
    keys=listed(
        members(
            "A key of the set.",
            index=integer(),
            name=text("of its row in keys"),
            kid=nullable(text()),
        )
    ),
    left_out=integer("how many more keys there were"),
    remarks=listed(named("Remark"), "worst first"),
    matches=listed(
        members(
            "What the set has for a token.",
            token=integer("its number in tokens, from 0"),
            kid=nullable(text(), "that its header names"),
            named=nullable(integer(), "the index of the key with that kid"),
            verifies=nullable(integer(), "the index of the key that verifies the signature"),
            nearest=nullable(text(), "the kid that is most like it, where none is the same"),
            message=text("the same in sentences"),
        ),
        "one for each token",
    ),
)
_DISCOVERY = members(
    "A discovery document, explained and looked at beside the tokens.",
    name=text("the name of the file, or pasted"),
    kind=text("who publishes it"),
    issuer=nullable(text()),
    jwks_uri=nullable(text()),
    members=listed(
        members("A member.", name=text(), text=text("its value as JSON"), meaning=text("what it is for"))
    ),
    remarks=listed(named("Remark"), "worst first"),
)

_RECOGNITION = members(
    "The profile a token is judged by.",
    id=text(),
    title=text(),
    pinned=boolean("it was asked for"),
    confidence=choice(Confidence),
    because=text("what speaks for it"),
    candidates=listed(
        members(
            "A profile it may be of.", id=text(), title=text(), confidence=choice(Confidence), because=text()
        ),
        "what else it may be, likeliest first",
    ),
    kind=nullable(
        members("A general kind of token.", id=text(), title=text()), "the kind that the profile is one of"
    ),
    issuer=nullable(text(), "who made it, if that can be told"),
    asks=boolean("only its shape speaks for the profile, whose demands are no errors until it is chosen"),
    overlays=listed(
        members("A profile of claims that were added.", id=text(), title=text(), because=text()),
        "whose claims were added to the token, and are judged as well",
    ),
)

_DISCLOSURE = members(
    "A disclosure of an SD-JWT (RFC 9901).",
    text=text("as it was sent"),
    digest=text("what stands for it in the payload"),
    salt=nullable(text()),
    name=nullable(text(), "of the claim; null for an element of an array"),
    value=said(ANYTHING, "what is disclosed"),
    place=nullable(text(), "where it belongs in the processed payload; null where it belongs nowhere"),
    span=members("Its characters in the token's text.", **{"from": integer(), "to": integer()}),
)

_TOKEN_MEMBERS: dict[str, Schema] = {
    "text": text("as it was read, after the repairs"),
    "label": text("the name it was found under, such as client_secret; else empty"),
    "form": choice(TokenForm),
    "repairs": listed(named("Note"), "what was undone before it was read"),
    "header": said(ANYTHING, "its content, as far as it could be read"),
    "payload": said(ANYTHING, "its content, as far as it could be read"),
    "header_text": nullable(text(), "exactly as written"),
    "payload_text": nullable(text(), "exactly as written"),
    "unprotected": said(ANYTHING, "the unprotected header of a JSON serialisation, else null"),
    "detached": boolean("the payload is not in the token, but beside it"),
    "processed": said(ANYTHING, "the payload of an SD-JWT with what is disclosed, else null"),
    "disclosures": nullable(listed(named("Disclosure")), "of an SD-JWT, in the order they were sent"),
    "digests": nullable(
        members(
            "The digests of an SD-JWT.",
            algorithm=text("the hash function that was used"),
            undisclosed=integer("digests without a disclosure: withheld claims, or decoys"),
            sd_hash=text("what a key-binding JWT must say"),
        )
    ),
    "profile": named("Recognition"),
    "gates": members("The four gates.", **{gate: choice(GateState) for gate in Gate}),
    "findings": listed(named("Finding"), "worst first"),
    "signature": named("Verification"),
    "signatures": listed(named("Verification"), "of a token with several; the first is signature"),
    "key_sources": listed(
        members("Where its keys may be published.", says=text("who says so"), address=text("what to open")),
        "as far as the token itself tells",
    ),
    "chain": nullable(named("Chain"), "the certificates in x5c; null where it has none"),
    "decryption": nullable(named("Decryption"), "of an encrypted token; payload is the plaintext"),
    "nested": listed(named("InnerReport"), "tokens inside this one"),
    "opened": listed(
        members(
            "A claim whose text is JSON.",
            place=_PLACE,
            value=said(ANYTHING, "what that JSON says"),
        )
    ),
    "questions": mapped(text(), "what the token cannot answer"),
    "passed": listed(members("A rule that found nothing.", rule=text(), title=text())),
    "broke": listed(members("A rule that failed.", rule=text(), exception=text())),
}

GIVEN: dict[str, Schema] = {
    "MendedKey": _MENDED_KEY,
    "Report": members(
        "The whole report.",
        paste=members("What was pasted.", form=choice(Form), notes=listed(text())),
        request=nullable(
            members("The request that was pasted.", method=text(), url=text(), params=mapped(text())),
            "null where none was",
        ),
        answers=listed(
            members(
                "An error text of a receiver, explained.",
                profile=text(),
                by=text("who says so: the receiver, or the library it checks with"),
                meaning=text(),
                look_at=listed(_PLACE),
            ),
            "likeliest first",
        ),
        keys=listed(named("KeyRow"), "one row for each key read, in the order given"),
        pairs=listed(
            members(
                "A private key, and which of the public keys given beside it are its other half.",
                private=text("the name of the private key"),
                publics=listed(text(), "the names of its public halves; none where it has none here"),
                message=text("the same in a sentence"),
            )
        ),
        bundles=listed(named("Chain"), "the key files that hold several certificates"),
        shared_keys=listed(
            members(
                "Tokens that no key at hand verifies, and whether one key signed them.",
                tokens=listed(integer("index of a token")),
                thumbprints=listed(text(), "of the key that fits them all; none where there is no such key"),
                message=text("the same in a sentence"),
            )
        ),
        key_sets=listed(named("KeySet"), "the key sets given, or pasted in the place of a token"),
        discoveries=listed(named("Discovery"), "the discovery documents given, or pasted"),
        now=integer("the moment it was judged at, in seconds since 1970"),
        tokens=listed(named("TokenReport"), "in the order they stand in the paste"),
        fetched=listed(
            members(
                "What came of asking for a key set.",
                says=text("who named it"),
                address=text("what was asked"),
                problem=nullable(text(), "null where its keys are among keys"),
            ),
            "empty where fetch was not asked for",
        ),
    ),
    "TokenReport": members("A token and all that is said of it.", **_TOKEN_MEMBERS),
    "InnerReport": members(
        "A token inside another.",
        place=text("where it stands in the token around it, such as payload.data.signedTransactionInfo"),
        **_TOKEN_MEMBERS,
    ),
    "Disclosure": _DISCLOSURE,
    "Recognition": _RECOGNITION,
    "Chain": _CHAIN,
    "KeySet": _KEY_SET,
    "Discovery": _DISCOVERY,
    "Remark": _REMARK,
    "Certificate": _CERTIFICATE,
    "Finding": _FINDING,
    "Verification": _VERIFICATION,
    "Decryption": _DECRYPTION,
    "Cause": _CAUSE,
    "Receiver": _RECEIVER,
    "KeyRow": {"anyOf": [named("Key"), named("UnusableKey")]},
    "Key": _KEY,
    "UnusableKey": _UNUSABLE_KEY,
    "Note": members("A remark.", id=text("the id of a cause"), message=text()),
    "Problem": members(
        "Why a request was not served.",
        error=members(
            "The one shape of every error.",
            code=text("a word that programs may rely on"),
            message=text("a sentence that names the member at fault"),
        ),
    ),
}
