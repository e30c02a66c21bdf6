<?php

use phpseclib3\Crypt\PublicKeyLoader;
use phpseclib3\Crypt\RSA;

require 'vendor/autoload.php';

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$publicKey = PublicKeyLoader::load(file_get_contents('public-key.pem'))
    ->withPadding(RSA::ENCRYPTION_OAEP)
    ->withHash('sha256')
    ->withMGFHash('sha256'); // one hash for both; openssl_public_encrypt has SHA-1
$claims = ['sub' => 'alice'];

$header = base64url(json_encode(['alg' => 'RSA-OAEP-256', 'enc' => 'A256GCM', 'kid' => 'key-1']));
[$contentKey, $iv] = [random_bytes(32), random_bytes(12)];
$plain = json_encode($claims);
$sealed = openssl_encrypt($plain, 'aes-256-gcm', $contentKey, OPENSSL_RAW_DATA, $iv, $tag, $header);
$parts = [$publicKey->encrypt($contentKey), $iv, $sealed, $tag];
echo implode('.', [$header, ...array_map('base64url', $parts)]), PHP_EOL;
