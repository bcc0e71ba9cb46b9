import { z } from 'zod';
import { type Heard, openByProgram } from './open-by-program.ts';
import type { Provider } from './provider.ts';

export interface NgrokOptions {
  /** A domain that the owner has reserved at ngrok; null takes what ngrok gives. */
  domain: string | null;
  /** Null leaves it to ngrok's own configuration. */
  token: () => Promise<string | null>;
  searchPath: string;
}

const LineSchema = z.object({ msg: z.literal('started tunnel'), url: z.url({ protocol: /^https$/ }) });

/**
 * ngrok's own program, where the owner has installed it. Its inspection is switched off: it would show every request to any program on
 * this computer.
 */
export function ngrok({ domain, token, searchPath }: NgrokOptions): Provider {
  return {
    name: 'ngrok',
    promise:
      domain === null
        ? 'ngrok passes the requests on and can read every one of them. Which address it gives is up to your account there.'
        : 'ngrok passes the requests on and can read every one of them. The domain is reserved for your account there.',
    async open({ port, signal, onLost }) {
      const NGROK_AUTHTOKEN = await token();
      const args = ['http', `127.0.0.1:${port}`, '--log=stdout', '--log-format=json', '--inspect=false'];
      if (domain !== null) args.push(`--domain=${domain}`);
      const env: Record<string, string> = NGROK_AUTHTOKEN === null ? {} : { NGROK_AUTHTOKEN };
      return openByProgram({ name: 'ngrok', args, env, hear, searchPath }, { signal, onLost });
    },
  };
}

function hear(line: string): Heard | null {
  const code = /ERR_NGROK_(\d{1,6})/.exec(line)?.[1];
  if (code !== undefined) return { kind: 'fault', sentence: refusal(code) };
  const started = LineSchema.safeParse(parsed(line));
  return started.success ? { kind: 'open', url: started.data.url } : null;
}

function refusal(code: string): string {
  if (['105', '106', '107', '4018'].includes(code)) return 'ngrok does not accept the token, or there is none.';
  if (code === '334') return 'The address is already open from another computer, or still from before.';
  return `ngrok gave no address (it answered ERR_NGROK_${code}).`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
