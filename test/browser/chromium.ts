/** The browser of the browser tests: Debian's Chromium, installed where there is none yet. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const found = () => PLACES.find((place) => existsSync(place));

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/**
 * Where Chromium lies. As root of a Debian it is installed from the machine's own package sources; elsewhere the error says what to do.
 * @throws Error with the fix
 */
export function findChromium(): string {
  const there = found();
  if (there !== undefined) return there;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error('the browser tests need Chromium: install it (Debian: sudo apt-get install chromium)');
  }
  process.stderr.write('installing Chromium for the browser tests …\n');
  // Package lists may be missing or old: they are fetched only where the first try fails.
  const install = () => run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
  let last = install();
  if (last.status !== 0) {
    run('apt-get', ['update']);
    last = install();
  }
  const installed = found();
  if (installed === undefined) throw new Error(`Chromium could not be installed:\n${last.stderr}`);
  return installed;
}

/** No sandbox, as root has none; and nothing that talks to anybody but the page. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
