import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const secret = readFileSync("secret.txt", "utf8").trim(); // no byte order mark, no newline
if (Buffer.byteLength(secret) < 32) {
  throw new Error("The secret is too short: HS256 wants 32 bytes.");
}

const digest = createHash("sha256").update(secret).digest("hex");
console.log(digest.slice(0, 16)); // the same on both sides
