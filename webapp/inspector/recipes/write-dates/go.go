package main

import (
	"encoding/json"
	"os"
	"time"
)

func main() {
	issued := time.Now()
	expires := time.Date(2030, time.January, 1, 0, 0, 0, 0, time.UTC)

	// Unix() counts in seconds; UnixMilli() does not, and a time.Time becomes text.
	json.NewEncoder(os.Stdout).Encode(map[string]int64{"iat": issued.Unix(), "exp": expires.Unix()})
}
