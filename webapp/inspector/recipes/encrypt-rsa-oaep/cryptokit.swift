import CryptoKit
import Foundation
import Security

func base64url(_ data: Data) -> String {
    data.base64EncodedString().replacingOccurrences(of: "=", with: "")
        .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
}

// PKCS#1 in DER:
// openssl rsa -pubin -in public-key.pem -RSAPublicKey_out -outform DER -out public-key.der
let der = try Data(contentsOf: URL(fileURLWithPath: "public-key.der"))
let kind = [kSecAttrKeyType: kSecAttrKeyTypeRSA, kSecAttrKeyClass: kSecAttrKeyClassPublic]
let publicKey = SecKeyCreateWithData(der as CFData, kind as CFDictionary, nil)!
let claims = try JSONSerialization.data(withJSONObject: ["sub": "alice"])

let header = base64url(Data(#"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"key-1"}"#.utf8))
let contentKey = SymmetricKey(size: .bits256)
let sealed = try AES.GCM.seal(claims, using: contentKey, authenticating: Data(header.utf8))
let bytes = contentKey.withUnsafeBytes { Data($0) }
let oaep = SecKeyAlgorithm.rsaEncryptionOAEPSHA256
let encrypted = SecKeyCreateEncryptedData(publicKey, oaep, bytes as CFData, nil)! as Data
let parts = [encrypted, Data(sealed.nonce), sealed.ciphertext, sealed.tag]
print(([header] + parts.map(base64url)).joined(separator: "."))
