import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const runtime = createRequire(join(__dirname, '../../packages/runtime/package.json'));

/**
 * The code of the processes that are struck, in one file: it loads in a tenth of the time that its sources take, and
 * whoever kills a thousand processes waits for a thousand to load. Which code it is stays the same.
 */
export async function bundleHost(folder: string): Promise<string> {
  const outfile = join(folder, 'host.cjs');
  await build({
    entryPoints: [join(__dirname, 'host.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Two services may have migrations of one name, and by its name, which ends in its time, each is ordered.
    keepNames: true,
    logLevel: 'error',
    plugins: [
      {
        name: 'as in its own folder',
        setup: ({ onLoad, onResolve }) => {
          // What is read from beside a source is still read from there.
          onLoad({ filter: /\.ts$/ }, ({ path }) => ({
            contents: `const __dirname = ${JSON.stringify(dirname(path))};\n${readFileSync(path, 'utf8')}`,
            loader: 'ts',
          }));
          // It finds its binary by itself.
          onResolve({ filter: /^libsql$/ }, () => ({ path: runtime.resolve('libsql'), external: true }));
        },
      },
    ],
  });
  return outfile;
}
