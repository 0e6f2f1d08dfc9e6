/** A process of the load test that plays clients. It is told what to do on its standard input (orders.ts). */
import { TextLineStream } from "./text_lines.ts";
import { bareProtocol } from "./protocol_bare.ts";
import { colyseusProtocol } from "./protocol_colyseus.ts";
import { wealdProtocol } from "./protocol_weald.ts";
import type { PlayEvents, Protocol } from "./protocol.ts";
import { percentile } from "../numbers.ts";
import { newByteKinds } from "./byte_kinds.ts";
import { newFindings, Observers } from "./observers.ts";
import { Population, type PopulationOptions } from "./population.ts";
import { TickClock } from "./tick_clock.ts";
import type { GeneratorResult, Order, ProtocolName, Report } from "./orders.ts";

const STATUS_MS = 250;

let population: Population | null = null;
let observers: Observers | null = null;
let findings = newFindings();
let updatesBefore = 0;
let churnPerSecond = 0;
let measuredSince = performance.now();

function makeProtocol(name: ProtocolName, options: PopulationOptions): (events: PlayEvents) => Protocol {
  switch (name) {
    case "weald":
      return (events) => wealdProtocol(events, new TickClock(), observers);
    case "bare":
      return bareProtocol;
    case "colyseus":
      return (events) => colyseusProtocol(events, `http://${options.hostname}:${options.port}`);
  }
}

function tell(report: Report): void {
  console.log(JSON.stringify(report));
}

function result(played: Population): GeneratorResult {
  const seconds = (performance.now() - measuredSince) / 1000;
  const whole = played.clients.filter((client) =>
    client.state === "playing" && client.playingSince < measuredSince && !played.isDeaf(client)
  );
  return {
    type: "result",
    seconds,
    counts: played.counts,
    framesPerSecond: whole.map((client) => client.frames / seconds),
    bytesPerSecond: whole.map((client) => client.bytes / seconds),
    fightingShares: played.company?.shares ?? [],
    entryMs: played.entryMs,
    lateMsP99: percentile(played.lateMs, 0.99),
    seen: observers === null ? null : {
      clients: observers.count,
      inViewMean: observers.inViewMean,
      updates: observers.updates - updatesBefore,
      inputToSeenMs: observers.inputToSeenMs,
      inputToSeenFarMs: observers.inputToSeenFarMs,
      findings,
      byteKinds: observers.byteKinds,
    },
    playing: played.clients.filter((client) => client.state === "playing")
      .map(({ character, entity }) => ({ character, entity })),
  };
}

function tellStatus(played: Population): void {
  const { frames, bytes, inputs } = played.counts;
  const { playing, connecting, signingIn } = played.standing();
  const waiting = played.clients.length - playing;
  tell({ type: "status", playing, waiting, connecting, signingIn, frames, bytes, inputs });
}

function obey(order: Order): void {
  if (order.type === "start") {
    observers = order.full ? new Observers() : null;
    const started = population = new Population(order.options, makeProtocol(order.protocol, order.options));
    setInterval(() => tellStatus(started), STATUS_MS);
    setInterval(() => {
      started.churn(churnPerSecond);
      started.company?.second();
    }, 1000);
    return;
  }
  if (population === null) throw new Error(`order ${order.type}: "start" is wanted first`);
  switch (order.type) {
    case "add":
      population.add(order.players);
      break;
    case "measure":
      population.clearCounts();
      measuredSince = performance.now();
      findings = newFindings();
      if (observers !== null) {
        updatesBefore = observers.updates;
        observers.inputToSeenMs = [];
        observers.inputToSeenFarMs = [];
        observers.byteKinds = newByteKinds();
      }
      break;
    case "churn":
      churnPerSecond = order.perSecond;
      break;
    case "storm":
      population.storm();
      tellStatus(population);
      tell({ type: "stormed" });
      break;
    case "deaf":
      population.deaf = order.on;
      break;
    case "report":
      tell(result(population));
      break;
    case "sample":
      tell({ type: "sample", entities: observers?.sample(order.perObserver) ?? [] });
      break;
    case "compare":
      observers?.compare(order.truths, findings);
      observers?.agree(findings);
      break;
    case "stop":
      population.stop();
      Deno.exit(0);
  }
}

for await (const line of Deno.stdin.readable.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())) {
  obey(JSON.parse(line) as Order);
}
