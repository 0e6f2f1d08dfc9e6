/** A client of the admin API that says exactly what a test wants it to say, Host and Origin included. */
import { request } from "node:http";
import WebSocket from "ws";
import type { LiveMessage } from "../../../admin/api/live_messages.ts";
import { OWNER, type TestAdmin } from "./fakes.ts";

/** What a request differs in from one of the console's own page. A header that is null is left out. */
export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly raw?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** An answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; null if it is none. */
  readonly json: Record<string, unknown> | null;
}

/** Asks the way the console's own page does, except for `options`. */
export function call(admin: TestAdmin, method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const origin = `http://127.0.0.1:${admin.handle.port}`;
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const usual: Record<string, string | null> = {
    host: `127.0.0.1:${admin.handle.port}`,
    cookie: options.cookie ?? null,
    ...(method === "GET" ? {} : { origin, "sec-fetch-site": "same-origin", "content-type": "application/json" }),
    ...(body === undefined ? {} : { "content-length": String(new TextEncoder().encode(body).length) }),
    ...options.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(usual).filter((pair): pair is [string, string] => pair[1] !== null),
  );
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: "127.0.0.1", port: admin.handle.port, method, path, headers, agent: false },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => text += chunk);
        answer.on("end", () => {
          const isJson = String(answer.headers["content-type"]).startsWith("application/json");
          resolve({
            status: answer.statusCode!,
            headers: answer.headers,
            text,
            json: isJson ? JSON.parse(text) : null,
          });
        });
      },
    );
    asking.on("error", reject);
    asking.end(body);
  });
}

/** Signs in and returns the Cookie header's value. */
export async function signIn(
  admin: TestAdmin,
  credentials: { name: string; password: string } = OWNER,
): Promise<string> {
  const answer = await call(admin, "POST", "/api/sign-in", { body: credentials });
  if (answer.status !== 200) throw new Error(`sign in as ${credentials.name}: ${answer.status} ${answer.text}`);
  return cookieOf(answer);
}

/** The cookie that an answer sets, as a Cookie header's value. */
export function cookieOf(answer: Answer): string {
  const [cookie] = answer.headers["set-cookie"] as string[];
  return cookie!.split(";")[0]!;
}

/** A live channel, and everything that came on it. */
export interface LiveClient {
  readonly socket: WebSocket;
  readonly messages: LiveMessage[];
  readonly frames: Uint8Array[];
  send(message: unknown): void;
  /** Waits until `check` holds; throws with `what` after five seconds. */
  until(what: string, check: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Opens the live channel; rejects with "closed N" if the API refuses. */
export function openLive(admin: TestAdmin, options: CallOptions = {}): Promise<LiveClient> {
  const { port } = admin.handle;
  const usual: Record<string, string | null> = {
    origin: `http://127.0.0.1:${port}`,
    cookie: options.cookie ?? null,
    ...options.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(usual).filter((pair): pair is [string, string] => pair[1] !== null),
  );
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { headers });
  const messages: LiveMessage[] = [];
  const frames: Uint8Array[] = [];
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("message", (data, isBinary) => {
    if (isBinary) frames.push(new Uint8Array(data as Uint8Array));
    else messages.push(JSON.parse(String(data)));
  });
  return new Promise((resolve, reject) => {
    socket.on("close", (code) => reject(new Error(`closed ${code}`)));
    socket.on("error", reject);
    // The statistics come at once to who was let in, and nothing to anybody else.
    socket.once("message", () =>
      resolve({
        socket,
        messages,
        frames,
        send: (message) => socket.send(JSON.stringify(message)),
        until,
        close() {
          socket.close();
          return closed;
        },
      }));
  });
}

/** Waits until `check` holds, asking each 10 ms. */
export async function until(what: string, check: () => boolean): Promise<void> {
  for (let tries = 0; !check(); tries++) {
    if (tries > 500) throw new Error(`wait until ${what}: not within 5 s`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
