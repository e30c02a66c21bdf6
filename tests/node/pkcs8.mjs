// panva/jose reads a private key in PKCS#8 and in no older form.

import { importPKCS8 } from "jose";
import { answerLines } from "./lines.mjs";

await answerLines(async ({ pem, alg }) => ({ type: (await importPKCS8(pem, alg)).type }));
