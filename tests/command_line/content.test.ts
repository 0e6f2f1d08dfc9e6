/** Content of a host's own: checked by a command, used at the start, refused where it has mistakes. */
import { equal, match, ok } from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { runWeald, startWeald, withFolder } from "./weald_process.ts";

const MANIFEST = { name: "Mine", version: "1", extends: "default" };
const PEBBLE = { id: "pebble", name: "Pebble", icon: { shape: "stone", colour: "#888888" }, category: "junk" };

function writePack(folder: string, items: unknown[], manifest: unknown = MANIFEST): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/pack.json`, JSON.stringify(manifest));
  writeFileSync(`${folder}/items.json`, JSON.stringify({ items }));
}

Deno.test("content check: what is in it, or every mistake with file, place, value and what is wanted", () =>
  withFolder(async (folder) => {
    const inside = await runWeald(["content", "check"]);
    equal(inside.code, 0, inside.stderr);
    match(inside.stdout, /^The default pack is without a mistake: .+\d+ items/s);
    writePack(folder, [PEBBLE]);
    const good = await runWeald(["content", "check", folder]);
    equal(good.code, 0, good.stderr);
    match(good.stdout, /Mine 1/);
    writePack(folder, [{ ...PEBBLE, stack: 0 }]);
    const bad = await runWeald(["content", "check", folder]);
    equal(bad.code, 1);
    match(bad.stderr, /has a mistake:\nitems\.json: items\.pebble\.stack is 0; wanted: a whole number of at least 1/);
    writeFileSync(`${folder}/items.json`, '{\n  "items": [,]\n}');
    match((await runWeald(["content", "check", folder])).stderr, /items\.json: .+wanted: JSON/);
    match((await runWeald(["content", "check", `${folder}/nowhere`])).stderr, /wanted: a folder with a pack\.json/);
    writePack(folder, [PEBBLE], { name: "Mine", version: "1", extends: "the moon" });
    match((await runWeald(["content", "check", folder])).stderr, /pack\.json: pack\.extends is "the moon"/);
  }));

Deno.test("content schema: JSON Schemas for editors", () =>
  withFolder(async (folder) => {
    const { code, stderr } = await runWeald(["content", "schema", "--out", `${folder}/schemas`]);
    equal(code, 0, stderr);
    const schema = JSON.parse(readFileSync(`${folder}/schemas/content.schema.json`, "utf8"));
    ok("items" in schema.properties && "quests" in schema.properties);
    match(JSON.stringify(schema), /thousandths/);
    equal((await runWeald(["content", "schema"])).code, 2);
  }));

Deno.test("content with mistakes keeps the server from starting, and nothing is made", () =>
  withFolder(async (folder) => {
    writePack(`${folder}/mine`, [{ ...PEBBLE, stak: 2 }]);
    const ports = ["--host", "127.0.0.1", "--port", "0", "--admin-port", "0"];
    const { code, stdout, stderr } = await runWeald([
      "--data",
      `${folder}/data`,
      "--content",
      `${folder}/mine`,
      ...ports,
    ]);
    match(stderr, /has mistakes:\n.*items\.json: items\.pebble\.stak is 2; wanted: no field of this name/);
    equal(code, 1);
    equal(stdout, "");
    ok(!existsSync(`${folder}/data`) || readdirSync(`${folder}/data`).length === 0);
  }));

Deno.test("other content is taken into use after a stop and after a crash, and the past stays whole", () =>
  withFolder(async (folder) => {
    const data = ["--data", `${folder}/data`];
    await (await startWeald([...data, "--seed", "7"])).stop();
    writePack(`${folder}/mine`, [PEBBLE]);
    const with1 = await startWeald([...data, "--content", `${folder}/mine`]);
    with1.signal("SIGKILL");
    await with1.ended;
    writePack(`${folder}/mine`, [{ ...PEBBLE, name: "Round pebble" }], { ...MANIFEST, version: "2" });
    const with2 = await startWeald([...data, "--content", `${folder}/mine`]);
    const { code, stderr } = await with2.stop();
    equal(code, 0);
    match(stderr, /The content is Mine 2 \([0-9a-f]{16}\); it was /);
    const verified = await runWeald(["verify", ...data]);
    equal(verified.code, 0, verified.stderr);
  }));
