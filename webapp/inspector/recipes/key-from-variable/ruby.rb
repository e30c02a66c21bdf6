require "openssl"

pem = ENV.fetch("PRIVATE_KEY").gsub('\n', "\n") # line breaks, not a backslash and an n
private_key = OpenSSL::PKey.read(pem)

puts private_key.public_to_pem
