<?php

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$privateKey = file_get_contents('private-key.pem');
$header = ['alg' => 'ES256', 'typ' => 'JWT', 'kid' => 'key-1'];
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];
$message = base64url(json_encode($header)) . '.' . base64url(json_encode($claims));

openssl_sign($message, $der, $privateKey, OPENSSL_ALGO_SHA256); // by default SHA-1
[$r, $s] = [substr($der, 4, ord($der[3])), substr($der, 6 + ord($der[3]))];
$width = fn (string $number) => str_pad(ltrim($number, "\0"), 32, "\0", STR_PAD_LEFT);
$signature = $width($r) . $width($s); // R and S, not DER
echo $message, '.', base64url($signature), PHP_EOL;
