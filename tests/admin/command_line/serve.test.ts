import { deepEqual, equal } from "node:assert/strict";
import { prepareContentApart } from "../../../admin/content/mod.ts";
import { defaultServeOptions } from "../../../admin/command_line/options.ts";
import { gatewaysByCores, runServe } from "../../../admin/command_line/serve.ts";
import { RESTARTS_MAX } from "../../../admin/supervisor/mod.ts";
import { type FakePlan, fakeStarters } from "../supervisor/fake_parts.ts";

/** Serves with fakes; `crashing`: the parts that crash, one at each start of the world. Answers the exit code. */
async function serve(crashing: readonly string[]): Promise<{ code: number; starts: number; ports: Set<string> }> {
  const plan: FakePlan = { events: [], crash: new Map() };
  const starters = fakeStarters(plan);
  const left = [...crashing];
  const printed: string[] = [];
  const { log, error } = console;
  console.log = (text: string) => {
    printed.push(text);
    const part = left.shift();
    if (part !== undefined && text.includes("Weald is ready")) queueMicrotask(() => plan.crash.get(part)!("boom"));
  };
  console.error = () => {};
  try {
    const options = {
      ...defaultServeOptions(),
      ...{ "port": 0, "admin-port": 0, "host": "127.0.0.1", "gateways": 1, "log-level": "error" as const },
    };
    const code = await runServe({
      version: "0.0.0",
      options,
      given: new Set(),
      starters,
      content: prepareContentApart(""),
    });
    const ports = new Set(printed.flatMap((text) => /Console\s+\S+:(\d+)/.exec(text)?.[1] ?? []));
    return { code, starts: plan.events.filter((event) => event === "start world").length, ports };
  } finally {
    Object.assign(console, { log, error });
  }
}

Deno.test("when a gateway fails, Weald starts anew on the same ports; when it fails again and again, it ends", async () => {
  const failures = Array.from({ length: RESTARTS_MAX + 1 }, (_, start) => `gateway ${start + 1}`);
  const { code, starts, ports } = await serve(failures);
  equal(code, 1);
  equal(starts, RESTARTS_MAX + 1);
  equal(ports.size, 1);
});

for (const part of ["world", "storage"]) {
  Deno.test(`when the ${part} fails, Weald ends`, async () => {
    const { code, starts } = await serve([part]);
    deepEqual([code, starts], [1, 1]);
  });
}

Deno.test("gateways leave a core for the world and one for the rest", () => {
  const expected = Deno.build.os === "linux" ? [1, 1, 1, 2, 6, 8] : [1, 1, 1, 1, 1, 1];
  deepEqual([1, 2, 3, 4, 8, 64].map(gatewaysByCores), expected);
});
