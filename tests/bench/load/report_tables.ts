/** The tables of docs/performance.md, from the results. */
import type { Budget } from "./budgets.ts";
import type { LoadResult } from "./result.ts";
import type { ReportRun } from "./report.ts";
import { systemTimesTable } from "./system_times.ts";

/** Puts the tables between their marks: `<!-- name -->` to `<!-- /name -->`. */
export function writeTables(
  document: string,
  runs: readonly ReportRun[],
  budgets: readonly Budget[],
  machine: string,
): string {
  const results = runs.flatMap(({ result }) => typeof result === "string" ? [] : [result]);
  const tables: Record<string, string> = {
    machine: `Measured on: ${machine}. The generators ran on the same machine.`,
    budgets: budgetTable(budgets),
    runs: runTable(runs),
    parts: partTable(results),
    bytes: bytesTable(results),
    systems: systemsTable(results),
    playing: playingTables(results),
    disturbances: disturbanceTable(results),
    floor: floorTable(results),
    peer: peerTable(results),
    correctness: correctnessTable(results),
  };
  let text = document;
  for (const [name, table] of Object.entries(tables)) {
    const pattern = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!pattern.test(text)) throw new Error(`write the table "${name}": the document has no <!-- ${name} --> for it`);
    text = text.replace(pattern, (_, open, close) => `${open}\n\n${table}\n\n${close}`);
  }
  return text;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return "Not measured yet.";
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => index === 0 ? "---" : "---:")), ...rows.map(line)].join("\n");
}

function budgetTable(budgets: readonly Budget[]): string {
  return table(
    ["what", "wanted", "measured", ""],
    budgets.map(({ what, wanted, measured }) => [
      ...[what, wanted, measured?.text ?? "no result", measured === null ? "" : measured.met ? "met" : "not met"],
    ]),
  );
}

function runTable(runs: readonly ReportRun[]): string {
  const head = [
    ...["scenario", "players", "others in view", "ticks/s", "tick ms p50", "p99", "max", "frames/s each", "of 99 % ≥"],
    ...["B/s each", "p99", "input to seen ms p50", "p99", "cores", "generator", "kB each", "dropped"],
  ];
  return table(
    head,
    runs.map(({ scenario, players, result: r }) => {
      if (typeof r === "string") return [scenario, players, `no result: ${r}`, ...head.slice(3).map(() => "")];
      return [
        ...[scenario, players, r.playersInView, r.simulationHz, r.tickMsP50.toFixed(1), r.tickMsP99.toFixed(1)],
        ...[r.tickMsMax.toFixed(1), r.framesPerPlayerPerSecond.mean, r.framesPerPlayerPerSecond.p1],
        ...[r.bytesPerPlayerPerSecond.mean, r.bytesPerPlayerPerSecond.p99, r.inputToSeenMsP50, r.inputToSeenMsP99],
        ...[r.serverCores.total.toFixed(2), r.generatorCores.toFixed(2), Math.round(r.memoryBytesPerPlayer / 1000)],
        Object.values(r.dropped).reduce((sum, count) => sum + count, 0),
      ];
    }),
  );
}

function partTable(results: readonly LoadResult[]): string {
  return table(
    ["scenario", "players", "world", "gateway", "storage", "main", "engine", "µs a frame", "players a core"],
    results.map(({ scenario, players, serverCores: cores, serverMicrosPerFrame, playersPerCore }) => [
      ...[scenario, players, cores.world.toFixed(3), cores.gateways.toFixed(3), cores.storage.toFixed(3)],
      ...[cores.main.toFixed(3), cores.other.toFixed(3), serverMicrosPerFrame, playersPerCore],
    ]),
  );
}

function bytesTable(results: readonly LoadResult[]): string {
  const kinds = Object.keys(results[0]?.bytesByKind ?? {}) as (keyof LoadResult["bytesByKind"])[];
  return table(
    ["scenario", "players", ...kinds],
    results.map(({ scenario, players, bytesByKind }) => [scenario, players, ...kinds.map((kind) => bytesByKind[kind])]),
  );
}

function systemsTable(results: readonly LoadResult[]): string {
  const names = [...new Set(results.flatMap(({ systemsMs }) => Object.keys(systemsMs)))];
  return table(
    ["scenario", "players", ...names],
    results.map(({ scenario, players, systemsMs }) => [
      ...[scenario, players],
      ...names.map((name) => (systemsMs[name] ?? 0).toFixed(2)),
    ]),
  );
}

export function playingTables(results: readonly LoadResult[]): string {
  const played = results.flatMap((result) => result.play === null ? [] : [{ ...result, play: result.play }]);
  if (played.length === 0) return "Not measured yet.";
  return played.map(({ play, systemTimes, ...r }) => {
    const head = [
      "players",
      "in a fight",
      "tick ms p50",
      "p99",
      "max",
      "ticks/s",
      "frames/s each",
      "cores",
      "generator",
    ];
    const row = [
      ...[r.players, `${(play.fightingShare * 100).toFixed(1)} %`, r.tickMsP50.toFixed(1), r.tickMsP99.toFixed(1)],
      ...[r.tickMsMax.toFixed(1), r.simulationHz, r.framesPerPlayerPerSecond.mean],
      ...[r.serverCores.total.toFixed(2), r.generatorCores.toFixed(2)],
    ];
    const done = Object.entries(play.done).sort(([, a], [, b]) => b - a).map(([name, count]) => `${count} ${name}`);
    return [
      table(head, [row]),
      `In ${Math.round(r.seconds)} s they did ${done.join(", ")}.`,
      systemTimesTable(systemTimes),
    ].join("\n\n");
  }).join("\n\n");
}

function disturbanceTable(results: readonly LoadResult[]): string {
  return table(
    ["scenario", "players hit", "all back, ms", "input to seen p99 before, ms", "after", "ratio"],
    results.flatMap(({ disturbance: one }) =>
      one === null ? [] : [[
        ...[one.kind, one.players, one.allBackMs ?? "", one.inputToSeenMsP99Before, one.inputToSeenMsP99During],
        (one.inputToSeenMsP99During / Math.max(1, one.inputToSeenMsP99Before)).toFixed(2),
      ]]
    ),
  );
}

function floorTable(results: readonly LoadResult[]): string {
  return table(
    [
      ...["scenario", "players", "frames/s", "B a frame", "broadcast µs", "with inputs", "gateway µs"],
      ...["whole server", "gateway ÷ broadcast with inputs", "server ÷ broadcast"],
    ],
    results.flatMap(({ scenario, players, floor }) =>
      floor === null ? [] : [[
        ...[scenario, players, floor.framesPerSecond, floor.bytesPerFrame, floor.microsPerFrame],
        ...[floor.microsPerFrameWithInputs, floor.wealdGatewayMicrosPerFrame, floor.wealdMicrosPerFrame],
        ...[floor.gatewayRatio, floor.wholeRatio],
      ]]
    ),
  );
}

function peerTable(results: readonly LoadResult[]): string {
  const measured = results.filter(({ peer }) => peer !== null);
  const steps = table(
    ["players", "cores", "patches/s each", "of 99 % ≥", "B/s each", "memory MB", "on time"],
    measured.flatMap(({ peer }) =>
      peer!.steps.map((step) => [
        ...[
          step.players,
          step.cores.toFixed(2),
          step.patchesPerPlayerPerSecond.mean,
          step.patchesPerPlayerPerSecond.p99,
        ],
        ...[step.bytesPerPlayerPerSecond, Math.round(step.memoryBytes / 1e6), step.onTime ? "yes" : "no"],
      ])
    ),
  );
  const ratios = table(
    ["", "players a core", "B/s each"],
    measured.flatMap(({ peer, players, bytesPerPlayerPerSecond }) => [
      [`Weald, ${players} players`, peer!.wealdPlayersPerCore, bytesPerPlayerPerSecond.mean],
      [`${peer!.name}, ${peer!.players} players`, peer!.playersPerCore, peer!.bytesPerPlayerPerSecond],
      ["ratio", peer!.playersPerCoreRatio, peer!.bytesRatio],
    ]),
  );
  return `${steps}\n\n${ratios}`;
}

function correctnessTable(results: readonly LoadResult[]): string {
  return table(
    [
      ...["scenario", "players", "positions compared", "right", "looked for", "missing", "ghosts"],
      ...["agreed between clients", "disagreed", "by step", "possible", "at its step", "right square"],
    ],
    results.map(({ scenario, players, findings: f }) => [
      ...[scenario, players, f.compared, f.exact, f.lookedFor, f.missing, f.ghosts, f.agreed, f.disagreed],
      ...[f.byStep, f.byStepPossible, f.atStep, f.atStepRight],
    ]),
  );
}
