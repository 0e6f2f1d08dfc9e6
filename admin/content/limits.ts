/** The limits of a host's content, each with its unit. */

/** Files of a pack. */
export const FILES_MAX = 500;
/** Letters of one file. */
export const FILE_LETTERS_MAX = 1_000_000;
/** Mistakes that are told at once; the rest is counted. */
export const MISTAKES_TOLD_MAX = 50;
