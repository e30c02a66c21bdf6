require "json"
require "openssl"

private_key = OpenSSL::PKey.read(File.read("private-key.pem"))
public_key = private_key.public_to_der[-32..] # what ends the DER of the public key
x = [public_key].pack("m0").tr("+/", "-_").delete("=")

puts JSON.generate({ kty: "OKP", crv: "Ed25519", x: x, kid: "key-1" })
