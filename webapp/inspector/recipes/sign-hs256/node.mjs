import { createHmac } from "node:crypto";

const base64url = (value) => Buffer.from(value).toString("base64url");

const secret = Buffer.from(process.env.JWT_SECRET, "utf8");
const header = { alg: "HS256", typ: "JWT", kid: "key-1" };
const now = Math.floor(Date.now() / 1000); // whole seconds
const claims = { iss: "https://issuer.example", sub: "alice", iat: now, exp: now + 300 };
const message = [header, claims].map((part) => base64url(JSON.stringify(part))).join(".");

const signature = createHmac("sha256", secret).update(message).digest(); // bytes, not "hex"
console.log(`${message}.${base64url(signature)}`);
