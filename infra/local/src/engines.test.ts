import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = join(__dirname, '../../..');

describe('pnpm engines', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-engines-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const engines = (...words: string[]) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(root, 'infra/local/engines/main.mjs'), ...words],
      // No Java and no MariaDB there.
      { env: { PATH: folder, ANJU_DATA: folder }, encoding: 'utf8' },
    );
    return { said: stdout + stderr, status };
  };

  test('without what an engine needs, says what, and leaves nothing behind', () => {
    const { said, status } = engines('up', '--mariadb', '0');
    expect(said).toContain('Kafka needs Java 17 and Maven');
    expect(status).toBe(1);
    const [, data] = /in (\/var\/tmp\/anju-engines-\w+)/.exec(said) ?? [];
    expect(data && existsSync(data)).toBeFalsy();
    expect(readdirSync(folder)).toEqual([]);
    expect(engines('status').said).toContain('No engines are up');
  });

  test('while one process starts them another changes nothing and says which does; down waits, and nothing is left', async () => {
    // It has Java and Maven, slow ones that bring nothing.
    for (const [name, does] of Object.entries({ java: '/bin/sleep 4', mvn: 'echo offline; exit 1' }))
      writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const first = spawn(
      process.execPath,
      [join(root, 'infra/local/engines/main.mjs'), 'up', '--mariadb', '0'],
      { env: { PATH: folder, ANJU_DATA: folder, XDG_CACHE_HOME: join(folder, 'cache') }, stdio: 'ignore' },
    );
    const ended = once(first, 'exit');
    const noted = join(folder, 'engines.json');
    while (!existsSync(noted)) await wait(20);
    const plan = readFileSync(noted, 'utf8');

    const second = engines('up', '--mariadb', '0');
    expect(second.said).toContain(
      `Engines are being started or stopped by process ${first.pid}. Wait for it`,
    );
    expect([second.status, readFileSync(noted, 'utf8')]).toEqual([1, plan]);

    const down = engines('down');
    expect(down.said).toContain(`Waiting for process ${first.pid}`);
    expect([down.status, (await ended)[0]]).toEqual([0, 1]);
    for (const left of [noted, `${noted}-lock`, JSON.parse(plan).folder])
      expect([left, existsSync(left)]).toEqual([left, false]);
    expect(engines('status').said).toContain('No engines are up');
  });

  test('whoever only looks at them makes no folder, as they may be stopped meanwhile', () => {
    const plan = {
      folder: join(folder, 'gone'),
      kafka: [],
      mariadb: [{ sql: 9, group: 9, increments: 9, copies: 9 }],
    };
    writeFileSync(join(folder, 'engines.json'), JSON.stringify(plan));
    writeFileSync(join(folder, 'mariadbd'), '#!/bin/sh\n', { mode: 0o755 });
    expect(engines('status').said).toMatch(/^MariaDB node 1 +is dead/);
    expect(existsSync(plan.folder)).toBe(false);
  });

  test.each([
    [['up', '--kafka', '2'], '--kafka 2: one, three of them, or 0 for none'],
    [['up', '--postgres', '1'], "Unknown option '--postgres'"],
    [['down', '--kafka', '1'], '--kafka belongs to up'],
    [['restart'], 'Say up, down or status'],
  ])('of %p says what is wrong, and how it is called', (words, reason) => {
    const { said, status } = engines(...words);
    expect(said).toContain(reason);
    expect(said).toMatch(/^参数有误 \/ Wrong argument: [^]*用法 \/ Usage:\n +pnpm engines up/);
    expect(status).toBe(1);
  });

  test('is not upset by who reads no further', () => {
    const shell = `{ ${process.execPath} ${join(root, 'infra/local/engines/main.mjs')} --help; echo $? >&2; } | true`;
    const { stderr } = spawnSync('/bin/sh', ['-c', shell], { env: { ANJU_DATA: folder }, encoding: 'utf8' });
    expect(stderr).toBe('0\n');
  });

  test('says how it is called to who asks for it', () => {
    const { said, status } = engines('--help');
    expect([status, said]).toEqual([0, expect.stringMatching(/^用法 \/ Usage:\n +pnpm engines up/)]);
  });
});
