using System;
using System.Buffers.Text; // Base64Url: .NET 9 and later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

var text = Environment.GetEnvironmentVariable("JWT_SECRET")!;
var secret = Convert.FromBase64String(text); // bytes, on both sides
var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", typ = "JWT", kid = "key-1" });
var claims = JsonSerializer.SerializeToUtf8Bytes(
    new { iss = "https://issuer.example", sub = "alice", iat = now, exp = now + 300 });
var message = Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(claims);

var signature = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(message));
Console.WriteLine(message + "." + Base64Url.EncodeToString(signature));
