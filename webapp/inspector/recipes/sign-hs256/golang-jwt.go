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
	secret := []byte(os.Getenv("JWT_SECRET")) // bytes, never a string
	now := time.Now()
	claims := jwt.MapClaims{
		"iss": "https://issuer.example", "sub": "alice",
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
	}

	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	token.Header["kid"] = "key-1"
	fmt.Println(must(token.SignedString(secret)))
}
