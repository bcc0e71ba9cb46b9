import { describeDoor } from './door-suite.ts';
import { startEngine } from './start-engine.ts';

describeDoor(async () => {
  const { engine, receiverUrl, faults, stop } = await startEngine();
  return {
    fetch: (path, init) => engine.fetch(new Request(`http://fieldhook.test${path}`, init)),
    receiverUrl,
    faults,
    close: stop,
  };
});
