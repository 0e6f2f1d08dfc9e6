/** Drawing once for many changes that come together. */

/** A function that calls `draw` once after the present task, however often it is called in it. */
export function soon(draw: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      draw();
    });
  };
}
