<?php

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$secret = getenv('JWT_SECRET');
$header = ['alg' => 'HS256', 'typ' => 'JWT', 'kid' => 'key-1'];
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];
$message = base64url(json_encode($header)) . '.' . base64url(json_encode($claims));

$signature = hash_hmac('sha256', $message, $secret, true); // true: bytes, not hex
echo $message, '.', base64url($signature), PHP_EOL;
