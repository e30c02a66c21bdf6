package main

import (
	"fmt"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	privateKey := must(jwt.ParseRSAPrivateKeyFromPEM(must(os.ReadFile("private-key.pem"))))
	now := time.Now()
	claims := jwt.MapClaims{
		"iss": "https://issuer.example", "sub": "alice",
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
	}

	token := jwt.NewWithClaims(jwt.SigningMethodPS256, claims)
	token.Header["kid"] = "key-1"
	fmt.Println(must(token.SignedString(privateKey)))
}
