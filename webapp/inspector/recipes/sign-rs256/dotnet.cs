using System;
using System.Buffers.Text; // Base64Url: .NET 9 and later
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using var privateKey = RSA.Create();
privateKey.ImportFromPem(File.ReadAllText("private-key.pem"));
var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = "key-1" });
var claims = JsonSerializer.SerializeToUtf8Bytes(
    new { iss = "https://issuer.example", sub = "alice", iat = now, exp = now + 300 });
var message = Base64Url.EncodeToString(header) + "." + Base64Url.EncodeToString(claims);

var signature = privateKey.SignData(
    Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
Console.WriteLine(message + "." + Base64Url.EncodeToString(signature));
