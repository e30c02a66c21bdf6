<?php // Whether PHP reads a private key: a line of JSON in, a line of JSON out.
while ($line = fgets(STDIN)) {
    $file = base64_decode(json_decode($line)->file);
    echo json_encode(["reads" => openssl_pkey_get_private($file, "") !== false]), "\n";
}
