/**
 * Every field that authors of packs write is read by something. What reads a field the compiler knows: it is asked where
 * each field of the schemas is referred to, besides where it is declared, checked and copied to the catalog.
 */
import { deepEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { listFiles, ROOT } from "../../tools/source_files.ts";

/** Read in ways that the compiler does not connect with the schema: the file, and the words in it that read them. */
const READ_OTHERWISE: readonly (readonly [fields: readonly string[], file: string, words: string])[] = [
  [["event.phases.harvestPermille"], "world/crafts/gather.ts", '"harvestPermille"'],
  [["event.phases.xpPermille"], "world/combat/death.ts", '"xpPermille"'],
  [["event.phases.pricesPermille"], "world/items/vendors.ts", '"pricesPermille"'],
  [["node.skillUpTo", "recipe.skillUpTo"], "world/skills/skills.ts", "lesson.skillUpTo"],
  [["node.tool.craft", "node.tool.tier"], "world/items/tools.ts", "tool.tier < tier"],
  [["node.look.shape", "node.look.colour"], "net/client/page/art/growth.ts", "growth.colour"],
  [
    [
      ...["paces.deepWater", "paces.shallowWater", "paces.sand", "paces.grass", "paces.meadow", "paces.forest"],
      ...["paces.rock", "paces.snow", "paces.road", "paces.plaza", "paces.field", "paces.floor"],
    ],
    "world/footing.ts",
    "paces[kind]",
  ],
  [["footing.slopes.riseCm", "footing.slopes.pace"], "world/footing.ts", "riseCm"],
  [["season.weather.weather", "season.weather.weight"], "world/weather.ts", "({ weight })"],
  [["world_quest.done.prosperity", "world_quest.failed.prosperity"], "world/events/tasks.ts", "prosper("],
];

/** Read by nothing, for a reason. */
const UNREAD: Readonly<Record<string, string>> = {
  "dungeon.rooms.id": "names a room for who edits a pack",
  "event.phases.id": "names a phase for who edits a pack, and in what the check says",
};

/** Default values of the land, and the field that they are of; "": those within are. */
const LAND_VALUES: Readonly<Record<string, string>> = { DEFAULT_LAND: "", DEFAULT_FOOTING: "footing" };

/** What fields are described with, and what faults of entries say: no fields themselves. */
const NO_FIELDS = new Set(["description", "code", "path", "params", "input", "wanted", "ref"]);
/** Not of entries: the kinds as such, and what a pack says of itself, which persistence reads by other types. */
const NO_ENTRIES = new Set(["kinds", "manifest", "removal", "pack_file"]);
const HERE = "world/content/";
const NO_READERS = ["schema/", "check/", "catalog.ts", "numbers.ts"].map((path) => ROOT + HERE + path);

function programOf(files: readonly string[]): ts.Program {
  const zod = fileURLToPath(import.meta.resolve("zod")).replace(/\.js$/, ".d.ts");
  return ts.createProgram(files, {
    strict: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ["lib.esnext.d.ts"],
    paths: { zod: [zod] },
  });
}

/** Where what is read in a file is declared: of `entry.swims` the `swims: …` of its schema, as "path:place". */
function readIn(source: ts.SourceFile, checker: ts.TypeChecker, found: Set<string>): void {
  const note = (symbol: ts.Symbol | undefined) => {
    for (const one of symbol?.declarations ?? []) {
      if (ts.isPropertyAssignment(one)) found.add(`${one.getSourceFile().fileName}:${one.name.getStart()}`);
    }
  };
  const visit = (node: ts.Node) => {
    if (ts.isPropertyAccessExpression(node)) note(checker.getSymbolAtLocation(node.name));
    if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
      note(checker.getTypeAtLocation(node.expression).getProperty(node.argumentExpression.text));
    }
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) note(checker.getTypeAtLocation(node.parent).getProperty(name.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

interface Field {
  readonly name: string;
  readonly path: string;
  readonly at: number;
}

/** What is said in `.default(…)` is a value. */
function isDefault(node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined || !ts.isCallExpression(parent) || parent.expression === node) return false;
  return ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === "default";
}

/** The fields of a file of schemas, leaves only: "creature.look.plan". */
function fieldsOf(source: ts.SourceFile): Field[] {
  const found: Field[] = [];
  const visit = (node: ts.Node, name: string): number => {
    if (isDefault(node)) return 0;
    let inner = name;
    const isTop = ts.isVariableDeclaration(node) && node.parent.parent.parent === source;
    if (isTop && ts.isIdentifier(node.name)) inner = node.name.text.toLowerCase();
    // `{ xp: true }` picks of another schema's fields.
    const isField = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && !NO_FIELDS.has(node.name.text) &&
      node.initializer.kind !== ts.SyntaxKind.TrueKeyword;
    if (isField) inner = `${name}.${(node.name as ts.Identifier).text}`;
    let below = 0;
    ts.forEachChild(node, (child) => {
      below += visit(child, inner);
    });
    if (!isField) return below;
    if (below === 0) found.push({ name: inner, path: source.fileName, at: node.name.getStart(source) });
    return below + 1;
  };
  visit(source, "");
  // By their ids entries are numbered and found, whatever their kind.
  return found.filter(({ name }) => /\./.test(name) && !/^\w+\.id$/.test(name) && !NO_ENTRIES.has(name.split(".")[0]!));
}

/** Rules of the land are read by the types of their default values: where the value of each field is declared. */
function landValues(source: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: ts.Node, name: string) => {
    let inner = name;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) inner = LAND_VALUES[node.name.text] ?? name;
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      inner = name === "" ? node.name.text : `${name}.${node.name.text}`;
      found.set(inner, `${source.fileName}:${node.name.getStart(source)}`);
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(source, "");
  return found;
}

Deno.test("content: every field that authors write is read by something", () => {
  const files = listFiles().filter((path) => /^(world|net|admin)\/.*\.ts$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => ROOT + path);
  const program = programOf(files);
  const checker = program.getTypeChecker();
  const fields = files.filter((path) => path.startsWith(`${ROOT}${HERE}schema/`))
    .flatMap((path) => fieldsOf(program.getSourceFile(path)!));
  ok(fields.length > 400, `it found ${fields.length} fields`);
  const read = new Set<string>();
  for (const path of files) {
    if (NO_READERS.some((start) => path.startsWith(start))) continue;
    readIn(program.getSourceFile(path)!, checker, read);
  }
  const values = landValues(program.getSourceFile(`${ROOT}world/terrain/rules.ts`)!);
  const isRead = ({ name, path, at }: Field) => read.has(`${path}:${at}`) || read.has(values.get(name) ?? "");
  const unread = new Set(fields.filter((field) => !isRead(field)).map(({ name }) => name));
  for (const [names, file, words] of READ_OTHERWISE) {
    ok(readFileSync(ROOT + file, "utf8").includes(words), `${file} reads ${words}`);
    for (const name of names) ok(unread.delete(name), `${name} needs no line in this table`);
  }
  deepEqual([...unread].sort(), Object.keys(UNREAD).sort());
});
