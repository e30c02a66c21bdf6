<?php

$issued = time();
// A number: date() and format() give text.
$expires = (new DateTimeImmutable('2030-01-01T00:00:00Z'))->getTimestamp();

echo json_encode(['iat' => $issued, 'exp' => $expires]), PHP_EOL;
