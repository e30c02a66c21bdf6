<?php

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$privateKey = file_get_contents('private-key.pem');
$header = ['alg' => 'RS256', 'typ' => 'JWT', 'kid' => 'key-1'];
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];
$message = base64url(json_encode($header)) . '.' . base64url(json_encode($claims));

openssl_sign($message, $signature, $privateKey, OPENSSL_ALGO_SHA256); // by default SHA-1
echo $message, '.', base64url($signature), PHP_EOL;
