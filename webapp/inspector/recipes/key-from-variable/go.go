package main

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"os"
	"strings"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	// Line breaks, not a backslash and an n.
	text := strings.ReplaceAll(os.Getenv("PRIVATE_KEY"), `\n`, "\n")
	block, _ := pem.Decode([]byte(text))
	privateKey := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(crypto.Signer)

	der := must(x509.MarshalPKIXPublicKey(privateKey.Public()))
	pem.Encode(os.Stdout, &pem.Block{Type: "PUBLIC KEY", Bytes: der})
}
