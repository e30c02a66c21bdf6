require "digest"

secret = File.read("secret.txt", encoding: "BOM|UTF-8").strip # no byte order mark, no newline
abort "The secret is too short: HS256 wants 32 bytes." if secret.bytesize < 32

puts Digest::SHA256.hexdigest(secret)[0, 16] # the same on both sides
