using System;
using System.Security.Cryptography;

// Line breaks, not a backslash and an n.
var pem = Environment.GetEnvironmentVariable("PRIVATE_KEY")!.Replace("\\n", "\n");
using var privateKey = ECDsa.Create(); // RSA: RSA.Create()
privateKey.ImportFromPem(pem);

Console.WriteLine(privateKey.ExportSubjectPublicKeyInfoPem());
