"""The members of a discovery document, what each holds and what it is for.

OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2, and the documents that register further ones.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Holds(StrEnum):
    """The kind of value that a member has."""

    ADDRESS = "an address"
    TEXT = "a text"
    LIST = "a list of texts"
    BOOLEAN = "true or false"
    OBJECT = "an object"


class Known(NamedTuple):
    """What a member holds, and what it is for."""

    holds: Holds
    meaning: str


_ADDRESSES = {
    "issuer": "Who issues the tokens; the iss of each must equal it, character for character",
    "authorization_endpoint": "Where the browser is sent to sign in",
    "token_endpoint": "Where codes and secrets are exchanged for tokens",
    "userinfo_endpoint": "Where the claims about a user are fetched with an access token",
    "jwks_uri": "Where the public keys are that verify the tokens",
    "registration_endpoint": "Where clients register themselves",
    "revocation_endpoint": "Where tokens are revoked (RFC 7009)",
    "introspection_endpoint": "Where a receiver asks about a token (RFC 7662)",
    "end_session_endpoint": "Where the browser is sent to sign out",
    "check_session_iframe": "A page that tells whether the user is still signed in",
    "device_authorization_endpoint": "Where devices without a browser begin (RFC 8628)",
    "pushed_authorization_request_endpoint": "Where requests are deposited beforehand (RFC 9126)",
    "backchannel_authentication_endpoint": "Where sign-in on another device is asked for (CIBA)",
    "service_documentation": "Documentation for developers",
    "op_policy_uri": "What clients may do with the data",
    "op_tos_uri": "Terms of service",
}
_LISTS = {
    "scopes_supported": "The scopes that can be asked for",
    "response_types_supported": "What the authorization endpoint can answer with",
    "response_modes_supported": "How that answer is sent",
    "grant_types_supported": "What the token endpoint exchanges for tokens",
    "acr_values_supported": "Strengths of authentication that can be asked for",
    "amr_values_supported": "Ways of authentication that tokens may name",
    "subject_types_supported": "Whether a user has one sub for all clients (public) or for each (pairwise)",
    "claims_supported": "The claims that tokens may have",
    "claim_types_supported": "How claims are given",
    "claims_locales_supported": "Languages of the claims",
    "ui_locales_supported": "Languages of the pages",
    "display_values_supported": "Ways of showing the pages",
    "code_challenge_methods_supported": "How a client proves that the code is its own (PKCE)",
    "token_endpoint_auth_methods_supported": "How clients prove who they are",
    "token_endpoint_auth_signing_alg_values_supported": "Algorithms of a client’s own token",
    "revocation_endpoint_auth_methods_supported": "How clients prove who they are when they revoke",
    "introspection_endpoint_auth_methods_supported": "How receivers prove who they are",
    "id_token_signing_alg_values_supported": "Algorithms that ID tokens are signed with",
    "id_token_encryption_alg_values_supported": "How the key of an encrypted ID token is wrapped",
    "id_token_encryption_enc_values_supported": "How an ID token is encrypted",
    "userinfo_signing_alg_values_supported": "Algorithms that a user's claims are signed with",
    "userinfo_encryption_alg_values_supported": "How the key of encrypted claims is wrapped",
    "userinfo_encryption_enc_values_supported": "How claims are encrypted",
    "request_object_signing_alg_values_supported": "Algorithms of signed requests",
    "request_object_encryption_alg_values_supported": "How the key of an encrypted request is wrapped",
    "request_object_encryption_enc_values_supported": "How a request is encrypted",
    "dpop_signing_alg_values_supported": "Algorithms of DPoP proofs (RFC 9449)",
    "authorization_details_types_supported": "Types of detailed permissions (RFC 9396)",
    "prompt_values_supported": "What the user can be asked to do again",
}
_BOOLEANS = {
    "claims_parameter_supported": "Single claims can be asked for",
    "request_parameter_supported": "A request may be a token itself",
    "request_uri_parameter_supported": "A request may be fetched from an address",
    "require_request_uri_registration": "Such addresses must be registered",
    "require_pushed_authorization_requests": "Requests must be deposited beforehand (RFC 9126)",
    "require_signed_request_object": "Requests must be signed (RFC 9101)",
    "tls_client_certificate_bound_access_tokens": "Access tokens are bound to a certificate (RFC 8705)",
    "authorization_response_iss_parameter_supported": "The answer names its issuer (RFC 9207)",
    "frontchannel_logout_supported": "Signing out tells the other applications through the browser",
    "frontchannel_logout_session_supported": "… and says which session",
    "backchannel_logout_supported": "Signing out tells the other applications directly",
    "backchannel_logout_session_supported": "… and says which session",
}

MEMBERS: Mapping[str, Known] = {
    **{name: Known(Holds.ADDRESS, meaning) for name, meaning in _ADDRESSES.items()},
    **{name: Known(Holds.LIST, meaning) for name, meaning in _LISTS.items()},
    **{name: Known(Holds.BOOLEAN, meaning) for name, meaning in _BOOLEANS.items()},
    "signed_metadata": Known(Holds.TEXT, "The same statements as a signed token (RFC 8414)"),
    "mtls_endpoint_aliases": Known(Holds.OBJECT, "Other addresses for clients with a certificate (RFC 8705)"),
}
