# Whether Ruby reads a private key: a line of JSON in, a line of JSON out.
require "json"
require "openssl"

STDIN.each_line do |line|
  file = JSON.parse(line)["file"].unpack1("m")
  reads = begin
    key = OpenSSL::PKey.read(file, "")
    !key.respond_to?(:private?) || key.private? # which keys of Ed25519 cannot be asked
  rescue OpenSSL::PKey::PKeyError, ArgumentError
    false
  end
  puts JSON.generate({ reads: reads })
end
