// Fails when the widget outgrows what a telephone on a slow network should load.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 30 * 1024;
const weight = gzipSync(readFileSync(new URL('../dist/widget.js', import.meta.url)), { level: 9 }).length;
console.log(`widget.js: ${weight} bytes gzip (limit ${LIMIT})`);
process.exit(weight < LIMIT ? 0 : 1);
