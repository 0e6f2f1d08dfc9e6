/** Checks of the whole tree that no formatter or linter makes: sizes, names, words, documents, dependencies. */
import type { Problem, SourceFile } from "./source_files.ts";

/** Everything that may stand at the top of the project. */
const TOP: readonly string[] = [
  ...[".ci/", ".gitignore", "admin/", "docs/", "net/", "persistence/", "tests/", "world/"],
  ...["ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "README.md", "deno.json", "deno.lock", "main.ts"],
];

/** Longest line of code, in characters, as the formatter has it. */
const LINE_CHARACTERS_MAX = 120;
/** Longest line with a comment: the formatter leaves comments alone, and a word over is no reason to set one anew. */
const COMMENT_LINE_CHARACTERS_MAX = 130;
/** What the formatter cannot break either: a link, or a text of forty characters and more. */
const LONG_TEXT = /https?:\/\/|(["'`])(?:(?!\1).){40,}|>[^<>]{40,}/;
/** Longest file of code, in lines. */
const FILE_LINES_MAX = 400;

/** Files that may be longer, with the reason. */
const LONGER_FILES: Readonly<Record<string, { lines: number; because: string }>> = {
  "net/client/sdk/client.ts": { lines: 500, because: "one class: all that a client can be asked, in one place" },
  "world/replication/encode.ts": { lines: 520, because: "one algorithm in five steps over the same columns" },
};

/** Licences that a program under the MIT licence can be shipped with, and how they are asked to be kept. */
const LICENCES: ReadonlySet<string> = new Set([
  ...["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "BlueOak-1.0.0", "CC0-1.0", "Unlicense"],
]);

/** Joined here, so that this file may be searched too. */
const word = (...parts: string[]) => parts.join("");

/**
 * What the project never says, with the reason: it speaks of itself alone, names no machine, and takes its packages
 * from wherever its user's tools do.
 */
const BANNED: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  ...["work", "root", "home", "Users", "tmp", "opt"].map((name) => ({
    pattern: new RegExp(word("(^|[\\s\"'`(=])", "/", name, "/")),
    because: "the path of a machine",
  })),
  ...[
    word("registry", ".npmjs"),
    word("jsr", ".io"),
    word("deno", ".land"),
    word("npm", "mirror"),
    word("unpkg", ".com"),
  ]
    .map((host) => ({ pattern: new RegExp(host.replace(".", "\\."), "i"), because: "the host of a registry" })),
  { pattern: new RegExp(word("[\"']", "jsr", ":")), because: "a package that is not from npm" },
  ...[
    word("Cla", "ude"),
    word("Chat", "GPT"),
    word("Co", "pilot"),
    word("language ", "model"),
    word("AI", "-generated"),
  ]
    .map((name) => ({ pattern: new RegExp(`\\b${name}\\b`, "i"), because: "not about the project" })),
  ...[word("TO", "DO"), word("FIX", "ME"), word("XX", "X"), word("HA", "CK")]
    .map((name) => ({ pattern: new RegExp(`\\b${name}\\b`), because: "finish it, or write an issue" })),
  { pattern: new RegExp(word("<<<<", "<<<|>>>>", ">>>")), because: "the mark of a merge" },
  { pattern: new RegExp(word("Deno\\.test\\.", "only|only: ", "true")), because: "all other tests would be left out" },
];

/** Whether a path is code that the length rules are for. Style sheets and pages are one list each. */
function isCode(path: string): boolean {
  return /\.tsx?$/.test(path);
}

/** Whether a path is shipped code, as opposed to tests and tools. */
function isShipped(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.startsWith("tests/");
}

/** Names at the top of the project that do not belong there, and needed ones that are missing. */
export function checkTop(names: readonly string[]): Problem[] {
  const needed = ["LICENSE", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "deno.json", "deno.lock"];
  return [
    ...names.filter((name) => !TOP.includes(name))
      .map((path) => ({ path, line: 0, text: `does not belong at the top, where there is ${TOP.join(" ")}` })),
    ...needed.filter((name) => !names.includes(name)).map((path) => ({ path, line: 0, text: "is missing" })),
  ];
}

/** Lines and files that are too long. */
export function checkLengths(file: SourceFile): Problem[] {
  const { path, text } = file;
  if (!isCode(path)) return [];
  const lines = text.split("\n");
  const problems = lines.flatMap((line, index) => {
    const wanted = /^\s*(\/?\*|\/\/)/.test(line) ? COMMENT_LINE_CHARACTERS_MAX : LINE_CHARACTERS_MAX;
    if (line.length <= wanted || LONG_TEXT.test(line)) return [];
    return [{ path, line: index + 1, text: `a line of ${line.length} characters; at most ${wanted} are wanted` }];
  });
  const linesMax = LONGER_FILES[path]?.lines ?? FILE_LINES_MAX;
  const count = lines.length - 1;
  if (count > linesMax) {
    problems.push({ path, line: 0, text: `${count} lines; at most ${linesMax} are wanted: one idea a file` });
  }
  return problems;
}

/** Words that the project never says. */
export function checkWords({ path, text }: SourceFile): Problem[] {
  return text.split("\n").flatMap((line, index) =>
    BANNED.filter(({ pattern }) => pattern.test(line)).map(({ pattern, because }) => ({
      path,
      line: index + 1,
      text: `“${pattern.exec(line)![0].trim()}”: ${because}`,
    }))
  );
}

const EXPORTED =
  /^export (?:declare )?(?:abstract )?(?:async )?(function\*?|class|interface|type|enum|const|let) (\w+)/;

/**
 * Exported functions, classes and types of shipped code without a doc comment. A type on one line that only names the
 * values of a constant (`typeof`, `keyof`) says all there is, constants of one group share the comment of the first, and
 * the comment at the top of a file is also that of the one class or of the first thing that the file exports.
 */
export function checkDocs({ path, text }: SourceFile): Problem[] {
  if (!isShipped(path)) return [];
  const lines = text.split("\n");
  const hasTopComment = text.startsWith("/**");
  const first = lines.findIndex((line) => EXPORTED.test(line));
  const classes = lines.filter((line) => /^export (abstract )?class /.test(line)).length;
  return lines.flatMap((line, index) => {
    const match = EXPORTED.exec(line);
    if (match === null) return [];
    const [, form, name] = match;
    if (hasTopComment && (index === first || (form === "class" && classes === 1))) return [];
    if (form === "const" || form === "let") return [];
    if (form === "type" && /typeof|keyof|MessageOf</.test(line) && line.endsWith(";")) return [];
    let before = index - 1;
    while (before >= 0 && /^\s*(\/\/|@)/.test(lines[before]!)) before--;
    // Overloads: the first signature carries the comment.
    if (form === "function" && lines.slice(0, index).some((other) => other.startsWith(`export function ${name}(`))) {
      return [];
    }
    if (lines[before]?.trimEnd().endsWith("*/")) return [];
    return [{ path, line: index + 1, text: `${name} has no doc comment` }];
  });
}

/** Dependencies in deno.json that are not npm packages of one exact version. */
export function checkPins(imports: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(imports)
    .filter(([, target]) => !/^npm:(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/.test(target))
    .map(([name, target]) => ({
      path: "deno.json",
      line: 0,
      text: `${name} is ${target}; npm:name@1.2.3 is wanted, one exact version`,
    }));
}

/** What a package says of its licence. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Packages whose licence does not go with ours. Of alternatives ("A OR B") one is enough, of "A AND B" all count. */
export function checkLicences(packages: readonly PackageLicence[]): Problem[] {
  const isFine = (licence: string) =>
    licence.replace(/[()]/g, "").split(" OR ").some((choice) =>
      choice.split(" AND ").every((one) => LICENCES.has(one.trim()))
    );
  return packages.filter(({ licence }) => !isFine(licence)).map(({ name, version, licence }) => ({
    path: "deno.lock",
    line: 0,
    text: `${name}@${version} is under “${licence}”; one of ${[...LICENCES].join(", ")} is wanted`,
  }));
}
