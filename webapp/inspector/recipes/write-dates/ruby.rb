require "json"
require "time"

issued = Time.now
expires = Time.iso8601("2030-01-01T00:00:00Z")

puts JSON.generate({ iat: issued.to_i, exp: expires.to_i }) # whole seconds: to_i, not to_f
