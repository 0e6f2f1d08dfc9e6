/** Asking the admin API. Every outcome is a value: a page shows `error` as it is, it is a sentence for people. */

/** An answer of the API. Status 0: it could not be reached. */
export type ApiResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly error: string; readonly waitSeconds: number };

/** Called when the API says that nobody is signed in. */
let onSignedOut: () => void = () => {};

/** Sets what happens when the session has ended. */
export function whenSignedOut(call: () => void): void {
  onSignedOut = call;
}

/** GET. */
export function get<T>(path: string): Promise<ApiResult<T>> {
  return ask<T>(path, { method: "GET" });
}

/** POST with a JSON body. */
export function post<T>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<ApiResult<T>> {
  return ask<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask<T>(path: string, request: RequestInit): Promise<ApiResult<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { ...request, credentials: "same-origin", cache: "no-store" });
    body = await response.json();
  } catch (error) {
    // Either the server is away or what answered is no API; both read the same to whoever waits.
    console.warn(`${request.method} ${path}:`, error);
    return { ok: false, status: 0, error: "The server could not be reached.", waitSeconds: 0 };
  }
  if (response.ok) return { ok: true, value: body as T };
  if (response.status === 401 && path !== "/api/sign-in" && path !== "/api/me") onSignedOut();
  const { error, waitSeconds } = body as { error?: unknown; waitSeconds?: unknown };
  return {
    ok: false,
    status: response.status,
    error: typeof error === "string" ? error : `The server answered with ${response.status}.`,
    waitSeconds: typeof waitSeconds === "number" ? waitSeconds : 0,
  };
}
