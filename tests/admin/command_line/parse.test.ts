import { deepEqual, equal, match, ok } from "node:assert/strict";
import { parseConfig } from "../../../admin/command_line/config_file.ts";
import { helpText } from "../../../admin/command_line/help.ts";
import { defaultServeOptions, SERVE_OPTIONS } from "../../../admin/command_line/options.ts";
import { parseCommandLine } from "../../../admin/command_line/parse.ts";
import { editDistance, suggestion } from "../../../admin/command_line/suggest.ts";
import { makePassword } from "../../../admin/command_line/reset_password.ts";

function serve(...args: string[]) {
  const parsed = parseCommandLine(args);
  ok(parsed.command === "serve", JSON.stringify(parsed));
  return parsed;
}

function mistake(...args: string[]): string {
  const parsed = parseCommandLine(args);
  ok(parsed.command === "usage-error", JSON.stringify(parsed));
  return parsed.message;
}

Deno.test("without arguments, and with serve, the world is served with the defaults", () => {
  for (const args of [[], ["serve"]]) {
    const { options, given } = serve(...args);
    deepEqual(options, defaultServeOptions());
    equal(given.size, 0);
  }
});

Deno.test("values are read in both forms, and known as given", () => {
  const { options, given } = serve("--port", "8000", "--name=Elm and Oak", "--single-thread", "--seed", "0");
  deepEqual([options.port, options.name, options["single-thread"], options.seed], [8000, "Elm and Oak", true, 0]);
  deepEqual([...given].sort(), ["name", "port", "seed", "single-thread"]);
});

Deno.test("every option takes its own default, and no number takes what is out of its range", () => {
  for (const [name, row] of Object.entries(SERVE_OPTIONS)) {
    if (row.kind === "switch") continue;
    if (row.default !== null) serve(`--${name}`, String(row.default));
    if (row.kind !== "number") continue;
    const wanted = new RegExp(`--${name} .* wanted a whole number from ${row.min} to ${row.max}`);
    for (const value of [row.max + 1, row.min - 1, "1.5", "ten", "1e1", "0x10", ""]) {
      match(mistake(`--${name}=${value}`), wanted);
    }
  }
});

Deno.test("what cannot be meant is told with what is wanted", () => {
  match(mistake("--prot", "1"), /no option --prot\. Did you mean --port\?/);
  match(mistake("--something-else"), /no option --something-else\.$/);
  match(mistake("--port"), /--port needs a value/);
  match(mistake("--port", "--name", "x"), /--port needs a value/);
  match(mistake("--port", "1", "--port", "2"), /--port is given twice/);
  match(mistake("--single-thread=yes"), /--single-thread takes no value, not "yes"/);
  match(mistake("--log-level", "loud"), /wanted one of debug, info, warn, error/);
  match(mistake("--name", " "), /wanted a text of 1 to 60 letters/);
  match(mistake("--name", "a\nb"), /without line breaks/);
  match(mistake("--port", "8000", "--admin-port", "8000"), /two different ports/);
  match(mistake("serve", "now"), /"now": wanted an option/);
  match(mistake("serv"), /no command "serv"\. Did you mean serve\?/);
  match(mistake("admin", "reset-passwort"), /no command "admin" by itself: weald admin reset-password\./);
  match(mistake("content"), /no command "content" by itself: weald content check, weald content schema\./);
  match(mistake("help", "content"), /no command "content" by itself: weald content check, weald content schema\./);
  match(mistake("help", "verifi"), /no command "verifi"\. Did you mean verify\?/);
});

Deno.test("the other commands", () => {
  deepEqual(parseCommandLine(["version"]), { command: "version" });
  deepEqual(parseCommandLine(["--version"]), { command: "version" });
  deepEqual(parseCommandLine(["help"]), { command: "help", about: null });
  deepEqual(parseCommandLine(["--help"]), { command: "help", about: null });
  deepEqual(parseCommandLine(["help", "admin", "reset-password"]), { command: "help", about: "admin reset-password" });
  deepEqual(parseCommandLine(["admin", "reset-password", "--help"]), {
    command: "help",
    about: "admin reset-password",
  });
  deepEqual(parseCommandLine(["admin", "reset-password", "Olga", "--data", "there"]), {
    ...{ command: "admin reset-password", name: "Olga", data: "there", passwordStdin: false },
  });
});

Deno.test("a configuration file is checked by the same table", () => {
  const parsed = parseConfig("weald.json", '{"port": 8000, "single-thread": true, "name": "Elm"}');
  ok(parsed.ok);
  deepEqual([...parsed.values], [["port", 8000], ["single-thread", true], ["name", "Elm"]]);
  const wrong = (text: string) => {
    const result = parseConfig("weald.json", text);
    return result.ok ? "" : result.message;
  };
  match(wrong("{"), /weald\.json: it is not JSON/);
  match(wrong("[]"), /wanted an object/);
  match(wrong('{"prot": 1}'), /no option "prot"\. Did you mean port\?/);
  match(wrong('{"port": 70000}'), /"port" is 70000, wanted a whole number from 0 to 65535/);
  match(wrong('{"single-thread": "yes"}'), /wanted true or false/);
  match(wrong('{"constructor": 1}'), /no option "constructor"/);
});

Deno.test("the help names every option and its default", () => {
  for (const text of [helpText(null), helpText("serve")]) {
    for (const name of Object.keys(SERVE_OPTIONS)) ok(text.includes(`  --${name}`), name);
    ok(text.split("\n").every((line) => line.length <= 100));
  }
});

Deno.test("the distance of words counts insertions, deletions, replacements and swaps", () => {
  deepEqual(
    [["port", "port"], ["prot", "port"], ["por", "port"], ["porrt", "port"], ["part", "port"], ["", "port"]]
      .map(([from, to]) => editDistance(from!, to!)),
    [0, 1, 1, 1, 1, 4],
  );
  equal(suggestion("xyz", ["port", "name"]), "");
});

Deno.test("new passwords are readable and never the same", () => {
  const many = new Set(Array.from({ length: 100 }, makePassword));
  equal(many.size, 100);
  for (const password of many) match(password, /^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
});
