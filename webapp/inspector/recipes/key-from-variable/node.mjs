import { createPrivateKey, createPublicKey } from "node:crypto";

// Line breaks, not a backslash and an n.
const pem = process.env.PRIVATE_KEY.replaceAll("\\n", "\n");
const privateKey = createPrivateKey(pem);

console.log(createPublicKey(privateKey).export({ type: "spki", format: "pem" }));
