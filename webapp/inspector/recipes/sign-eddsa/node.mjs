import { createPrivateKey, sign } from "node:crypto";
import { readFileSync } from "node:fs";

const base64url = (value) => Buffer.from(value).toString("base64url");

const privateKey = createPrivateKey(readFileSync("private-key.pem"));
const header = { alg: "EdDSA", typ: "JWT", kid: "key-1" };
const now = Math.floor(Date.now() / 1000); // whole seconds
const claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 };
const message = [header, claims].map((part) => base64url(JSON.stringify(part))).join(".");

const signature = sign(null, Buffer.from(message), privateKey); // null: no hash beforehand
console.log(`${message}.${base64url(signature)}`);
