import Foundation
import Security

func base64url(_ data: Data) -> String {
    data.base64EncodedString().replacingOccurrences(of: "=", with: "")
        .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
}

// PKCS#1 in DER: openssl rsa -in private-key.pem -traditional -outform DER -out private-key.der
let der = try Data(contentsOf: URL(fileURLWithPath: "private-key.der"))
let kind = [kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeyClass: kSecAttrKeyClassPrivate]
let privateKey = SecKeyCreateWithData(der as CFData, kind as CFDictionary, nil)!
let now = Int(Date().timeIntervalSince1970) // whole seconds
let header: [String: Any] = ["alg": "PS256", "typ": "JWT", "kid": "key-1"]
let claims: [String: Any] = [
    "iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
]
let parts = try [header, claims].map { base64url(try JSONSerialization.data(withJSONObject: $0)) }
let message = Data(parts.joined(separator: ".").utf8)

let scheme = SecKeyAlgorithm.rsaSignatureMessagePSSSHA256
let signature = SecKeyCreateSignature(privateKey, scheme, message as CFData, nil)! as Data
print(String(decoding: message, as: UTF8.self) + "." + base64url(signature))
