import CryptoKit
import Foundation

// Line breaks, not a backslash and an n.
let variable = ProcessInfo.processInfo.environment["PRIVATE_KEY"]!
let pem = variable.replacingOccurrences(of: "\\n", with: "\n")
let privateKey = try P256.Signing.PrivateKey(pemRepresentation: pem)

print(privateKey.publicKey.pemRepresentation)
