import assert from "node:assert/strict";
import { AddressGate, addressGroup } from "../../../net/http/address_gate.ts";
import { HalfOpen } from "../../../net/http/half_open.ts";
import { checkLimits, DEFAULT_LIMITS, type NetLimits } from "../../../net/limits.ts";

function limits(given: Partial<NetLimits>): NetLimits {
  return { ...DEFAULT_LIMITS, ...given };
}

Deno.test("addresses: IPv4 counts alone, IPv6 by its network, whatever way they are written", () => {
  assert.equal(addressGroup("203.0.113.9"), "203.0.113.9");
  assert.equal(addressGroup("::ffff:203.0.113.9"), "203.0.113.9");
  assert.equal(addressGroup("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  assert.equal(addressGroup("2001:0DB8:0001:0002::1"), "2001:db8:1:2::/64");
  assert.equal(addressGroup("2001:db8::1"), "2001:db8:0:0::/64");
  assert.equal(addressGroup("fe80::1%eth0"), "fe80:0:0:0::/64");
});

Deno.test("address gate: so many at once and so many a second from one address; others are free", () => {
  const gate = new AddressGate(limits({
    connectionsPerAddressMax: 3,
    acceptsPerAddressPerSecond: 1,
    acceptsPerAddressBurst: 4,
  }));
  const admit = (address: string, nowMs: number) => gate.admit(address, nowMs);
  assert.deepEqual([1, 2, 3, 4].map(() => admit("203.0.113.9", 0)), [null, null, null, "too-many-from-address"]);
  assert.equal(admit("203.0.113.10", 0), null);
  gate.release("203.0.113.9");
  assert.equal(admit("203.0.113.9", 0), null);
  gate.release("203.0.113.9");
  assert.equal(admit("203.0.113.9", 500), "too-often-from-address");
  assert.equal(admit("203.0.113.9", 1000), null);
  assert.equal(gate.open, 4);
});

Deno.test("address gate: all together are bounded; this machine is free of the rest", () => {
  const gate = new AddressGate(limits({ connectionsMax: 5, connectionsPerAddressMax: 1 }));
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(() => gate.admit("127.0.0.1", 0)), [
    ...[null, null, null, null, null],
    "too-many-sockets",
  ]);
  const strict = new AddressGate(limits({ connectionsPerAddressMax: 1, loopbackExempt: false }));
  assert.deepEqual([1, 2].map(() => strict.admit("127.0.0.1", 0)), [null, "too-many-from-address"]);
});

Deno.test("address gate: it remembers a bounded number of addresses, and never forgets one that is here", () => {
  const gate = new AddressGate(limits({ connectionsMax: 9, addressesMax: 10, connectionsPerAddressMax: 1 }));
  gate.admit("198.51.100.1", 0);
  for (let count = 0; count < 1000; count++) {
    const address = `2001:db8:${count.toString(16)}::1`;
    assert.equal(gate.admit(address, count), null);
    gate.release(address);
  }
  assert.equal(gate.admit("198.51.100.1", 2000), "too-many-from-address");
});

Deno.test("half-open: a new socket takes the place of the oldest, once that had its time", () => {
  const destroyed: number[] = [];
  const socket = (number: number) => ({ destroy: () => destroyed.push(number) });
  const halfOpen = new HalfOpen<ReturnType<typeof socket>>(limits({ halfOpenMax: 2, halfOpenStaleMs: 1000 }));
  const first = socket(1);
  assert.equal(halfOpen.add(first, 0), "added");
  assert.equal(halfOpen.add(socket(2), 100), "added");
  assert.equal(halfOpen.add(socket(3), 999), "full");
  assert.equal(halfOpen.add(socket(4), 1000), "replaced");
  assert.deepEqual(destroyed, [1]);
  halfOpen.remove(first);
  assert.equal(halfOpen.size, 2);
});

Deno.test("limits: those that do not fit together are refused", () => {
  checkLimits(DEFAULT_LIMITS);
  for (
    const wrong of [
      { headersMs: 20_000 },
      { sweepMs: 15_000 },
      { slowEndBytes: 1e6 },
      { slowBytes: 1e9 },
      { heartbeatMs: 10 },
      { fragmentsMax: 1000 },
      { halfOpenMax: 1e6 },
    ]
  ) assert.throws(() => checkLimits(limits(wrong)), { name: "AssertionError" });
});
