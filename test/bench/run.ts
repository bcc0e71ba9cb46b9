import { cpus, release, type } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark, Measurement } from './measure.ts';
import { accept } from './metrics/accept.ts';
import { ack } from './metrics/ack.ts';
import { flowCost, sends, timers } from './metrics/flows.ts';
import { fullLog } from './metrics/full-log.ts';
import { idle } from './metrics/idle.ts';
import { logLive } from './metrics/log-live.ts';
import { memory } from './metrics/memory.ts';
import { packageSize } from './metrics/package.ts';
import { page } from './metrics/page.ts';
import { pipeline } from './metrics/pipeline.ts';
import { receipt } from './metrics/receipt.ts';
import { stall, stallItems } from './metrics/stall.ts';
import { start } from './metrics/start.ts';
import { tree } from './metrics/tree.ts';
import { treePeers } from './metrics/tree-peers.ts';
import { firstWindow } from './metrics/window.ts';

/**
 * `npm run bench` prints a table; `-- --json` one JSON object; `-- --only NAME` runs the benchmark that gives this metric; `-- --scale 0.01` with a
 * hundredth of the full log.
 */
const BENCHMARKS: readonly Benchmark[] = [
  start,
  accept,
  pipeline,
  ack,
  stall,
  stallItems,
  memory,
  logLive,
  page,
  receipt,
  tree,
  treePeers,
  flowCost,
  timers,
  sends,
  packageSize,
  firstWindow,
  idle,
  fullLog,
];

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, scale: { type: 'string', default: '1' } },
});
const scale = Number(options.scale);
if (!(scale > 0 && scale <= 1)) {
  console.error('--scale is a number above 0, and 1 at most.');
  process.exit(2);
}
const chosen = BENCHMARKS.filter(({ metrics }) => !options.only || metrics.some(({ name }) => name === options.only));

if (chosen.length === 0) {
  const names = BENCHMARKS.flatMap(({ metrics }) => metrics.map(({ name }) => name));
  console.error(`There is no metric “${options.only}”. Known: ${names.join(', ')}.`);
  process.exit(2);
}

const results: Record<string, Measurement> = {};
for (const benchmark of chosen) Object.assign(results, await benchmark.run(scale));

if (options.json) {
  console.log(JSON.stringify(results));
} else {
  console.log(
    `${type()} ${release()}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`,
  );
  console.table(chosen.flatMap(({ metrics }) => metrics.map(({ name, bound }) => row(name, bound, results[name]))));
}

function row(metric: string, promised: string, measured: Measurement | undefined) {
  if (!measured) return { metric, median: 'not measured', promised };
  const { value, unit, baseline, runs } = measured;
  return {
    metric,
    median: `${round(value)} ${unit}`,
    baseline: baseline === undefined ? '' : round(baseline),
    spread: `${round(Math.min(...runs))} – ${round(Math.max(...runs))}`,
    promised,
  };
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
