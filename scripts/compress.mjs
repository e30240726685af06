// Writes FILE.br and FILE.gz beside every text file of a folder, when they are smaller. usage: node compress.mjs DIR
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const texts = new Set(['.html', '.js', '.mjs', '.css', '.svg', '.json', '.txt', '.webmanifest', '.map']);

const walk = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(dir, entry.name)) : [join(dir, entry.name)],
  );

let before = 0;
let after = 0;
for (const file of walk(process.argv[2])) {
  if (!texts.has(extname(file)) || statSync(file).size < 512) continue;
  const plain = readFileSync(file);
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
  const gz = gzipSync(plain, { level: 9 });
  if (br.length < plain.length) writeFileSync(`${file}.br`, br);
  if (gz.length < plain.length) writeFileSync(`${file}.gz`, gz);
  before += plain.length;
  after += gz.length;
}
console.log(`${process.argv[2]}: ${(before / 1024).toFixed(0)} KB, ${(after / 1024).toFixed(0)} KB gzip`);
