// Questions come in as lines of JSON, and one line of JSON goes out for each, in the same order.

import { createInterface } from "node:readline";

/** Answer each question with what `reply` makes of it; what `reply` throws is the answer too. */
export async function answerLines(reply) {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await settled(reply, JSON.parse(line)))}\n`);
  }
}

async function settled(reply, question) {
  try {
    return await reply(question);
  } catch (error) {
    return { error: error.code ?? error.name, message: error.message };
  }
}
