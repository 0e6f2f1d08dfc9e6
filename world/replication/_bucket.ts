/** Pairs of numbers sorted into cells: linked lists over arrays that are used again at every flush. */

/** Entries are numbered from 1; `first` and `next` are 0 where a list ends. */
export interface Bucket {
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  readonly count: Uint32Array;
  /** Cells that have entries. */
  readonly used: number[];
  next: Uint32Array;
  a: Int32Array;
  b: Int32Array;
  size: number;
}

/** Empty lists for so many cells. */
export function makeBucket(cells: number): Bucket {
  return {
    first: new Uint32Array(cells),
    last: new Uint32Array(cells),
    count: new Uint32Array(cells),
    used: [],
    next: new Uint32Array(256),
    a: new Int32Array(256),
    b: new Int32Array(256),
    size: 0,
  };
}

/** Appends a pair to a cell's list. */
export function pushBucket(bucket: Bucket, cell: number, a: number, b: number): void {
  const entry = ++bucket.size;
  if (entry === bucket.next.length) growBucket(bucket);
  bucket.a[entry] = a;
  bucket.b[entry] = b;
  bucket.next[entry] = 0;
  const last = bucket.last[cell]!;
  if (last === 0) {
    bucket.first[cell] = entry;
    bucket.used.push(cell);
  } else bucket.next[last] = entry;
  bucket.last[cell] = entry;
  bucket.count[cell]!++;
}

/** Empties every list. */
export function clearBucket(bucket: Bucket): void {
  for (const cell of bucket.used) {
    bucket.first[cell] = 0;
    bucket.last[cell] = 0;
    bucket.count[cell] = 0;
  }
  bucket.used.length = 0;
  bucket.size = 0;
}

function growBucket(bucket: Bucket): void {
  const size = bucket.next.length * 2;
  const next = new Uint32Array(size);
  next.set(bucket.next);
  bucket.next = next;
  const a = new Int32Array(size);
  a.set(bucket.a);
  bucket.a = a;
  const b = new Int32Array(size);
  b.set(bucket.b);
  bucket.b = b;
}
