import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const server = process.env['ZHANGGUI_URL'] ?? 'http://127.0.0.1:5080';
const build = process.env['ZHANGGUI_BUILD'] ?? Date.now().toString(36);

/** `version.json` beside the pages, so that an open tab notices an upgrade of the server. */
const version: Plugin = {
  name: 'zhanggui-version',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ build }) });
  },
};

export default defineConfig({
  plugins: [react(), version],
  define: { __BUILD__: JSON.stringify(build) },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: server, ws: true },
      '/demo': server,
      '/widget.js': server,
    },
  },
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page stands on, in one piece: it packs better than in thirty, and an upgrade seldom changes it.
          groups: [
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|stylis|@ant-design[\\/](cssinjs|cssinjs-utils|fast-color|colors))[\\/]/,
            },
          ],
        },
      },
    },
    modulePreload: {
      polyfill: false,
      // A list of what each page's pieces need stands in the first route and grows with every page: but for the desk, on which
      // everybody begins, only styles are asked for ahead; scripts ask for theirs.
      resolveDependencies: (file, needs, { hostType }) =>
        hostType === 'html' || file.includes('/reception-page-')
          ? needs
          : needs.filter((need) => need.endsWith('.css')),
    },
  },
});
