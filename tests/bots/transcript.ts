/** What a bot did, as lines for people: what happens again and again is told once, with how often. */
import type { BotReport } from "./report.ts";

/** Something that happened, at a simulated second. */
export interface Told {
  readonly seconds: number;
  readonly text: string;
}

/** Minutes and seconds. */
export function stampOf(seconds: number): string {
  return `${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The lines: fights and finds between two other things are told together. */
export function shorten(told: readonly Told[]): string[] {
  const lines: string[] = [];
  let run: Told[] = [];
  const endRun = () => {
    if (run.length === 0) return;
    const counts = new Map<string, number>();
    for (const { text } of run) counts.set(text, (counts.get(text) ?? 0) + 1);
    const texts = [...counts].map(([text, count]) => count === 1 ? text : `${text} ×${count}`);
    lines.push(`${stampOf(run[0]!.seconds)}  ${texts.join(", ")}`);
    run = [];
  };
  for (const one of told) {
    if (/^(beats|gathers)/.test(one.text)) run.push(one);
    else {
      endRun();
      lines.push(`${stampOf(one.seconds)}  ${one.text}`);
    }
  }
  endRun();
  return lines;
}

/** The document: how it was made, the lines, and what came of it. */
export function transcript(report: BotReport, told: readonly Told[], command: string): string {
  const minutes = Math.round((report.levelSeconds.at(-1) ?? 0) / 60);
  const { quests, kills, deaths, gathered, earned, spent, level } = report;
  const about = [
    `A bot plays a ${report.class} of the default pack from level 1 to ${level} by quests alone.`,
    "It comes in by the SDK as any client does, and knows what a client knows: its own state, what is in view, the marks",
    "on the map and the catalog. The server is a whole one, its clock a simulated one, so that",
    `${minutes} minutes of play are over in some two. This page was written by`,
  ];
  const came = [
    `In all it came to ${quests.length} quests, ${kills} fights won and ${deaths} lost, ${gathered} finds, ${earned} coins that`,
    `came in and ${spent} that went. [What came of others](content.md#balance) compares the classes.`,
  ];
  return [
    "# A playthrough",
    about.join(" "),
    `    ${command}`,
    "Times are minutes and seconds of play. Fights and finds between two other things are told in one line.",
    `\`\`\`\n${shorten(told).join("\n")}\n\`\`\``,
    `${came.join(" ")}\n`,
  ].join("\n\n");
}
