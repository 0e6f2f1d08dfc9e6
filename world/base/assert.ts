/** Our own bug, found: the message says what should have held. Assertions stay on in production. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

/** Throws an `AssertionError` unless `condition` holds. For bugs of ours only: a peer's mistake is a reason code. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** The default branch of an exhaustive switch: a compile error if a case is missing, an assertion if one slips through. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable case: ${String(value)}`);
}
