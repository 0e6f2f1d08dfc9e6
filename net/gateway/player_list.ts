/** The console's list of players. */
import type { PlayerList, PlayerRow } from "../../world/part/types.ts";
import type { Connection } from "../transport/connection.ts";
import type { Account, Session } from "../sessions/session.ts";
import type { Viewer } from "./viewer.ts";

/** What is looked for: part of the name of a character or its account, and which of those found. */
export interface PlayerQuery {
  readonly find: string;
  readonly offset: number;
  readonly count: number;
}

/** Those who play and match, by name. */
export function listPlayers(viewers: readonly Viewer[], query: PlayerQuery): PlayerList {
  const find = query.find.toLowerCase();
  const isMeant = ({ name, accountName }: PlayerRow) =>
    name.toLowerCase().includes(find) || accountName.toLowerCase().includes(find);
  const found = viewers.map((viewer) => rowOf(viewer)).filter(isMeant);
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
    accountName: account.accountName,
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

type Playing = { readonly account: Omit<Account, "account" | "look" | "token">; readonly client: string };

function playing({ phase }: Session<Viewer>): Playing {
  if (phase.name === "playing") return phase;
  return { account: { accountName: "", character: 0, name: "", guest: false }, client: "" };
}
