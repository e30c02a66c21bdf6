require "json"
require "openssl"

def base64url(bytes)
  [bytes].pack("m0").tr("+/", "-_").delete("=")
end

secret = ENV.fetch("JWT_SECRET")
header = { alg: "HS256", typ: "JWT", kid: "key-1" }
now = Time.now.to_i # whole seconds
claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 }
message = [header, claims].map { |part| base64url(JSON.generate(part)) }.join(".")

signature = OpenSSL::HMAC.digest("SHA256", secret, message) # digest, not hexdigest
puts "#{message}.#{base64url(signature)}"
