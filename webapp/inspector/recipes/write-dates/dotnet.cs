using System;
using System.Text.Json;

var issued = DateTimeOffset.UtcNow;
var expires = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

// Seconds since 1970; Ticks count from the year 1, and a DateTime becomes text.
var claims = new { iat = issued.ToUnixTimeSeconds(), exp = expires.ToUnixTimeSeconds() };
Console.WriteLine(JsonSerializer.Serialize(claims));
