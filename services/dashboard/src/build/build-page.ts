/** Builds the page once for what it is made of: the same sources are not built again. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below this, compression saves nothing. */
const SMALL_BYTES = 1_024;
const STAMP = '.sources';
/** Part of the digest, so that a page which was built for anything else is built again. */
const BUILT_FOR = 'production';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** What the page is made of: its own files, the client, and the versions of all packages. */
function sourcesOf(root: string): string[] {
  const own = ['index.html', 'vite.config.ts', 'package.json'].map((file) => join(root, file));
  const project = join(root, '..', '..');
  return [
    ...own,
    join(project, 'pnpm-lock.yaml'),
    ...filesUnder(join(root, 'public')),
    ...filesUnder(join(root, 'src', 'page')).filter((file) => !/\.test\.tsx?$|\.md$/.test(file)),
    ...filesUnder(join(project, 'packages', 'client', 'src')).filter((file) => !file.endsWith('.test.ts')),
  ];
}

function digestOf(root: string): string {
  const hash = createHash('sha256').update(BUILT_FOR);
  for (const file of sourcesOf(root)) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

/** The same files compressed beside them, so that no request waits for it. */
function compressAssets(folder: string): void {
  for (const file of filesUnder(folder).filter((name) => /\.(js|css|html|svg)$/.test(name))) {
    const bytes = readFileSync(file);
    if (bytes.length < SMALL_BYTES) continue;
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}

export type Built = { wasBuilt: boolean; folder: string };

/**
 * The folder of the built page. `root` is that of services/dashboard. A build that is cut off leaves no stamp, and is made again.
 * @throws Error with the bundler's own words where the page does not build
 */
export async function buildPage(root: string): Promise<Built> {
  const folder = join(root, 'dist');
  const stamp = join(folder, STAMP);
  const digest = digestOf(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return { wasBuilt: false, folder };
  // Only where it is built: what is served needs no bundler.
  const { build } = await import('vite');
  await build({ root, logLevel: 'error', configFile: join(root, 'vite.config.ts') });
  compressAssets(folder);
  writeFileSync(stamp, digest);
  return { wasBuilt: true, folder };
}
