package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
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
	block, _ := pem.Decode(must(os.ReadFile("public-key.pem")))
	publicKey := must(x509.ParsePKIXPublicKey(block.Bytes)).(*rsa.PublicKey)
	base64url := base64.RawURLEncoding.EncodeToString
	random := make([]byte, 32+12)
	must(rand.Read(random))
	contentKey, iv := random[:32], random[32:]

	header := base64url([]byte(`{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"key-1"}`))
	encrypted := must(rsa.EncryptOAEP(sha256.New(), rand.Reader, publicKey, contentKey, nil))
	gcm := must(cipher.NewGCM(must(aes.NewCipher(contentKey))))
	sealed := gcm.Seal(nil, iv, []byte(`{"sub":"alice"}`), []byte(header))
	end := len(sealed) - gcm.Overhead() // the tag is what follows
	token := []string{header}
	for _, part := range [][]byte{encrypted, iv, sealed[:end], sealed[end:]} {
		token = append(token, base64url(part))
	}
	fmt.Println(strings.Join(token, "."))
}
