import { equal } from "node:assert/strict";
import { isLoopback } from "../../../world/base/address.ts";

Deno.test("addresses: this machine itself, however it is written, and nothing that only looks like it", () => {
  for (const address of ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "::FFFF:127.0.0.1", "localhost"]) {
    equal(isLoopback(address), true, address);
  }
  const others = ["", "128.0.0.1", "10.0.0.1", "::2", "::ffff:10.0.0.1", "127.example.org", "127.0.0.1.example.org"];
  for (const address of others) equal(isLoopback(address), false, address);
});
