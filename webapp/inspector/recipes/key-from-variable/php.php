<?php

$pem = str_replace('\n', "\n", getenv('PRIVATE_KEY')); // line breaks, not a backslash and an n
$privateKey = openssl_pkey_get_private($pem);

echo openssl_pkey_get_details($privateKey)['key'];
