import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Asks for the typeface with the page rather than after its styles: else every word is drawn twice. */
const preloadFont: Plugin = {
  name: 'preload-font',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
          injectTo: 'head',
        })),
  },
};

// The page is built once and served by src/server. `vite` itself serves it while working on it, with the API of a running Rapport behind it.
export default defineConfig({
  plugins: [react(), preloadFont],
  build: {
    outDir: 'dist',
    // No inline data: the page's policy allows none for scripts, and assets are cached by their names.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8700',
      '/session': 'http://127.0.0.1:8700',
    },
  },
});
