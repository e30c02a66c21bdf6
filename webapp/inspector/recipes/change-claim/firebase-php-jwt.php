<?php

use Firebase\JWT\JWT;
use Firebase\JWT\Key;

require 'vendor/autoload.php';

$privateKey = openssl_pkey_get_private(file_get_contents('private-key.pem'));
$publicKey = openssl_pkey_get_details($privateKey)['key'];
$token = trim(file_get_contents('token.txt'));

// Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
$claims = (array) JWT::decode($token, new Key($publicKey, 'ES256'));
$claims['role'] = 'reader';
echo JWT::encode($claims, $privateKey, 'ES256', 'key-1'), PHP_EOL;
