import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NotTested, type Round } from './fault';

/** A disk of its own, of a size, which can be filled and emptied. */
export interface SmallDisk {
  readonly folder: string;
  /** Until not one page more finds room. */
  readonly fill: () => void;
  readonly makeRoom: () => void;
}

const diskIn = (parent: string) => join(parent, 'disk');

/** Unmounts what a run that was killed left behind, whichever of its rounds had one. */
export function unmountLeft(folder: string): void {
  for (const disk of readdirSync(folder).map((round) => diskIn(join(folder, round))))
    if (existsSync(disk)) spawnSync('umount', ['--lazy', disk], { stdio: 'ignore' });
}

/** Mounts one in memory for as long as `run` takes. */
export async function onSmallDisk<T>(
  { folder: parent }: Round,
  mib: number,
  run: (disk: SmallDisk) => Promise<T>,
): Promise<T> {
  const folder = diskIn(parent);
  mkdirSync(folder);
  // MariaDB's own user walks through.
  for (const each of [parent, folder]) chmodSync(each, 0o755);
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0)
    throw new NotTested(`no small disk can be mounted here (${(stderr ?? error?.message ?? '').trim()})`);
  // What is still open there goes with its process.
  const unmount = () => void spawnSync('umount', ['--lazy', folder]);
  // After its servers were killed: they are known by what stands on it.
  process.once('exit', unmount);
  const ballast = join(folder, 'ballast');
  try {
    return await run({
      folder,
      fill: () => {
        for (const bytes of [1 << 20, 1 << 12]) fillBy(ballast, Buffer.alloc(bytes));
      },
      makeRoom: () => rmSync(ballast),
    });
  } finally {
    process.off('exit', unmount);
    unmount();
  }
}

function fillBy(file: string, bytes: Buffer): void {
  try {
    for (;;) appendFileSync(file, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
