<?php

use phpseclib3\Crypt\PublicKeyLoader;
use phpseclib3\Crypt\RSA;

require 'vendor/autoload.php';

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$privateKey = PublicKeyLoader::load(file_get_contents('private-key.pem'))
    ->withPadding(RSA::SIGNATURE_PSS)
    ->withHash('sha256')
    ->withMGFHash('sha256')
    ->withSaltLength(32); // as long as the hash
$header = ['alg' => 'PS256', 'typ' => 'JWT', 'kid' => 'key-1'];
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];
$message = base64url(json_encode($header)) . '.' . base64url(json_encode($claims));

echo $message, '.', base64url($privateKey->sign($message)), PHP_EOL;
