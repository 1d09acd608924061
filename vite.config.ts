import react from '@vitejs/plugin-react'
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const page = (path: string): string => fileURLToPath(new URL(`./apps/${path}`, import.meta.url))

/** Where the pages inside Zendesk get its client from; a relay may send them elsewhere (`appFramework`). */
const zafSdk =
  process.env.WEIQIAO_ZAF_SDK ??
  'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The framework's script as npm has it, unmodified, for the Zendesk of the lab to serve offline. */
async function labSdk(): Promise<string> {
  const contents = `window.ZAFClient = require('zendesk_app_framework_sdk')`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'iife',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

export default defineConfig({
  root: fileURLToPath(new URL('./apps', import.meta.url)),
  base: './',
  plugins: [
    react(),
    {
      name: 'zaf-sdk',
      transformIndexHtml: { order: 'pre', handler: (html) => html.replace('%ZAF_SDK%', zafSdk) },
      async generateBundle() {
        this.emitFile({
          type: 'asset',
          fileName: 'lab/zaf_sdk.min.js',
          source: await labSdk(),
        })
      },
    },
  ],
  build: {
    outDir: fileURLToPath(new URL('./build/apps', import.meta.url)),
    emptyOutDir: true,
    sourcemap: false,
    // Which page loads which files: what a package with its pages inside is made by.
    manifest: 'parts.json',
    rollupOptions: {
      input: {
        lab: page('lab/index.html'),
        'reply-guide': page('reply-guide/index.html'),
        customer: page('customer/index.html'),
        'service-board': page('service-board/index.html'),
      },
      output: {
        // React and Garden are shared by every page and change rarely: one chunk to cache.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules[\\/](?!axios|zod|opencc-js|d3-|internmap)/ },
            {
              name: 'relay',
              test: /node_modules[\\/](axios|zod)|server[\\/]api[\\/](endpoint|refusal|scalars|session)/,
            },
            { name: 'opencc', test: /node_modules[\\/]opencc-js[\\/]dist[\\/]esm-lib[\\/]core/ },
          ],
        },
      },
    },
  },
})
