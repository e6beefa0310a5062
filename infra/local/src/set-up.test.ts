import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '../../..');

test('where nothing can be installed, the last line still counts, and the line before says why', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-set-up-'));
  try {
    for (const part of ['infra/local/test.mjs', 'infra/local/prepare.mjs', 'package.json', 'pnpm-lock.yaml'])
      cpSync(join(root, part), join(folder, part));
    for (const empty of ['packages', 'services', 'bin']) mkdirSync(join(folder, empty));
    // Node alone: no npx to install with.
    symlinkSync(process.execPath, join(folder, 'bin/node'));
    const { stdout, stderr, status } = spawnSync('node', ['infra/local/test.mjs'], {
      cwd: folder,
      env: { PATH: join(folder, 'bin') },
      encoding: 'utf8',
    });

    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 0 skipped');
    expect(stderr).toMatch(/npx --yes pnpm@[\d.]+ install --frozen-lockfile .* failed: .*ENOENT/);
    expect(status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('docker-compose.yml', () => {
  const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'));
  const engines = ['engines', 'mariadb', 'kafka']
    .map((name) => readFileSync(join(root, `infra/local/engines/${name}.mjs`), 'utf8'))
    .join('\n');

  test('has the two engines, pinned, each with a check of its health and data of its own', () => {
    expect(services.mariadb.image).toMatch(/^mariadb:10\.11/);
    expect(services.kafka.image).toMatch(/^apache\/kafka:4\.\d+\.\d+$/);
    expect(services.kafka.environment.KAFKA_PROCESS_ROLES).toBe('broker,controller');
    expect(services.kafka.environment.KAFKA_AUTO_CREATE_TOPICS_ENABLE).toBe('false');
    for (const { healthcheck, volumes } of Object.values<any>(services)) {
      expect(healthcheck.test[0]).toBe('CMD');
      expect(volumes.length).toBeGreaterThan(0);
    }
  });

  test('answers on this machine alone, where the tests look for it', () => {
    for (const { ports } of Object.values<any>(services)) {
      for (const port of ports) {
        const [host, published] = String(port).split(':') as [string, string];
        expect(host).toBe('127.0.0.1');
        expect(engines).toContain(`127.0.0.1:${published}`);
      }
    }
    expect(services.kafka.environment.KAFKA_ADVERTISED_LISTENERS).toBe(
      `PLAINTEXT://${String(services.kafka.ports[0]).split(':').slice(0, 2).join(':')}`,
    );
  });
});
