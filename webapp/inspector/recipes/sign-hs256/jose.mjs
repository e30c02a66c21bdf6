import { SignJWT } from "jose";

const secret = new TextEncoder().encode(process.env.JWT_SECRET);
const token = await new SignJWT({ sub: "alice" })
  .setProtectedHeader({ alg: "HS256", kid: "key-1" })
  .setIssuer("https://issuer.example")
  .setIssuedAt() // whole seconds
  .setExpirationTime("5 minutes")
  .sign(secret);
console.log(token);
