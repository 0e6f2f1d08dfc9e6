/**
 * The project's own lint rules, run by `deno lint` (deno.json, `lint.plugins`):
 *
 *   weald/pure-world          world/ (besides world/part/) computes: no clock, no chance, no timers, no input or output
 *   weald/no-default-export   a thing has one name, the one it is exported with
 *   weald/no-export-all       what a module offers is listed
 *   weald/no-silent-catch     a failure that is dropped says why, in a comment
 *   weald/file-name           files are snake_case
 */

type Node = Deno.lint.Node;
type Context = Deno.lint.RuleContext;

/** Names of the runtime that world/ does without, each with what it is instead. */
const IMPURE_NAMES: ReadonlyMap<string, string> = new Map([
  ...["Date", "performance", "Temporal"].map((name) => [name, "time is the tick number"] as const),
  ...["setTimeout", "setInterval", "setImmediate", "requestAnimationFrame"]
    .map((name) => [name, "what is due later is due at a tick"] as const),
  ...["Deno", "process", "fetch", "WebSocket", "Worker", "navigator", "localStorage", "globalThis"]
    .map((name) => [name, "what comes from outside is a command"] as const),
  ...["crypto"].map((name) => [name, "randomness is the seeded generator of world/base/prng.ts"] as const),
  ...["Intl"].map((name) => [name, "its answers depend on the machine's language"] as const),
]);

/** Functions of Math whose results the language leaves to the engine, and the unseeded generator. */
const INEXACT_MATH: ReadonlySet<string> = new Set([
  ...[
    "random",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "atanh",
  ],
  ...["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "hypot", "cbrt", "f16round", "sumPrecise"],
]);

/** Methods whose results depend on the machine's language. */
const LOCAL_METHODS: ReadonlySet<string> = new Set([
  "localeCompare",
  "toLocaleString",
  "toLocaleLowerCase",
  "toLocaleUpperCase",
  "toLocaleDateString",
  "toLocaleTimeString",
]);

/** What Node runs without a build is .mjs. */
const FILE_NAME = /^_?[a-z0-9]+(_[a-z0-9]+)*((\.test|\.bench|\.d)?\.tsx?|\.mjs)$/;

const ROOT = import.meta.dirname!.replaceAll("\\", "/").replace(/tests\/tools$/, "");

/** A file's path from the root of the project. */
function pathInProject(filename: string): string {
  const path = filename.replaceAll("\\", "/");
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path;
}

/** Whether a file belongs to the deterministic world. */
function isPureWorld(filename: string): boolean {
  const path = pathInProject(filename);
  return path.startsWith("world/") && !path.startsWith("world/part/");
}

/** Content is checked by a schema library, before there is a world; the world itself does not load those files. */
function mayUse(filename: string, name: string): boolean {
  return name === "zod" && /^world\/content\/(schema|check)\//.test(pathInProject(filename));
}

/** Whether an identifier is only the name of a member or of a key: `a.Date`, `{ Date: 1 }`. */
function isMemberName(node: Node & { type: "Identifier" }): boolean {
  const parent = node.parent as Node;
  switch (parent.type) {
    case "MemberExpression":
      return parent.property === node && !parent.computed;
    case "Property":
      return parent.key === node && !parent.computed && !parent.shorthand;
    case "MethodDefinition":
    case "PropertyDefinition":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return parent.key === node;
    default:
      return false;
  }
}

function pureWorld(context: Context): Deno.lint.LintVisitor {
  if (!isPureWorld(context.filename)) return {};
  return {
    Identifier(node) {
      const instead = IMPURE_NAMES.get(node.name);
      if (instead === undefined || isMemberName(node)) return;
      context.report({ node, message: `world/ does not use ${node.name}`, hint: instead });
    },
    MemberExpression(node) {
      const { object, property } = node;
      if (property.type !== "Identifier") return;
      if (object.type === "Identifier" && object.name === "Math" && INEXACT_MATH.has(property.name)) {
        const message = `world/ does not use Math.${property.name}`;
        context.report({ node, message, hint: "it is not bit-exact on every engine: use integer tables" });
      }
      if (LOCAL_METHODS.has(property.name)) {
        const message = `world/ does not use ${property.name}`;
        context.report({ node, message, hint: "its answers depend on the machine's language" });
      }
    },
    BinaryExpression(node) {
      if (node.operator !== "**" || (node.left.type === "Literal" && node.left.value === 2)) return;
      context.report({ node, message: "world/ uses ** with the base 2 only", hint: "other powers are not bit-exact" });
    },
    ImportDeclaration(node) {
      if (/^\.\.?\//.test(node.source.value) || mayUse(context.filename, node.source.value)) return;
      const message = `world/ imports its own files only, not ${node.source.value}`;
      context.report({ node, message, hint: "what needs a package belongs to another folder or to world/part/" });
    },
  };
}

function noDefaultExport(context: Context): Deno.lint.LintVisitor {
  return {
    ExportDefaultDeclaration(node) {
      context.report({ node, message: "no default exports", hint: "export it by its name" });
    },
  };
}

function noExportAll(context: Context): Deno.lint.LintVisitor {
  return {
    ExportAllDeclaration(node) {
      context.report({ node, message: "no export *", hint: "list what the module offers" });
    },
  };
}

function noSilentCatch(context: Context): Deno.lint.LintVisitor {
  const check = (node: Node, body: Node & { type: "BlockStatement" }) => {
    if (body.body.length > 0 || context.sourceCode.getCommentsInside(body).length > 0) return;
    const hint = "handle it, or say in a comment inside why nothing is to be done";
    context.report({ node, message: "a failure is dropped without a word", hint });
  };
  return {
    CatchClause(node) {
      check(node, node.body);
    },
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (callee.property.name !== "catch") return;
      const handler = node.arguments[0];
      if (handler?.type !== "ArrowFunctionExpression" && handler?.type !== "FunctionExpression") return;
      if (handler.body?.type === "BlockStatement") check(node, handler.body);
    },
  };
}

function fileName(context: Context): Deno.lint.LintVisitor {
  return {
    Program(node) {
      const name = context.filename.replaceAll("\\", "/").split("/").at(-1)!;
      if (!FILE_NAME.test(name)) context.report({ node, message: `files are snake_case.ts, not ${name}` });
    },
  };
}

const plugin: Deno.lint.Plugin = {
  name: "weald",
  rules: {
    "pure-world": { create: pureWorld },
    "no-default-export": { create: noDefaultExport },
    "no-export-all": { create: noExportAll },
    "no-silent-catch": { create: noSilentCatch },
    "file-name": { create: fileName },
  },
};

// deno-lint-ignore weald/no-default-export -- `deno lint` takes a plugin as the default export
export default plugin;
