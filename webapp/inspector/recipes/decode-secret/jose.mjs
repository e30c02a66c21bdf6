import { SignJWT } from "jose";

// bytes, on both sides; a secret of text is new TextEncoder().encode(...)
const secret = Buffer.from(process.env.JWT_SECRET, "base64");
const token = await new SignJWT({ sub: "alice" })
  .setProtectedHeader({ alg: "HS256", kid: "key-1" })
  .setIssuer("https://issuer.example")
  .setIssuedAt() // whole seconds
  .setExpirationTime("5 minutes")
  .sign(secret);
console.log(token);
