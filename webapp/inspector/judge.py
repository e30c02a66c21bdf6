"""Recognise, verify and judge: from an opened token to all that is said of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from . import guess, keys, profiles, signature
from .chain import Certificate, Chain
from .chain.presented import presented
from .inner import Opened
from .keys import Key, Row
from .limits import Limits
from .moments import dates_of
from .place import PAYLOAD, SIGNATURE, Place
from .profiles import PLAIN, Profile, Recognition
from .profiles.sign import evidence
from .report import CosignerReport, InnerReport, TokenReport, in_order
from .request import Request
from .rule import Case, Finding, Outcome, faults_of
from .rules import ALL_RULES
from .sd_jwt import Presentation
from .signature import Searcher, Status, Verification
from .submission import KeyFile, Submission
from .token import Token


@dataclass(frozen=True, slots=True)
class Judge:
    """All that the reports on the tokens of one paste have in common."""

    submission: Submission
    request: Request | None
    given: tuple[Row, ...]
    tokens: list[Token]
    now: int
    known: Mapping[str, Profile]
    limits: Limits
    roots: tuple[Certificate, ...] = ()
    searcher: Searcher = signature.explain

    def reports(self, opened: Sequence[Opened]) -> tuple[TokenReport, ...]:
        """Judge the tokens of the paste, and what their signatures tell together."""
        cases = [self._recognised(it) for it in opened]
        alone = [case.verification for _, case in cases]
        verified = signature.compared([it.token for it in opened], alone)
        return tuple(
            self._report(it, recognition, case.verified(verification))
            for it, (recognition, case), verification in zip(opened, cases, verified, strict=True)
        )

    def _recognised(self, opened: Opened) -> tuple[Recognition, Case]:
        request = self.request if opened.place is None else None
        pinned = self.submission.profile if opened.place is None else None
        recognition = profiles.recognise(opened.token, request, self.known, pinned)
        case = self._case(opened, opened.token, recognition)
        # Of each token the first signature only, which bounds what computing keys can cost.
        traced = signature.traced(case.verification, opened.token, case.keys)
        return recognition, case.verified(traced)

    def _report(self, opened: Opened, recognition: Recognition, case: Case) -> TokenReport:
        """Judge a token, and those inside it by themselves."""
        outcomes = self._outcomes(case, recognition)
        cosigners = tuple(self._cosigners(opened, recognition))
        merged = tuple(_merged(outcome, cosigners) for outcome in outcomes) if cosigners else outcomes
        return TokenReport(
            case,
            recognition,
            merged,
            in_order(merged),
            cosigners,
            tuple(
                InnerReport(it.place, self._report(it, *self._recognised(it)))
                for it in opened.inner
                if it.place
            ),
            opened.texts,
        )

    def _outcomes(self, case: Case, recognition: Recognition) -> tuple[Outcome, ...]:
        return guess.outcomes(case, self.known[PLAIN]) if recognition.asks else ALL_RULES.outcomes(case)

    def _cosigners(self, opened: Opened, recognition: Recognition) -> Iterator[CosignerReport]:
        """The further signatures, each judged as if it were the only one."""
        for number, signer in enumerate(opened.token.cosigners, start=1):
            token = replace(signer, payload=opened.token.payload)
            case = self._case(opened, token, recognition)
            place = SIGNATURE / number
            tried = case.verification.status is not Status.UNCHECKED
            found = tuple(_placed(it, place, tried) for it in self._outcomes(case, recognition))
            yield CosignerReport(case, place, found)

    def _case(self, opened: Opened, token: Token, recognition: Recognition) -> Case:
        profile, outermost = recognition.judged, opened.place is None
        request = self.request if outermost else None
        seen = recognition.seen if token is opened.token else evidence(token, request)
        chain = presented(token, profile, seen, self.now, self.roots, self.limits)
        usable = tuple(
            key for key in self._rows(opened) if isinstance(key, Key) and not _certifies(chain, key)
        )
        expected = profiles.expected(profile, token, seen)
        tried = usable if opened.binds else _with_leaf(usable, chain)
        return Case(
            token=token,
            keys=usable,
            verification=self._verification(token, tried, opened, chain),
            profile=profile,
            seen=seen,
            request=request,
            client_id=(self.submission.client_id or _client_id(request)) if outermost else None,
            now=self.now,
            leeway=self.submission.leeway,
            expected=expected,
            decryption=opened.decryption,
            presentation=opened.presentation,
            unopened=opened.unopened,
            payload_is_token=any(it.place == PAYLOAD for it in opened.inner),
            chain=chain,
            faults=tuple(faults_of(token)),
            dates=tuple(dates_of(token, expected)),
        )

    def _rows(self, opened: Opened) -> tuple[Row, ...]:
        """The keys that may verify: for a key-binding JWT, the holder's alone."""
        return self.given if opened.binds is None else _holder_keys(opened.binds, self.limits)

    def _verification(
        self, token: Token, usable: tuple[Key, ...], opened: Opened, chain: Chain | None
    ) -> Verification:
        others = tuple(other for other in self.tokens if other.text != token.text)
        files = self._files(chain) if opened.binds is None else ()
        deep = self.submission.deep
        return signature.verify(
            token, usable, files, others, deep=deep, limits=self.limits, searcher=self.searcher
        )

    def _files(self, chain: Chain | None) -> tuple[KeyFile, ...]:
        """The key files, without those that hold nothing but roots."""
        if chain is None:
            return self.submission.keys
        roots = {_file(row.name) for row in self.given if isinstance(row, Key) and _certifies(chain, row)}
        others = {
            _file(row.name) for row in self.given if not isinstance(row, Key) or not _certifies(chain, row)
        }
        return tuple(file for file in self.submission.keys if file.name not in roots - others)


def _file(name: str) -> str:
    """The name of the file that a key was read from; several of one file are numbered."""
    return name.rpartition("[")[0] if name.endswith("]") else name


def _holder_keys(presentation: Presentation, limits: Limits) -> tuple[Row, ...]:
    """The key in `cnf` (RFC 9901 section 4.1.2)."""
    file = KeyFile("cnf.jwk", presentation.holder_key.encode("utf-8", "surrogatepass"))
    return tuple(keys.read(file, limits)) if file.data else ()


def _certifies(chain: Chain | None, key: Key) -> bool:
    """Whether the key is that of a root: it certifies the key that signs, and signs no token."""
    return chain is not None and chain.certified_by(key)


def _with_leaf(usable: tuple[Key, ...], chain: Chain | None) -> tuple[Key, ...]:
    """The keys, and that of a chain which ends in a trusted root."""
    own = chain.trusted_key if chain else None
    return (*usable, own) if own else usable


def _placed(outcome: Outcome, place: Place, tried: bool) -> Outcome:
    """What was found about a further signature and its header, under the place of that signature; and about
    the keys, if one of them was `tried`: it need not serve every signature."""
    parts = {"header", "signature", "key"} if tried else {"header", "signature"}
    found = (it for it in outcome.findings if it.place.part in parts)
    return outcome._replace(findings=tuple(_moved(it, place) for it in found))


def _moved(finding: Finding, place: Place) -> Finding:
    if finding.place.part == "key":
        return finding
    return replace(finding, place=Place(place.part, (*place.steps, *finding.place.steps)))


def _merged(outcome: Outcome, cosigners: Iterable[CosignerReport]) -> Outcome:
    """What one rule found about the token, all its signatures included."""
    others = [it for signer in cosigners for it in signer.outcomes if it.rule is outcome.rule]
    told = {(it.place, it.message) for it in outcome.findings}
    # What is wrong with a key is said once, however many signatures it made.
    further = {(it.place, it.message): it for other in others for it in other.findings}
    findings = (*outcome.findings, *(it for at, it in further.items() if at not in told))
    broke = outcome.broke or next((other.broke for other in others if other.broke), None)
    return outcome._replace(findings=findings, broke=broke) if others else outcome


def _client_id(request: Request | None) -> str | None:
    return next(iter(request.values("client_id")), None) if request else None
