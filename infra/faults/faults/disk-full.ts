import { join } from 'node:path';
import { until } from '@anju/local/client';
import { sqliteUrl } from '@anju/runtime/database';
import { inBusyCity } from '../city/busy';
import type { Broken } from '../city/outcome';
import type { City } from '../city/city';
import type { Load } from '../city/load';
import { countOf, keepsSaying, type Ready, saying, unclearOf, working } from '../city/watch';
import { openMariadb } from '../engines';
import type { Fault, Form, Round } from '../fault';
import { enginesMissing } from '../on-engines';
import { onSmallDisk } from '../room';

/** How long there is no room. */
const seconds: Readonly<Record<Form, number>> = { short: 1, long: 60 };
const common = { rounds: 3, seconds: { short: 120, long: 600 } };

const full: Ready = { status: 200, database: 'no room', broker: 'ok' };
const whole: Ready = { status: 200, database: 'ok', broker: 'ok' };

export const pagesFull: Fault = {
  ...common,
  name: 'pages-full',
  what: 'SQLite files reach the limit of their pages (max_page_count) while clients are busy',
  needs: 'nothing',
  run: (round) =>
    inBusyCity(round, null, (city, load) =>
      withoutRoom(round, city, load, {
        take: () => city.limitPages(1),
        give: () => city.limitPages(null),
      }),
    ),
};

export const diskFullSqlite: Fault = {
  ...common,
  name: 'disk-full-sqlite',
  what: 'the disk of the SQLite files is full while clients are busy',
  needs: 'nothing',
  run: (round) =>
    onSmallDisk(round, 64, ({ folder, fill, makeRoom }) => {
      const stores = { brokers: null, schema: async (name: string) => sqliteUrl(join(folder, `${name}.db`)) };
      return inBusyCity(round, stores, (city, load) =>
        withoutRoom(round, city, load, { take: async () => fill(), give: async () => makeRoom() }),
      );
    }),
};

export const diskFullMariadb: Fault = {
  ...common,
  name: 'disk-full-mariadb',
  what: "the disk of MariaDB's data is full while clients are busy",
  needs: 'engines',
  run: (round) =>
    onSmallDisk(round, 256, async ({ folder, fill, makeRoom }) => {
      const mariadb = await openMariadb(join(folder, 'mariadb'), round);
      if (!mariadb) throw enginesMissing();
      try {
        return await inBusyCity(round, { brokers: null, schema: mariadb.schema }, async (city, load) => {
          const broken = await withoutRoom(round, city, load, {
            take: async () => fill(),
            // After a while without room it may end itself.
            give: async () => {
              makeRoom();
              mariadb.keepRunning();
            },
            alsoSays: { ...full, status: 503, database: 'no answer' },
          });
          return {
            ...broken,
            figures: { ...broken.figures, 'servers that ended themselves': mariadb.ended() },
          };
        });
      } finally {
        await mariadb.stop();
      }
    }),
};

interface Space {
  readonly take: () => Promise<void>;
  readonly give: () => Promise<void>;
  /** What is as true meanwhile as that there is no room. */
  readonly alsoSays?: Ready;
}

async function withoutRoom(
  { form, say }: Round,
  city: City,
  load: Load,
  { take, give, alsoSays }: Space,
): Promise<Broken> {
  await working(load);
  const before = countOf(load);
  say('the room is taken');
  await take();
  let found: readonly string[];
  try {
    await until('requests to be refused', async () => countOf(load).refused > before.refused);
    say('requests are refused for want of room');
    // Who ends for want of room may be gone before anybody has said so.
    const said = alsoSays ? [full, alsoSays] : [full];
    await saying(city, ...said);
    found = await keepsSaying(city, said, seconds[form]);
  } finally {
    say('room is given back');
    await give();
  }
  const refused = countOf(load).refused - before.refused;
  await saying(city, whole);
  await working(load);
  say(`there is room again, ${refused} requests were refused`);
  return {
    faults: 1,
    found: [...found, ...unclearOf(load)],
    figures: { 'refused for want of room': refused },
  };
}
