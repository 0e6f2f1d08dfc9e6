/** The party: who asks you in, who is with you, and what can be done about it. Its members stay in view at the side. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { byId, make, setText } from "../hud/dom.ts";
import { EffectIcons, lastingOn } from "../hud/effect_icons.ts";
import type { Actor } from "../scene/actor.ts";
import type { Panel, Panels } from "./panels.ts";
import { soon } from "../soon.ts";

const ICON =
  "M8 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6Zm8 0a3 3 0 1 1 0-6 3 3 0 0 1 0 6ZM2 19c0-4 3-6 6-6s6 2 6 6Zm13.500 0c0-2-.7-3.700-1.800-4.900.7-.3 1.500-.500 2.300-.500 3 0 6 2 6 5.400Z";

/** One of the party at the side. */
interface Member {
  readonly row: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly text: HTMLElement;
  readonly levelText: HTMLElement;
  readonly bar: HTMLMeterElement;
  readonly effects: EffectIcons;
}

/** The panel of the party. */
export class PartyPanel {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #panel: Panel;
  readonly #side = byId("party");
  readonly #say: (text: string) => void;
  #near: readonly Actor[] = [];
  /** Asks somebody who stands near to trade. */
  trade: (entity: number) => void = () => {};
  /** Aims at somebody of the party. */
  aim: (entity: number) => void = () => {};
  readonly #members = new Map<string, Member>();
  /** Who is in it comes one by one: it is drawn once after all of them. */
  readonly #drawSoon = soon(() => this.#draw());
  /** What the panel was filled with. */
  #filled = "";

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, panels: Panels, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#panel = panels.add({ id: "party", title: "Party", key: "P", icon: ICON });
    this.#panel.onOpen = () => {
      this.#filled = "";
      this.#fill();
    };
    client.on("own", ({ topic, key, value }) => {
      if (topic !== "party" && topic !== "invites") return;
      if (topic === "invites" && value !== null && key !== "") this.#panel.open();
      this.#drawSoon();
    });
  }

  /** Whether somebody could be asked into the party, as far as the page knows. */
  mayAsk(entity: number): boolean {
    const members = [...this.#client.own.party.values()];
    const own = members.find((member) => member.entity === this.#client.ownId);
    return !members.some((member) => member.entity === entity) && (members.length === 0 || own?.leads === true);
  }

  /** Asks somebody into the party. */
  ask(entity: number): void {
    const name = this.#near.find(({ id }) => id === entity)?.name ?? "them";
    this.#client.act("partyInvite", { to: entity }).then((result) => {
      this.#say(result.type === "refused" ? result.text : `You asked ${name} into your party.`);
    });
  }

  /** Notes who is near: whom one can ask; and shows what lasts on whom one is with. */
  show(actors: readonly Actor[]): void {
    this.#showEffects();
    const near = actors.filter(({ kind, own, ghost }) => kind === "player" && !own && !ghost);
    const changed = near.length !== this.#near.length || near.some(({ id }, at) => id !== this.#near[at]!.id);
    this.#near = near;
    if (changed && this.#panel.isOpen) this.#fill();
  }

  #draw(): void {
    const { party } = this.#client.own;
    for (const [key, { row }] of this.#members) {
      if (party.has(key) && party.get(key)!.entity !== this.#client.ownId) continue;
      row.remove();
      this.#members.delete(key);
    }
    for (const [key, { entity, here, healthShare, leads, level, name }] of party) {
      if (entity === this.#client.ownId) continue;
      const { row, button, text, levelText, bar } = this.#members.get(key) ?? this.#addMember(key);
      row.className = here ? "" : "away";
      button.title = here ? `Aim at ${name} (T)` : `${name} is away`;
      setText(text, `${leads ? "★ " : ""}${name}`);
      setText(levelText, String(level));
      bar.value = healthShare;
    }
    this.#side.hidden = party.size === 0;
    if (this.#panel.isOpen) this.#fill();
  }

  #showEffects(): void {
    const { own, tick, welcome } = this.#client;
    for (const [key, { effects }] of this.#members) {
      const entity = own.party.get(key)?.entity ?? 0;
      effects.show(lastingOn(own.lasting, entity), { tick, tickRate: welcome?.tickRate ?? 20 });
    }
  }

  /** A row that stays while its member does: a touch on it aims, whatever comes in meanwhile. */
  #addMember(key: string): Member {
    const [row, button, text, levelText] = [make("li"), make("button"), make("b"), make("span")];
    const bar = make("meter");
    bar.max = 255;
    bar.setAttribute("aria-label", "health");
    button.type = "button";
    button.addEventListener("click", () => {
      this.aim(this.#client.own.party.get(key)?.entity ?? 0);
      byId("world").focus({ preventScroll: true });
    });
    const effects = new EffectIcons(this.#lore, "this one of your party");
    button.append(text, levelText, bar, effects.element);
    row.append(button);
    this.#side.append(row);
    const member = { row, button, text, levelText, bar, effects };
    this.#members.set(key, member);
    return member;
  }

  /** Fills the panel, where it would say something else than it does: a button that is pressed stays under the finger. */
  #fill(): void {
    const { party, invites } = this.#client.own;
    const { ownId } = this.#client;
    const rows = [...party].map((
      [key, { entity, name, leads, here, level }],
    ) => [key, entity, name, leads, here, level]);
    const near = this.#near.map(({ id, name }) => [id, name]);
    const filled = JSON.stringify([rows, [...invites], near, ownId]);
    if (filled === this.#filled) return;
    this.#filled = filled;
    const { body } = this.#panel;
    body.replaceChildren();
    for (const [from, { name }] of invites) {
      const row = make("p", "ask");
      row.append(
        make("span", "", `${name} asks you into a party.`),
        this.#button("Join", () => this.#act("partyAnswer", { from: Number(from), yes: 1 })),
        this.#button("No", () => this.#act("partyAnswer", { from: Number(from), yes: 0 })),
      );
      body.append(row);
    }
    const own = [...party.values()].find(({ entity }) => entity === this.#client.ownId);
    if (party.size === 0) body.append(make("p", "soft", "You are on your own. Ask somebody who stands near you."));
    const list = make("ul", "rows");
    for (const [key, member] of party) {
      const row = make("li");
      row.append(make("b", "", `${member.name}${member.leads ? ", leads" : ""}`));
      row.append(make("span", "soft", member.here ? `level ${member.level}` : "away"));
      if (own?.leads === true && member !== own) {
        row.append(
          this.#button("Lead", () => this.#act("partyPromote", { member: Number(key) })),
          this.#button("Remove", () => this.#act("partyRemove", { member: Number(key) })),
        );
      }
      list.append(row);
    }
    body.append(list);
    if (party.size > 0) body.append(this.#button("Leave the party", () => this.#act("partyLeave", {})));
    this.#offerNear(body);
  }

  #offerNear(body: HTMLElement): void {
    const near = this.#near.slice(0, 12);
    if (near.length === 0) return;
    body.append(make("h3", "", "Near you"));
    const list = make("ul", "rows");
    for (const { id, name } of near) {
      const row = make("li");
      row.append(make("b", "", name));
      if (this.mayAsk(id)) row.append(this.#button("Ask", () => this.ask(id)));
      row.append(this.#button("Trade", () => this.trade(id)));
      list.append(row);
    }
    body.append(list);
  }

  #button(text: string, act: () => void): HTMLButtonElement {
    const button = make("button", "small", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  #act(...[name, fields]: Parameters<WealdClient["act"]>): void {
    this.#client.act(name, fields).then((result) => {
      if (result.type === "refused") this.#say(result.text);
    });
  }
}
