/** The inspector: one entity, live, with every component it has. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { KINDS } from "../../world/components.ts";
import type { EntityReport } from "../../world/part/types.ts";
import type { AccountOfCharacter, WorldInfo } from "../api/ports.ts";
import { ownerWords } from "./owner_words.ts";
import { get } from "./api.ts";
import { activityWords, componentWords, type ReportedComponent } from "./component_words.ts";
import { element, fill, reconcile, setText } from "./dom.ts";
import { formatHeading, formatMetres } from "./format.ts";
import { icon } from "./icons.ts";
import { kindLook } from "./kind_looks.ts";
import { kickPlayer, messagePlayer } from "./player_actions.ts";
import { toast } from "./toast.ts";

/** The panel. */
export interface Inspector {
  readonly node: HTMLElement;
  /** Another entity was selected; its report follows. */
  begin(entity: number): void;
  show(report: EntityReport | null): void;
  showFollowing(following: boolean): void;
}

/** What the panel's buttons do. */
export interface InspectorHands {
  onClose(): void;
  onFollow(): void;
  onGoTo(): void;
  /** Whether players are there to be spoken to: not where the past is looked at. */
  readonly mayAct: boolean;
}

/** Makes the panel. */
export function makeInspector(info: WorldInfo, hands: InspectorHands): Inspector {
  let entity = 0;
  let report: EntityReport | null = null;
  // Whose the inspected body is: asked for once, and forgotten with the selection.
  let owner = { character: 0, words: "" };
  const dot = element("span", { class: "kind-dot kind-dot-large" });
  const title = element("h2", { class: "inspector-title" });
  const subtitle = element("span", { class: "inspector-sub" });
  const copy = element(
    "button",
    { class: "button-icon button-icon-small", type: "button", "aria-label": "Copy the id", title: "Copy the id" },
    icon("copy", 15),
  );
  copy.addEventListener("click", () => {
    navigator.clipboard.writeText(String(entity)).then(
      () => toast("done", `The id ${entity} was copied.`),
      () => toast("failed", "The browser did not let the id be copied."),
    );
  });
  const close = element(
    "button",
    { class: "button-icon", type: "button", "aria-label": "Close", title: "Close", on: { click: hands.onClose } },
    icon("close"),
  );
  const follow = element("button", { class: "button", type: "button", on: { click: hands.onFollow } });
  const goTo = element(
    "button",
    { class: "button", type: "button", on: { click: hands.onGoTo } },
    icon("pin"),
    "Go there",
  );
  const message = element("button", { class: "button", type: "button" }, icon("message"), "Message");
  const kick = element("button", { class: "button button-danger-quiet", type: "button" }, icon("kick"), "Kick");
  const playerActions = element("div", { class: "inspector-actions", hidden: true }, message, kick);
  message.addEventListener("click", () => {
    const target = playerOf(report);
    if (target !== null) void messagePlayer(target);
  });
  kick.addEventListener("click", () => {
    const target = playerOf(report);
    if (target !== null) void kickPlayer(target);
  });
  const chips = element("div", { class: "chips" });
  const plan = element("p", { class: "inspector-plan" });
  const factsHeading = element("h3", { class: "inspector-heading" });
  const facts = element("dl", { class: "facts" });
  const rows = element("tbody", {});
  const details = element(
    "details",
    { class: "inspector-details", open: true },
    element("summary", {}, "Components"),
    element("table", { class: "components" }, rows),
  );
  const body = element("div", { class: "inspector-body" });
  const gone = element("div", { class: "empty" }, "It is not in the world any more.");
  const content = [
    chips,
    element("div", { class: "inspector-actions" }, follow, goTo),
    playerActions,
    element("h3", { class: "inspector-heading" }, "Plan"),
    plan,
    factsHeading,
    facts,
    details,
  ];
  const node = element(
    "aside",
    { class: "map-card inspector", hidden: true, "aria-label": "Inspector" },
    element(
      "header",
      { class: "inspector-head" },
      dot,
      element("div", { class: "inspector-names" }, title, element("div", { class: "inspector-id" }, subtitle, copy)),
      close,
    ),
    body,
  );

  function show(next: EntityReport | null): void {
    report = next;
    if (next === null) {
      fill(body, gone);
      return;
    }
    if (!chips.isConnected) fill(body, ...content);
    const value = (name: string) => next.components.find((one) => one.name === name)?.value ?? 0;
    const kind = KINDS[Number(value("kind"))] ?? "none";
    const look = kindLook(kind);
    const name = String(value("name") || "");
    dot.style.background = look.colour;
    setText(title, name || look.one);
    setText(subtitle, `${name === "" ? "" : `${look.one} · `}id ${next.entity}`);
    const activity = activityWords(Number(value("activity")), Number(value("speed")));
    showChips(chips, [next.asleep ? "sleeping" : "awake", activity]);
    setText(plan, sentence(next.plan));
    playerActions.hidden = !hands.mayAct || playerOf(next) === null;
    const speed = Number(value("speed"));
    askOwner(playerOf(next)?.character ?? 0);
    setText(factsHeading, owner.character === 0 ? "Where" : "Who and where");
    const words = [
      ...(owner.character === 0 ? [] : [["Account", owner.words] as const]),
      [
        "Position",
        `${formatMetres(next.x / UNITS_PER_METRE)} east, ${formatMetres(next.y / UNITS_PER_METRE)} south`,
      ] as const,
      ["Heading", formatHeading(Number(value("heading")))] as const,
      ["Speed", speed === 0 ? "stands" : `${(speed / 8).toFixed(1)} m/s`] as const,
    ];
    reconcile(facts, words, {
      key: ([label]) => label,
      make: ([label]) => element("div", { class: "fact" }, element("dt", {}, label), element("dd", {})),
      update: (row, [, text]) => setText(row.lastElementChild!, text),
    });
    reconcile(rows, next.components, {
      key: (component) => component.name,
      make: makeComponentRow,
      update: (row, component) => updateComponentRow(row, component, next.tick, info.tickRate),
    });
  }

  function askOwner(character: number): void {
    if (character === owner.character) return;
    const asked = owner = { character, words: "…" };
    if (character === 0) return;
    void get<AccountOfCharacter>(`/api/characters/${character}/account`).then((answer) => {
      asked.words = answer.ok ? ownerWords(answer.value) : "unknown";
      if (owner === asked && report !== null) show(report);
    });
  }

  return {
    node,
    begin(next) {
      entity = next;
      owner = { character: 0, words: "" };
      report = null;
      node.hidden = false;
      setText(title, "…");
      setText(subtitle, `id ${next}`);
      fill(body, element("div", { class: "empty" }, "Asking the world…"));
    },
    show,
    showFollowing(following) {
      fill(follow, icon("follow"), following ? "Following" : "Follow");
      follow.setAttribute("aria-pressed", String(following));
    },
  };
}

function showChips(node: HTMLElement, words: readonly string[]): void {
  if (node.dataset.shown === words.join()) return;
  node.dataset.shown = words.join();
  fill(node, ...words.map((word) => element("span", { class: "chip" }, word)));
}

function makeComponentRow(component: ReportedComponent): HTMLElement {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, component.label),
    element("td", {}, element("span", { class: "component-words" }), element("span", { class: "component-raw" })),
  );
}

function updateComponentRow(row: HTMLElement, component: ReportedComponent, tick: number, tickRate: number): void {
  const words = componentWords(component, tick, tickRate);
  const raw = String(component.value);
  setText(row.querySelector(".component-words")!, words);
  setText(row.querySelector(".component-raw")!, raw === words || raw === "" ? "" : raw);
}

/** The player that a report is about, or null if it is about something else. */
function playerOf(report: EntityReport | null): { character: number; name: string } | null {
  const value = (name: string) => report?.components.find((one) => one.name === name)?.value;
  const character = value("character");
  if (typeof character !== "number" || character === 0) return null;
  return { character, name: String(value("name") ?? "this player") };
}

function sentence(plan: string): string {
  const trimmed = plan.trim();
  return trimmed === ""
    ? "None."
    : `${trimmed[0]!.toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? "" : "."}`;
}
