/** The storage part's thread. Its first and only message brings the ends of its links. */
import { startStoragePart, type StoragePartLinks } from "./part.ts";
import { clearLeftoversSoon } from "../world/part/leftovers.ts";

self.onmessage = (event: MessageEvent<StoragePartLinks>) => startStoragePart(event.data);
clearLeftoversSoon();
