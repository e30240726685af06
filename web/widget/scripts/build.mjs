// Builds dist/widget.js (one file, no framework, for browsers of the last five years) and the demo shop's page.
import { copyFileSync, mkdirSync } from 'node:fs';
import { build } from 'esbuild';

const common = { bundle: true, minify: true, format: 'iife', target: 'es2020', charset: 'utf8', legalComments: 'none' };
await build({ ...common, entryPoints: ['src/main.ts'], outfile: 'dist/widget.js' });
mkdirSync('dist/demo', { recursive: true });
await build({ ...common, entryPoints: ['demo/demo.ts'], outfile: 'dist/demo/demo.js' });
for (const file of ['index.html', 'demo.css']) {
  copyFileSync(`demo/${file}`, `dist/demo/${file}`);
}
