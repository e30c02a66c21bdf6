<?php

use Firebase\JWT\JWT;

require 'vendor/autoload.php';

$pem = file_get_contents('private-key.pem');
$der = base64_decode(preg_replace('/-----.*?-----|\s/', '', $pem));
$seed = substr($der, -32); // libsodium's key is this seed and the public key, 64 bytes
$privateKey = base64_encode(sodium_crypto_sign_secretkey(sodium_crypto_sign_seed_keypair($seed)));
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];

echo JWT::encode($claims, $privateKey, 'EdDSA', 'key-1'), PHP_EOL;
