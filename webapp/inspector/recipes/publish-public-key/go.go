package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"os"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	block, _ := pem.Decode(must(os.ReadFile("private-key.pem")))
	privateKey := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(ed25519.PrivateKey)
	publicKey := privateKey.Public().(ed25519.PublicKey) // not Seed(), the first 32 bytes

	x := base64.RawURLEncoding.EncodeToString(publicKey)
	jwk := map[string]string{"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "key-1"}
	json.NewEncoder(os.Stdout).Encode(jwk)
}
