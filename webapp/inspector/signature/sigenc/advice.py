"""What to do about a badly encoded signature, said once for the causes that share it."""

ENCODE_BYTES = (
    "Encode the signature's bytes, not a text made of them, as base64url without = signs (RFC 7515 "
    "section 2). Python: urlsafe_b64encode(b).rstrip(b'='); Node: buffer.toString('base64url'); "
    "PHP: rtrim(strtr(base64_encode($b), '+/', '-_'), '='); "
    "Ruby: Base64.urlsafe_encode64(b, padding: false); "
    "Java: Base64.getUrlEncoder().withoutPadding(); Go: base64.RawURLEncoding; C#: Base64UrlEncoder.Encode."
)
FIXED_LENGTH = (
    "Keep the signature a byte array of fixed length from the signing call to the encoder: "
    "no strings, no big integers, no trimming."
)
