// Measures what a cold browser loads before the reception room can be used (gzip, as the server sends it) and fails
// above the limit of goals.md. Everything that these files import statically counts; what is fetched later does not.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limitBytes = 350 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const roots = ['index.html', 'src/rooms/reception/reception-page.tsx'];

const files = new Set();
const visit = (key) => {
  const entry = manifest[key];
  if (entry === undefined) throw new Error(`${key} is not in the manifest.`);
  if (files.has(entry.file)) return;
  files.add(entry.file);
  for (const css of entry.css ?? []) files.add(css);
  for (const next of entry.imports ?? []) visit(next);
};
roots.forEach(visit);

let total = 0;
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 6 }).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${file}`);
}

console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  first route, gzip (limit ${limitBytes / 1024} KB)`);
if (total > limitBytes) process.exit(1);
