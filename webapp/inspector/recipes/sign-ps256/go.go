package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
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
	privateKey := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*rsa.PrivateKey)
	base64url := base64.RawURLEncoding.EncodeToString
	now := time.Now().Unix()
	header := must(json.Marshal(map[string]any{"alg": "PS256", "typ": "JWT", "kid": "key-1"}))
	claims := must(json.Marshal(map[string]any{
		"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
	}))
	message := base64url(header) + "." + base64url(claims)

	digest := sha256.Sum256([]byte(message))
	options := &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash} // by default the longest
	signature := must(rsa.SignPSS(rand.Reader, privateKey, crypto.SHA256, digest[:], options))
	fmt.Println(message + "." + base64url(signature))
}
