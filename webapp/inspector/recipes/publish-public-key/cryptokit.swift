import CryptoKit
import Foundation

let pem = try String(contentsOfFile: "private-key.pem", encoding: .utf8)
let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
let seed = Data(base64Encoded: base64)!.suffix(32) // what ends the DER
let privateKey = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)

let x = privateKey.publicKey.rawRepresentation.base64EncodedString() // the public key, not the seed
    .replacingOccurrences(of: "=", with: "")
    .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
let jwk = ["kty": "OKP", "crv": "Ed25519", "x": x, "kid": "key-1"]
print(String(decoding: try JSONSerialization.data(withJSONObject: jwk), as: UTF8.self))
