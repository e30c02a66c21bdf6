using System;
using System.Buffers.Text; // Base64Url: .NET 9 and later
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using var publicKey = RSA.Create();
publicKey.ImportFromPem(File.ReadAllText("public-key.pem"));
var claims = JsonSerializer.SerializeToUtf8Bytes(new { sub = "alice" });

var json = new { alg = "RSA-OAEP-256", enc = "A256GCM", kid = "key-1" };
var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
byte[] contentKey = RandomNumberGenerator.GetBytes(32), iv = RandomNumberGenerator.GetBytes(12);
byte[] ciphertext = new byte[claims.Length], tag = new byte[16];
using var aes = new AesGcm(contentKey, tag.Length);
aes.Encrypt(iv, claims, ciphertext, tag, Encoding.ASCII.GetBytes(header));
var encrypted = publicKey.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256);
Console.WriteLine(string.Join(".", header,
    Base64Url.EncodeToString(encrypted), Base64Url.EncodeToString(iv),
    Base64Url.EncodeToString(ciphertext), Base64Url.EncodeToString(tag)));
