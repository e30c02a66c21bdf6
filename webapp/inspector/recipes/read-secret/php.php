<?php

$text = file_get_contents('secret.txt');
$secret = trim(preg_replace('/^\xEF\xBB\xBF/', '', $text)); // no byte order mark, no newline
if (strlen($secret) < 32) {
    throw new RuntimeException('The secret is too short: HS256 wants 32 bytes.');
}

echo substr(hash('sha256', $secret), 0, 16), PHP_EOL; // the same on both sides
