/** JSON Schemas of a pack's files, for editors that know what may stand where. */
import { z } from "zod";
import { MANIFEST, PACK_FILE } from "../schema/kinds.ts";

/** The schema of every file of a pack besides pack.json. */
export function packFileSchema(): Record<string, unknown> {
  return { title: "Weald content", ...toSchema(PACK_FILE) };
}

/** The schema of pack.json. */
export function packManifestSchema(): Record<string, unknown> {
  return { title: "Weald content pack", ...toSchema(MANIFEST) };
}

function toSchema(schema: z.ZodType): Record<string, unknown> {
  // Draft 7 is what editors know best.
  return z.toJSONSchema(schema, { target: "draft-7", io: "input", reused: "ref" }) as Record<string, unknown>;
}
