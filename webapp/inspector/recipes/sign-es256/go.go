package main

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
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
	privateKey := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*ecdsa.PrivateKey)
	base64url := base64.RawURLEncoding.EncodeToString
	now := time.Now().Unix()
	header := must(json.Marshal(map[string]any{"alg": "ES256", "typ": "JWT", "kid": "key-1"}))
	claims := must(json.Marshal(map[string]any{
		"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
	}))
	message := base64url(header) + "." + base64url(claims)

	digest := sha256.Sum256([]byte(message)) // Sign takes the hash, not the message
	r, s, err := ecdsa.Sign(rand.Reader, privateKey, digest[:])
	if err != nil {
		panic(err)
	}
	signature := make([]byte, 64) // R and S at their full width, not SignASN1
	r.FillBytes(signature[:32])
	s.FillBytes(signature[32:])
	fmt.Println(message + "." + base64url(signature))
}
