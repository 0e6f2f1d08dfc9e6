/** What the tests of quests share. */
export { SILENT_OUTPUT as SILENT } from "../../../world/mod.ts";
export { reload, step } from "../_fixtures.ts";
