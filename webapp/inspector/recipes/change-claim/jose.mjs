import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { SignJWT, jwtVerify } from "jose";

const privateKey = createPrivateKey(readFileSync("private-key.pem"));
const token = readFileSync("token.txt", "utf8").trim();

// Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
const { payload } = await jwtVerify(token, createPublicKey(privateKey), { algorithms: ["ES256"] });
const changed = new SignJWT({ ...payload, role: "reader" });
console.log(await changed.setProtectedHeader({ alg: "ES256", kid: "key-1" }).sign(privateKey));
