// panva/jose: verifies, signs, encrypts and decrypts. The questions are those of tests/other_languages.py.

import { createPrivateKey, createPublicKey } from "node:crypto";
import * as jose from "jose";
import { answerLines } from "./lines.mjs";

const text = (bytes) => new TextDecoder().decode(bytes);
const bytes = (value) => new TextEncoder().encode(value);

/** What jose takes as a key: a secret's bytes, a JWK as it is, or what Node reads from a PEM. */
function keyOf({ key, secret }, readPem) {
  if (secret !== undefined) return bytes(secret);
  return typeof key === "string" ? readPem(key) : key;
}

/** The function for this form of token: compact text, or one of the two JSON serialisations. */
function reader(token, compact, flattened, general) {
  if (typeof token === "string") return compact;
  return token.signatures || token.recipients ? general : flattened;
}

const tasks = {
  async verify(question) {
    const verify = reader(question.token, jose.compactVerify, jose.flattenedVerify, jose.generalVerify);
    const read = await verify(question.token, keyOf(question, createPublicKey), question.options);
    return { header: read.protectedHeader, payload: text(read.payload) };
  },
  async verify_claims(question) {
    const read = await jose.jwtVerify(question.token, keyOf(question, createPublicKey), {
      ...question.options,
      currentDate: question.now === undefined ? undefined : new Date(question.now * 1000),
    });
    return { header: read.protectedHeader, payload: read.payload };
  },
  async sign(question) {
    const signer = new jose.CompactSign(bytes(question.payload)).setProtectedHeader(question.header);
    return { token: await signer.sign(keyOf(question, createPrivateKey), question.options) };
  },
  async encrypt(question) {
    const encrypter = new jose.CompactEncrypt(bytes(question.plaintext)).setProtectedHeader(question.header);
    return { token: await encrypter.encrypt(keyOf(question, createPublicKey), question.options) };
  },
  async decrypt(question) {
    const decrypt = reader(question.token, jose.compactDecrypt, jose.flattenedDecrypt, jose.generalDecrypt);
    const read = await decrypt(question.token, keyOf(question, createPrivateKey), question.options);
    return { header: read.protectedHeader, plaintext: text(read.plaintext) };
  },
};

await answerLines((question) => tasks[question.task](question));
