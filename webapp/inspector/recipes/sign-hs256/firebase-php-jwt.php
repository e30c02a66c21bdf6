<?php

use Firebase\JWT\JWT;

require 'vendor/autoload.php';

$secret = getenv('JWT_SECRET');
$now = time();
$claims = ['iss' => 'https://issuer.example', 'sub' => 'alice', 'iat' => $now, 'exp' => $now + 300];

echo JWT::encode($claims, $secret, 'HS256', 'key-1'), PHP_EOL;
