/**
 * A binary min-heap of (key, node) pairs on typed arrays, for searches. Its order is a function of what was pushed and
 * popped alone, so equal keys come out in the same order on every machine. It grows by doubling and never shrinks:
 * make one for the life of its owner and `clear` it between searches.
 */
export class Heap {
  #keys: Float64Array;
  #nodes: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity);
    this.#nodes = new Int32Array(capacity);
  }

  /** Pairs that wait. */
  get size(): number {
    return this.#size;
  }

  /** Forgets everything. */
  clear(): void {
    this.#size = 0;
  }

  /** Adds a pair. */
  push(key: number, node: number): void {
    if (this.#size === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const nodes = this.#nodes;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      nodes[at] = nodes[parent]!;
      at = parent;
    }
    keys[at] = key;
    nodes[at] = node;
  }

  /** Takes the node with the least key; -1 if there is none. */
  pop(): number {
    if (this.#size === 0) return -1;
    const keys = this.#keys;
    const nodes = this.#nodes;
    const least = nodes[0]!;
    const size = --this.#size;
    const key = keys[size]!;
    const node = nodes[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[at] = keys[child]!;
      nodes[at] = nodes[child]!;
      at = child;
    }
    keys[at] = key;
    nodes[at] = node;
    return least;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    const nodes = new Int32Array(this.#nodes.length * 2);
    keys.set(this.#keys);
    nodes.set(this.#nodes);
    this.#keys = keys;
    this.#nodes = nodes;
  }
}
