import { emptyFolder, removeFolder, startFieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { fillFolder, finished } from '../fill-folder.ts';
import { letWait } from '../grow.ts';
import { load } from '../load.ts';
import { againstRawServer, type Benchmark, median } from '../measure.ts';
import { call, HOST } from '../with-fieldhook.ts';
import { exportCsv, importCsv, readPages, retain } from './afterwards.ts';
import { processedPerSecond } from './pipeline.ts';

const CONNECTIONS = 50;
const SECONDS = 3;
const RESTARTS = 5;
const FULL = { requests: 1_000_000, contacts: 200_000, old: 100_000 };
const PENDING = 10_000;

/**
 * The whole job, a start, and all that is looked at, exported, imported and deleted, over a log of 1,000,000 requests, indexed for the search,
 * and 200,000 contacts (about 6 GB on disk; it takes some minutes to make). 100,000 of the requests are older than they are kept.
 */
export const fullLog: Benchmark = {
  metrics: [
    { name: 'pipeline_full_ratio', bound: '≥ 0.20' },
    { name: 'restart_ms', bound: '< 3,000 ms' },
    { name: 'log_page_ms', bound: '< 10 ms' },
    { name: 'log_filter_ms', bound: '< 50 ms' },
    { name: 'search_ms', bound: '< 50 ms' },
    { name: 'contacts_page_ms', bound: '< 10 ms' },
    { name: 'person_ms', bound: '< 20 ms' },
    { name: 'csv_rows_s', bound: '≥ 20,000 rows/s' },
    { name: 'csv_grown_mb', bound: 'flat' },
    { name: 'import_10k_s', bound: '< 10 s' },
    { name: 'retention_ack_p99_ms', bound: '< 50 ms' },
  ],
  async run(scale) {
    const dataDir = await emptyFolder();
    try {
      const address = await fillFolder(dataDir, {
        requests: FULL.requests * scale,
        contacts: FULL.contacts * scale,
        old: FULL.old * scale,
      });
      const fieldhook = await startFieldhook({ dataDir, program: HOST });
      const url = `${fieldhook.receiver}${address}`;
      const pages = await readPages(fieldhook);
      const exported = await exportCsv(fieldhook);
      const imported = await importCsv(fieldhook);
      await processedPerSecond(fieldhook, url, 1);
      const ratio = await againstRawServer(
        async (raw) => (await load(raw, CONNECTIONS, SECONDS)).perSecond,
        () => processedPerSecond(fieldhook, url, SECONDS),
      );
      const retained = await retain(fieldhook, url);
      await fieldhook.stop();
      const runs: number[] = [];
      for (let round = 0; round < RESTARTS; round += 1) runs.push(await restart(dataDir, address, PENDING * scale));
      const restarted = { restart_ms: { value: median(runs), unit: 'ms', runs } };
      return { pipeline_full_ratio: ratio, ...restarted, ...pages, ...exported, ...imported, ...retained };
    } finally {
      await removeFolder(dataDir);
    }
  },
};

/** Ends Fieldhook without warning while so many requests wait, and measures from the next start to the moment it takes requests. */
async function restart(dataDir: string, path: string, pending: number): Promise<number> {
  const fieldhook = await startFieldhook({ dataDir, program: HOST });
  await load(`${fieldhook.receiver}${path}`, CONNECTIONS, 1);
  await finished(fieldhook);
  letWait(dataDir, pending);
  const { pending: waiting } = await call(fieldhook, 'getHealth', {});
  // It may have begun with some of them.
  if (waiting < pending * 0.9) throw new Error(`Only ${waiting} requests wait.`);
  await fieldhook.kill();
  const begun = performance.now();
  const again = await startFieldhook({ dataDir, program: HOST });
  const tookMs = performance.now() - begun;
  await finished(again);
  await again.stop();
  return tookMs;
}
