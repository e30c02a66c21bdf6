import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { exportJWK } from "jose";

const privateKey = createPrivateKey(readFileSync("private-key.pem"));
const jwk = await exportJWK(createPublicKey(privateKey)); // of the private key, d would be in it

console.log(JSON.stringify({ ...jwk, kid: "key-1" }));
