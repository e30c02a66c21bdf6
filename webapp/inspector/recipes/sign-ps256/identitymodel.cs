using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

using var privateKey = RSA.Create();
privateKey.ImportFromPem(File.ReadAllText("private-key.pem"));
var key = new RsaSecurityKey(privateKey) { KeyId = "key-1" };

var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
{
    Issuer = "https://issuer.example",
    Claims = new Dictionary<string, object> { ["sub"] = "alice" },
    IssuedAt = DateTime.UtcNow,
    Expires = DateTime.UtcNow.AddMinutes(5),
    SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSsaPssSha256),
});
Console.WriteLine(token);
