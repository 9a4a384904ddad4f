/** node services/dashboard/src/build/main.ts: builds the page where its sources have changed. */
import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.ts';

const { wasBuilt } = await buildPage(fileURLToPath(new URL('../..', import.meta.url)));
process.stderr.write(wasBuilt ? 'the page is built\n' : 'the page is built already\n');
