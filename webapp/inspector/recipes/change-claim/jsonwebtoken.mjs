import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import jwt from "jsonwebtoken";

const privateKey = createPrivateKey(readFileSync("private-key.pem"));
const token = readFileSync("token.txt", "utf8").trim();

// Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
const claims = jwt.verify(token, createPublicKey(privateKey), { algorithms: ["ES256"] });
const changed = { ...claims, role: "reader" };
console.log(jwt.sign(changed, privateKey, { algorithm: "ES256", keyid: "key-1" }));
