require "json"
require "openssl"

def base64url(bytes)
  [bytes].pack("m0").tr("+/", "-_").delete("=")
end

public_key = OpenSSL::PKey.read(File.read("public-key.pem"))
claims = { sub: "alice" }

header = base64url(JSON.generate({ alg: "RSA-OAEP-256", enc: "A256GCM", kid: "key-1" }))
cipher = OpenSSL::Cipher.new("aes-256-gcm").encrypt
content_key, iv = cipher.random_key, cipher.random_iv
cipher.auth_data = header
sealed = cipher.update(JSON.generate(claims)) + cipher.final
# One hash for both: by default, each is SHA-1.
oaep = { rsa_padding_mode: "oaep", rsa_oaep_md: "sha256", rsa_mgf1_md: "sha256" }
parts = [public_key.encrypt(content_key, oaep), iv, sealed, cipher.auth_tag]
puts [header, *parts.map { |part| base64url(part) }].join(".")
