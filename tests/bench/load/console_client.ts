/**
 * The web console's API, as the load test uses it: once a second the statistics, and what the world says of single
 * entities. It is set up by the link that the server prints, as a host would.
 */
import type { EntityReport } from "../../../world/part/types.ts";
import type { OverviewAnswer } from "../../../admin/api/overview.ts";
import type { Truth } from "./generator/observers.ts";

/** A signed-in member of the staff. Lifetime: the run. */
export class ConsoleClient {
  readonly #origin: string;
  readonly #cookie: string;

  /** The Cookie header of its session, and where its API is: for channels of another kind. */
  get session(): { readonly origin: string; readonly cookie: string } {
    return { origin: this.#origin, cookie: this.#cookie };
  }

  private constructor(origin: string, cookie: string) {
    this.#origin = origin;
    this.#cookie = cookie;
  }

  /** Makes the owner's account with the token of the setup link. */
  static async setUp(origin: string, token: string, name: string, password: string): Promise<ConsoleClient> {
    return new ConsoleClient(origin, await enter(`${origin}/api/setup`, { token, name, password }));
  }

  /** Signs in. */
  static async signIn(origin: string, name: string, password: string): Promise<ConsoleClient> {
    return new ConsoleClient(origin, await enter(`${origin}/api/sign-in`, { name, password }));
  }

  /** The statistics of the last second. */
  async overview(): Promise<OverviewAnswer> {
    const response = await this.#get("/api/overview");
    if (!response.ok) throw new Error(`read the overview: ${response.status} ${await response.text()}; 200 is wanted`);
    return await response.json() as OverviewAnswer;
  }

  /** Where an entity is now. */
  async truth(entity: number): Promise<Truth> {
    const response = await this.#get(`/api/entities/${entity}`);
    if (response.status === 404) {
      await response.body?.cancel();
      return { gone: true, entity };
    }
    if (!response.ok) throw new Error(`read entity ${entity}: ${response.status} ${await response.text()}`);
    const { tick, x, y } = await response.json() as EntityReport;
    return { gone: false, entity, tick, x, y };
  }

  #get(path: string): Promise<Response> {
    return fetch(this.#origin + path, { headers: { cookie: this.#cookie } });
  }
}

async function enter(url: string, body: Record<string, string>): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`sign in to the console: ${response.status} ${text}; 200 is wanted`);
  return (response.headers.get("set-cookie") ?? "").split(";")[0]!;
}
