import { readFile } from "node:fs/promises";
import { CompactEncrypt, importSPKI } from "jose";

const publicKey = await importSPKI(await readFile("public-key.pem", "utf8"), "RSA-OAEP-256");
const claims = { sub: "alice" };

const token = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(claims)))
  .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", kid: "key-1" })
  .encrypt(publicKey);
console.log(token);
