/** Writes the JSON Schemas of content for editors. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packFileSchema, packManifestSchema } from "../../world/content/check/mod.ts";

/** Writes both schemas into a folder, which is made if it is not there. Answers their paths. */
export async function writeSchemas(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = [["content.schema.json", packFileSchema()], ["pack.schema.json", packManifestSchema()]] as const;
  const paths: string[] = [];
  for (const [name, schema] of files) {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify(schema, null, 2) + "\n");
    paths.push(path);
  }
  return paths;
}
