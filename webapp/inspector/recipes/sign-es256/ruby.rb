require "json"
require "openssl"

def base64url(bytes)
  [bytes].pack("m0").tr("+/", "-_").delete("=")
end

private_key = OpenSSL::PKey.read(File.read("private-key.pem"))
header = { alg: "ES256", typ: "JWT", kid: "key-1" }
now = Time.now.to_i # whole seconds
claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 }
message = [header, claims].map { |part| base64url(JSON.generate(part)) }.join(".")

der = private_key.sign("SHA256", message)
numbers = OpenSSL::ASN1.decode(der).value.map { |number| number.value.to_s(2) }
signature = numbers.map { |bytes| bytes.rjust(32, "\0") }.join # R and S, not DER
puts "#{message}.#{base64url(signature)}"
