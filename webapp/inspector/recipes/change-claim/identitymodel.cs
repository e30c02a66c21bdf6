using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

using var privateKey = ECDsa.Create();
privateKey.ImportFromPem(File.ReadAllText("private-key.pem"));
var key = new ECDsaSecurityKey(privateKey) { KeyId = "key-1" };
var handler = new JsonWebTokenHandler();

// Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
var token = File.ReadAllText("token.txt").Trim();
var read = await handler.ValidateTokenAsync(token, new TokenValidationParameters
{
    IssuerSigningKey = key,
    ValidIssuer = "https://issuer.example",
    ValidateAudience = false,
});
if (!read.IsValid) throw read.Exception;
var claims = new Dictionary<string, object>(read.Claims) { ["role"] = "reader" };
Console.WriteLine(handler.CreateToken(new SecurityTokenDescriptor
{
    Claims = claims,
    SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
}));
