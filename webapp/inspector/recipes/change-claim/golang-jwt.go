package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	privateKey := must(jwt.ParseECPrivateKeyFromPEM(must(os.ReadFile("private-key.pem"))))
	token := strings.TrimSpace(string(must(os.ReadFile("token.txt"))))

	// Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
	claims := jwt.MapClaims{}
	publicKey := func(*jwt.Token) (any, error) { return &privateKey.PublicKey, nil }
	must(jwt.ParseWithClaims(token, claims, publicKey, jwt.WithValidMethods([]string{"ES256"})))
	claims["role"] = "reader"

	changed := jwt.NewWithClaims(jwt.SigningMethodES256, claims)
	changed.Header["kid"] = "key-1"
	fmt.Println(must(changed.SignedString(privateKey)))
}
