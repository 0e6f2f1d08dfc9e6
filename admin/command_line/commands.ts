/** The commands of the command line, for the parser and the help. */

/** One command, as the help tells it. */
export interface CommandRow {
  /** Words that select it. */
  readonly words: string;
  /** What follows the words. */
  readonly usage: string;
  readonly summary: string;
  readonly details: readonly string[];
}

export const COMMANDS = [
  {
    words: "serve",
    usage: "[options]",
    summary: "Serve the world. This is what happens without a command, too.",
    details: [
      "The first start makes a new world in the data folder and prints a link that opens the web console.",
      "Every option can also stand in a JSON file, with the same name and without the dashes, given with --config FILE.",
    ],
  },
  {
    words: "admin reset-password",
    usage: "[NAME] [--data FOLDER] [--password-stdin]",
    summary: "Give somebody of the staff a new password.",
    details: [
      "Works while the world is served and while it is not. NAME can be left out where there is one account only.",
      "Prints a new password; with --password-stdin it is read from standard input, as one line.",
      "All sessions of the account end.",
    ],
  },
  {
    words: "verify",
    usage: "[FILE] [--data FOLDER]",
    summary: "Check a world's file, or a backup: the file itself, the saved states, the journal, the ledger.",
    details: [
      "Steps the world once more through all of the past that is kept, and compares. Works while the world is served.",
    ],
  },
  {
    words: "replay",
    usage: "[FILE] [--data FOLDER] [--from TICK] [--to TICK]",
    summary: "Step the world through its past once more, and compare it with what was.",
    details: [
      "Begins at the kept checkpoint before --from, or at the oldest; ends at --to, or where the journal ends.",
      "FILE is a span that weald export or the console made, or a backup; without it, the world of the folder.",
    ],
  },
  {
    words: "export",
    usage: "--from T --to T --out FILE [--data FOLDER]",
    summary: "Copy a span of the past to a new file, for weald replay and weald verify on any machine.",
    details: [
      'T is a tick, a time such as 21:14 (the last time that clocks here showed it), or "2031-03-09 21:14".',
      "The file holds the state before the span, what everybody did, and what changed hands; names and what was said " +
      "are in it, accounts, passwords, tokens and addresses are not.",
    ],
  },
  {
    words: "backup",
    usage: "FILE [--data FOLDER]",
    summary: "Copy the world to a new file, while it is served or not, and check the copy.",
    details: [],
  },
  {
    words: "restore",
    usage: "FILE [--data FOLDER] [--replace]",
    summary: "Make a backup the world of a folder.",
    details: [
      "Checks the backup first. A folder that has a world is left alone without --replace; with it, the old world's file is kept under another name.",
    ],
  },
  {
    words: "content check",
    usage: "[FOLDER]",
    summary: "Check a folder of content, and say file, place, what is there and what is wanted for every mistake.",
    details: ["Without a folder, checks the content that is inside of Weald. What content is: docs/content.md."],
  },
  {
    words: "content schema",
    usage: "--out FOLDER",
    summary: "Write the JSON Schemas of content, with which editors help to write it.",
    details: [],
  },
  { words: "version", usage: "", summary: "Print the version.", details: [] },
  { words: "help", usage: "[COMMAND]", summary: "Explain a command.", details: [] },
] as const satisfies readonly CommandRow[];

export type CommandWords = (typeof COMMANDS)[number]["words"];
