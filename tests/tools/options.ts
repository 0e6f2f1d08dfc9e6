/**
 * The options of the tasks: each says what it takes, `--help` lists them, and what is no option or has a wrong value is
 * answered with one sentence that names it and what is wanted.
 *
 *     const values = optionsOf("deno task balance", "What play comes to.", {
 *       minutes: whole("minutes of play", 40, { min: 0 }),
 *     });
 */
import { parseArgs } from "node:util";

/** An option: how its word is read, and what it is if it is not given. */
export interface Option<Value> {
  readonly about: string;
  /** What stands for its word in the help; "" for a switch, which has none. */
  readonly takes: string;
  /** What its word is to be, in words; empty for any word. */
  readonly wanted: string;
  readonly default: Value;
  /** The value of its word; undefined if it has none. */
  read(word: string): Value | undefined;
}

/** The values of options, by their names. */
export type ValuesOf<Options> = { [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never };

/** Least and largest value that is taken. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number. With `undefined` as its default it may be left out. */
export function whole<Default extends number | undefined>(
  about: string,
  byDefault: Default,
  { min = 1, max = 1e9 }: Bounds = {},
): Option<number | Default> {
  return {
    ...{ about, default: byDefault, takes: "N", wanted: `a whole number from ${min} to ${max}` },
    read: (word) => readNumber(word, min, max, /^-?\d+$/),
  };
}

/** A number with or without a fraction. */
export function fraction(about: string, byDefault: number, { min = 0, max = 1e9 }: Bounds = {}): Option<number> {
  return {
    ...{ about, default: byDefault, takes: "X", wanted: `a number from ${min} to ${max}` },
    read: (word) => readNumber(word, min, max, /^-?\d+(\.\d+)?$/),
  };
}

function readNumber(word: string, min: number, max: number, form: RegExp): number | undefined {
  const value = Number(word);
  return form.test(word) && value >= min && value <= max ? value : undefined;
}

/** Any word: a path, an address. */
export function word<Default extends string | undefined>(
  about: string,
  byDefault: Default,
  takes = "WORD",
): Option<string | Default> {
  return { about, default: byDefault, takes, wanted: "", read: (given) => given };
}

/** One of some names. */
export function oneOf<Name extends string>(about: string, names: readonly Name[], byDefault: Name): Option<Name> {
  return {
    ...{
      about: `${about}: ${names.join(", ")}`,
      default: byDefault,
      takes: "NAME",
      wanted: `one of ${names.join(", ")}`,
    },
    read: (given) => names.find((name) => name === given),
  };
}

/** Several of another option's words, with commas between them. */
export function several<Value>(one: Option<Value>, byDefault: readonly Value[]): Option<readonly Value[]> {
  return {
    ...{ about: one.about, default: byDefault, takes: `${one.takes},…` },
    wanted: `${one.wanted}; several with commas between them`,
    read(given) {
      const values = given.split(",").map((each) => one.read(each));
      return values.includes(undefined) ? undefined : values as Value[];
    },
  };
}

/** A switch: `--name` turns it on, `--no-name` off. */
export function onOff(about: string, byDefault = false): Option<boolean> {
  return {
    ...{ about, default: byDefault, takes: "", wanted: "no value" },
    read: (given) => given === "true" ? true : given === "false" ? false : undefined,
  };
}

// deno-lint-ignore no-explicit-any -- each option has its own kind of value
type AnyOption = Option<any>;
type Options = Readonly<Record<string, AnyOption>>;

/** What came of a command line: the values, the help that was asked for, or what is wrong. */
export type Read<Values> = { readonly values: Values } | { readonly help: string } | { readonly wrong: string };

/** A task, and which of its options may be given as bare words, in this order. */
export interface Task<Names> {
  readonly task: string;
  readonly about: string;
  readonly bare?: readonly Names[];
}

/** Reads the words of a command line. */
export function readOptions<Own extends Options>(
  { task, about, bare = [] }: Task<keyof Own & string>,
  options: Own,
  words: readonly string[],
): Read<ValuesOf<Own>> {
  const names = Object.keys(options);
  const { tokens } = parseArgs({
    ...{ args: [...words], strict: false, tokens: true, allowPositionals: true },
    options: Object.fromEntries(
      names.filter((name) => options[name]!.takes !== "").map((name) => [
        name,
        { type: "string" as const },
      ]),
    ),
  });
  if (tokens.some((token) => token.kind === "option" && (token.name === "help" || token.name === "h"))) {
    return { help: helpOf(task, about, options, bare) };
  }
  const values: Record<string, unknown> = {};
  for (const name of names) values[name] = options[name]!.default;
  let place = 0;
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    const isBare = token.kind === "positional";
    const said = isBare ? bare[place++] : token.name;
    if (said === undefined) return wrong(task, `There is one word too many: ${tell(token.value!)}`);
    const isOff = said.startsWith("no-") && options[said.slice(3)]?.takes === "";
    const name = isOff ? said.slice(3) : said;
    const option = Object.hasOwn(options, name) ? options[name]! : undefined;
    if (option === undefined) {
      return wrong(task, `There is no option ${isBare ? name : token.rawName}; wanted ${names.map(dashed).join(", ")}`);
    }
    const given = option.takes === "" && token.value === undefined ? String(!isOff) : token.value;
    const value = given === undefined || (isOff && token.value !== undefined) ? undefined : option.read(given);
    if (value === undefined) {
      return wrong(
        task,
        `Cannot use ${dashed(said)}${token.value === undefined ? " alone" : ` ${tell(token.value)}`}: wanted ${
          option.wanted || "a word"
        }`,
      );
    }
    values[name] = value;
  }
  return { values: values as ValuesOf<Own> };
}

/** The values of this process's command line. With `--help`, or something wrong, it says so and ends. */
export function optionsOf<Own extends Options>(task: Task<keyof Own & string>, options: Own): ValuesOf<Own> {
  const read = readOptions(task, options, Deno.args);
  if ("values" in read) return read.values;
  if ("help" in read) console.log(read.help);
  else console.error(read.wrong);
  Deno.exit("help" in read ? 0 : 2);
}

function wrong(task: string, sentence: string): { readonly wrong: string } {
  return { wrong: `${sentence}. ${task} --help says more.` };
}

function helpOf(task: string, about: string, options: Options, bare: readonly string[]): string {
  const rows = Object.entries(options).map(([name, { takes, about, default: byDefault }]) => {
    const isOn = takes === "" && byDefault === true;
    return [
      `--${isOn ? "no-" : ""}${name}${takes === "" ? "" : ` ${takes}`}`,
      `${about}${takes === "" || byDefault === undefined || `${byDefault}` === "" ? "" : ` [${byDefault}]`}`,
    ] as const;
  });
  const width = Math.max(...rows.map(([flag]) => flag.length));
  const usage = [task, ...bare.map((name) => `[${name}]`), "[options]"].join(" ");
  return [`${usage}\n\n${about}\n`, ...rows.map(([flag, about]) => `  ${flag.padEnd(width)}  ${about}`)].join("\n");
}

function dashed(name: string): string {
  return `--${name}`;
}

function tell(word: string): string {
  return JSON.stringify(word);
}
