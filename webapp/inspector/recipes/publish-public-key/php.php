<?php

$pem = file_get_contents('private-key.pem');
$der = base64_decode(preg_replace('/-----.*?-----|\s/', '', $pem));
$pair = sodium_crypto_sign_seed_keypair(substr($der, -32)); // the seed ends the DER
$publicKey = sodium_crypto_sign_publickey($pair);
$x = rtrim(strtr(base64_encode($publicKey), '+/', '-_'), '=');

echo json_encode(['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => $x, 'kid' => 'key-1']), PHP_EOL;
