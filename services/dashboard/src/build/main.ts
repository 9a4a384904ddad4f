/** node services/dashboard/src/build/main.ts: builds the page where its sources have changed. */
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.ts';

// Begun by a test runner, Vite would take React's development build, almost twice as large, and `npm start` would serve it.
// biome-ignore lint/style/noProcessEnv: what Vite builds for it reads here and nowhere else
process.env['NODE_ENV'] = 'production';

const { wasBuilt } = await buildPage(fileURLToPath(new URL('../..', import.meta.url)));
process.stderr.write(wasBuilt ? 'the page is built\n' : 'the page is built already\n');
