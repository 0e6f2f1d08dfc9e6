/** The players' page: connects, welcomes, then plays. Everything is put together here. */
import { recipeOfCatalog } from "../../../world/content/mod.ts";
import { swimmingOn } from "../../../world/footing.ts";
import { makeTerrain, TERRAIN_VERSION } from "../../../world/terrain/mod.ts";
import type { Layout } from "../../../world/terrain/types.ts";
import { EVEN_FOOTING } from "../../../world/motion.ts";
import { SOCKET_PATH } from "../../protocol/mod.ts";
import { connect } from "../sdk/mod.ts";
import { Game } from "./game/game.ts";
import { placeName } from "./game/place_names.ts";
import { ClassOfNext, plannedClass } from "./game/planned_class.ts";
import { keep, readKept } from "./game/settings.ts";
import { CharacterScreen } from "./hud/characters.ts";
import { ClassPicker } from "./hud/class_picker.ts";
import { byId } from "./hud/dom.ts";
import { LookEditor } from "./hud/look_editor.ts";
import { Notice } from "./hud/status.ts";
import { WelcomeScreen } from "./hud/welcome.ts";

/** How often a page that welcomes asks how many are there. */
const COUNT_MS = 10_000;

function socketUrl(): string {
  const url = new URL(SOCKET_PATH, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** How many are in the world, as the server says to whoever asks; null where it does not. */
async function readOnline(): Promise<number | null> {
  try {
    const { online } = await (await fetch("/status")).json() as { readonly online?: unknown };
    return typeof online === "number" ? online : null;
  } catch {
    // There is no server just now: the page says so elsewhere.
    return null;
  }
}

/** Loads the page anew, unless that was just done and did not help. */
function reloadOnce(): void {
  if (readKept("reloaded") !== null) throw new Error("draw the world: the server's terrain has another version");
  keep("reloaded", "yes");
  location.reload();
}

function start(): void {
  const token = readKept("token");
  let layout: Layout | null = null;
  const client = connect({
    url: socketUrl(),
    client: "weald-page/1",
    // One terrain: the prediction and the picture walk on the same ground.
    makeFooting: (seed, terrainVersion, catalog) => {
      if (terrainVersion !== TERRAIN_VERSION || catalog === null) return EVEN_FOOTING;
      const terrain = makeTerrain(seed, recipeOfCatalog(catalog));
      game.enterWorld(terrain);
      layout = terrain.layout;
      characters.redraw();
      return swimmingOn(terrain);
    },
    ...token === null ? {} : { token },
  });
  const kept = readKept("look");
  const look = new LookEditor(kept === null ? null : Number(kept), (bits) => keep("look", String(bits)));
  const picker = new ClassPicker();
  const classOfNext = new ClassOfNext(client);
  const welcome = new WelcomeScreen((credentials) => {
    keep("look", String(look.bits));
    if (client.state.name !== "signing in") {
      return welcome.refuse("The world cannot be reached at the moment. One more try in a moment.");
    }
    if (credentials.mode !== "password") classOfNext.begin(picker.chosen);
    client.signIn(credentials);
  }, () => look.bits);
  const characters = new CharacterScreen({
    play: (character) => client.chooser.play(character),
    make: (name, chosen) => {
      keep("look", String(look.bits));
      classOfNext.begin(chosen);
      client.chooser.make(name, look.bits);
    },
    delete: (character, name) => client.chooser.delete(character, name),
    signOut: () => {
      keep("token", null);
      location.reload();
    },
    plannedClass: (character) => plannedClass(client, character),
    placeName: (at) => layout === null ? "" : placeName(layout, at),
  }, picker);
  const notice = new Notice(() => {
    if (client.state.name === "closed") location.reload();
    else client.retryNow();
  });
  const game = new Game(client, look, notice, welcome);
  client.on("welcome", ({ world, online, terrainVersion }) => {
    // The server was updated since this page was loaded: its ground is not the one that we would draw.
    if (terrainVersion !== TERRAIN_VERSION) return reloadOnce();
    keep("reloaded", null);
    welcome.greet(world, online);
    document.title = world;
    client.catalog().then(({ kinds }) => {
      picker.learn(kinds.classes);
      characters.learn(kinds.classes);
    }, () => {/* A class is chosen in the world then, and of characters the level alone is told. */});
  });
  // Whoever signs in or chooses takes their time: how many are there is asked anew, for others come and go meanwhile.
  const count = async () => {
    const isThere = client.state.name === "signing in" || client.state.name === "choosing";
    if (!isThere || !welcome.isSeen) return;
    const online = await readOnline();
    if (online !== null && client.welcome !== null) welcome.greet(client.welcome.world, online);
  };
  setInterval(() => void count(), COUNT_MS);
  client.on("characters", ({ token }) => {
    keep("token", token);
    // What whoever was just made is to become is known by now.
    characters.redraw();
  });
  client.on("state", (state) => {
    if (state.name === "choosing") {
      void count();
      welcome.turnTo("characters");
      characters.show(state);
    } else if (state.name === "signing in") welcome.turnTo("sign in");
    // Whoever signed out finds the welcome as on the first visit, ready for the next one.
    if (state.name === "closed" && state.reason === "signed-out") location.reload();
  });
  client.on("signedIn", ({ token, guest }) => {
    keep("token", token);
    byId("change-character").hidden = guest;
  });
  client.on("refused", ({ text }) => {
    if (client.state.name === "choosing") return characters.refuse(text);
    keep("token", null);
    welcome.refuse(text);
  });
  game.run();
}

start();
