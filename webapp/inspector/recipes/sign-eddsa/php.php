<?php

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$privateKey = file_get_contents('private-key.pem');
$header = ['alg' => 'EdDSA', 'typ' => 'JWT', 'kid' => 'key-1'];
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];
$message = base64url(json_encode($header)) . '.' . base64url(json_encode($claims));

$der = base64_decode(preg_replace('/-----.*?-----|\s/', '', $privateKey));
$pair = sodium_crypto_sign_seed_keypair(substr($der, -32)); // the seed ends the DER
$secretKey = sodium_crypto_sign_secretkey($pair);
$signature = sodium_crypto_sign_detached($message, $secretKey); // the 64 bytes alone
echo $message, '.', base64url($signature), PHP_EOL;
