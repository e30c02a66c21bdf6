import CryptoKit
import Foundation

let around = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}"))
let text = try String(contentsOfFile: "secret.txt", encoding: .utf8)
let secret = Data(text.trimmingCharacters(in: around).utf8) // no byte order mark, no newline
precondition(secret.count >= 32, "The secret is too short: HS256 wants 32 bytes.")

let digest = SHA256.hash(data: secret)
print(digest.prefix(8).map { String(format: "%02x", $0) }.joined()) // the same on both sides
