import { HostFault } from './host-fault.ts';
import { createStaticFiles, type StaticFiles } from './static-files.ts';

/** The built screens, or a fault that says how to build them. */
export async function readScreens(folder: string): Promise<StaticFiles> {
  try {
    return await createStaticFiles(folder);
  } catch (cause) {
    throw new HostFault('screensMissing', 'Fieldhook’s screens have not been built yet. Run `npm run build` first.', {
      cause,
    });
  }
}
