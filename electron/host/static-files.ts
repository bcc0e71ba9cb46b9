import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Answers a path of the page (`/`, `/assets/x.js`) with its file, or null where there is none. */
export type StaticFiles = (pathname: string) => Promise<Response | null>;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves the built screens. The folder is listed once and only listed names are answered, so there is no path to climb out by: `..`, its
 * encodings, absolute names and links simply are not in the list. Rejects when there is no index.html.
 */
export async function createStaticFiles(root: string): Promise<StaticFiles> {
  const files = new Map<string, string>();
  await list(root, '', files);
  if (!files.has('/index.html')) throw new Error(`There is no index.html in ${root}`);
  return async (pathname) => {
    const name = pathname === '/' ? '/index.html' : decoded(pathname);
    const file = name === null ? undefined : files.get(name);
    if (name === null || file === undefined) return null;
    return new Response(await readFile(file), {
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        // Names in assets/ carry a hash of their content.
        ...(name.startsWith('/assets/') ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
      },
    });
  };
}

async function list(root: string, folder: string, files: Map<string, string>): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await list(root, name, files);
    else if (entry.isFile()) files.set(name, join(root, name));
  }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
