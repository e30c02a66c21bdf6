using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

var text = Environment.GetEnvironmentVariable("JWT_SECRET")!;
var secret = Encoding.UTF8.GetBytes(text); // not Encoding.Unicode
var key = new SymmetricSecurityKey(secret) { KeyId = "key-1" };

var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
{
    Issuer = "https://issuer.example",
    Claims = new Dictionary<string, object> { ["sub"] = "alice" },
    IssuedAt = DateTime.UtcNow,
    Expires = DateTime.UtcNow.AddMinutes(5),
    SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
});
Console.WriteLine(token);
