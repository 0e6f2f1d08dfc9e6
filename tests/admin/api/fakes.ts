/** Fakes of the admin API's ports, and a listener on a free port with all of them. */
import type {
  AdminHandle,
  AdminPorts,
  AuditRow,
  LogLine,
  StaffStore,
  StatsSample,
  WorldInfo,
} from "../../../admin/api/mod.ts";
import { startAdmin } from "../../../admin/api/mod.ts";
import { DEFAULT_RECIPE } from "../../../world/terrain/mod.ts";
import type { PlayerRow } from "../../../world/part/types.ts";
import { FakePast } from "./fake_past.ts";
import { FakeWorld } from "./fake_world.ts";

export const OWNER = { name: "Ada", password: "four random words here" };
export const SETUP_TOKEN = "setup-token-of-the-tests";

/** Everything a test may look into. */
export interface Fakes {
  readonly world: FakeWorld;
  readonly staff: FakeStaff;
  readonly past: FakePast;
  /** Budgets of the history that were set, in MB. */
  readonly budgets: number[];
  readonly players: PlayerRow[];
  readonly auditRows: AuditRow[];
  readonly logs: LogLine[];
  readonly listeners: Set<(line: LogLine) => void>;
  sample: StatsSample;
  readonly info: WorldInfo;
  readonly ports: AdminPorts;
}

/** Staff in memory. Passwords are plain: nothing of it outlives a test. */
export class FakeStaff implements StaffStore {
  readonly accounts = new Map<string, string>();
  readonly tokens = new Map<string, string>();
  signIns = 0;
  /** Of who signs in from now on; a role of a later version is one, too. */
  role = "owner";

  count(): Promise<number> {
    return Promise.resolve(this.accounts.size);
  }

  createOwner({ name, password }: { name: string; password: string }): ReturnType<StaffStore["createOwner"]> {
    if (this.accounts.size > 0) return Promise.resolve({ ok: false, reason: "already-set-up" });
    this.accounts.set(name, password);
    return Promise.resolve({ ok: true, staff: { name, role: "owner" } });
  }

  signIn({ name, password }: { name: string; password: string }): ReturnType<StaffStore["signIn"]> {
    this.signIns++;
    if (this.accounts.get(name) !== password) return Promise.resolve({ ok: false, reason: "wrong-password" });
    const token = crypto.randomUUID().replaceAll("-", "");
    this.tokens.set(token, name);
    return Promise.resolve({ ok: true, staff: this.#account(name), token });
  }

  session(token: string): ReturnType<StaffStore["session"]> {
    const name = this.tokens.get(token);
    return Promise.resolve(name === undefined ? null : this.#account(name));
  }

  #account(name: string): { name: string; role: "owner" } {
    return { name, role: this.role as "owner" };
  }

  signOut(token: string): Promise<void> {
    this.tokens.delete(token);
    return Promise.resolve();
  }
}

/** Makes all fakes. */
export function makeFakes(): Fakes {
  const world = new FakeWorld(7);
  const staff = new FakeStaff();
  const past = new FakePast();
  const budgets: number[] = [];
  const players: PlayerRow[] = [];
  const auditRows: AuditRow[] = [];
  const logs: LogLine[] = [];
  const listeners = new Set<(line: LogLine) => void>();
  const fakes: Fakes = {
    world,
    staff,
    past,
    budgets,
    players,
    auditRows,
    logs,
    listeners,
    sample: {
      world: null,
      gateways: [],
      storage: null,
      process: { memoryBytes: 1e8, cores: 0.1, startedAt: Date.now() },
    },
    info: {
      name: "Elmshire",
      version: "0.1.0",
      seed: 7,
      terrainVersion: 1,
      recipe: DEFAULT_RECIPE,
      things: [],
      tickRate: 20,
      dayTicks: 48_000,
      playersUrl: "http://localhost:7777",
    },
    ports: {
      world,
      staff,
      past,
      history: {
        setBudget(megabytes) {
          budgets.push(megabytes);
          return Promise.resolve({ megabytes });
        },
      },
      players: {
        list({ find, offset, count }) {
          const has = (text: string) => text.toLowerCase().includes(find.toLowerCase());
          const found = players.filter((row) => has(row.name) || has(row.accountName));
          return Promise.resolve({ total: found.length, rows: found.slice(offset, offset + count) });
        },
      },
      accounts: {
        find({ find, offset, count }) {
          const has = (text: string) => text.toLowerCase().includes(find.toLowerCase());
          const found = players.filter((row) => has(row.name) || has(row.accountName)).map((row) => ({
            ...{ account: row.character, character: row.character, name: row.name },
            ...{ accountName: row.accountName, guest: row.guest, lastPlayedAt: row.since },
          }));
          return Promise.resolve({ total: found.length, rows: found.slice(offset, offset + count) });
        },
        accountOf(character) {
          const row = players.find((one) => one.character === character);
          return Promise.resolve(row === undefined ? null : { accountName: row.accountName, guest: row.guest });
        },
      },
      stats: { sample: () => fakes.sample },
      audit: {
        append(entry) {
          auditRows.push({ ...entry, id: auditRows.length + 1, at: Date.now() });
          return Promise.resolve();
        },
        list({ before, count }) {
          const older = auditRows.filter((row) => before === null || row.id < before);
          return Promise.resolve(older.reverse().slice(0, count));
        },
      },
      logs: {
        recent: () => logs,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    },
  };
  return fakes;
}

/** A listener with fakes, for one test. */
export interface TestAdmin {
  readonly fakes: Fakes;
  readonly handle: AdminHandle;
  /** What the API wrote into the log. */
  readonly logged: string[];
  stop(): Promise<void>;
}

/** How a test's listener differs from the usual one: an owner exists, loopback, no proxy. */
export interface TestAdminOptions {
  readonly setupToken?: string | null;
  readonly publicOrigin?: string;
  readonly names?: readonly string[];
}

/** Starts a listener on a free port. */
export async function startTestAdmin(options: TestAdminOptions = {}): Promise<TestAdmin> {
  const fakes = makeFakes();
  const logged: string[] = [];
  const setupToken = options.setupToken ?? null;
  if (setupToken === null) fakes.staff.accounts.set(OWNER.name, OWNER.password);
  const handle = await startAdmin({
    host: "127.0.0.1",
    port: 0,
    setupToken,
    names: options.names ?? [],
    publicOrigin: options.publicOrigin ?? "",
    info: fakes.info,
    ports: fakes.ports,
    log: (level, text) => logged.push(`${level}: ${text}`),
    pagesFolder: "",
  });
  return { fakes, handle, logged, stop: () => handle.stop() };
}

/** A player's row; a test names what matters in it. */
export function playerRow(row: Partial<PlayerRow> & { readonly character: number }): PlayerRow {
  return {
    session: row.character,
    entity: row.character,
    name: `Player ${row.character}`,
    accountName: row.name ?? `Player ${row.character}`,
    guest: false,
    since: Date.now() - 60_000,
    roundTripMs: 20,
    bytesPerSecond: 320,
    transport: "websocket",
    client: "Weald page 0.1.0",
    address: "127.0.0.1",
    ...row,
  };
}
