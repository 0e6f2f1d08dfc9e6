/** What the pages know of the server: the newest statistics, ten minutes of history, the latest log lines. */
import { type History, historyPoint, type OverviewAnswer, SERIES, type SeriesName } from "../api/overview.ts";
import type { LogLine, StatsSample, WorldInfo } from "../api/ports.ts";
import { HISTORY_SAMPLES_MAX, LOG_LINES_MAX } from "../api/limits.ts";
import { get } from "./api.ts";
import { makeEmitter } from "./events.ts";
import type { Live } from "./live.ts";

/** Series that grow by a value each second. */
export type Series = { at: number[] } & Record<SeriesName, (number | null)[]>;

/** The store. Lifetime: from signing in to signing out. */
export interface Store {
  readonly info: WorldInfo;
  /** Null until the first statistics arrived. */
  sample: StatsSample | null;
  readonly series: Series;
  readonly logs: LogLine[];
  readonly onSample: ReturnType<typeof makeEmitter<StatsSample>>;
  readonly onLogs: ReturnType<typeof makeEmitter<readonly LogLine[]>>;
  /** Asks for the history again: after a reconnect there is a gap. */
  refresh(): Promise<void>;
}

/** Makes the store and keeps it up to date from `live`. */
export function makeStore(info: WorldInfo, live: Live): Store {
  const store: Store = {
    info,
    sample: null,
    series: emptySeries(),
    logs: [],
    onSample: makeEmitter(),
    onLogs: makeEmitter(),
    async refresh() {
      const answer = await get<OverviewAnswer>("/api/overview");
      if (!answer.ok) return;
      const { history, sample, logs } = answer.value;
      takeHistory(store.series, history);
      store.sample = sample;
      store.logs.splice(0, store.logs.length, ...logs);
      store.onSample.emit(sample);
      store.onLogs.emit(store.logs);
    },
  };
  live.onMessage.on((message) => {
    if (message.type === "stats") {
      store.sample = message.sample;
      addPoint(store.series, message.at, message.sample);
      store.onSample.emit(message.sample);
    } else if (message.type === "logs") {
      store.logs.push(...message.lines);
      if (store.logs.length > LOG_LINES_MAX) store.logs.splice(0, store.logs.length - LOG_LINES_MAX);
      store.onLogs.emit(message.lines);
    }
  });
  live.onState.on((state) => {
    if (state.state === "open") void store.refresh();
  });
  return store;
}

function emptySeries(): Series {
  const series = { at: [] as number[] } as Series;
  for (const name of SERIES) series[name] = [];
  return series;
}

function takeHistory(series: Series, history: History): void {
  series.at = [...history.at];
  for (const name of SERIES) series[name] = [...history[name]];
}

function addPoint(series: Series, at: number, sample: StatsSample): void {
  const point = historyPoint(sample);
  series.at.push(at);
  for (const name of SERIES) series[name].push(point[name]);
  if (series.at.length <= HISTORY_SAMPLES_MAX) return;
  series.at.shift();
  for (const name of SERIES) series[name].shift();
}
