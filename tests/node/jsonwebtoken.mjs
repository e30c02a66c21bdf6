// auth0/jsonwebtoken: {"text": "eyJ…", "key": PEM or secret, "alg": "ES256"} is answered with the payload.

import jsonwebtoken from "jsonwebtoken";
import { answerLines } from "./lines.mjs";

await answerLines(({ text, key, alg }) => ({
  payload: jsonwebtoken.verify(text, key, { algorithms: [alg], ignoreExpiration: true, ignoreNotBefore: true }),
}));
