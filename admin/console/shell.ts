/**
 * The frame around the pages: navigation at the side (at the foot on a phone), the page's heading with the world's
 * time, and the banners that stand above everything while something is wrong.
 */
import { element, fill, setText } from "./dom.ts";
import { icon, type IconName, mark } from "./icons.ts";
import type { LiveState } from "./live.ts";
import type { App, Page } from "./app.ts";
import { formatCount } from "./format.ts";
import { checkpointTrouble } from "./troubles.ts";
import { chooseTheme, chosenTheme, type Theme } from "./theme.ts";

interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
}

const PLACES: readonly Place[] = [
  { path: "/", label: "Overview", icon: "overview" },
  { path: "/map", label: "Map", icon: "map" },
  { path: "/players", label: "Players", icon: "players" },
  { path: "/broadcast", label: "Broadcast", icon: "broadcast" },
];
const RECORDS: readonly Place[] = [
  { path: "/past", label: "Time machine", icon: "past" },
  { path: "/ledger", label: "Ledger", icon: "ledger" },
  { path: "/audit", label: "Audit", icon: "audit" },
  { path: "/logs", label: "Logs", icon: "logs" },
];

/** The frame. */
export interface Shell {
  readonly node: HTMLElement;
  show(path: string, page: Page): void;
  leave(): void;
}

/** Builds the frame. `signOut` is called by its button. */
export function makeShell(app: App, signOut: () => void): Shell {
  const { info } = app.store;
  const online = element("span", { class: "nav-count" });
  const links = [...PLACES, ...RECORDS].map((place) => ({ place, link: navLink(place) }));
  links.find(({ place }) => place.path === "/players")!.link.append(online);
  const linkOf = (place: Place) => links.find((one) => one.place === place)!.link;
  const status = element("div", { class: "status" }, element("span", { class: "dot" }), element("span", {}, "Live"));
  const themeButton = element("button", { class: "button-icon", type: "button", on: { click: nextTheme } });
  const themeButtonInMenu = element("button", { class: "menu-item", type: "button", on: { click: nextTheme } });

  const side = element(
    "nav",
    { class: "side", "aria-label": "Pages" },
    element(
      "a",
      { class: "brand", href: "/" },
      mark(28),
      element(
        "span",
        { class: "brand-words" },
        element("strong", {}, "Weald"),
        element("span", { class: "brand-world" }, info.name),
      ),
    ),
    ...PLACES.map(linkOf),
    element("div", { class: "side-heading" }, "Records"),
    ...RECORDS.map(linkOf),
    element("div", { class: "side-space" }),
    status,
    element(
      "div",
      { class: "side-account" },
      element("span", { class: "avatar" }, app.account.name.slice(0, 1).toUpperCase()),
      element("span", { class: "side-name" }, app.account.name),
      themeButton,
      element(
        "button",
        { class: "button-icon", type: "button", "aria-label": "Sign out", title: "Sign out", on: { click: signOut } },
        icon("signOut"),
      ),
    ),
  );

  const menu = element(
    "div",
    { class: "menu", hidden: true },
    ...RECORDS.map((place) => element("a", { class: "menu-item", href: place.path }, icon(place.icon), place.label)),
    themeButtonInMenu,
    element("button", { class: "menu-item", type: "button", on: { click: signOut } }, icon("signOut"), "Sign out"),
  );
  const moreButton = element(
    "button",
    { class: "foot-link", type: "button", "aria-haspopup": "true", "aria-expanded": "false" },
    icon("more", 20),
    element("span", {}, "More"),
  );
  const showMenu = (shown: boolean) => {
    menu.hidden = !shown;
    moreButton.setAttribute("aria-expanded", String(shown));
  };
  moreButton.addEventListener("click", () => showMenu(menu.hidden !== false));
  const footLinks = PLACES.map((place) => ({ place, link: footLink(place) }));
  const foot = element(
    "nav",
    { class: "foot", "aria-label": "Pages" },
    ...footLinks.map((one) => one.link),
    moreButton,
  );

  const title = element("h1", { class: "heading-title" });
  const worldTime = element("span", { class: "world-time" });
  const banners = element("div", { class: "banners" });
  const heading = element("header", { class: "heading" }, title, element("div", { class: "heading-facts" }, worldTime));
  const main = element("main", { class: "main", id: "main" });
  const node = element(
    "div",
    { class: "shell" },
    element("a", { class: "skip", href: "#main" }, "Skip to the page"),
    side,
    element("div", { class: "stage" }, banners, heading, main),
    menu,
    foot,
  );

  function nextTheme(): void {
    const order: readonly Theme[] = ["auto", "light", "dark"];
    chooseTheme(order[(order.indexOf(chosenTheme()) + 1) % order.length]!);
    showThemeButton();
  }

  function showThemeButton(): void {
    const chosen = chosenTheme();
    const label = { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" }[chosen];
    const name = ({ auto: "auto", light: "sun", dark: "moon" } as const)[chosen];
    fill(themeButton, icon(name));
    fill(themeButtonInMenu, icon(name), label);
    themeButton.setAttribute("aria-label", label);
    themeButton.title = label;
  }

  function showState(state: LiveState): void {
    const away = state.state !== "open";
    status.classList.toggle("status-away", away);
    setText(status.lastElementChild!, away ? "Reconnecting…" : "Live");
    showBanners();
  }

  let bannersShown = "";
  function showBanners(): void {
    const { state } = app.live;
    const away = state.state === "waiting" || (state.state === "connecting" && app.store.sample !== null);
    const trouble = checkpointTrouble(app.store.sample);
    const wanted = `${away}|${trouble}`;
    if (wanted === bannersShown) return;
    bannersShown = wanted;
    banners.replaceChildren();
    if (away) {
      banners.append(element(
        "div",
        { class: "banner banner-away", role: "status" },
        icon("warning"),
        element("span", { class: "banner-text" }, "The connection to the server was lost. Trying again…"),
        element(
          "button",
          { class: "button button-small", type: "button", on: { click: app.live.retryNow } },
          "Try now",
        ),
      ));
    }
    if (trouble !== "") {
      banners.append(element(
        "div",
        { class: "banner banner-danger", role: "alert" },
        icon("warning"),
        element("span", { class: "banner-text" }, trouble),
      ));
    }
  }

  function showSample(): void {
    const world = app.store.sample?.world ?? null;
    setText(online, world === null ? "" : formatCount(world.players));
    setText(worldTime, world === null ? "" : `Day ${world.day} · ${world.timeOfDay} · ${world.weather}`);
    showBanners();
  }

  const closeMenu = (event: MouseEvent) => {
    if (event.target instanceof Node && !moreButton.contains(event.target)) showMenu(false);
  };
  document.addEventListener("click", closeMenu);
  const undoState = app.live.onState.on(showState);
  const undoSample = app.store.onSample.on(showSample);
  showThemeButton();
  showState(app.live.state);
  showSample();

  return {
    node,
    show(path, page) {
      document.title = `${page.title} · ${info.name} · Weald`;
      setText(title, page.title);
      main.className = `main main-${page.kind}`;
      main.replaceChildren(page.node);
      main.scrollTop = 0;
      for (const { place, link } of [...links, ...footLinks]) {
        if (place.path === path) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      moreButton.classList.toggle("foot-current", RECORDS.some((place) => place.path === path));
    },
    leave() {
      document.removeEventListener("click", closeMenu);
      undoState();
      undoSample();
    },
  };
}

function navLink({ path, label, icon: name }: Place): HTMLAnchorElement {
  return element("a", { class: "side-link", href: path }, icon(name), element("span", {}, label));
}

function footLink({ path, label, icon: name }: Place): HTMLAnchorElement {
  return element("a", { class: "foot-link", href: path }, icon(name, 20), element("span", {}, label));
}
