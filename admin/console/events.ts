/** A small emitter: who wants to hear of something adds a listener and gets back how to stop. */

/** Calls its listeners in the order in which they came. */
export interface Emitter<T> {
  on(listener: (value: T) => void): () => void;
  emit(value: T): void;
}

/** Makes an emitter. */
export function makeEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}

/** Collects what a page has to undo when it is left. */
export interface Undoing {
  add(undo: () => void): void;
  run(): void;
}

/** Makes an empty collection. */
export function makeUndoing(): Undoing {
  let undos: (() => void)[] = [];
  return {
    add: (undo) => undos.push(undo),
    run() {
      const all = undos;
      undos = [];
      all.forEach((undo) => undo());
    },
  };
}
