import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** `pnpm engines` on a data folder of a test's own. */
export function openOwnEngines() {
  const folder = mkdtempSync(join(tmpdir(), 'anju-clusters-'));
  const engines = (...words: string[]) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(root, 'infra/local/engines/main.mjs'), ...words],
      // eslint-disable-next-line no-restricted-properties
      { env: { ...process.env, ANJU_DATA: folder }, encoding: 'utf8' },
    );
    return { said: stdout + stderr, status };
  };
  return {
    folder,
    engines,
    /** What the command has noted of them. */
    noted: () => JSON.parse(readFileSync(join(folder, 'engines.json'), 'utf8')),
    /** Of a line of `status`, by the name it begins with. */
    partOf: (name: string) => {
      const line = engines('status')
        .said.split('\n')
        .find((each) => each.startsWith(name))!;
      const [, state, address, pid] = /(answers|is dead|is silent)\s+(\S+)\s+pid (\S+)/.exec(line)!;
      return { state, address: address!, pid: Number(pid) };
    },
    remove: () => {
      engines('down');
      rmSync(folder, { recursive: true });
    },
  };
}
