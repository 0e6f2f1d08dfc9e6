/**
 * `window.weald`: the page's state for tests and for the curious, to be read only. Each look at a property is fresh.
 *
 *   state          "connecting", "signing in", "playing", "reconnecting", "closed"
 *   position       of the own character in metres, or null
 *   entity         its id in the cell streams
 *   entities       how many entities are in view
 *   actors         those that are drawn: id, kind, name, x, y, words
 *   missingTiles   tiles of ground in view that are not painted yet
 *   fps            frames of the last second
 *   drawMs         milliseconds of script for a frame, averaged
 *   correction     how far the own character is drawn from where it is predicted, in metres
 *   roundTripMs    of the connection, or null
 *   transport      "websocket", "webtransport", or null
 *   tick           the world's, with a fraction
 *   zoom           pixels per metre
 *   aiming         the circle on the ground for an ability: its id, x, y and radius in metres; null for none
 */

/** Puts the handle on the window. `read` gathers the state of the moment. */
export function offerDebugHandle(read: () => Readonly<Record<string, unknown>>): void {
  const handle = {};
  for (const name of Object.keys(read())) {
    Object.defineProperty(handle, name, { get: () => read()[name], enumerable: true });
  }
  Object.defineProperty(globalThis, "weald", { value: Object.freeze(handle) });
}
