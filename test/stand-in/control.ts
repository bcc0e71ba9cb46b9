/** What a test sends: a function as text, run where the app runs, and its argument. */
interface Wish {
  id: number;
  source: string;
  arg: unknown;
}

/** Runs what a test wants to be run in the main process, as Playwright’s `ElectronApplication.evaluate` does, and sends back a copy of the result. */
export function answerTests(electron: object): void {
  process.on('message', async ({ id, source, arg }: Wish) => {
    try {
      const run = new Function(`return (${source});`)() as (electron: object, arg: unknown) => unknown;
      process.send?.({ id, value: await run(electron, arg) });
    } catch (error) {
      process.send?.({ id, fault: error instanceof Error ? error.stack : String(error) });
    }
  });
}
