package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
)

func main() {
	text, err := os.ReadFile("secret.txt")
	if err != nil {
		panic(err)
	}
	// No byte order mark, no newline.
	secret := bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	if len(secret) < 32 {
		panic("The secret is too short: HS256 wants 32 bytes.")
	}

	digest := sha256.Sum256(secret)
	fmt.Printf("%x\n", digest[:8]) // the same on both sides
}
