// Whether Node reads a private key: a line of JSON in, a line of JSON out.
import { createPrivateKey } from "node:crypto";
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  let reads = true;
  try {
    createPrivateKey(Buffer.from(JSON.parse(line).file, "base64"));
  } catch {
    reads = false;
  }
  console.log(JSON.stringify({ reads }));
}
