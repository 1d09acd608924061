import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const page = (path: string): string => fileURLToPath(new URL(`./apps/${path}`, import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL('./apps', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./build/apps', import.meta.url)),
    emptyOutDir: true,
    sourcemap: false,
    rollupOptions: {
      input: { lab: page('lab/index.html') },
      output: {
        // React and Garden are shared by every page and change rarely: one chunk to cache.
        codeSplitting: { groups: [{ name: 'vendor', test: /node_modules/ }] },
      },
    },
  },
})
