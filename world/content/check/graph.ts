/** Orders among entries: what comes before what. */

/** An entry that comes before itself, and by which way, or null. `before`: ids that have to come before an id. */
export function findCircle(ids: Iterable<string>, before: (id: string) => readonly string[]): readonly string[] | null {
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (id: string): readonly string[] | null => {
    const at = trail.indexOf(id);
    if (at >= 0) return [...trail.slice(at), id];
    if (done.has(id)) return null;
    trail.push(id);
    for (const one of before(id)) {
      const circle = walk(one);
      if (circle !== null) return circle;
    }
    trail.pop();
    done.add(id);
    return null;
  };
  for (const id of ids) {
    const circle = walk(id);
    if (circle !== null) return circle;
  }
  return null;
}
