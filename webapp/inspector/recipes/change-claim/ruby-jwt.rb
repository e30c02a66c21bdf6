require "jwt"
require "openssl"

private_key = OpenSSL::PKey.read(File.read("private-key.pem"))
token = File.read("token.txt").strip

# Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
claims, = JWT.decode(token, private_key, true, algorithm: "ES256")
claims["role"] = "reader"
puts JWT.encode(claims, private_key, "ES256", { kid: "key-1" })
