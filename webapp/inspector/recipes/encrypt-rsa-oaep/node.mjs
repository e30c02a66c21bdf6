import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

const base64url = (value) => Buffer.from(value).toString("base64url");

const key = readFileSync("public-key.pem");
const claims = { sub: "alice" };

const header = base64url(JSON.stringify({ alg: "RSA-OAEP-256", enc: "A256GCM", kid: "key-1" }));
const [contentKey, iv] = [randomBytes(32), randomBytes(12)];
const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }; // not SHA-1
const cipher = createCipheriv("aes-256-gcm", contentKey, iv).setAAD(Buffer.from(header));
const sealed = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()]);
const parts = [publicEncrypt(oaep, contentKey), iv, sealed, cipher.getAuthTag()];
console.log([header, ...parts.map(base64url)].join("."));
