import type { TestProject } from 'vitest/node';
import { provideBuiltHost } from '../../built-host.ts';

/** Once before all fault tests: what they start and kill is the product as it is built. */
export function setup(project: TestProject) {
  return provideBuiltHost(project, 'fault', (line) => process.stderr.write(`${line}\n`));
}
