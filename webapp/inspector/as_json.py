"""The report as the API and the command line give it: plain data, safe to write as JSON."""

from typing import Any

from .chain import Certificate, Chain, Reason
from .discovery import Discovery
from .encryption import Decryption
from .inner import JsonText
from .json_tree import plain
from .key_sets import KeySet, Match
from .key_sources import KeySource, key_sources
from .keys import Key, Pair, UnusableKey
from .note import Note
from .profiles import Answer, Profile, Recognition
from .remark import Remark
from .report import Report, TokenReport
from .request import Request
from .rule import Finding
from .sd_jwt import Disclosed, Presentation
from .signature import Verification
from .signature.acceptance import Receiver
from .signature.cause import Diagnosis
from .signature.search import Tried
from .signature.several import SharedKey
from .signature.signer import Candidate, Signer
from .token import Part, Token


def as_json(report: Report) -> dict[str, Any]:
    """The answer of `POST /api/inspect`."""
    return {
        "paste": {"form": report.paste.form, "notes": list(report.paste.notes)},
        "request": report.request and _request(report.request),
        "answers": [_answer(answer) for answer in report.answers],
        "keys": [key_as_json(key) for key in report.judged_keys],
        "pairs": [_pair(pair) for pair in report.pairs],
        "bundles": [_chain(bundle) for bundle in report.bundles],
        "shared_keys": [_shared_key(shared) for shared in report.shared_keys],
        "key_sets": [_key_set(it) for it in report.key_sets],
        "discoveries": [_discovery(it) for it in report.discoveries],
        "now": report.now,
        "tokens": [_token(token) for token in report.tokens],
    }


def key_as_json(key: Key | UnusableKey) -> dict[str, Any]:
    """One row of `keys`, and the answer of `POST /api/public-key`."""
    if isinstance(key, UnusableKey):
        error = {"code": key.code, "message": key.message}
        return {"name": key.name, "notes": _notes(key.notes), "error": error}
    return {
        "name": key.name,
        "type": key.type,
        "curve": key.curve,
        "bits": key.bits,
        "private": key.private,
        "key_id": key.key_id,
        "public_pem": key.public_pem,
        "public_jwk": dict(key.public_jwk) if key.public_jwk else None,
        "thumbprint": key.thumbprint,
        "notes": _notes(key.notes),
        "error": None,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {"private": pair.private, "publics": list(pair.publics), "message": pair.message}


def _key_set(key_set: KeySet) -> dict[str, Any]:
    return {
        "name": key_set.name,
        "keys": [
            {"index": entry.index, "name": entry.row.name, "kid": entry.text("kid")}
            for entry in key_set.entries
        ],
        "left_out": key_set.left_out,
        "remarks": [_remark(it) for it in key_set.remarks],
        "matches": [_match(it) for it in key_set.matches],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "token": match.token,
        "kid": match.kid,
        "named": match.named,
        "verifies": match.verifies,
        "nearest": match.nearest,
        "message": match.message,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "id": remark.id,
        "severity": remark.severity,
        "place": remark.place,
        "message": remark.message,
        "citation": remark.citation._asdict(),
        "help": remark.help,
    }


def _discovery(discovery: Discovery) -> dict[str, Any]:
    return {
        "name": discovery.name,
        "kind": discovery.kind,
        "issuer": discovery.issuer,
        "jwks_uri": discovery.jwks_uri,
        "members": [{"name": it.name, "text": it.text, "meaning": it.meaning} for it in discovery.statements],
        "remarks": [_remark(it) for it in discovery.remarks],
    }


def _chain(chain: Chain) -> dict[str, Any]:
    root = chain.root
    return {
        "name": chain.name,
        "standing": chain.standing,
        "message": f"{chain.headline} {chain.says}",
        "at": chain.at,
        "at_place": chain.moment_of or None,
        "signs": chain.signs,
        "root": root and {"name": root.name, "trust": root.trust, "message": root.message},
        "certificates": [it and _certificate(it) for it in chain.certificates],
        "left_out": chain.left_out,
        "reasons": [_reason(it) for it in chain.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"rule": reason.rule, "index": reason.index, "message": reason.message}


def _certificate(it: Certificate) -> dict[str, Any]:
    return {
        "subject": it.subject,
        "issuer": it.issuer,
        "serial": it.serial,
        "from": it.start,
        "to": it.end,
        "key": key_as_json(it.key),
        "authority": it.authority,
        "path_length": it.path_length,
        "usages": None if it.usages is None else list(it.usages),
        "purposes": list(it.purposes),
        "names": list(it.names),
        "marks": list(it.marks),
        "x5t": it.sha1,
        "x5t#S256": it.sha256,
        "fingerprint": it.fingerprint,
    }


def _shared_key(shared: SharedKey) -> dict[str, Any]:
    thumbprints = [key.thumbprint for key in shared.keys]
    return {"tokens": list(shared.tokens), "thumbprints": thumbprints, "message": shared.message}


def _request(request: Request) -> dict[str, Any]:
    params = {parameter.name: parameter.value for parameter in request.parameters}
    return {"method": request.method, "url": request.url, "params": params}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "profile": answer.profile.id,
        "by": answer.by,
        "meaning": answer.meaning,
        "look_at": list(answer.look_at),
    }


def _token(report: TokenReport) -> dict[str, Any]:
    token, presentation = report.token, report.case.presentation
    payload = presentation.issued if presentation else token.payload
    return {
        "text": token.text,
        "label": token.label,
        "form": token.form,
        "repairs": _notes(token.repairs),
        "header": _header(token),
        "payload": _content(payload),
        "header_text": token.header.json_text,
        "payload_text": payload.json_text,
        "unprotected": token.unprotected and _content(token.unprotected),
        "detached": token.detached,
        "processed": _content(token.payload) if presentation else None,
        "disclosures": presentation and [_disclosure(it) for it in presentation.disclosures],
        "digests": presentation and _digests(presentation),
        "profile": _recognition(report.recognition),
        "gates": {gate.value: state for gate, state in report.gates.items()},
        "findings": [_finding(finding) for finding in report.findings],
        "signature": _verification(report.verification, token),
        "signatures": [
            _verification(report.verification, token),
            *(_verification(signer.verification, signer.token) for signer in report.cosigners),
        ],
        "key_sources": [_key_source(source) for source in key_sources(token)],
        "chain": report.chain and _chain(report.chain),
        "decryption": report.decryption and _decryption(report.decryption),
        "nested": [{"place": str(it.place), **_token(it.report)} for it in report.inner],
        "opened": [_opened(it) for it in report.texts],
        "questions": dict(report.case.profile.ask),
        "passed": [{"rule": outcome.rule.id, "title": outcome.rule.passes} for outcome in report.passed],
        "broke": [{"rule": outcome.rule.id, "exception": outcome.broke} for outcome in report.broke],
    }


def _content(part: Part) -> Any:
    """What the part says, best effort: its JSON, else its text, else nothing."""
    if part.root is not None and not (part.root.value is None and part.faults):
        return plain(part.root.value)
    return part.json_text or None


def _header(token: Token) -> Any:
    """The parameters of the header, in a JSON serialisation those of both."""
    if token.unprotected is None or not token.header.is_object:
        return _content(token.header)
    return {claim.name: plain(claim.value) for claim in token.header.claims()}


def _opened(text: JsonText) -> dict[str, Any]:
    return {"place": str(text.place), "value": _content(text.part)}


def _disclosure(disclosed: Disclosed) -> dict[str, Any]:
    it = disclosed.disclosure
    return {
        "text": it.part.text,
        "digest": it.digest,
        "salt": it.salt,
        "name": it.name,
        "value": plain(it.value.value) if it.value else None,
        "place": disclosed.place and str(disclosed.place),
        "span": {"from": it.part.span.start, "to": it.part.span.end},
    }


def _digests(presentation: Presentation) -> dict[str, Any]:
    return {
        "algorithm": presentation.hash,
        "undisclosed": presentation.undisclosed,
        "sd_hash": presentation.sd_hash,
    }


def _recognition(recognition: Recognition) -> dict[str, Any]:
    return {
        "id": recognition.profile.id,
        "title": recognition.profile.title,
        "pinned": recognition.pinned,
        "confidence": recognition.confidence,
        "because": recognition.because,
        "candidates": [
            {
                "id": it.profile.id,
                "title": it.profile.title,
                "confidence": it.confidence,
                "because": it.because,
            }
            for it in recognition.candidates
        ],
        "kind": _kind(recognition.kind) if recognition.kind else None,
        "issuer": recognition.issuer or None,
        "asks": recognition.asks,
        "overlays": [
            {"id": it.profile.id, "title": it.profile.title, "because": it.because}
            for it in recognition.overlays
        ],
    }


def _kind(profile: Profile) -> dict[str, Any]:
    return {"id": profile.id, "title": profile.title}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity,
        "gate": finding.gate,
        "place": str(finding.place),
        "span": finding.span and {"from": finding.span.start, "to": finding.span.end},
        "title": finding.title,
        "message": finding.message,
        "instead": finding.instead,
        "remove": finding.remove,
        "citation": finding.citation._asdict(),
        "help": finding.help,
    }


def _verification(verification: Verification, token: Token) -> dict[str, Any]:
    key = verification.key
    return {
        "status": verification.status,
        "alg": verification.alg,
        "header": _header(token),
        "key": key and _used(key),
        "reason": verification.reason,
        "causes": [_cause(cause) for cause in verification.causes],
        "tried": verification.tried and _tried(verification.tried),
        **_signer(verification.signer or Signer("")),
    }


def _used(key: Key) -> dict[str, Any]:
    """The key that verified or decrypted."""
    return {"name": key.name, "thumbprint": key.thumbprint}


def _signer(signer: Signer) -> dict[str, Any]:
    return {
        "signer": signer.says,
        "candidates": [_candidate(candidate) for candidate in signer.candidates],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    key = candidate.key
    return {
        "thumbprint": key.thumbprint,
        "curve": key.curve,
        "public_pem": key.public_pem,
        "public_jwk": dict(key.public_jwk or {}),
        "known": candidate.known,
    }


def _key_source(source: KeySource) -> dict[str, Any]:
    return {"says": source.says, "address": source.address}


def _decryption(decryption: Decryption) -> dict[str, Any]:
    key = decryption.key
    return {
        "status": decryption.status,
        "alg": decryption.alg,
        "enc": decryption.enc,
        "key": key and _used(key),
        "reason": decryption.reason,
        "causes": [_cause(cause) for cause in decryption.causes],
        "tried": decryption.tried and _tried(decryption.tried),
    }


def _tried(tried: Tried) -> dict[str, Any]:
    return {"count": tried.count, "what": list(tried.what), "broke": tried.broke, "deep": tried.deep}


def _cause(cause: Diagnosis) -> dict[str, Any]:
    return {
        "id": cause.id,
        "proved": cause.proved,
        "message": cause.message,
        "fix": cause.fix,
        "repaired": cause.repaired,
        "accepted_by": [_receiver(it) for it in cause.acceptance.accepted_by],
        "refused_by": [_receiver(it) for it in cause.acceptance.refused_by],
        "help": f"/causes/{cause.id}",
    }


def _receiver(it: Receiver) -> dict[str, str]:
    return {"name": it.name, "version": it.version, "when": it.when, "certainty": it.certainty}


def _notes(notes: tuple[Note, ...]) -> list[dict[str, str]]:
    return [{"id": note.id, "message": note.message} for note in notes]
