import { deepEqual, rejects } from "node:assert/strict";
import { Requests } from "../../../admin/supervisor/requests.ts";

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

Deno.test("answers find their questions in any order", async () => {
  const requests = new Requests("world", 10_000);
  const numbers: number[] = [];
  const send = (request: number) => numbers.push(request) > 0;
  const both = [requests.ask(send), requests.ask(send)];
  requests.answer(numbers[1]!, json("second"));
  requests.answer(numbers[0]!, json("first"));
  requests.answer(99, json("nobody asked"));
  deepEqual(await Promise.all(both), ["first", "second"]);
});

Deno.test("a question without room or without an answer rejects with a sentence", async () => {
  const requests = new Requests("world", 10);
  await rejects(requests.ask(() => false), /The world has too much to do/);
  let asked = 0;
  await rejects(requests.ask((request) => (asked = request) > 0), /The world did not answer within 0\.01 seconds/);
  requests.answer(asked, json("too late"));
});
