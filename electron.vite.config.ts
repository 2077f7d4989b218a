import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/**
 * Two Electrons run this code: the current one (for users) and the one that tests fall back to
 * where the official download is out of reach. Both builds aim at the older: Node 20.18 and
 * Chromium 130.
 */
export const NODE = 'node20.18'
const CHROMIUM = 'chrome130'

/**
 * What stays a `require` or `import` in the main process; `electron` and Node's own modules are
 * external anyway. Everything else is bundled, so that app.asar holds the code that runs and not
 * all of node_modules.
 * - classic-level finds its native binary beside its own files.
 * - proxy-agent is an optional part of ali-oss's HTTP client that we neither install nor reach:
 *   the `require` stays where it is, in a branch that only its `enableProxy` option enters.
 */
export const MAIN_EXTERNAL = ['classic-level', 'proxy-agent']

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: NODE,
      rolldownOptions: {
        input: { main: 'electron/main.ts' },
        external: MAIN_EXTERNAL,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: NODE,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        // A sandboxed preload is one CommonJS file that can require nothing but `electron`.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: CHROMIUM,
      minify: true,
      // A picture as a data: URL would need a hole in the page's content security policy.
      assetsInlineLimit: 0,
      // Read from disk, not from a network: one file of a megabyte is no reason for a warning.
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: join(import.meta.dirname, 'renderer', 'index.html') },
    },
  },
})
