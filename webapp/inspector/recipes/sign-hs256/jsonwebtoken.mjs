import jwt from "jsonwebtoken";

const secret = process.env.JWT_SECRET;
const claims = { iss: "https://issuer.example", sub: "alice" }; // iat is added

const token = jwt.sign(claims, secret, {
  algorithm: "HS256",
  keyid: "key-1",
  expiresIn: "5 minutes",
});
console.log(token);
