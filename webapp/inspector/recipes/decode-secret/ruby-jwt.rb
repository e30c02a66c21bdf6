require "jwt"

secret = ENV.fetch("JWT_SECRET").unpack1("m") # bytes, on both sides
now = Time.now.to_i # whole seconds
claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 }

token = JWT.encode(claims, secret, "HS256", { kid: "key-1" })
puts token
