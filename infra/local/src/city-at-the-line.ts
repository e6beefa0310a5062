import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anju } from '@anju/cli/anju';
import { openSandbox } from '@anju/runtime/sandbox';
import { type CityInOneProcess, startCity } from './city';

/** A city in this process for the tests of a file, and the command line at it. */
export function cityAtTheLine() {
  let city: CityInOneProcess;
  let folder: string;
  let issuer: Awaited<ReturnType<typeof openSandbox>>['issuer'];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'anju-cli-'));
    const sandbox = await openSandbox(folder);
    issuer = sandbox.issuer;
    city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
  });
  afterAll(async () => {
    await city?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const say = async (argv: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const said: string[] = [];
    const line = (text: string) => void said.push(text);
    return { code: await anju([...argv], env, line, line), said: said.join('\n') };
  };
  return {
    city: () => city,
    folder: () => folder,
    issuer: () => issuer,
    /** Said to this city. */
    run: (...argv: string[]) => say([...argv, '--url', city.url, '--data', folder]),
    /** Said as it stands. */
    say,
  };
}
