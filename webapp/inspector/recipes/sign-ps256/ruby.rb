require "json"
require "openssl"

def base64url(bytes)
  [bytes].pack("m0").tr("+/", "-_").delete("=")
end

private_key = OpenSSL::PKey.read(File.read("private-key.pem"))
header = { alg: "PS256", typ: "JWT", kid: "key-1" }
now = Time.now.to_i # whole seconds
claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 }
message = [header, claims].map { |part| base64url(JSON.generate(part)) }.join(".")

signature = private_key.sign_pss("SHA256", message, salt_length: :digest, mgf1_hash: "SHA256")
puts "#{message}.#{base64url(signature)}"
