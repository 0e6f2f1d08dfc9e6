/** Reads what the tests of the documents need out of Markdown. */

/** A link or picture: where it leads, and the line it stands in, from 1. */
export interface Link {
  readonly line: number;
  readonly target: string;
}

/** A fenced block of code: its language word and its text. */
export interface CodeBlock {
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** Fenced blocks, in order. */
export function readCodeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (const match of markdown.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)) {
    const line = markdown.slice(0, match.index).split("\n").length;
    blocks.push({ line, language: match[1]!, text: match[2]! });
  }
  return blocks;
}

/** Links and pictures outside of code. */
export function readLinks(markdown: string): Link[] {
  const prose = withoutCode(markdown);
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map((match) => ({
    line: prose.slice(0, match.index).split("\n").length,
    target: match[1]!,
  }));
}

/** The anchors of a document's headings, as code hosts make them: lower case, spaces as hyphens, no punctuation. */
export function readAnchors(markdown: string): Set<string> {
  const headings = [...withoutCode(markdown).matchAll(/^#{1,6} +(.+?) *$/gm)].map((match) => match[1]!);
  return new Set(headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replace(/ /g, "-")));
}

/** Names of tasks in `deno task NAME`, wherever they stand. */
export function readTasks(markdown: string): Set<string> {
  return new Set([...markdown.matchAll(/\bdeno(?:@[\d.]+)? task ([\w:-]*\w)/g)].map((match) => match[1]!));
}

/** Paths of the project's files and folders named in backticks, such as `world/tick.ts` and `net/sessions/`. */
export function readPaths(markdown: string): string[] {
  const paths = [...markdown.matchAll(/`((?:world|net|persistence|admin|tests|docs|\.ci)\/[\w./-]*)`/g)];
  return paths.map((match) => match[1]!);
}

function withoutCode(markdown: string): string {
  const blank = (code: string) => code.replace(/[^\n]/g, " ");
  return markdown.replace(/^```[\s\S]*?^```$/gm, blank).replace(
    /`[^`\n]+`/g,
    (code) => /\]\(/.test(code) ? blank(code) : code,
  );
}
