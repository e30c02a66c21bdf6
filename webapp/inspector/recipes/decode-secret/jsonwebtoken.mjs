import jwt from "jsonwebtoken";

const secret = Buffer.from(process.env.JWT_SECRET, "base64"); // a string is taken as it is
const claims = { iss: "https://issuer.example", sub: "alice" }; // iat is added

const token = jwt.sign(claims, secret, {
  algorithm: "HS256",
  keyid: "key-1",
  expiresIn: "5 minutes",
});
console.log(token);
