/** The command line: what was asked for, done. */
import { resolve } from "node:path";
import { prepareContentApart, runContentCommand } from "../content/mod.ts";
import type { PartStarters } from "../supervisor/mod.ts";
import { helpText } from "./help.ts";
import { parseCommandLine } from "./parse.ts";
import type { ResetPassword } from "./reset_password.ts";

export { helpText } from "./help.ts";
export { type OptionRow, SERVE_OPTIONS } from "./options.ts";
export type { ResetPassword } from "./reset_password.ts";

/** What the commands are done with. */
export interface CommandTools {
  readonly version: string;
  /** Once, and only to serve. `singleThread`: all parts in this thread. */
  readonly starters: (singleThread: boolean) => PartStarters;
  readonly resetPassword: ResetPassword;
}

/** Runs a command line; answers the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCommandLine(args: readonly string[], tools: CommandTools): Promise<number> {
  const parsed = parseCommandLine(args);
  switch (parsed.command) {
    case "usage-error":
      console.error(`${parsed.message}\nTry: weald help`);
      return 2;
    case "help":
      console.log(helpText(parsed.about).trimEnd());
      return 0;
    case "version":
      console.log(`Weald ${tools.version}`);
      return 0;
    case "admin reset-password": {
      const { runResetPassword } = await import("./reset_password.ts");
      return await runResetPassword(tools.resetPassword, parsed);
    }
    case "verify":
    case "replay":
    case "export":
    case "backup":
    case "restore": {
      const { runFileCommand } = await import("./file_commands.ts");
      return runFileCommand(parsed);
    }
    case "content check":
    case "content schema":
      return await runContentCommand(parsed);
    case "serve": {
      const { options, given } = parsed;
      // First, for the threads' code loads beside what is loaded next.
      const starters = tools.starters(options["single-thread"]);
      // The world waits for it.
      const content = prepareContentApart(options.content === "" ? "" : resolve(options.content));
      // Loaded only here: the other commands need none of the server.
      const { runServe } = await import("./serve.ts");
      return await runServe({ version: tools.version, options, given, starters, content });
    }
  }
}
