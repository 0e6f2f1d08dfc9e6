/** The console: signs in, then shows the page that the address names. */
import type { StaffAccount, WorldInfo } from "../api/ports.ts";
import { get, post, whenSignedOut } from "./api.ts";
import type { App, Page } from "./app.ts";
import { element, fill } from "./dom.ts";
import { openLive } from "./live.ts";
import { makeAuditPage } from "./page_audit.ts";
import { makeBroadcastPage } from "./page_broadcast.ts";
import { makeLedgerPage } from "./page_ledger.ts";
import { makeLogsPage } from "./page_logs.ts";
import { makeMapPage } from "./page_map.ts";
import { makeOverviewPage } from "./page_overview.ts";
import { makePastPage } from "./page_past.ts";
import { makePlayersPage } from "./page_players.ts";
import { makeSetupPage, makeSignInPage } from "./page_welcome.ts";
import { makeShell, type Shell } from "./shell.ts";
import { knowThings } from "./ledger_rows.ts";
import { makeStore } from "./store.ts";
import { showTheme } from "./theme.ts";

/** Pages by path. */
const PAGES: Readonly<Record<string, (app: App, query: URLSearchParams) => Page>> = {
  "/": makeOverviewPage,
  "/map": makeMapPage,
  "/players": makePlayersPage,
  "/broadcast": makeBroadcastPage,
  "/past": makePastPage,
  "/ledger": makeLedgerPage,
  "/audit": makeAuditPage,
  "/logs": makeLogsPage,
};

interface SignedIn {
  readonly app: App;
  readonly shell: Shell;
  shown: { readonly path: string; readonly page: Page } | null;
}

let signedIn: SignedIn | null = null;
const body = document.body;

function go(path: string): void {
  history.pushState(null, "", path);
  showPath();
}

function showPath(): void {
  if (signedIn === null) return;
  const { pathname, searchParams } = new URL(location.href);
  const path = pathname in PAGES ? pathname : "/";
  const { shown, shell, app } = signedIn;
  if (shown?.path === path) return shown.page.requery(searchParams);
  shown?.page.leave();
  const page = PAGES[path]!(app, searchParams);
  signedIn.shown = { path, page };
  shell.show(path, page);
}

function end(): void {
  if (signedIn === null) return;
  signedIn.shown?.page.leave();
  signedIn.shell.leave();
  signedIn.app.live.close();
  signedIn = null;
}

async function signOut(): Promise<void> {
  await post("/api/sign-out");
  end();
  await begin();
}

/** The session ended by itself: say so and keep the address, so that signing in leads back to the page. */
function sessionEnded(): void {
  if (signedIn === null) return;
  end();
  void begin("Your session has ended. Please sign in again.");
}

interface Welcome {
  readonly world: string;
  readonly setupNeeded: boolean;
  readonly signedIn: boolean;
}

/** What comes first: the console for who is signed in, else a page to sign in or to set up. */
async function begin(notice = ""): Promise<void> {
  const welcome = await get<Welcome>("/api/welcome");
  if (!welcome.ok) return showUnreachable(welcome.error);
  if (welcome.value.signedIn) await showConsole();
  else showWelcome(welcome.value, notice);
}

function showWelcome({ world, setupNeeded }: Welcome, notice: string): void {
  document.title = `${world} · Weald`;
  const done = () => void begin();
  const wantsSetup = location.pathname === "/setup" && location.hash.length > 1;
  if (setupNeeded || wantsSetup) {
    const token = wantsSetup ? location.hash.slice(1) : "";
    fill(body, makeSetupPage({ world, setupNeeded, token, done }));
  } else fill(body, makeSignInPage({ world, notice, done }));
}

function showUnreachable(error: string): void {
  const again = element("button", { class: "button button-primary", type: "button" }, "Try again");
  again.addEventListener("click", () => void begin());
  fill(
    body,
    element("main", { class: "welcome" }, element("div", { class: "welcome-card" }, element("p", {}, error), again)),
  );
}

async function showConsole(): Promise<void> {
  const me = await get<StaffAccount & { info: WorldInfo }>("/api/me");
  if (!me.ok) return showUnreachable(me.error);
  const { name, role, info } = me.value;
  if (location.pathname === "/setup" || location.pathname === "/sign-in") history.replaceState(null, "", "/");
  const live = openLive(sessionEnded);
  knowThings(info.things);
  const app: App = { account: { name, role }, live, store: makeStore(info, live), go };
  const shell = makeShell(app, () => void signOut());
  signedIn = { app, shell, shown: null };
  fill(body, shell.node);
  showPath();
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.origin !== location.origin || link.target !== "" || link.hash !== "") return;
  event.preventDefault();
  go(link.pathname + link.search);
});
addEventListener("popstate", showPath);
whenSignedOut(sessionEnded);
showTheme();
void begin();
