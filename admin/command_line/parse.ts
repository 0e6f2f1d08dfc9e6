/** The command line as a command: what was asked for, or what is wrong with it. */
import { parseArgs } from "node:util";
import { COMMANDS, type CommandWords } from "./commands.ts";
import { readConfigFile } from "./config_file.ts";
import { checkValue, defaultServeOptions, SERVE_OPTIONS, type ServeOptionName, type ServeOptions } from "./options.ts";
import type { ContentCommand } from "../content/mod.ts";
import type { FileCommand } from "./file_commands.ts";
import { readMoment } from "../past/mod.ts";
import { suggestion } from "./suggest.ts";

/** What is to be done. `given`: options that somebody set, by a flag or in the configuration file. */
export type Parsed =
  | { readonly command: "serve"; readonly options: ServeOptions; readonly given: ReadonlySet<ServeOptionName> }
  | {
    readonly command: "admin reset-password";
    /** "" for the only account there is. */
    readonly name: string;
    readonly data: string;
    readonly passwordStdin: boolean;
  }
  | FileCommand
  | ContentCommand
  | { readonly command: "version" }
  | { readonly command: "help"; readonly about: CommandWords | null }
  /** Nothing can be done; `message` says why. Exit code 2. */
  | { readonly command: "usage-error"; readonly message: string };

type FlagKind = "string" | "boolean";

const SERVE_FLAGS: Readonly<Record<string, FlagKind>> = {
  ...Object.fromEntries(
    Object.entries(SERVE_OPTIONS).map(([name, row]) => [name, row.kind === "switch" ? "boolean" : "string"]),
  ),
  config: "string",
};
const RESET_FLAGS: Readonly<Record<string, FlagKind>> = { "data": "string", "password-stdin": "boolean" };

/** Reads the arguments after the program's name. */
export function parseCommandLine(args: readonly string[]): Parsed {
  const { command, rest } = takeCommand(args);
  if (command === null) {
    return wrong(noCommand(args[0]!));
  }
  if (args.includes("--help") || args.includes("-h")) {
    return { command: "help", about: args[0] === "--help" || args[0] === "-h" ? null : command };
  }
  if (args[0] === "--version") return { command: "version" };
  switch (command) {
    case "serve":
      return parseServe(rest);
    case "admin reset-password":
      return parseReset(rest);
    case "verify":
    case "replay":
    case "export":
    case "backup":
    case "restore":
      return parseFileCommand(command, rest);
    case "content check":
    case "content schema":
      return parseContentCommand(command, rest);
    case "version":
      return { command: "version" };
    case "help": {
      if (rest.length === 0) return { command: "help", about: null };
      const about = COMMANDS.find((row) => row.words === rest.join(" "))?.words;
      return about === undefined ? wrong(noCommand(rest.join(" "))) : { command: "help", about };
    }
  }
}

/** Says that there is no such command, and which begin so, or which was meant. */
function noCommand(words: string): string {
  const longer = COMMANDS.filter((row) => row.words.startsWith(`${words} `)).map((row) => `weald ${row.words}`);
  if (longer.length > 0) return `There is no command "${words}" by itself: ${longer.join(", ")}.`;
  return `There is no command "${words}".${suggestion(words, COMMANDS.map((row) => row.words))}`;
}

/** The command that the first words name; without one it is `serve`. Null: words that are no command. */
function takeCommand(args: readonly string[]): { command: CommandWords | null; rest: readonly string[] } {
  if (args.length === 0 || args[0]!.startsWith("-")) return { command: "serve", rest: args };
  for (const row of COMMANDS) {
    const words = row.words.split(" ");
    if (words.every((word, index) => args[index] === word)) {
      return { command: row.words, rest: args.slice(words.length) };
    }
  }
  return { command: null, rest: args };
}

function parseServe(args: readonly string[]): Parsed {
  const flags = readFlags(args, SERVE_FLAGS, 0);
  if ("message" in flags) return wrong(flags.message);
  const values = new Map<ServeOptionName, unknown>();
  const config = flags.values.get("config");
  if (typeof config === "string") {
    const file = readConfigFile(config);
    if (!file.ok) return wrong(file.message);
    for (const [name, value] of file.values) values.set(name, value);
  }
  for (const [flag, given] of flags.values) {
    if (flag === "config") continue;
    const name = flag as ServeOptionName;
    const checked = checkValue(SERVE_OPTIONS[name], given);
    if ("wanted" in checked) return wrong(`Cannot use --${name} ${JSON.stringify(given)}: wanted ${checked.wanted}.`);
    values.set(name, checked.value);
  }
  const port = values.get("port") ?? SERVE_OPTIONS.port.default;
  if (port !== 0 && port === (values.get("admin-port") ?? SERVE_OPTIONS["admin-port"].default)) {
    return wrong(`Cannot use --port ${port} and --admin-port ${port}: wanted two different ports.`);
  }
  if (Number(values.get("gateways") ?? 1) > 1 && Deno.build.os !== "linux") {
    return wrong("Cannot use more than one gateway here: only Linux spreads the connections of a port over several.");
  }
  const options = { ...defaultServeOptions(), ...Object.fromEntries(values) } as ServeOptions;
  for (const [one, other] of [["tls-cert", "tls-key"], ["tls-key", "tls-cert"]] as const) {
    if (options[one] !== "" && options[other] === "") {
      return wrong(`Cannot use --${one} without --${other}: a certificate serves only together with its key.`);
    }
  }
  return { command: "serve", options, given: new Set(values.keys()) };
}

function parseReset(args: readonly string[]): Parsed {
  const flags = readFlags(args, RESET_FLAGS, 1);
  if ("message" in flags) return wrong(flags.message);
  return {
    command: "admin reset-password",
    name: flags.words[0] ?? "",
    data: String(flags.values.get("data") ?? SERVE_OPTIONS.data.default),
    passwordStdin: flags.values.get("password-stdin") === true,
  };
}

function parseContentCommand(command: ContentCommand["command"], args: readonly string[]): Parsed {
  const flags = command === "content check" ? readFlags(args, {}, 1) : readFlags(args, { out: "string" }, 0);
  if ("message" in flags) return wrong(flags.message);
  if (command === "content check") return { command, folder: flags.words[0] ?? "" };
  const out = String(flags.values.get("out") ?? "");
  return out === "" ? wrong("Say with --out into which folder the schemas are to be written.") : { command, out };
}

const FILE_FLAGS: Readonly<Record<FileCommand["command"], Readonly<Record<string, FlagKind>>>> = {
  verify: { data: "string" },
  replay: { data: "string", from: "string", to: "string" },
  export: { data: "string", from: "string", to: "string", out: "string" },
  backup: { data: "string" },
  restore: { data: "string", replace: "boolean" },
};

function parseFileCommand(command: FileCommand["command"], args: readonly string[]): Parsed {
  const flags = readFlags(args, FILE_FLAGS[command], command === "export" ? 0 : 1);
  if ("message" in flags) return wrong(flags.message);
  const data = String(flags.values.get("data") ?? SERVE_OPTIONS.data.default);
  const file = flags.words[0] ?? "";
  switch (command) {
    case "verify":
      return { command, data, file };
    case "replay": {
      const [from, to] = [readTick(flags.values.get("from")), readTick(flags.values.get("to"))];
      if (from === undefined || to === undefined) return wrong("--from and --to take the number of a tick.");
      if (file !== "" && flags.values.has("data")) return wrong("Give either a file or --data, not both.");
      return { command, data, file, from, to };
    }
    case "export": {
      const out = flags.values.get("out");
      if (typeof out !== "string" || out === "") return wrong("Say with --out which file the span is to be in.");
      const moment = (name: string) => readMoment(String(flags.values.get(name) ?? ""), new Date());
      const [from, to] = [moment("from"), moment("to")];
      if (from === null || to === null) {
        return wrong('--from and --to take a tick, a time such as "21:14", or a day and a time: "2031-03-09 21:14".');
      }
      return { command, data, from, to, file: out };
    }
    case "backup":
      return file === "" ? wrong("Say which file the backup is to be.") : { command, data, file };
    case "restore":
      if (file === "") return wrong("Say which file is to be restored.");
      return { command, data, file, replace: flags.values.get("replace") === true };
  }
}

/** A tick; null if there is none, undefined if the text is none. */
function readTick(text: string | boolean | undefined): number | null | undefined {
  if (text === undefined) return null;
  return /^\d{1,10}$/.test(String(text)) ? Number(text) : undefined;
}

type Flags =
  | { readonly values: ReadonlyMap<string, string | boolean>; readonly words: readonly string[] }
  | { readonly message: string };

/** Splits arguments into known flags with their values and up to `wordsMax` other words. */
function readFlags(args: readonly string[], known: Readonly<Record<string, FlagKind>>, wordsMax: number): Flags {
  const options = Object.fromEntries(Object.entries(known).map(([name, type]) => [name, { type }]));
  // Not strict: the errors are ours, with a suggestion.
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });
  const values = new Map<string, string | boolean>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName } = token;
    if (!Object.hasOwn(known, name)) {
      return {
        message: `There is no option ${rawName}.${suggestion(rawName, Object.keys(known).map((one) => `--${one}`))}`,
      };
    }
    if (values.has(name)) return { message: `${rawName} is given twice; wanted once.` };
    if (known[name] === "boolean") {
      if (token.value !== undefined) return { message: `${rawName} takes no value, not "${token.value}".` };
      values.set(name, true);
      continue;
    }
    const looksLikeFlag = token.inlineValue === false && token.value?.startsWith("-");
    if (token.value === undefined || looksLikeFlag) return { message: `${rawName} needs a value after it.` };
    values.set(name, token.value);
  }
  if (words.length > wordsMax) {
    return { message: `Cannot use "${words[wordsMax]}": wanted an option that begins with --.` };
  }
  return { values, words };
}

function wrong(message: string): Parsed {
  return { command: "usage-error", message };
}
