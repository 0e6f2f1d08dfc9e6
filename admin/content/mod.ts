/** The host's content: read from a folder, checked in a thread that ends; and the commands with which it is written. */
export { prepareContentApart, type Prepared } from "./prepare_apart.ts";

/** What the commands about content were given. */
export type ContentCommand =
  /** `folder` "": the default pack. */
  | { readonly command: "content check"; readonly folder: string }
  | { readonly command: "content schema"; readonly out: string };

/** Runs one of them; answers the exit code. */
export async function runContentCommand(given: ContentCommand): Promise<number> {
  // Loaded only here: the server itself does without the schema library.
  const { runCommand } = await import("./_commands.ts");
  return await runCommand(given);
}
