/** What somebody offers besides a talk: buttons below the answers, where no answer leads there. */
import type { TopicValue } from "../../../../world/topics.ts";

/** One service. */
export interface Service {
  /** The deed of a talk that would lead to the same; "" if none does. */
  readonly deed: string;
  /** What one says for it: "Show me what you sell." */
  readonly text: string;
  act(): void;
}

/** Of what somebody offers, what no answer of the talk leads to already. */
export function servicesLeft(services: readonly Service[], answers: Iterable<TopicValue<"dialogue">>): Service[] {
  const led = new Set([...answers].flatMap(({ deeds }) => deeds === undefined ? [] : deeds.split(",")));
  return services.filter(({ deed }) => !led.has(deed));
}
