/** Where something happened in a flush, by cell: linked lists in arrays that are used again at every flush. */

/** Entries are numbered from 1; 0 ends a list. Positions are units of the world at the flush's tick. */
export interface News {
  count: number;
  ids: Uint32Array;
  x: Int32Array;
  y: Int32Array;
  next: Uint32Array;
}

const ENTRIES = 4096;

/** No news. */
export function makeNews(): News {
  return {
    count: 0,
    ids: new Uint32Array(ENTRIES),
    x: new Int32Array(ENTRIES),
    y: new Int32Array(ENTRIES),
    next: new Uint32Array(ENTRIES),
  };
}

/** Adds that something happened to an entity at a place, before the list `next`. Returns the list's new beginning. */
export function addNews(news: News, id: number, x: number, y: number, next: number): number {
  const at = ++news.count;
  if (at === news.ids.length) grow(news);
  news.ids[at] = id;
  news.x[at] = x;
  news.y[at] = y;
  news.next[at] = next;
  return at;
}

/** Whether a list tells of anybody but `exceptId` within `distance` of a place. */
export function isNewsNear(
  news: News,
  first: number,
  place: { readonly x: number; readonly y: number },
  distance: number,
  exceptId: number,
): boolean {
  for (let at = first; at !== 0; at = news.next[at]!) {
    const dx = news.x[at]! - place.x;
    const dy = news.y[at]! - place.y;
    if (dx * dx + dy * dy <= distance * distance && news.ids[at] !== exceptId) return true;
  }
  return false;
}

function grow(news: News): void {
  const size = news.ids.length * 2;
  const larger = <Numbers extends Uint32Array | Int32Array>(old: Numbers, made: Numbers): Numbers => {
    made.set(old);
    return made;
  };
  news.ids = larger(news.ids, new Uint32Array(size));
  news.x = larger(news.x, new Int32Array(size));
  news.y = larger(news.y, new Int32Array(size));
  news.next = larger(news.next, new Uint32Array(size));
}
