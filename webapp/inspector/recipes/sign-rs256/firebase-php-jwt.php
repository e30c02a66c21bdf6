<?php

use Firebase\JWT\JWT;

require 'vendor/autoload.php';

$privateKey = file_get_contents('private-key.pem');
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];

echo JWT::encode($claims, $privateKey, 'RS256', 'key-1'), PHP_EOL;
