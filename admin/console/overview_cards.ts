/** The overview's smaller cards: systems, the world, queues, memory. Each shows a sample into elements it keeps. */
import type { StatsSample, WorldInfo } from "../api/ports.ts";
import { element, fill, reconcile, setText } from "./dom.ts";
import { formatAgo, formatBytes, formatClock, formatCount, formatDay, formatMs, plural } from "./format.ts";
import { KIND_LOOKS } from "./kind_looks.ts";

/** A card's content. */
export interface Card {
  readonly node: HTMLElement;
  show(sample: StatsSample): void;
}

interface Bar {
  readonly name: string;
  /** 0 to 1 of the track. */
  readonly share: number;
  readonly text: string;
  readonly tone: "" | "warn" | "danger";
}

/** A list of labelled bars. */
function makeBars(empty: string): { node: HTMLElement; show(bars: readonly Bar[]): void } {
  const node = element("ul", { class: "bars" });
  return {
    node,
    show(bars) {
      if (bars.length === 0) return fill(node, element("li", { class: "empty-line" }, empty));
      reconcile(node, bars, {
        key: (bar) => bar.name,
        make: (bar) =>
          element(
            "li",
            { class: "bar" },
            element("span", { class: "bar-name", title: bar.name }, bar.name),
            element("span", { class: "bar-text" }),
            element("span", { class: "bar-track" }, element("span", { class: "bar-fill" })),
          ),
        update(row, bar) {
          setText(row.querySelector(".bar-text")!, bar.text);
          const filled = row.querySelector<HTMLElement>(".bar-fill")!;
          filled.style.setProperty("--share", String(Math.max(0, Math.min(1, bar.share))));
          row.className = bar.tone === "" ? "bar" : `bar bar-${bar.tone}`;
        },
      });
    },
  };
}

/** Mean time of each system and stage of the tick, longest first. */
export function makeSystemsCard(): Card {
  const bars = makeBars("The world has not reported yet.");
  return {
    node: bars.node,
    show({ world }) {
      const systems = [...world?.systems ?? []].sort((a, b) => b.ms - a.ms).slice(0, 9);
      const most = Math.max(0.001, ...systems.map((system) => system.ms));
      bars.show(systems.map(({ name, ms }) => ({ name, share: ms / most, text: formatMs(ms), tone: "" })));
    },
  };
}

/** How full each queue between the parts is, and what it had to refuse. */
export function makeQueuesCard(): Card {
  const bars = makeBars("No part has reported its queues yet.");
  const note = element("p", { class: "queues-note" });
  return {
    node: element("div", { class: "queues" }, bars.node, note),
    show({ world, gateways }) {
      const from = (
        part: string,
        queues: readonly { name: string; waitingBytes: number; capacityBytes: number; refused: number }[],
      ) => queues.map((queue) => ({ ...queue, name: `${part} → ${queue.name}` }));
      const queues = [
        ...from("world", world?.queues ?? []),
        ...gateways.flatMap((gateway) =>
          from(gateways.length === 1 ? "gateway" : `gateway ${gateway.index}`, gateway.queues)
        ),
      ];
      const refused = queues.reduce((sum, queue) => sum + queue.refused, 0);
      setText(
        note,
        refused === 0
          ? "None of them has had to refuse anything since the start."
          : `${
            formatCount(refused)
          } messages found a queue full since the start; their senders tried again or began afresh.`,
      );
      bars.show(queues.map(({ name, waitingBytes, capacityBytes, refused }) => {
        const share = capacityBytes === 0 ? 0 : waitingBytes / capacityBytes;
        const drops = refused === 0 ? "" : ` · ${formatCount(refused)} refused`;
        return {
          name,
          share,
          text: `${formatBytes(waitingBytes)} of ${formatBytes(capacityBytes)}${drops}`,
          tone: share > 0.8 ? "danger" : share > 0.5 || refused > 0 ? "warn" : "",
        };
      }));
    },
  };
}

/** Memory of each part, and of the rest of the process. */
export function makeMemoryCard(): Card {
  const bars = makeBars("No part has reported yet.");
  return {
    node: bars.node,
    show({ world, gateways, process, storage }) {
      const parts = [
        ...(world === null ? [] : [{ name: "World", bytes: world.memoryBytes }]),
        ...gateways.map((gateway) => ({
          name: gateways.length === 1 ? "Gateway" : `Gateway ${gateway.index}`,
          bytes: gateway.memoryBytes,
        })),
      ];
      const known = parts.reduce((sum, part) => sum + part.bytes, 0);
      const rest = [
        { name: "Whole process", bytes: process.memoryBytes },
        ...parts,
        ...(process.memoryBytes > known ? [{ name: "Runtime and rest", bytes: process.memoryBytes - known }] : []),
        ...(storage === null ? [] : [{ name: "World file on disk", bytes: storage.fileBytes + storage.walBytes }]),
      ];
      const most = Math.max(1, process.memoryBytes);
      bars.show(rest.map(({ name, bytes }) => ({ name, share: bytes / most, text: formatBytes(bytes), tone: "" })));
    },
  };
}

/** The world itself: its time, what lives in it, its hash and whether it is saved. */
export function makeWorldCard(info: WorldInfo): Card {
  const facts = element("dl", { class: "facts" });
  const kinds = element("ul", { class: "kinds" });
  return {
    node: element("div", {}, facts, kinds),
    show({ world, storage, backup }) {
      if (world === null) {
        return fill(facts, element("div", { class: "empty-line" }, "The world has not reported yet."));
      }
      const asleep = world.entities - world.awake;
      const rows: readonly Fact[] = [
        { label: "Time", value: `Day ${world.day}, ${world.timeOfDay} · ${world.weather}`, code: false, tone: "" },
        { label: "Tick", value: formatCount(world.tick), code: false, tone: "" },
        {
          label: "Entities",
          value: `${formatCount(world.entities)} · ${formatCount(world.awake)} awake, ${formatCount(asleep)} asleep`,
          code: false,
          tone: "",
        },
        { label: "State hash", value: world.stateHash || "–", code: true, tone: "" },
        { label: "Hash of tick", value: formatCount(world.hashTick), code: false, tone: "" },
        checkpointFact(world.checkpoint, storage),
        ...(backup === undefined ? [] : [backupFact(backup)]),
        { label: "Seed", value: String(info.seed), code: true, tone: "" },
      ];
      reconcile(facts, rows, {
        key: (row) => row.label,
        make: (row) => element("div", { class: "fact" }, element("dt", {}, row.label), element("dd", {})),
        update(node, row) {
          setText(node.lastElementChild!, row.value);
          node.lastElementChild!.className = `${row.code ? "code" : ""} ${row.tone}`.trim();
        },
      });
      reconcile(kinds, Object.entries(world.byKind).filter(([, count]) => count > 0), {
        key: ([kind]) => kind,
        make: ([kind]) =>
          element(
            "li",
            { class: "kind" },
            element("span", { class: "kind-dot", css: { background: KIND_LOOKS[kind]?.colour ?? "var(--ink-3)" } }),
            element("span", {}, KIND_LOOKS[kind]?.many ?? kind),
            element("span", { class: "kind-count" }),
          ),
        update: (node, [, count]) => setText(node.lastElementChild!, formatCount(count)),
      });
    },
  };
}

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly code: boolean;
  readonly tone: "" | "good" | "bad";
}

function backupFact(backup: NonNullable<StatsSample["backup"]>): Fact {
  const label = "Backups";
  const { everyMinutes, keep, count, last, isRunning, trouble, nextAt } = backup;
  if (everyMinutes === 0) return { label, value: "None are made (--backup-every 0)", code: false, tone: "" };
  if (trouble !== "") return { label, value: trouble, code: false, tone: "bad" };
  const next = isRunning ? "one is being made" : `the next ${formatDay(nextAt, Date.now())} ${formatClock(nextAt)}`;
  const newest = last === null
    ? "none yet"
    : `${count} of ${keep}, the newest ${formatAgo(last.at, Date.now())}, ${formatBytes(last.bytes)}`;
  return { label, value: `${newest} · ${next}`, code: false, tone: last === null ? "" : "good" };
}

type Checkpoint = NonNullable<StatsSample["world"]>["checkpoint"];

function checkpointFact(checkpoint: Checkpoint, storage: StatsSample["storage"]): Fact {
  const label = "Last saved";
  if (checkpoint.state === "failed") return { label, value: "It failed: see above", code: false, tone: "bad" };
  const save = storage?.lastSave ?? null;
  if (save === null) {
    return { label, value: checkpoint.state === "saving" ? "Saving now…" : "Not yet", code: false, tone: "" };
  }
  const ago = formatAgo(Date.parse(save.at), Date.now());
  return {
    label,
    value: `${ago} · ${plural(save.pages, "page", "pages")} in ${save.ms < 1 ? "under 1 ms" : formatMs(save.ms)}`,
    code: false,
    tone: "good",
  };
}
