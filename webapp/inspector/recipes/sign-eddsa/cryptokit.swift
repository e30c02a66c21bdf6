import CryptoKit
import Foundation

func base64url(_ data: Data) -> String {
    data.base64EncodedString().replacingOccurrences(of: "=", with: "")
        .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
}

let pem = try String(contentsOfFile: "private-key.pem", encoding: .utf8)
let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
let seed = Data(base64Encoded: base64)!.suffix(32) // what ends the DER
let privateKey = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
let now = Int(Date().timeIntervalSince1970) // whole seconds
let header: [String: Any] = ["alg": "EdDSA", "typ": "JWT", "kid": "key-1"]
let claims: [String: Any] = [
    "iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
]
let parts = try [header, claims].map { base64url(try JSONSerialization.data(withJSONObject: $0)) }
let message = Data(parts.joined(separator: ".").utf8)

let signature = try privateKey.signature(for: message) // the message itself, not its hash
print(String(decoding: message, as: UTF8.self) + "." + base64url(signature))
