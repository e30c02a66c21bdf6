import Foundation

let issued = Date()
let expires = ISO8601DateFormatter().date(from: "2030-01-01T00:00:00Z")!

// Whole seconds since 1970: JSONEncoder by itself counts from 2001, with a fraction.
let seconds = { (date: Date) in Int(date.timeIntervalSince1970) }
let claims = ["iat": seconds(issued), "exp": seconds(expires)]
print(String(decoding: try JSONSerialization.data(withJSONObject: claims), as: UTF8.self))
