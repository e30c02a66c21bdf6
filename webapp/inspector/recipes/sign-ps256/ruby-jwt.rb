require "jwt"
require "openssl"

private_key = OpenSSL::PKey.read(File.read("private-key.pem"))
now = Time.now.to_i # whole seconds
claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 }

token = JWT.encode(claims, private_key, "PS256", { kid: "key-1" })
puts token
