package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"time"
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
	base64url := base64.RawURLEncoding.EncodeToString
	now := time.Now().Unix()
	header := must(json.Marshal(map[string]any{"alg": "EdDSA", "typ": "JWT", "kid": "key-1"}))
	claims := must(json.Marshal(map[string]any{
		"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
	}))
	message := base64url(header) + "." + base64url(claims)

	signature := ed25519.Sign(privateKey, []byte(message)) // the message itself, not its hash
	fmt.Println(message + "." + base64url(signature))
}
