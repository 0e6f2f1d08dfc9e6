import { deepEqual, equal, ok } from "node:assert/strict";
import { RESTORE_AHEAD_BYTES_MAX } from "../../persistence/limits.ts";
import { RestoreOutbox } from "../../persistence/restore_outbox.ts";
import { allocateLink, Link } from "../../world/base/link.ts";
import { storageToWorld, worldToStorage } from "../../world/part/messages.ts";

const PAGE_BYTES = 64 * 1024;

function links() {
  const { a, b } = allocateLink("storage", "world", 1 << 18, 1 << 16);
  const storage = new Link(a, storageToWorld, worldToStorage);
  const world = new Link(b, worldToStorage, storageToWorld);
  const close = () => {
    for (const link of [storage, world]) link.close();
    for (const end of [a, b]) end.port.close();
  };
  return { storage, world, close };
}

function page(number: number) {
  return { type: "restorePage", section: "a", page: number, bytes: new Uint8Array(PAGE_BYTES) } as const;
}

Deno.test("restore outbox: what finds no room is read ahead, up to a limit, and comes in its order", async () => {
  const { storage, world, close } = links();
  const outbox = new RestoreOutbox(storage, () => true);
  // The ring holds three; as many as may wait are taken without anybody reading.
  const taken = Math.floor(RESTORE_AHEAD_BYTES_MAX / (PAGE_BYTES + 64));
  for (let number = 0; number < taken; number++) ok(await outbox.send(page(number)));
  const heard: number[] = [];
  world.onWake = () => world.drain((message) => message.type === "restorePage" && heard.push(message.page));
  world.onWake();
  ok(await outbox.send(page(taken)));
  ok(await outbox.sent());
  world.onWake();
  deepEqual(heard, Array.from({ length: taken + 1 }, (_, number) => number));
  close();
});

Deno.test("restore outbox: once the file is closed, nothing more is sent", async () => {
  const { storage, world, close } = links();
  let open = true;
  const outbox = new RestoreOutbox(storage, () => open);
  for (let number = 0; number < 5; number++) ok(await outbox.send(page(number)));
  const waiting = outbox.sent();
  open = false;
  equal(await waiting, false);
  let heard = 0;
  world.drain(() => void heard++);
  ok(heard > 0 && heard < 5);
  close();
});
