import { readFile } from "node:fs/promises";
import { SignJWT, importPKCS8 } from "jose";

const privateKey = await importPKCS8(await readFile("private-key.pem", "utf8"), "PS256");
const token = await new SignJWT({ sub: "alice" })
  .setProtectedHeader({ alg: "PS256", kid: "key-1" })
  .setIssuer("https://issuer.example")
  .setIssuedAt() // whole seconds
  .setExpirationTime("5 minutes")
  .sign(privateKey);
console.log(token);
