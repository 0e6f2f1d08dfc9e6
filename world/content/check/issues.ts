/** What the schema library finds, as mistakes. */
import type { z } from "zod";
import { nearest } from "./nearest.ts";
import { type Mistake, shownValue } from "./mistakes.ts";
import type { KnownIds } from "../schema/known_ids.ts";
import type { KindName } from "../schema/kind_names.ts";

type Issue = z.core.$ZodIssue;

/** The mistakes in one entry. `at` is the entry's own path. */
export function mistakesOf(
  issues: readonly Issue[],
  raw: unknown,
  { file, at, ids }: { readonly file: string; readonly at: string; readonly ids: KnownIds },
): Mistake[] {
  return issues.flatMap((issue) => {
    const path = [at, ...issue.path.map(String)].join(".");
    const value = valueAt(raw, issue.path);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        file,
        path: `${path}.${key}`,
        value: shownValue(valueAt(value, [key])),
        wanted: "no field of this name",
      }));
    }
    return [{ file, path, value: shownValue(value), wanted: wantedBy(issue, value, ids) }];
  });
}

/** What should stand there, in words. */
function wantedBy(issue: Issue, value: unknown, ids: KnownIds): string {
  switch (issue.code) {
    case "invalid_type":
      return wantedType(issue.expected);
    case "too_small":
    case "too_big": {
      const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
      const bound = `${issue.code === "too_small" ? "at least" : "at most"} ${limit}`;
      if (issue.origin === "string") return `a text of ${bound} letters`;
      return issue.origin === "array" ? `${bound} of them` : `a whole number of ${bound}`;
    }
    case "invalid_value":
      return `one of ${issue.values.map((one) => JSON.stringify(one)).join(", ")}`;
    case "invalid_format":
      return `a text of the form ${issue.pattern ?? issue.format}`;
    case "invalid_union":
      return wantedOption("options" in issue ? issue.options : undefined, value);
    case "custom": {
      if (typeof issue.params?.ref === "string") return wantedId(issue.params.ref as KindName, value, ids);
      return typeof issue.params?.wanted === "string" ? issue.params.wanted : issue.message;
    }
    default:
      return issue.message;
  }
}

/** One of the types that there are where this stands; and the one that was meant, if it is nearly written. */
function wantedOption(options: unknown, value: unknown): string {
  if (!Array.isArray(options)) return "something else";
  const close = nearest(String(value), options.map(String));
  const meant = close === null ? "" : `; did you mean ${JSON.stringify(close)}?`;
  return `one of ${options.map((one) => JSON.stringify(one)).join(", ")}${meant}`;
}

function wantedId(kind: KindName, value: unknown, ids: KnownIds): string {
  const close = nearest(String(value), [...ids.get(kind) ?? []]);
  return `the id of one of ${kind}${close === null ? "" : `; did you mean ${JSON.stringify(close)}?`}`;
}

function wantedType(expected: string): string {
  switch (expected) {
    case "int":
    case "number":
      return "a whole number";
    case "string":
      return "a text";
    case "boolean":
      return "true or false";
    case "array":
      return "a list [ … ]";
    case "object":
      return "an object { … }";
    default:
      return expected;
  }
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}
