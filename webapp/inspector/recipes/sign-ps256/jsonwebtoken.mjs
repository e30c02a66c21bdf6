import { readFileSync } from "node:fs";
import jwt from "jsonwebtoken";

const privateKey = readFileSync("private-key.pem", "utf8");
const claims = { iss: "https://issuer.example", sub: "alice" }; // iat is added

const token = jwt.sign(claims, privateKey, {
  algorithm: "PS256", // without it, HS256
  keyid: "key-1",
  expiresIn: "5 minutes",
});
console.log(token);
