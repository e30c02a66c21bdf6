import CryptoKit
import Foundation

func base64url(_ data: Data) -> String {
    data.base64EncodedString().replacingOccurrences(of: "=", with: "")
        .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
}

let text = ProcessInfo.processInfo.environment["JWT_SECRET"]!
let secret = SymmetricKey(data: Data(base64Encoded: text)!)
let now = Int(Date().timeIntervalSince1970) // whole seconds
let header: [String: Any] = ["alg": "HS256", "typ": "JWT", "kid": "key-1"]
let claims: [String: Any] = [
    "iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
]
let parts = try [header, claims].map { base64url(try JSONSerialization.data(withJSONObject: $0)) }
let message = Data(parts.joined(separator: ".").utf8)

let signature = Data(HMAC<SHA256>.authenticationCode(for: message, using: secret))
print(String(decoding: message, as: UTF8.self) + "." + base64url(signature))
