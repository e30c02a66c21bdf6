using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

// ReadAllText leaves out a byte order mark, Trim the newline.
var secret = Encoding.UTF8.GetBytes(File.ReadAllText("secret.txt").Trim());
if (secret.Length < 32)
{
    throw new InvalidOperationException("The secret is too short: HS256 wants 32 bytes.");
}

var digest = Convert.ToHexString(SHA256.HashData(secret), 0, 8);
Console.WriteLine(digest.ToLowerInvariant()); // the same on both sides
