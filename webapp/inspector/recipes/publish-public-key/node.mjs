import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";

const privateKey = createPrivateKey(readFileSync("private-key.pem"));
// Of the private key itself, d would be in it.
const jwk = createPublicKey(privateKey).export({ format: "jwk" });

console.log(JSON.stringify({ ...jwk, kid: "key-1" }));
