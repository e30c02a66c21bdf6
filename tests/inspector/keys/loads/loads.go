// Whether Go reads a private key: a line of JSON in, a line of JSON out.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var question struct{ File []byte }
		if err := json.Unmarshal(lines.Bytes(), &question); err != nil {
			panic(err)
		}
		fmt.Printf("{\"reads\": %t}\n", reads(question.File))
	}
}

func reads(file []byte) bool {
	block, _ := pem.Decode(file)
	if block == nil {
		return false
	}
	_, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	return err == nil
}
