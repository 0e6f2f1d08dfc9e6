/**
 * The version of the world's rules. A journal is a list of commands, and what they come to follows from the rules; so
 * each row of it says by which rules it was made, and other rules do not read it.
 *
 * Raise it with every change by which the same state and the same commands may give another state.
 */
export const RULES_VERSION = 44;
