import { defineConfig } from 'electron-vite'
import { MAIN_EXTERNAL, NODE } from './electron.vite.config'

/**
 * The programs of `npm run bench`, built as the app's main process is built, so that the engine
 * under test is the code that ships. `main` runs in Electron, the others in plain Node.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: NODE,
      outDir: '.cache/bench/build',
      rolldownOptions: {
        input: {
          main: 'test/bench/main.ts',
          run: 'test/bench/run.ts',
          server: 'test/bench/server.ts',
          'ali-oss': 'test/bench/ali-oss.ts',
          'start-probe': 'test/bench/start-probe.ts',
        },
        external: [...MAIN_EXTERNAL, '@playwright/test'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
})
