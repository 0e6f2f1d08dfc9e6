/** `weald content check` and `weald content schema`: what a host needs to write content; each answers its exit code. */
import { resolve } from "node:path";
import { KIND_NAMES } from "../../world/content/mod.ts";
import { checkFolder } from "./check_folder.ts";
import type { ContentCommand } from "./mod.ts";
import { writeSchemas } from "./write_schemas.ts";

/** Runs one of them. */
export async function runCommand(given: ContentCommand): Promise<number> {
  switch (given.command) {
    case "content check":
      return await check(given.folder === "" ? "" : resolve(given.folder));
    case "content schema":
      return await schema(resolve(given.out));
  }
}

async function check(folder: string): Promise<number> {
  const checked = await checkFolder(folder);
  const where = folder === "" ? "The default pack" : folder;
  if (!checked.ok) {
    const many = checked.mistakes === 1 ? "a mistake" : `${checked.mistakes} mistakes`;
    console.error(`${where} has ${many}:\n${checked.message}`);
    return 1;
  }
  const { pack, hash } = checked;
  const counts = KIND_NAMES.filter((kind) => pack.entries[kind].length > 0)
    .map((kind) => `${pack.entries[kind].length} ${kind}`);
  console.log(`${where} is without a mistake: ${pack.name} ${pack.version} (${hash}).\n${counts.join(", ")}`);
  return 0;
}

async function schema(folder: string): Promise<number> {
  try {
    const paths = await writeSchemas(folder);
    console.log(
      `Written: ${paths.join(", ")}\n` +
        'Name content.schema.json as "$schema" at the top of each file, and editors know what may stand where.',
    );
    return 0;
  } catch (error) {
    console.error(`Cannot write schemas into ${folder}: ${error instanceof Error ? error.message : error}.`);
    return 1;
  }
}
