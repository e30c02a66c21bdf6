require "json"
require "openssl"

def base64url(bytes)
  [bytes].pack("m0").tr("+/", "-_").delete("=")
end

private_key = OpenSSL::PKey.read(File.read("private-key.pem"))
header = { alg: "EdDSA", typ: "JWT", kid: "key-1" }
now = Time.now.to_i # whole seconds
claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 }
message = [header, claims].map { |part| base64url(JSON.generate(part)) }.join(".")

signature = private_key.sign(nil, message) # nil: no hash beforehand
puts "#{message}.#{base64url(signature)}"
