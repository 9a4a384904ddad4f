import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page is built once and served by src/server. `vite` itself serves it while working on it, with the API of a running Rapport behind it.
export default defineConfig({
  plugins: [react()],
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
