/** The console's list of players. */
import type { PlayerList, PlayerRow } from "../../world/part/types.ts";
import type { Connection } from "../transport/connection.ts";
import type { Session } from "../sessions/session.ts";
import type { Viewer } from "./viewer.ts";

/** What is looked for: part of a name, and which of those found. */
export interface PlayerQuery {
  readonly find: string;
  readonly offset: number;
  readonly count: number;
}

/** Those who play and match, by name. */
export function listPlayers(viewers: readonly Viewer[], query: PlayerQuery): PlayerList {
  const find = query.find.toLowerCase();
  const found = viewers.map((viewer) => rowOf(viewer)).filter((row) => row.name.toLowerCase().includes(find));
  found.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.session - b.session);
  return { total: found.length, rows: found.slice(query.offset, query.offset + query.count) };
}

function rowOf({ session, entity }: Viewer): PlayerRow {
  const { connection } = session;
  const { account, client } = playing(session);
  return {
    session: session.number,
    character: account.character,
    entity,
    name: account.name,
    guest: account.guest,
    since: session.since,
    roundTripMs: connection.roundTripMs === null ? null : Math.round(connection.roundTripMs),
    bytesPerSecond: Math.round(session.bytesPerSecond),
    transport: transportOf(connection),
    client,
    address: connection.address,
  };
}

function transportOf({ kind, speech }: Connection): PlayerRow["transport"] {
  // One in memory is a test's, which has no word of its own.
  const name = kind === "webtransport" ? kind : "websocket";
  return speech === "json" ? `${name}-json` : name;
}

function playing(
  session: Session<Viewer>,
): { account: { character: number; name: string; guest: boolean }; client: string } {
  const { phase } = session;
  if (phase.name === "playing") return phase;
  return { account: { character: 0, name: "", guest: false }, client: "" };
}
