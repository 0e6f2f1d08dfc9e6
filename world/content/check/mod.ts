/** Checks a pack from its files: the only way to make one. Needs the schema library; the world itself does not. */
export { type Mistake, mistakeText, shownValue } from "./mistakes.ts";
export { type Checked, checkPack, type PackFile } from "./check_pack.ts";
export { packFileSchema, packManifestSchema } from "./editor_schemas.ts";
