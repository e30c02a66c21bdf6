package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
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
	secret := must(base64.StdEncoding.DecodeString(os.Getenv("JWT_SECRET"))) // not []byte(...)
	base64url := base64.RawURLEncoding.EncodeToString
	now := time.Now().Unix()
	header := must(json.Marshal(map[string]any{"alg": "HS256", "typ": "JWT", "kid": "key-1"}))
	claims := must(json.Marshal(map[string]any{
		"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300,
	}))
	message := base64url(header) + "." + base64url(claims)

	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(message))
	signature := mac.Sum(nil)
	fmt.Println(message + "." + base64url(signature))
}
