// panva/jose: tokens with one or several signatures in JSON, and payloads that are not encoded.
//
// {"payload": "…", "signers": [{"key": JWK, "protected": {…}, "unprotected": {…}}], "flattened": true} → {"token": {…}}

import * as jose from "jose";
import { answerLines } from "./lines.mjs";

const bytes = (value) => new TextEncoder().encode(value);

async function flattened(payload, { key, protected: header, unprotected }) {
  const made = new jose.FlattenedSign(payload).setProtectedHeader(header);
  if (unprotected) made.setUnprotectedHeader(unprotected);
  return made.sign(key, { crit: { b64: true } });
}

async function general(payload, signers) {
  const made = new jose.GeneralSign(payload);
  for (const { key, protected: header, unprotected } of signers) {
    const signature = made.addSignature(key).setProtectedHeader(header);
    if (unprotected) signature.setUnprotectedHeader(unprotected);
  }
  return made.sign();
}

await answerLines(async (question) => {
  const payload = bytes(question.payload);
  const [first] = question.signers;
  return { token: await (question.flattened ? flattened(payload, first) : general(payload, question.signers)) };
});
