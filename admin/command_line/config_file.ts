/** The configuration file: JSON with the names of the options as keys, checked by the same table as the flags. */
import { checkValue, SERVE_OPTIONS, type ServeOptionName } from "./options.ts";
import { suggestion } from "./suggest.ts";

/** The options that a file sets, or what is wrong with it. */
export type ConfigResult =
  | { readonly ok: true; readonly values: ReadonlyMap<ServeOptionName, unknown> }
  | { readonly ok: false; readonly message: string };

/** Reads the options that the file at `path` sets. */
export function readConfigFile(path: string): ConfigResult {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, message: `Cannot read the configuration file ${path}: ${error.message}.` };
  }
  return parseConfig(path, text);
}

/** Reads the options out of the text of a configuration file; `path` is for messages. */
export function parseConfig(path: string, text: string): ConfigResult {
  const wrong = (message: string): ConfigResult => ({ ok: false, message: `Cannot use ${path}: ${message}` });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return wrong(`it is not JSON (${error.message}).`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return wrong('wanted an object such as {"port": 7777}.');
  }
  const values = new Map<ServeOptionName, unknown>();
  for (const [name, given] of Object.entries(json)) {
    if (!Object.hasOwn(SERVE_OPTIONS, name)) {
      return wrong(`there is no option "${name}".${suggestion(name, Object.keys(SERVE_OPTIONS))}`);
    }
    const checked = checkValue(SERVE_OPTIONS[name as ServeOptionName], given);
    if ("wanted" in checked) return wrong(`"${name}" is ${JSON.stringify(given)}, wanted ${checked.wanted}.`);
    values.set(name as ServeOptionName, checked.value);
  }
  return { ok: true, values };
}
