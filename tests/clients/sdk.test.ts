/**
 * The SDK as others have it: packed for npm, and served by a world. Every example of docs/sdk.md runs against a real
 * world and prints what the document says; all of them are checked against the packed types.
 */
import { TOPICS } from "../../world/topics.ts";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { buildAll } from "../../net/client/build.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { packSdk, SDK_NAME } from "../tools/pack_sdk.ts";
import { ROOT } from "../tools/source_files.ts";

const DOCUMENT = readFileSync(`${ROOT}docs/sdk.md`, "utf8");

interface Example {
  readonly name: string;
  readonly language: string;
  readonly code: string;
  /** What it prints; "…" stands for anything. */
  readonly output: string;
}

function readExamples(): Example[] {
  const blocks = [...DOCUMENT.matchAll(/^```(\w+) (example|output)=(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.filter((block) => block[2] === "example").map(([, language, , name, code]) => {
    const output = blocks.find((block) => block[2] === "output" && block[3] === name);
    ok(output, `the example ${name} says what it prints`);
    return { name: name!, language: language!, code: code!, output: output[4]! };
  });
}

const examples = readExamples();

/** A folder as a user of the package has it: the SDK and `ws` among its packages. */
async function makeProject(folder: string): Promise<void> {
  await packSdk(join(folder, "node_modules", SDK_NAME));
  const ws = dirname(fileURLToPath(import.meta.resolve("ws")));
  cpSync(ws, join(folder, "node_modules/ws"), { recursive: true });
  const dependencies = { [SDK_NAME]: "*", ws: "*" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
  mkdirSync(join(folder, "src"));
}

function writeExample(folder: string, { name, language, code }: Example, url: string): string {
  const path = join(folder, "src", `${name}.${language}`);
  writeFileSync(path, code.replaceAll("localhost:7777", new URL(url).host));
  return path;
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const child = new Deno.Command(command, { args: [...args], cwd, env: { NO_COLOR: "1" } });
  const { success, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  ok(success, `${command} ${args.join(" ")}: ${text.decode(stderr)}${text.decode(stdout)}`);
  return text.decode(stdout);
}

function patternOf(output: string): RegExp {
  const parts = output.trim().split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

Deno.test("sdk: the examples of the document run as packed, in Deno and in Node, and print what it says", () =>
  withFolder(async (folder) => {
    if (!existsSync(`${ROOT}net/client/dist/sdk.js`)) await buildAll({ minify: true });
    await makeProject(folder);
    const server = await startWeald(["--data", join(folder, "data")]);
    try {
      ok(examples.length >= 6);
      for (const example of examples) {
        const path = writeExample(folder, example, server.url);
        const printed = example.name === "node"
          ? await run("node", [path], folder)
          : await run(Deno.execPath(), ["run", "-A", "--no-lock", path], folder);
        match(printed.trim(), patternOf(example.output), `${example.name} printed ${printed}`);
      }
    } finally {
      await server.stop();
    }
  }));

Deno.test("sdk: the packed types fit the examples, and refuse what is wrong", () =>
  withFolder(async (folder) => {
    await makeProject(folder);
    const typed = examples.filter(({ name, language }) => language === "ts" && name !== "served");
    const paths = typed.map((example) => writeExample(folder, example, "http://localhost:7777"));
    const wrong = join(folder, "src/wrong.ts");
    writeFileSync(
      wrong,
      `import { connect } from "${SDK_NAME}";\n` +
        `connect({ url: "ws://localhost/", client: "x" }).on("said", ({ nobody }) => nobody);\n` +
        `connect({ url: 1, client: "x" });\n`,
    );
    const program = ts.createProgram([...paths, wrong], {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
      types: [],
    });
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({
      file: file?.fileName.slice(file.fileName.lastIndexOf("/") + 1),
      text: ts.flattenDiagnosticMessageText(messageText, " "),
    }));
    deepEqual(problems.map(({ file }) => file), ["wrong.ts", "wrong.ts"], JSON.stringify(problems));
  }));

Deno.test("sdk: what it is not asked for is not in a bundle, and it stays small", () =>
  withFolder(async (folder) => {
    await packSdk(folder);
    const text = readFileSync(join(folder, "index.js"), "utf8");
    ok(!/makeTerrain|JSON Schema|["']node:/.test(text), "neither the land nor the schemas nor Node are in it");
    ok(!text.includes(TOPICS.bag.about), "nor the words of the protocol's document");
    const served = readFileSync(`${ROOT}net/client/dist/sdk.js`);
    // The tables of what players can do and are told are in it, and there will be more of them.
    ok(served.length < 96 * 1024, `sdk.js has ${served.length} bytes`);
    const said = /one ES module of (\d+) KiB/.exec(DOCUMENT)![1];
    ok(
      Math.abs(Number(said) - served.length / 1024) < 5,
      `the document says ${said} KiB, it has ${served.length} bytes`,
    );
  }));

Deno.test("sdk: the document names every event and nothing else", () => {
  const source = readFileSync(`${ROOT}net/client/sdk/types.ts`, "utf8");
  const declared = /export interface ClientEvents \{([\s\S]*?)^\}/m.exec(source)![1]!;
  const events = [...declared.matchAll(/^ {2}(\w+):/gm)].map((found) => found[1]);
  const table = DOCUMENT.slice(DOCUMENT.indexOf("| event "));
  const named = [...table.matchAll(/^\| `(\w+)`/gm)].map((found) => found[1]);
  equal(named.toSorted().join(), events.toSorted().join());
});
